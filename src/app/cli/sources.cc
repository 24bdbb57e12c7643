// attache sources: who stands in the chains, and who published.
#include "app/cli/answer.h"
#include "app/cli/filter.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, known_by, as_of;
  Format format;
};

int run(const Options& options, const Program& program) {
  ClaimFilter clocks;
  if (!options.known_by.empty()) {
    const auto day = day_option(options.known_by, "--known-by");
    if (!day) return report(day.error());
    clocks.known_by = *day;
  }
  if (!options.as_of.empty()) {
    const auto instant = instant_option(options.as_of, "--as-of");
    if (!instant) return report(instant.error());
    clocks.as_of = *instant;
  }
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto sources = ledger->sources(clocks);
  if (!sources) return report(sources.error());
  if (options.format.json) {
    for (const SourceSummary& each : *sources) {
      put_json(Json{{"name", each.name}, {"code", or_null(each.code)}, {"articles", each.articles}, {"published", each.published},
               {"nearest", each.nearest}, {"carried", each.carried}});
    }
    return sources->empty() ? kNothingFound : kDone;
  }
  Table table({"name", "code", "articles", "claims published", "nearest to the facts", "carried"});
  for (const SourceSummary& each : *sources) {
    table.add({each.name, each.code, std::to_string(each.articles), std::to_string(each.published), std::to_string(each.nearest),
               std::to_string(each.carried)});
  }
  if (table.empty()) {
    say("no sources: the ledger holds no claims");
    return kNothingFound;
  }
  put_table(table, options.format, program.out);
  return kDone;
}

}  // namespace

void add_sources(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "sources", "List who is cited and who publishes",
                                  "  attache sources\n"
                                  "  attache sources --known-by 2024-05-10 --csv");
  auto options = std::make_shared<Options>();
  add_clocks(*command, options->known_by, options->as_of);
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  command->callback([options, &program] { program.run = [options, &program] { return run(*options, program); }; });
}

}  // namespace attache
