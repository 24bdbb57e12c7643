// attache presence: who has forces where on a day, as far as it was known on another, and who says so.
#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/tables.h"
#include "app/export/words.h"
#include "app/terminal/suggest.h"
#include "derive/country.h"
#include "derive/text.h"
#include "derive/values.h"

namespace attache {
namespace {

struct Options : PresenceOptions {
  std::string ledger;
  ReadingFiles files;
  Format format;
};

Style style_of(PresenceState state) {
  switch (state) {
    case PresenceState::kPresent:
      return Style::kGreen;
    case PresenceState::kArriving:
    case PresenceState::kLeaving:
    case PresenceState::kDueGone:
      return Style::kYellow;
    case PresenceState::kGone:
      return Style::kBlue;
    case PresenceState::kUnknown:
      return Style::kDim;
    case PresenceState::kDisputed:
      return Style::kRed;
  }
  return Style::kPlain;
}

// ● two independent origins or more, ○ fewer: what is claimed must not look like what is corroborated.
void put_line(const PresenceAnswer& answer, const PresenceAnswer::Line& each, const Terminal& terminal) {
  const PresenceLine& line = each.line;
  std::string state(name(line.state));
  std::transform(state.begin(), state.end(), state.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (line.asked_only) state += " (only asked for)";
  const std::string force = line.kind == ForceKind::kNone ? "forces" : std::string(name(line.kind));
  put(fmt::format("\n{} {}  {}{}\n", line.corroborated ? "●" : "○", styled(state, style_of(line.state), terminal),
                  styled(force, Style::kBold, terminal), line.places.empty() ? "" : ", " + line.places.front()));
  put(wrapped(each.sentence, terminal.width, "  ") + "\n");
  for (const PresenceSide& side : line.sides) {
    put(wrapped(fmt::format("either {}: {}", side.value,
                            side.origins.empty() ? "outlets in their own voice" : joined(side.origins, ", ")),
                terminal.width, "    ") +
        "\n");
  }
  for (const std::string& note : line.notes) put(wrapped("note: " + note, terminal.width, "  ") + "\n");
  std::vector<const StoredClaim*> claims;
  std::vector<std::string> parts;
  for (const Support& support : line.claims) {
    const StoredClaim* stored = find(answer.claims, support.claim);
    if (stored == nullptr) continue;
    claims.push_back(stored);
    parts.emplace_back(name(support.part));
  }
  if (!claims.empty()) put(reports(claims, parts).text(terminal));
}

// Where no claim names the place asked for: those that the ledger's claims of these forces name.
void say_known_places(const Ledger& ledger, const PresenceQuestion& asked) {
  const std::string& typed = asked.at.empty() ? asked.place : asked.at;
  ClaimFilter filter;
  filter.owner = asked.owner;
  if (is_state(asked.place)) filter.country = asked.place;
  std::set<std::string> names;
  const auto read = ledger.for_each_claim(filter, [&](const StoredClaim& stored) {
    for (const Place& place : stored.claim.place) {
      if (filter.country.empty() || place.country == filter.country) names.insert(place.name);
    }
    return true;
  });
  if (!read || names.empty()) return;
  const std::vector<std::string> known(names.begin(), names.end());
  const auto meant = nearest(typed, known);
  constexpr std::size_t kMost = 8;
  const std::vector<std::string> first(known.begin(),
                                       known.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, known.size())));
  say("no claim of these forces names '" + typed + "'; " +
      (meant ? "did you mean '" + *meant + "'?" : "claims name " + listed(first) + (known.size() > kMost ? ", ..." : "")));
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
    put(table_of(*answer).csv());
  } else {
    put(styled(heading(*question, names), Style::kBold, program.out) + "\n");
    for (const PresenceAnswer::Line& each : answer->lines) put_line(*answer, each, program.out);
    if (answer->lines.empty())
      put("\nnone, as far as the ledger tells\n");
    else if (!nothing)
      put("\n● two independent origins or more  ○ claimed only; `attache why KEY` shows the sentence behind a claim\n");
  }
  if (!nothing) return kDone;
  if (!question->at.empty() || (!question->place.empty() && !is_state(question->place))) say_known_places(*ledger, *question);
  return kNothingFound;
}

}  // namespace

void add_presence(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "presence", "Who has forces where on a day, and who says so",
                                  "  attache presence --of Russia --in Armenia --on 2024-08-02\n"
                                  "  attache presence --in Niger --on 2024-08-10\n"
                                  "  attache presence --of RUS --in ARM --on 2024-08-02 --known-by 2024-05-10\n"
                                  "  attache presence --of USA --in Niger --at Agadez --on 2024-08-10 --json");
  auto options = std::make_shared<Options>();
  add_forces(*command, *options);
  command->add_option("--on", options->on, "On which day in the world")->required()->type_name("DAY");
  add_clocks(*command, options->clocks);
  add_as_coded(*command, options->as_coded);
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
