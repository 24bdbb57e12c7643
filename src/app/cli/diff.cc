// attache diff: what changed in an answer between two dates, and which claims made it change.
#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/words.h"
#include "query/changes.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, first, second, on;
  ForcesOptions forces;
  FilterOptions filter;
  ReadingFiles files;
  bool events = false, recorded = false, json = false;
};

// Sets one clock of a question to a date of the command line.
template <class Question>
Result<void> set_clock(const Options& options, const std::string& date, Question& question) {
  ClockOptions clocks;
  (options.recorded ? clocks.as_of : clocks.known_by) = date;
  return set_clocks(clocks, question);
}

Style style_of(ChangeKind kind) {
  return kind == ChangeKind::kAppeared ? Style::kGreen : kind == ChangeKind::kVanished ? Style::kRed : Style::kYellow;
}

std::string title_of(const PresenceAnswer::Line& each) {
  const PresenceLine& line = each.line;
  const std::string kind = line.kind == ForceKind::kNone ? "forces" : std::string(name(line.kind));
  return line.owner + " " + kind + (line.places.empty() ? "" : ", " + line.places.front());
}
std::string title_of(const Event& event) {
  const std::string where = where_at_a_glance(event.recipient, event.place);
  return who_at_a_glance(event.actor, event.force) + " " + what_at_a_glance(event.type, event.posture, false) +
         (where.empty() ? "" : ", " + where) + "  " + short_key(event.key.hash);
}

std::string sentence_of(const PresenceAnswer::Line& each) { return each.sentence; }
std::string sentence_of(const Event& event) {
  return counted(event.members.size(), "report") + ", " + counted(event.independent, "independent origin");
}

void put_claims_of(const std::string& heading, const std::vector<ClaimKey>& keys, const std::vector<StoredClaim>& claims,
                   const Terminal& terminal) {
  std::vector<const StoredClaim*> shown;
  for (const StoredClaim& stored : claims) {  // by report
    if (std::find(keys.begin(), keys.end(), stored.claim.key) != keys.end()) shown.push_back(&stored);
  }
  if (!shown.empty()) put("  " + heading + "\n" + reports(shown).text(terminal));
}

template <class Diff>
void put_diff(const Diff& answer, const Terminal& terminal) {
  for (const auto& change : answer.changes) {
    const auto& thing = change.after ? *change.after : *change.before;
    std::string kind(name(change.kind));
    put(fmt::format("\n{}  {}\n", styled(kind, style_of(change.kind), terminal),
                    styled(title_of(thing), Style::kBold, terminal)));
    if (change.kind != ChangeKind::kChanged) put(wrapped(sentence_of(thing), terminal.width, "  ") + "\n");
    for (const SlotChange& slot : change.slots) {
      const auto value = [](const std::string& text) { return text.empty() ? std::string("not told") : text; };
      put(wrapped(fmt::format("{}: {} → {}", slot.slot, value(slot.before), value(slot.after)), terminal.width, "  ") + "\n");
    }
    put_claims_of("because of", change.came, answer.claims, terminal);
    put_claims_of("no longer resting on", change.went, answer.claims, terminal);
    if (change.kind == ChangeKind::kChanged && change.came.empty() && change.went.empty())
      put("  no claim came or went: the days asked for differ\n");
  }
}

Json json_of(const PresenceAnswer::Line& each) {
  Json out = attache::to_json(each.line);
  out["sentence"] = each.sentence;
  return out;
}
Json json_of(const Event& event) { return attache::to_json(event); }

