// Options to filters; see filter.h.
#include "app/cli/filter.h"

#include "app/terminal/suggest.h"

namespace attache {
void add_clocks(CLI::App& command, ClockOptions& options) {
  command.add_option("--known-by", options.known_by, "Only what was reported by the end of that day, month or year")
      ->type_name("DAY");
  command.add_option("--as-of", options.as_of, "The ledger as it stood then, a day or an instant")->type_name("TIME");
}

void add_as_coded(CLI::App& command, bool& as_coded) {
  command.add_flag("--as-coded", as_coded, "Leave aside what people judged (`attache review`)");
}

void add_forces(CLI::App& command, ForcesOptions& options) {
  command.add_option("--of", options.of, "Whose forces, by name or code; everybody's but the land's own when left out")
      ->type_name("WHO");
  command.add_option("--in", options.in, "In which country or place; everywhere when left out")->type_name("WHERE");
  command.add_option("--at", options.at, "At which place in it")->type_name("NAME");
}

namespace {

void add_filter(CLI::App& command, FilterOptions& options) {
  command.add_option("--event", options.event, "PLOVER type: AGREE, RETREAT, MOBILIZE, ...")->type_name("TYPE");
  command.add_option("--posture", options.posture, "deploy, withdraw, remain, handover, access, or any")->type_name("WORD");
  command.add_option("--status", options.status, "actual, agreed, planned, requested, ...")->type_name("WORD");
  command.add_option("--actor", options.actor, "Who does it, by name or code")->type_name("WHO");
  command.add_option("--of,--owner", options.owner, "Whose forces, by name or code")->type_name("WHO");
  command.add_option("--in", options.in, "In which country or place, by name or code")->type_name("WHERE");
  command.add_option("--outlet", options.outlet, "Who published it, by any of its names")->type_name("NAME");
  command.add_option("--article", options.article, "In which article, by its key or the first digits of it")->type_name("KEY");
  command.add_option("--text", options.text, "Words that stand in the clause")->type_name("WORDS");
  command.add_option("--limit", options.limit, "At most so many")->type_name("N");
  add_clocks(command, options.clocks);
}

}  // namespace

void add_listing(CLI::App& command, ListingOptions& options) {
  add_filter(command, options.filter);
  add_format(command, options.format);
  add_wide(command, options.format);
  add_ledger(command, options.ledger);
  add_reading_files(command, options.files);
}

Result<Listing> open_listing(const ListingOptions& options) {
  Names names(options.files);
  auto filter = filter_from(options.filter, names);
  if (!filter) return tl::unexpected<Error>(filter.error());
  auto ledger = open_for_reading(options.ledger);
  if (!ledger) return tl::unexpected<Error>(ledger.error());
  if (!options.filter.article.empty()) {
    const auto article = ledger->article(options.filter.article);
    if (!article) return tl::unexpected<Error>(article.error());
    filter->article = article->article.key;
  }
  return Listing{std::move(*filter), std::move(*ledger)};
}

void say_nothing_found(const std::string& what, const Listing& listing) {
  say("no " + what + " found");
  if (listing.filter.outlets.empty()) return;
  const auto sources = listing.ledger.sources();
  if (!sources) return;
  std::vector<std::string> outlets;
  for (const SourceSummary& each : *sources) {
    if (each.published > 0) outlets.push_back(each.name);
  }
  const std::string& asked = listing.filter.outlets.front();
  const auto meant = nearest(asked, outlets);
  if (meant && *meant != asked) say("'" + asked + "': did you mean '" + *meant + "'?");
}

}  // namespace attache
