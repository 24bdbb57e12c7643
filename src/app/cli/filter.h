// The options by which claims and events are picked, the same for every command that has them.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "app/cli/names.h"
#include "facts/presence.h"

namespace attache {

/// The two clocks that every question has, as the user wrote them.
struct ClockOptions {
  std::string known_by, as_of;
};
void add_clocks(CLI::App& command, ClockOptions& options);

/// --as-coded: the answer without what people judged.
void add_as_coded(CLI::App& command, bool& as_coded);

/// Whose forces and where, as the user wrote them: what `presence` and `diff` ask about.
struct ForcesOptions {
  std::string of, in, at;
};
void add_forces(CLI::App& command, ForcesOptions& options);
/// Names to codes; the days are left to the caller. Errors: a name that nobody has.
[[nodiscard]] Result<PresenceQuestion> forces_question(const ForcesOptions& options, Names& names);

/// What the user gave, as text.
struct FilterOptions {
  std::string event, posture, status, actor, owner, in, outlet, article, text;
  ClockOptions clocks;
  std::size_t limit = 0;
};

/// What the commands that list claims or events have in common.
struct ListingOptions {
  FilterOptions filter;
  Format format;
  std::string ledger;
  ReadingFiles files;
};
void add_listing(CLI::App& command, ListingOptions& options);

/// The day that an option gives. Errors: not a day.
[[nodiscard]] Result<Day> day_option(const std::string& text, const std::string& flag);
/// The last day of the day, month, season or year that an option gives ("2012-05"). Errors: no such time.
[[nodiscard]] Result<Day> last_day_option(const std::string& text, const std::string& flag);
/// The instant that --as-of gives; a bare day is its end.
[[nodiscard]] Result<RecordedTime> instant_option(const std::string& text, const std::string& flag);
/// Sets the clocks of a question (ClaimFilter, PresenceQuestion, SourcesQuestion). Errors: not a day, not a time.
template <class Question>
[[nodiscard]] Result<void> set_clocks(const ClockOptions& options, Question& question) {
  if (!options.known_by.empty()) {
    const auto day = last_day_option(options.known_by, "--known-by");
    if (!day) return tl::unexpected<Error>(day.error());
    question.known_by = *day;
  }
  if (!options.as_of.empty()) {
    const auto instant = instant_option(options.as_of, "--as-of");
    if (!instant) return tl::unexpected<Error>(instant.error());
    question.as_of = *instant;
  }
  return {};
}
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
