// attache sources: who stands in the chains, who published, and who repeats whom.
#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/tables.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  ClockOptions clocks;
  Format format;
};

int run(const Options& options, const Program& program) {
  SourcesQuestion question;
  if (const auto clocks = set_clocks(options.clocks, question); !clocks) return report(clocks.error());
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto answer = ask(*ledger, question);
  if (!answer) return report(answer.error());
  if (options.format.json) {
    put_json(to_json(*answer));
    return answer->sources.empty() ? kNothingFound : kDone;
  }
  const Table table = table_of(*answer);
  if (table.empty() && !options.format.csv) {
    say("no sources: the ledger holds no claims");
    return kNothingFound;
  }
  put_table(table, options.format, program.out);
  if (options.format.csv) return table.empty() ? kNothingFound : kDone;
  if (!answer->citations.empty()) {
    Table citations({"who passes on", "what who said", "claims"});
    for (const Citation& each : answer->citations) citations.add({each.citing, each.cited, std::to_string(each.claims)});
    put("\n" + citations.text(program.out));
  }
  for (const auto& ring : answer->rings) {
    std::string names;
    for (const std::string& each : ring) names += (names.empty() ? "" : ", ") + each;
    put("\n" + wrapped(styled("Ring", Style::kRed, program.out) + ": these cite each other: " + names, program.out.width, "") +
        "\n");
  }
  return kDone;
}

}  // namespace

void add_sources(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "sources", "List who is cited and who publishes",
                                  "  attache sources\n"
                                  "  attache sources --known-by 2024-05-10 --csv");
  auto options = std::make_shared<Options>();
  add_clocks(*command, options->clocks);
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
