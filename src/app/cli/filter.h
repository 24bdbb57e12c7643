// The options by which claims and events are picked, the same for every command that has them.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "app/question/question.h"

namespace attache {

void add_clocks(CLI::App& command, ClockOptions& options);

/// --as-coded: the answer without what people judged.
void add_as_coded(CLI::App& command, bool& as_coded);
/// Whose forces and where: what `presence` and `diff` ask about.
void add_forces(CLI::App& command, ForcesOptions& options);

/// What the commands that list claims or events have in common.
struct ListingOptions {
  FilterOptions filter;
  Format format;
  std::string ledger;
  ReadingFiles files;
};
void add_listing(CLI::App& command, ListingOptions& options);

/// A listing's question and the ledger that it is put to.
struct Listing {
  ClaimFilter filter;
  Ledger ledger;
};
/// Options to a question, names to codes. Errors: a word that the codebook does not have, a name that nobody has, each with
/// the nearest; no ledger.
[[nodiscard]] Result<Listing> open_listing(const ListingOptions& options);
/// Says that there is no such claim or event; where an outlet was asked for that published none, which one may be meant.
void say_nothing_found(const std::string& what, const Listing& listing);

}  // namespace attache
