// Second step of the calendar: what an expression says, counted from a day, becomes an extent of days and a TIMEX3 value.
#pragma once

#include <optional>
#include <string>

#include "facts/clock.h"
#include "world/calendar.h"
#include "world/calendar_tense.h"
#include "world/calendar_types.h"

namespace attache::calendar {

using Days = NamedTimes::Days;

/// A date with as many fields as are known, coarsest first.
struct Point {
  int year = 0;
  std::optional<unsigned> month, day;
};

/// What an expression may be counted from.
struct Anchors {
  std::optional<Day> published;
  std::optional<Point> line;           ///< where the story stands: the latest date told in it
  std::optional<Point> told;           ///< the latest date told at all, asides and plans too
  std::optional<Day> told_day;         ///< the latest day told
  std::optional<Day> day_of_sentence;  ///< a day told in the same sentence, for "at 19:15"
  std::optional<int> year_of_sentence;
  bool narrative = false;
  Tense tense = Tense::kUnknown;
};

struct Resolved {
  std::string type;            ///< DATE, TIME, DURATION, SET
  std::string value;           ///< empty: unresolved
  std::optional<Days> extent;  ///< the days that it covers
  std::string edtf;            ///< of the extent
  std::optional<Point> point;  ///< what later expressions are counted from; nothing for vague ones
};

[[nodiscard]] Resolved resolve(const UnderspecifiedTime& time, const Anchors& anchors, const NamedTimes& named);

/// EDTF of an extent: the coarsest of year, month, day, or an interval of them.
[[nodiscard]] std::string edtf_of(Days days);

}  // namespace attache::calendar
