// attache claims: the ledger's current claims, picked by what they say and by the clocks.
#include "app/cli/answer.h"
#include "app/cli/filter.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  FilterOptions filter;
  ReadingFiles files;
  Format format;
};

int run(const Options& options, const Program& program) {
  Names names(options.files);
  const auto filter = filter_from(options.filter, names);
  if (!filter) return report(filter.error());
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto claims = ledger->claims(*filter);
  if (!claims) return report(claims.error());
  const int code = put_claims(*claims, options.format, program.out);
  if (filter->known_by) {
    const auto counts = ledger->count(*filter);
    if (counts && counts->undated > 0) {
      say(std::to_string(counts->undated) + " more in articles without a publication date, which no --known-by can place");
    }
  }
  return code;
}

}  // namespace

void add_claims(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "claims", "List the claims of the ledger",
                                  "  attache claims --of Russia --in Armenia\n"
                                  "  attache claims --posture withdraw --status agreed --known-by 2024-05-10\n"
                                  "  attache claims --event AGREE --json | jq .attribution");
  auto options = std::make_shared<Options>();
  add_filter(*command, options->filter);
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  command->callback([options, &program] { program.run = [options, &program] { return run(*options, program); }; });
}

}  // namespace attache
