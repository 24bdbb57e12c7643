// What a time expression says before anything is counted from a day: the calendar's middle form. Every way of being
// underspecified is a type of its own; nothing of it is a string.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "base/span.h"

namespace attache::calendar {

enum class Unit : std::uint8_t { kSecond, kMinute, kHour, kDay, kWeekend, kWeek, kMonth, kQuarter, kYear, kDecade, kCentury };
enum class Season : std::uint8_t { kSpring, kSummer, kAutumn, kWinter };
enum class DayPart : std::uint8_t { kMorning, kMidday, kAfternoon, kEvening, kNight, kDaytime };
/// Which stretch of a longer time is meant: "early May", "the end of 2003", "the first half of 2008".
enum class Portion : std::uint8_t {
  kWhole,
  kBeginning,
  kEarly,
  kMiddle,
  kLate,
  kEnd,
  kFirstHalf,
  kSecondHalf,
  kFirstDay,
  kLastDay
};
/// What something relative is counted from.
enum class Base : std::uint8_t {
  kSpeech,  ///< the publication day ("yesterday", "last week"); in narrative mode the latest date told
  kTold,    ///< the latest date told ("the next day", "three weeks later")
};

/// So many units on from the base, as a unit of the calendar: "last week", "this year", "the following day".
struct Shift {
  Unit unit = Unit::kDay;
  int by = 0;
  Base base = Base::kSpeech;
  bool by_tense = false;  ///< the last or the next one, as the tense has it: "at the weekend"
};

/// A date with some of its fields: "May 9", "Thursday, 9 May 2024", "September last year", "autumn", "the third quarter".
struct PartialDate {
  std::optional<int> year;                      ///< negative: before Christ (-1 is 1 BC)
  std::optional<Shift> relative;                ///< "last year", "of the same month": what the missing fields are taken from
  std::optional<unsigned> month, day, weekday;  ///< weekday 0 is Sunday
  std::optional<Season> season;
  std::optional<unsigned> quarter, half;
  std::optional<unsigned> nth;  ///< "the first Monday of October" 1; 5 is the last
  std::optional<int> step;      ///< "last September" -1, "this spring" 0, "next Thursday" +1
  bool fiscal = false;
  bool two_digit_year = false;  ///< "'82"
  bool week_of = false;         ///< "the week of May 9"
};

/// "two years ago", "three days later", "in two weeks"; no count: "years ago".
struct Offset {
  std::optional<double> count;
  Unit unit = Unit::kDay;
  int sign = 1;
  Base base = Base::kSpeech;
};

/// "the 1990s", "the 21st century".
struct Era {
  int first_year = 0;
  int years = 10;
};

/// Christmas, Ramadan: an entry of NamedTimes.
struct Named {
  std::size_t entry = 0;
  std::optional<int> year;
  std::optional<Shift> relative;
  std::optional<int> step;
};

/// "two years", "the past 24 hours", "several weeks".
struct Duration {
  std::optional<double> count;
  Unit unit = Unit::kDay;
  int towards = 0;  ///< -1: it ends at the base ("the last two months"); +1: it begins there ("the next ten days")
  Base base = Base::kSpeech;
};

/// "every day", "weekly", "on Mondays", "15 a year".
struct Recurrence {
  Unit unit = Unit::kDay;
  double every = 1;
  std::optional<unsigned> weekday;
  bool as_rate = false;  ///< "a year", "annual": a measure of a rate, not a calendar pattern
};

enum class Reference : std::uint8_t { kPast, kPresent, kFuture };

/// Only a time of day, of a day told elsewhere: "at 19:15", "in the morning".
struct SomeDay {};
/// A time of any day: "at night", "daytime flights".
struct AnyDay {};

using Core = std::variant<PartialDate, Shift, Offset, Era, Named, Duration, Recurrence, Reference, SomeDay, AnyDay>;

struct ClockTime {
  int hour = 0;
  std::optional<int> minute, second;
  std::optional<int> zone_minutes;  ///< east of Greenwich
};

/// What the words of one time expression say.
struct UnderspecifiedTime {
  Core core;
  Portion portion = Portion::kWhole;
  std::optional<DayPart> day_part;
  std::optional<ClockTime> clock;
};

/// An expression found in the text.
struct Recognised {
  TokenSpan tokens;
  UnderspecifiedTime time;
  /// It takes what it lacks from the next expression of the sentence: "5" of "5 and 7 May", "May 15" of "May 15 to August 16,
  /// 1988".
  bool completed_by_next = false;
};

}  // namespace attache::calendar
