// attache claims: the ledger's current claims, picked by what they say and by the clocks.
#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/words.h"

namespace attache {
namespace {

int run(const ListingOptions& options, const Program& program) {
  const auto listing = open_listing(options);
  if (!listing) return report(listing.error());
  const auto claims = listing->ledger.claims(listing->filter);
  if (!claims) return report(claims.error());
  if (claims->empty() && options.format.for_people())
    say_nothing_found("claim", *listing);
  else
    put_claims(*claims, options.format, program.out);
  if (listing->filter.known_by) {
    const auto counts = listing->ledger.count(listing->filter);
    if (counts && counts->undated > 0) {
      say(std::to_string(counts->undated) + " more in articles without a publication date, which no --known-by can place");
    }
  }
  return claims->empty() ? kNothingFound : kDone;
}

}  // namespace

void add_claims(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "claims", "List the claims of the ledger",
                                  "  attache claims --of Russia --in Armenia\n"
                                  "  attache claims --posture withdraw --status agreed --known-by 2024-05-10\n"
                                  "  attache claims --event AGREE --json | jq .attribution");
  auto options = std::make_shared<ListingOptions>();
  add_listing(*command, *options);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