template <class Diff>
void put_diff_json(const Diff& answer, const Options& options) {
  Json out;
  out["before"] = options.first;
  out["after"] = options.second;
  out["changes"] = Json::array();
  for (const auto& change : answer.changes) {
    Json each;
    each["change"] = name(change.kind);
    each["before"] = change.before ? json_of(*change.before) : Json(nullptr);
    each["after"] = change.after ? json_of(*change.after) : Json(nullptr);
    each["slots"] = Json::array();
    for (const SlotChange& slot : change.slots)
      each["slots"].push_back({{"slot", slot.slot}, {"before", or_null(slot.before)}, {"after", or_null(slot.after)}});
    each["came"] = attache::to_json(change.came);
    each["went"] = attache::to_json(change.went);
    out["changes"].push_back(std::move(each));
  }
  out["unchanged"] = answer.unchanged;
  out["claims"] = attache::to_json(answer.claims);
  put_json(out);
}

template <class Diff>
int tell(const Result<Diff>& answer, const Options& options, const std::string& thing, const Program& program) {
  if (!answer) return report(answer.error());
  if (options.json) {
    put_diff_json(*answer, options);
  } else {
    const std::string clock = options.recorded ? "from the ledger as it stood" : "as known on";
    put(styled(fmt::format("{} {}, then {}", clock, options.first, options.second), Style::kBold, program.out) + "\n");
    put_diff(*answer, program.out);
    put(fmt::format("\n{} changed, {} unchanged\n", counted(answer->changes.size(), thing), answer->unchanged));
  }
  return answer->changes.empty() ? kNothingFound : kDone;
}

int diff_events(const Options& options, const Program& program) {
  ListingOptions listing;
  listing.filter = options.filter;
  listing.filter.owner = options.forces.of;
  listing.filter.in = options.forces.in;
  listing.files = options.files;
  listing.ledger = options.ledger;
  const auto opened = open_listing(listing);
  if (!opened) return report(opened.error());
  EventsQuestion before, after;
  before.filter = after.filter = opened->filter;
  if (const auto set = set_clock(options, options.first, before.filter); !set) return report(set.error());
  if (const auto set = set_clock(options, options.second, after.filter); !set) return report(set.error());
  return tell(diff(opened->ledger, before, after), options, "event", program);
}

int diff_presence(const Options& options, const Program& program) {
  Names names(options.files);
  const auto asked = forces_question(options.forces, names);
  if (!asked) return report(asked.error());
  PresenceQuestion before = *asked, after = *asked;
  if (const auto set = set_clock(options, options.first, before); !set) return report(set.error());
  if (const auto set = set_clock(options, options.second, after); !set) return report(set.error());
  if (!options.on.empty()) {
    const auto on = day_option(options.on, "--on");
    if (!on) return report(on.error());
    before.on = after.on = *on;
  } else if (before.known_by && after.known_by) {
    before.on = *before.known_by;
    after.on = *after.known_by;
  } else {
    return report({Fault::kIncorrect, "the days on which forces are somewhere are not told by the recorded clock", "--recorded",
                   "give the day with --on"});
  }
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  return tell(diff(*ledger, before, after), options, "line", program);
}

int run(const Options& options, const Program& program) {
  return options.events ? diff_events(options, program) : diff_presence(options, program);
}

}  // namespace

void add_diff(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "diff", "Tell what changed in an answer between two dates, and which claims changed it",
                                  "  attache diff 2024-05-10 2024-08-02 --of Russia --in Armenia\n"
                                  "  attache diff 2024-05-10 2024-08-02 --of Russia --in Armenia --on 2024-08-02\n"
                                  "  attache diff 2024-05 2024-06 --events --in Niger\n"
                                  "  attache diff 2025-01-01 2025-02-01 --recorded --in Chad --on 2025-01-01");
  auto options = std::make_shared<Options>();
  command->add_option("BEFORE", options->first, "As it was known then")->required();
  command->add_option("AFTER", options->second, "As it was known later")->required();
  add_forces(*command, options->forces);
  command->add_option("--on", options->on, "The day in the world, for both; else each date is its own")->type_name("DAY");
  command->add_flag("--events", options->events, "Compare the events instead of who has forces where");
  command->add_flag("--recorded", options->recorded, "The dates are of the ledger, when it learnt it, and not of the reports");
  command->add_flag("--json", options->json, "Write one JSON object");
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
