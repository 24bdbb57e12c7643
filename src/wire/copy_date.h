// Dates as wire copy writes them in datelines and publication lines: "May 9", "9 May 2024", "Dec. 6, 2024", "2024-05-09",
// "09.05.2024". The year may be missing; it is not guessed here.
#pragma once

#include <optional>
#include <span>

#include "facts/clock.h"
#include "wire/words.h"

namespace attache {

struct CopyDate {
  std::optional<int> year;
  unsigned month = 1;
  unsigned day = 1;

  /// The day, when the year is told or can be had from a day near which this date must lie (a publication day).
  [[nodiscard]] std::optional<Day> day_near(std::optional<Day> near) const;
};

struct ReadDate {
  CopyDate date;
  std::size_t words = 0;  ///< how many words it took
};
/// A date that starts with the first of the words. "09/05/2024", which may be May or September, is none.
[[nodiscard]] std::optional<ReadDate> read_date(std::span<const CopyWord> words);

}  // namespace attache
