// Questions as people write them, words and names and days as text, turned into those of query/. Flags of the terminal and
// parameters of the API are the same words: an error's `where` names the flag ("--event RETRET"); app/http takes the dashes
// off.
#pragma once

#include <string>

#include "app/question/names.h"
#include "base/result.h"
#include "facts/clock.h"
#include "ledger/ledger.h"
#include "query/query.h"

namespace attache {

/// The two clocks that every question has, as the user wrote them.
struct ClockOptions {
  std::string known_by, as_of;
};
/// What the user gave, as text.
struct FilterOptions {
  std::string event, posture, status, actor, owner, in, outlet, article, text;
  ClockOptions clocks;
  std::size_t limit = 0;
};

/// Whose forces and where, as text: what presence and its differences over time ask about.
struct ForcesOptions {
  std::string of, in, at;
};
/// The same with the day in the world.
struct PresenceOptions : ForcesOptions {
  std::string on;
  ClockOptions clocks;
  bool as_coded = false;
};

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
/// Words to values of the codebook, names to codes. FilterOptions::article is left to whoever has the ledger. Errors: a word
/// that the codebook does not have, a name that nobody has, each with the nearest; not a day.
[[nodiscard]] Result<ClaimFilter> filter_from(const FilterOptions& options, Names& names);
/// Names to codes; the days are left to the caller. Errors: a name that nobody has.
[[nodiscard]] Result<PresenceQuestion> forces_question(const ForcesOptions& options, Names& names);
[[nodiscard]] Result<PresenceQuestion> question_from(const PresenceOptions& options, Names& names);
/// What was asked, in words: "Forces of Russia in Armenia on 2024-08-02, as known on 2024-05-10".
[[nodiscard]] std::string heading(const PresenceQuestion& asked, Names& names);

}  // namespace attache
