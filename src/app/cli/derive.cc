// attache derive: makes the ledger's events anew from its claims and keeps them.
#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/export/words.h"
#include "query/query.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  bool json = false;
};

int run(const Options& options, const Program& /*program*/) {
  auto ledger = Ledger::open(options.ledger, OpenMode::kWrite);
  if (!ledger) return report(ledger.error());
  const auto done = rebuild_events(*ledger);
  if (!done) return report(done.error());
  if (options.json) {
    put_json(Json{
        {"claims", done->claims}, {"events", done->events}, {"joined", done->joined}, {"contradicted", done->contradicted}});
  } else {
    say(fmt::format("{}: {} from {}; {} told by more than one report, {} contradicted", options.ledger,
                    counted(done->events, "event"), counted(done->claims, "claim"), done->joined, done->contradicted));
  }
  return done->claims == 0 ? kNothingFound : kDone;
}

}  // namespace

void add_derive(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "derive", "Make the events of the ledger anew",
                                  "  attache derive\n"
                                  "  attache derive --ledger caucasus.ledger");
  auto options = std::make_shared<Options>();
  add_ledger(*command, options->ledger);
  command->add_flag("--json", options->json, "Write the counts as one JSON object");
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
