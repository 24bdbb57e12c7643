// The three clocks. They are three types, so that one cannot be passed for another:
//
//   happened  when something is so in the world: an interval with four bounds, day precision   HappenedTime
//   reported  when an article said it: an instant, or only a day                               ReportedTime
//   recorded  when the ledger learnt it: an instant of the machine's clock, handed in by app/   RecordedTime
//
// Days are proleptic Gregorian; instants are UTC. EDTF (ISO 8601-2) is how happened time is written and exchanged:
// dates, months, years, seasons (21 spring .. 24 winter, by the northern meteorological calendar), and intervals with
// an open end "..".
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace attache {

/// A calendar day.
using Day = std::chrono::sys_days;

/// "2024-08-01".
[[nodiscard]] std::string to_string(Day day);
/// Reads "2024-08-01" and nothing else.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] Day make_day(int year, unsigned month, unsigned day);
/// 1 to 12 for an English month name or its abbreviation ("May", "SEPT"), in any case; nothing for another word.
[[nodiscard]] std::optional<unsigned> month_number(std::string_view word);
/// 0 (Sunday, as in std::chrono) to 6 for an English weekday or its abbreviation, in any case; nothing for another word.
[[nodiscard]] std::optional<unsigned> weekday_number(std::string_view word);

/// An instant of one clock, in whole seconds since 1970-01-01T00:00Z.
template <class Clock>
struct Instant {
  std::int64_t seconds = 0;
  [[nodiscard]] Day day() const {
    return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
  }
  friend constexpr auto operator<=>(Instant, Instant) = default;
};
/// When an article said it. A bare date is midnight with the precision kept by the article.
using ReportedTime = Instant<struct ReportedClock>;
/// When the ledger learnt it.
using RecordedTime = Instant<struct RecordedClock>;

/// "2024-08-01T12:30:00Z".
[[nodiscard]] std::string to_iso(std::int64_t seconds);
/// Reads ISO 8601 dates and date-times (a space for the T, zones Z, +hh:mm, +hhmm; no zone is UTC), RFC 2822 dates
/// ("Thu, 09 May 2024 10:00:00 GMT"), "May 9, 2024", "9 May 2024", and compact 20240509; nothing else.
struct ParsedInstant {
  std::int64_t seconds = 0;
  bool day_only = false;
  std::int32_t east = 0;  ///< seconds east of Greenwich of the clock that it was written by; 0 when not told
};
[[nodiscard]] std::optional<ParsedInstant> parse_instant(std::string_view text);

/// When something is so in the world. An empty bound is unknown (before a start, after an end: open).
struct HappenedTime {
  std::string edtf;  ///< as written for people and other programs: "2024-08-01/.."
  std::optional<Day> earliest_start;
  std::optional<Day> latest_start;
  std::optional<Day> earliest_end;
  std::optional<Day> latest_end;

  friend bool operator==(const HappenedTime&, const HappenedTime&) = default;
  /// Whether both could be times of one happening: their widest extents share a day.
  [[nodiscard]] bool may_overlap(const HappenedTime& other) const;
};
/// Reads EDTF level 0 with seasons and open ends; nothing on anything else, and on an interval that ends before it starts.
[[nodiscard]] std::optional<HappenedTime> parse_edtf(std::string_view edtf);

}  // namespace attache
