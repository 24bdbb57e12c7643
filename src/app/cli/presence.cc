// attache presence: who has forces where on a day, as far as it was known on another, and who says so.
#include <fmt/core.h>

#include <algorithm>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/words.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, of, in, at, on, known_by, as_of;
  ReadingFiles files;
  Format format;
};

Style style_of(PresenceState state) {
  switch (state) {
    case PresenceState::kPresent: return Style::kGreen;
    case PresenceState::kArriving:
    case PresenceState::kLeaving:
    case PresenceState::kDueGone: return Style::kYellow;
    case PresenceState::kGone: return Style::kBlue;
    case PresenceState::kUnknown: return Style::kDim;
    case PresenceState::kDisputed: return Style::kRed;
  }
  return Style::kPlain;
}

std::string joined(const std::vector<std::string>& list, std::string_view separator) {
  std::string out;
  for (const std::string& each : list) out += (out.empty() ? "" : std::string(separator)) + each;
  return out;
}

const StoredClaim* find(const PresenceAnswer& answer, const ClaimKey& key) {
  const auto at = std::find_if(answer.claims.begin(), answer.claims.end(), [&](const StoredClaim& each) { return each.claim.key == key; });
  return at == answer.claims.end() ? nullptr : &*at;
}

// What was asked, in words: "Forces of Russia in Armenia on 2024-08-02, as known on 2024-05-10".
std::string heading(const PresenceQuestion& asked, Names& names) {
  std::string out = "Forces of " + names.name_of(asked.owner);
  if (!asked.place.empty()) out += " in " + names.name_of(asked.place);
  if (!asked.at.empty()) out += ", " + asked.at;
  out += " on " + to_string(asked.on);
  if (asked.known_by) out += ", as known on " + to_string(*asked.known_by);
  if (asked.as_of) out += ", from the ledger as it stood " + in_words(*asked.as_of);
  return out;
}

// ● two independent origins or more, ○ fewer: what is claimed must not look like what is corroborated.
void put_line(const PresenceAnswer& answer, const PresenceAnswer::Line& each, const Terminal& terminal) {
  const PresenceLine& line = each.line;
  std::string state(name(line.state));
  std::transform(state.begin(), state.end(), state.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::string force = line.kind == ForceKind::kNone ? "forces" : std::string(name(line.kind));
  put(fmt::format("\n{} {}  {}{}\n", line.corroborated ? "●" : "○", styled(state, style_of(line.state), terminal),
                  styled(force, Style::kBold, terminal), line.places.empty() ? "" : ", " + line.places.front()));
  put(wrapped(each.sentence, terminal.width, "  ") + "\n");
  for (const PresenceSide& side : line.sides) {
    put(wrapped(fmt::format("either {}: {}", side.value, side.origins.empty() ? "outlets in their own voice" : joined(side.origins, ", ")),
                terminal.width, "    ") + "\n");
  }
  for (const std::string& note : line.notes) put(wrapped("note: " + note, terminal.width, "  ") + "\n");
  Table table({"  claim", "reported", "tells of", "status", "chain", "words"});
  for (const Support& support : line.claims) {
    const StoredClaim* stored = find(answer, support.claim);
    if (stored == nullptr) continue;
    const Claim& claim = stored->claim;
    table.add({"  " + short_key(claim.key.hash), stored->published ? to_string(stored->published->day()) : "", std::string(name(support.part)),
               status_in_words(claim.status, claim.negated), in_words(claim.attribution), claim.text});
  }
  if (!table.empty()) put(table.text(terminal));
}

Table as_table(const PresenceAnswer& answer) {
  Table table({"owner", "kind", "place", "country", "state", "since", "present since", "until", "count", "last reported", "basis",
               "origins", "corroborated", "claims", "sentence"});
  for (const auto& [line, sentence] : answer.lines) {
    std::string basis, claims;
    for (const Basis& each : line.basis) basis += (basis.empty() ? "" : "; ") + in_words(each);
    for (const Support& each : line.claims) claims += (claims.empty() ? "" : " ") + each.claim.hash.hex();
    table.add({line.owner, std::string(name(line.kind)), joined(line.places, "; "), line.country, std::string(name(line.state)), line.since,
               line.present_since, line.until, line.count ? in_words(*line.count) : "",
               line.last_reported ? in_words(*line.last_reported) : "", basis, joined(line.origins, "; "),
               line.corroborated ? "yes" : "no", claims, sentence});
  }
  return table;
}

Result<PresenceQuestion> question_from(const Options& options, Names& names) {
  PresenceQuestion out;
  auto owner = names.code(options.of);
  if (!owner) return tl::unexpected<Error>(owner.error());
  out.owner = *owner;
  auto place = names.code_or_place(options.in);
  if (!place) return tl::unexpected<Error>(place.error());
  out.place = *place;
  out.at = options.at;
  const auto on = day_option(options.on, "--on");
  if (!on) return tl::unexpected<Error>(on.error());
  out.on = *on;
  if (!options.known_by.empty()) {
    const auto day = day_option(options.known_by, "--known-by");
    if (!day) return tl::unexpected<Error>(day.error());
    out.known_by = *day;
  }
  if (!options.as_of.empty()) {
    const auto instant = instant_option(options.as_of, "--as-of");
    if (!instant) return tl::unexpected<Error>(instant.error());
    out.as_of = *instant;
  }
  return out;
}

int run(const Options& options, const Program& program) {
  Names names(options.files);
  const auto question = question_from(options, names);
  if (!question) return report(question.error());
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto answer = ask(*ledger, *question);
  if (!answer) return report(answer.error());
  const bool nothing = std::all_of(answer->lines.begin(), answer->lines.end(),
                                   [](const PresenceAnswer::Line& each) { return each.line.claims.empty(); });
  if (options.format.json) {
    put_json(to_json(*answer));
  } else if (options.format.csv) {
    put(as_table(*answer).csv());
  } else {
    put(styled(heading(*question, names), Style::kBold, program.out) + "\n");
    for (const PresenceAnswer::Line& each : answer->lines) put_line(*answer, each, program.out);
    if (answer->lines.empty()) put("\nnone, as far as the ledger tells\n");
    else put("\n● two independent origins or more  ○ claimed only; `attache why KEY` shows the sentence behind a claim\n");
  }
  return nothing ? kNothingFound : kDone;
}

}  // namespace

void add_presence(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "presence", "Who has forces where on a day, and who says so",
                                  "  attache presence --of Russia --in Armenia --on 2024-08-02\n"
                                  "  attache presence --of RUS --in ARM --on 2024-08-02 --known-by 2024-05-10\n"
                                  "  attache presence --of USA --in Niger --at Agadez --on 2024-08-10 --json");
  auto options = std::make_shared<Options>();
  command->add_option("--of", options->of, "Whose forces, by name or code")->required()->type_name("WHO");
  command->add_option("--in", options->in, "In which country or place; everywhere when left out")->type_name("WHERE");
  command->add_option("--at", options->at, "At which place in it")->type_name("NAME");
  command->add_option("--on", options->on, "On which day in the world")->required()->type_name("DAY");
  add_clocks(*command, options->known_by, options->as_of);
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  command->callback([options, &program] { program.run = [options, &program] { return run(*options, program); }; });
}

}  // namespace attache
