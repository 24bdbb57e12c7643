// One function per kind of underspecified time; see calendar_resolve.h. Years before Christ are counted astronomically inside
// (1 BC is 0), as EDTF does.
#include "world/calendar_resolve.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace attache::calendar {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day{day}.month()); }
unsigned day_of(Day day) { return static_cast<unsigned>(year_month_day{day}.day()); }
unsigned weekday_of(Day day) { return std::chrono::weekday{day}.c_encoding(); }
Day last_day(int year, unsigned month) { return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last}; }
Days whole_year(int year) { return {make_day(year, 1, 1), make_day(year, 12, 31)}; }
Days whole_month(int year, unsigned month) { return {make_day(year, month, 1), last_day(year, month)}; }
Days whole_week(Day day) {
  const Day monday = day - days{(weekday_of(day) + 6) % 7};
  return {monday, monday + days{6}};
}
Days whole_quarter(int year, unsigned quarter) { return {make_day(year, quarter * 3 - 2, 1), last_day(year, quarter * 3)}; }
Days whole_season(int year, Season season) {
  const unsigned first = (static_cast<unsigned>(season) + 1) * 3;
  return {make_day(year, first, 1), first == 12 ? last_day(year + 1, 2) : last_day(year, first + 2)};
}
bool valid_day(int year, unsigned month, unsigned day) {
  return (std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}).ok();
}

std::string format(const char* pattern, int a, unsigned b = 0, unsigned c = 0) {
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), pattern, a, b, c);
  return buffer.data();
}
std::string edtf_year(int year) { return year < 0 ? format("-%04d", -year) : format("%04d", year); }
std::string edtf_month(int year, unsigned month) { return edtf_year(year) + format("-%02d", static_cast<int>(month)); }
std::string edtf_day(Day day) {
  return edtf_month(year_of(day), month_of(day)) + format("-%02d", static_cast<int>(day_of(day)));
}
std::string timex_year(int year) { return year <= 0 ? format("BC%04d", 1 - year) : format("%04d", year); }
std::string timex_month(int year, unsigned month) { return timex_year(year) + format("-%02d", static_cast<int>(month)); }
std::string timex_day(Day day) {
  return timex_month(year_of(day), month_of(day)) + format("-%02d", static_cast<int>(day_of(day)));
}
// ISO 8601: the week belongs to the year of its Thursday.
std::string timex_week(Day day) {
  const Day thursday = whole_week(day).first + days{3};
  const auto number = (thursday - make_day(year_of(thursday), 1, 1)).count() / 7 + 1;
  return timex_year(year_of(thursday)) + format("-W%02d", static_cast<int>(number));
}
std::string_view timex_season(Season season) {
  constexpr auto kNames = std::to_array<std::string_view>({"SP", "SU", "FA", "WI"});
  return kNames[static_cast<std::size_t>(season)];
}
std::string_view timex_part(DayPart part) {
  constexpr auto kNames = std::to_array<std::string_view>({"MO", "MI", "AF", "EV", "NI", "DT"});
  return kNames[static_cast<std::size_t>(part)];
}

Point point_of(Day day) { return {year_of(day), month_of(day), day_of(day)}; }
std::optional<Day> day_of(const Point& point) {
  if (!point.month || !point.day) return std::nullopt;
  return make_day(point.year, *point.month, *point.day);
}

Resolved dated(std::string value, Days extent, std::string edtf, std::optional<Point> point) {
  return {"DATE", std::move(value), extent, std::move(edtf), point};
}
Resolved on_day(Day day) { return dated(timex_day(day), {day, day}, edtf_day(day), point_of(day)); }
Resolved in_month(int year, unsigned month) {
  return dated(timex_month(year, month), whole_month(year, month), edtf_month(year, month), Point{year, month, std::nullopt});
}
Resolved in_year(int year) {
  return dated(timex_year(year), whole_year(year), edtf_year(year), Point{year, std::nullopt, std::nullopt});
}
Resolved in_week(Day day) {
  const Days week = whole_week(day);
  return dated(timex_week(day), week, edtf_of(week), Point{year_of(day), month_of(day), std::nullopt});
}
Resolved in_season(int year, Season season) {
  return dated(timex_year(year) + "-" + std::string(timex_season(season)), whole_season(year, season),
               edtf_year(year) + format("-%02d", 21 + static_cast<int>(season)), Point{year, std::nullopt, std::nullopt});
}
Resolved in_quarter(int year, unsigned quarter) {
  const Days extent = whole_quarter(year, quarter);
  return dated(timex_year(year) + format("-Q%d", static_cast<int>(quarter)), extent, edtf_of(extent),
               Point{year, std::nullopt, std::nullopt});
}
Resolved unresolved(std::string type = "DATE") { return {std::move(type), {}, std::nullopt, {}, std::nullopt}; }

// A month so many before the one told last in a history lies in the next year.
constexpr unsigned kTurnOfYear = 9;

// More units than this are not counted on the calendar.
constexpr double kLongestCount = 5000;

// One expression against its anchors.
class Resolver {
 public:
  Resolver(const Anchors& anchors, const NamedTimes& named) : anchors_(anchors), named_(named) {}

  Resolved operator()(const PartialDate& date) const;
  Resolved operator()(const Shift& shift) const;
  Resolved operator()(const Offset& offset) const;
  Resolved operator()(const Era& era) const;
  Resolved operator()(const Named& name) const;
  Resolved operator()(const Duration& duration) const;
  Resolved operator()(const Recurrence& recurrence) const;
  Resolved operator()(Reference reference) const;
  Resolved operator()(SomeDay) const;
  Resolved operator()(AnyDay) const { return {"TIME", "XXXX-XX-XX", std::nullopt, {}, std::nullopt}; }

 private:
  [[nodiscard]] std::optional<Point> base(Base from) const {
    const auto published = anchors_.published ? std::optional(point_of(*anchors_.published)) : std::nullopt;
    if (from == Base::kSpeech) return anchors_.narrative && anchors_.line ? anchors_.line : published;
    return anchors_.told ? anchors_.told : published;
  }
  // The year of something that comes once a year, given as year → its days there.
  template <class DaysIn>
  [[nodiscard]] std::optional<int> infer_year(const DaysIn& days_in, std::optional<int> step) const;
  [[nodiscard]] std::optional<Day> infer_weekday(const PartialDate& date) const;
  [[nodiscard]] Resolved in_known_year(const PartialDate& date, int year) const;

  const Anchors& anchors_;
  const NamedTimes& named_;
};

template <class DaysIn>
std::optional<int> Resolver::infer_year(const DaysIn& days_in, std::optional<int> step) const {
  const bool from_told = anchors_.narrative && anchors_.line;
  if (!step && anchors_.year_of_sentence) {
    const bool elsewhere = !anchors_.published || *anchors_.year_of_sentence != year_of(*anchors_.published);
    if (from_told || (elsewhere && anchors_.tense != Tense::kFuture)) return anchors_.year_of_sentence;
  }
  if (from_told && !step) {
    // The story's year; the next that has such a day, for 29 February.
    // After December 1864, "on April 1" is of the next year.
    const auto in_line_year = days_in(anchors_.line->year);
    const bool over =
        in_line_year && anchors_.line->month && *anchors_.line->month >= month_of(in_line_year->first) + kTurnOfYear;
    for (const int later : over ? std::array{1, 2, 3, 4} : std::array{0, 1, 2, 3}) {
      if (days_in(anchors_.line->year + later)) return anchors_.line->year + later;
    }
    return std::nullopt;
  }
  Days now{};
  if (from_told) {
    const Point told = *anchors_.line;
    now.first = make_day(told.year, told.month.value_or(1), told.day.value_or(1));
    now.last = told.day ? now.first : told.month ? last_day(told.year, *told.month) : make_day(told.year, 12, 31);
  } else if (anchors_.published) {
    now = {*anchors_.published, *anchors_.published};
  } else {
    return std::nullopt;
  }
  const int this_year = year_of(now.first);
  if (step && *step == 0) {
    const auto previous = days_in(this_year - 1);  // in January, "this winter" began last year
    return previous && previous->last >= now.first ? this_year - 1 : this_year;
  }
  std::optional<int> best;
  std::int64_t best_distance = 0;
  for (int year = this_year - 3; year <= this_year + 3; ++year) {
    const auto extent = days_in(year);
    if (!extent) continue;
    if (step) {
      if (*step < 0 && extent->last < now.first) best = year;           // the last to end before
      if (*step > 0 && extent->first > now.last && !best) best = year;  // the first to begin after
    } else if (anchors_.tense == Tense::kPast) {
      if (extent->first <= now.last) best = year;
    } else if (anchors_.tense == Tense::kFuture) {
      if (extent->last >= now.first && !best) best = year;
    } else {
      const auto distance = extent->first > now.last   ? (extent->first - now.last).count()
                            : extent->last < now.first ? (now.first - extent->last).count()
                                                       : 0;
      if (!best || distance < best_distance) best = year, best_distance = distance;
    }
  }
  return best;
}

std::optional<Day> Resolver::infer_weekday(const PartialDate& date) const {
  const auto from = base(Base::kSpeech);
  const auto told_base = date.relative && date.relative->base == Base::kTold ? base(Base::kTold) : from;
  const auto now = told_base ? day_of(*told_base) : std::nullopt;
  if (!now) return std::nullopt;
  const unsigned wanted = *date.weekday;
  const auto in_week_of = [&](Day day) { return whole_week(day).first + days{(wanted + 6) % 7}; };
  if (date.relative && date.relative->unit == Unit::kWeek) return in_week_of(*now + days{7 * date.relative->by});
  const days back{(weekday_of(*now) + 7 - wanted) % 7};
  const days ahead{(wanted + 7 - weekday_of(*now)) % 7};
  if (date.step) {
    if (*date.step == 0) return in_week_of(*now);
    const days further{7 * (std::abs(*date.step) - 1)};  // "two Fridays ago"
    return *date.step < 0 ? *now - (back.count() == 0 ? days{7} : back) - further
                          : *now + (ahead.count() == 0 ? days{7} : ahead) + further;
  }
  if (anchors_.narrative && anchors_.line) return in_week_of(*now);
  // "The force leaves on Friday": the present, too, is news of what comes.
  return anchors_.tense == Tense::kFuture || anchors_.tense == Tense::kPresent ? *now + ahead : *now - back;
}

Resolved Resolver::in_known_year(const PartialDate& date, int year) const {
  if (date.fiscal && !date.quarter) {
    Resolved out = in_year(year);
    out.value = "FY" + out.value;
    return out;
  }
  if (date.month && date.day) {
    if (!valid_day(year, *date.month, *date.day)) return unresolved();
    const Day day = make_day(year, *date.month, *date.day);
    return date.week_of ? in_week(day) : on_day(day);
  }
  if (date.month && date.weekday && date.nth) {
    const auto month = std::chrono::year{year} / std::chrono::month{*date.month};
    const std::chrono::weekday weekday{*date.weekday};
    return on_day(*date.nth == 5 ? Day{month / weekday[std::chrono::last]} : Day{month / weekday[*date.nth]});
  }
  if (date.month) return in_month(year, *date.month);
  if (date.season) return in_season(year, *date.season);
  if (date.quarter) return in_quarter(year, *date.quarter);
  if (date.half) {
    const Days extent{make_day(year, *date.half == 1 ? 1 : 7, 1),
                      *date.half == 1 ? make_day(year, 6, 30) : make_day(year, 12, 31)};
    return dated(timex_year(year) + format("-H%d", static_cast<int>(*date.half)), extent, edtf_of(extent),
                 Point{year, std::nullopt, std::nullopt});
  }
  return in_year(year);
}

Resolved Resolver::operator()(const PartialDate& date) const {
  if (date.weekday && !date.day && !date.nth) {
    const auto day = infer_weekday(date);
    return day ? on_day(*day) : unresolved();
  }
  if (date.year) {
    int year = *date.year;
    if (date.two_digit_year) {
      const int latest = anchors_.published ? year_of(*anchors_.published) + 10 : 2050;
      year += year + 2000 <= latest ? 2000 : 1900;
    }
    return in_known_year(date, year < 0 ? year + 1 : year);
  }
  if (date.relative) {
    const auto from = base(date.relative->base);
    if (!from) return unresolved();
    if (date.relative->unit == Unit::kYear) return in_known_year(date, from->year + date.relative->by);
    if (date.relative->unit == Unit::kMonth && from->month && date.day) {
      const year_month month = std::chrono::year{from->year} / std::chrono::month{*from->month} + months{date.relative->by};
      PartialDate whole = date;
      whole.month = static_cast<unsigned>(month.month());
      return in_known_year(whole, static_cast<int>(month.year()));
    }
    return unresolved();
  }
  const auto year = infer_year(
      [&](int candidate) -> std::optional<Days> {
        const Resolved there = in_known_year(date, candidate);
        return there.extent;
      },
      date.step);
  return year ? in_known_year(date, *year) : unresolved();
}

Resolved Resolver::operator()(const Shift& shift) const {
  const auto from = base(shift.base);
  if (!from) return unresolved();
  const auto day = day_of(*from);
  switch (shift.unit) {
    case Unit::kDay:
      return day ? on_day(*day + days{shift.by}) : unresolved();
    case Unit::kWeek:
      return day ? in_week(*day + days{7 * shift.by}) : unresolved();
    case Unit::kWeekend: {
      if (!day) return unresolved();
      // "At the weekend" on a Monday, told in the past, is the one before.
      const bool over = shift.by_tense && anchors_.tense != Tense::kFuture && weekday_of(*day) >= 1 && weekday_of(*day) <= 5;
      const Days week = whole_week(*day + days{7 * (over ? -1 : shift.by)});
      const Days extent{week.first + days{5}, week.last};
      return dated(timex_week(week.first) + "-WE", extent, edtf_of(extent),
                   Point{year_of(week.last), month_of(week.last), std::nullopt});
    }
    case Unit::kMonth: {
      if (!from->month) return unresolved();
      const year_month month = std::chrono::year{from->year} / std::chrono::month{*from->month} + months{shift.by};
      return in_month(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
    }
    case Unit::kQuarter: {
      if (!from->month) return unresolved();
      const int quarters = from->year * 4 + static_cast<int>((*from->month - 1) / 3) + shift.by;
      return in_quarter(quarters / 4, static_cast<unsigned>(quarters % 4) + 1);
    }
    case Unit::kYear:
      return in_year(from->year + shift.by);
    case Unit::kDecade:
      return (*this)(Era{(from->year / 10 + shift.by) * 10, 10});
    case Unit::kCentury:
      return (*this)(Era{(from->year / 100 + shift.by) * 100, 100});
    default:
      return unresolved();
  }
}

Resolved Resolver::operator()(const Offset& offset) const {
  if (!offset.count) {
    return {"DATE", offset.sign < 0 ? "PAST_REF" : "FUTURE_REF", std::nullopt, {}, std::nullopt};
  }
  const auto from = base(offset.base);
  if (!from || *offset.count > kLongestCount) return unresolved();
  const double count = *offset.count * offset.sign;
  const bool whole = std::floor(count) == count;
  const auto day = day_of(*from);
  const auto in_months = [&](double amount) {
    if (!from->month) return unresolved();
    const year_month month =
        std::chrono::year{from->year} / std::chrono::month{*from->month} + months{static_cast<int>(std::lround(amount))};
    return in_month(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  };
  switch (offset.unit) {
    case Unit::kSecond:
    case Unit::kMinute:
      return day ? on_day(*day) : unresolved();
    case Unit::kHour:
      return day ? on_day(*day + days{static_cast<int>(count / 24)}) : unresolved();
    case Unit::kDay:
      return day ? on_day(*day + days{static_cast<int>(std::lround(count))}) : unresolved();
    case Unit::kWeekend:
    case Unit::kWeek:
      return day ? in_week(*day + days{static_cast<int>(std::lround(count * 7))}) : unresolved();
    case Unit::kMonth:
      return in_months(count);
    case Unit::kQuarter:
      return in_months(count * 3);
    case Unit::kYear:
      return whole ? in_year(from->year + static_cast<int>(count)) : in_months(count * 12);
    case Unit::kDecade:
      return in_year(from->year + static_cast<int>(std::lround(count * 10)));
    case Unit::kCentury:
      return in_year(from->year + static_cast<int>(std::lround(count * 100)));
  }
  return unresolved();
}

Resolved Resolver::operator()(const Era& era) const {
  // Centuries are counted from their first hundred years by TIMEX3 ("20" for the 21st), from the year 1 by the calendar.
  const bool century = era.years == 100;
  const int first = century ? era.first_year + 1 : era.first_year;
  const Days extent{make_day(first, 1, 1), make_day(first + era.years - 1, 12, 31)};
  return dated(century ? format("%02d", era.first_year / 100) : format("%03d", era.first_year / 10), extent, edtf_of(extent),
               std::nullopt);
}

Resolved Resolver::operator()(const Named& name) const {
  const auto days_in = [&](int year) { return named_.days_in(name.entry, year); };
  std::optional<int> year = name.year;
  const NamedTimes::Entry& entry = named_.entries()[name.entry];
  if (entry.rule.listed.size() == 1) {  // something that happened once
    year = year_of(entry.rule.listed.front().first);
  } else if (!year && name.relative) {
    if (const auto from = base(name.relative->base)) year = from->year + name.relative->by;
  } else if (!year) {
    year = infer_year(days_in, name.step);
  }
  const auto extent = year ? days_in(*year) : std::nullopt;
  if (!extent) return unresolved();
  Resolved out = on_day(extent->first);
  out.extent = *extent;
  out.edtf = edtf_of(*extent);
  return out;
}

std::string amount_text(std::optional<double> count) {
  if (!count) return "X";
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", *count);
  return buffer.data();
}

std::string duration_value(std::optional<double> count, Unit unit) {
  constexpr auto kLetters = std::to_array<std::string_view>({"S", "M", "H", "D", "WE", "W", "M", "Q", "Y", "DE", "CE"});
  return (unit < Unit::kDay ? "PT" : "P") + amount_text(count) + std::string(kLetters[static_cast<std::size_t>(unit)]);
}

// A length in days, for anchoring; months and years are counted by the calendar.
Day moved(Day day, double count, Unit unit) {
  const auto by_months = [&](double amount) {
    const year_month_day date{day};
    const year_month month = date.year() / date.month() + months{static_cast<int>(std::lround(amount))};
    const Day last = last_day(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
    return std::min(last, Day{month / 1} + days{day_of(day) - 1});
  };
  switch (unit) {
    case Unit::kSecond:
    case Unit::kMinute:
    case Unit::kHour:
      return day + days{static_cast<int>(std::lround(unit == Unit::kHour ? count / 24 : 0))};
    case Unit::kDay:
      return day + days{static_cast<int>(std::lround(count))};
    case Unit::kWeekend:
    case Unit::kWeek:
      return day + days{static_cast<int>(std::lround(count * 7))};
    case Unit::kMonth:
      return by_months(count);
    case Unit::kQuarter:
      return by_months(count * 3);
    case Unit::kYear:
      return by_months(count * 12);
    case Unit::kDecade:
      return by_months(count * 120);
    case Unit::kCentury:
      return by_months(count * 1200);
  }
  return day;
}

Resolved Resolver::operator()(const Duration& duration) const {
  Resolved out{"DURATION", duration_value(duration.count, duration.unit), std::nullopt, {}, std::nullopt};
  const auto from = duration.towards != 0 ? base(duration.base) : std::nullopt;
  const auto now = from ? day_of(*from) : std::nullopt;
  if (now && duration.count && *duration.count <= kLongestCount) {
    const Day other = moved(*now, *duration.count * duration.towards, duration.unit);
    out.extent = Days{std::min(*now, other), std::max(*now, other)};
    out.edtf = edtf_day(out.extent->first) + "/" + edtf_day(out.extent->last);
  }
  return out;
}

Resolved Resolver::operator()(const Recurrence& recurrence) const {
  Resolved out{"SET", {}, std::nullopt, {}, std::nullopt};
  if (recurrence.weekday) {
    out.value = format("XXXX-WXX-%d", static_cast<int>(*recurrence.weekday == 0 ? 7 : *recurrence.weekday));
  } else if (recurrence.as_rate || recurrence.unit < Unit::kDay || recurrence.unit > Unit::kYear ||
             recurrence.unit == Unit::kQuarter) {
    out.value = duration_value(recurrence.every, recurrence.unit);
  } else {
    out.value = recurrence.unit == Unit::kDay       ? "XXXX-XX-XX"
                : recurrence.unit == Unit::kWeekend ? "XXXX-WXX-WE"
                : recurrence.unit == Unit::kWeek    ? "XXXX-WXX"
                : recurrence.unit == Unit::kMonth   ? "XXXX-XX"
                                                    : "XXXX";
  }
  return out;
}

Resolved Resolver::operator()(Reference reference) const {
  constexpr auto kValues = std::to_array<std::string_view>({"PAST_REF", "PRESENT_REF", "FUTURE_REF"});
  return {"DATE", std::string(kValues[static_cast<std::size_t>(reference)]), std::nullopt, {}, std::nullopt};
}

Resolved Resolver::operator()(SomeDay) const {
  if (anchors_.day_of_sentence) return on_day(*anchors_.day_of_sentence);
  return anchors_.told_day ? on_day(*anchors_.told_day) : unresolved("TIME");
}

// ---- portions and times of the day

bool is_whole_years(Days extent) {
  return month_of(extent.first) == 1 && day_of(extent.first) == 1 && month_of(extent.last) == 12 && day_of(extent.last) == 31;
}

Days thirds(Days extent, int which) {
  if (is_whole_years(extent)) {
    const int first_year = year_of(extent.first);
    const int years = year_of(extent.last) - first_year + 1;
    return {make_day(first_year + years * which / 3, 1, 1), make_day(first_year + years * (which + 1) / 3 - 1, 12, 31)};
  }
  const auto length = (extent.last - extent.first).count() + 1;
  const Day first = extent.first + days{static_cast<int>(length) * which / 3};
  const Day last = extent.first + days{static_cast<int>(length) * (which + 1) / 3 - 1};
  return {first, std::max(first, last)};
}

Days portion_of(Days extent, Portion portion) {
  const int first_year = year_of(extent.first);
  const int years = year_of(extent.last) - first_year + 1;
  const bool one_year = is_whole_years(extent) && years == 1;
  const bool decade = is_whole_years(extent) && years == 10;
  const bool one_month = day_of(extent.first) == 1 && extent.last == last_day(first_year, month_of(extent.first));
  const int which = portion == Portion::kMiddle ? 1 : portion == Portion::kLate || portion == Portion::kEnd ? 2 : 0;
  switch (portion) {
    case Portion::kWhole:
      return extent;
    case Portion::kFirstDay:
      return {extent.first, extent.first};
    case Portion::kLastDay:
      return {extent.last, extent.last};
    case Portion::kFirstHalf:
    case Portion::kSecondHalf: {
      const auto half = one_year ? make_day(first_year, 6, 30)
                                 : extent.first + days{static_cast<int>((extent.last - extent.first).count() + 1) / 2 - 1};
      return portion == Portion::kFirstHalf ? Days{extent.first, half} : Days{half + days{1}, extent.last};
    }
    default:
      break;
  }
  if (one_year) {
    if (portion == Portion::kBeginning) return whole_month(first_year, 1);
    if (portion == Portion::kEnd) return whole_month(first_year, 12);
    const auto first_month = static_cast<unsigned>(which * 4 + 1);
    return {make_day(first_year, first_month, 1), last_day(first_year, first_month + 3)};
  }
  if (decade) {
    constexpr auto kYears = std::to_array<std::pair<int, int>>({{0, 3}, {4, 6}, {7, 9}});
    const auto [from, to] = kYears[static_cast<std::size_t>(which)];
    return {make_day(first_year + from, 1, 1), make_day(first_year + to, 12, 31)};
  }
  if (one_month) {
    const unsigned month = month_of(extent.first);
    if (which == 0) return {extent.first, make_day(first_year, month, 10)};
    return which == 1 ? Days{make_day(first_year, month, 11), make_day(first_year, month, 20)}
                      : Days{make_day(first_year, month, 21), extent.last};
  }
  return thirds(extent, which);
}

std::string clock_text(const ClockTime& clock) {
  std::string out = format("T%02d", clock.hour);
  if (clock.minute || clock.zone_minutes) out += format(":%02d", clock.minute.value_or(0));
  if (!clock.minute && !clock.zone_minutes) out += ":00";
  if (clock.second) out += format(":%02d", *clock.second);
  if (!clock.zone_minutes) return out;
  if (*clock.zone_minutes == 0) return out + "Z";
  const int minutes = std::abs(*clock.zone_minutes);
  out += format(*clock.zone_minutes < 0 ? "-%02d" : "+%02d", minutes / 60);
  return minutes % 60 == 0 ? out : out + format(":%02d", minutes % 60);
}

}  // namespace

std::string edtf_of(Days extent) {
  if (extent.first == extent.last) return edtf_day(extent.first);
  const auto pair = [](const std::string& a, const std::string& b) { return a == b ? a : a + "/" + b; };
  if (is_whole_years(extent)) return pair(edtf_year(year_of(extent.first)), edtf_year(year_of(extent.last)));
  if (day_of(extent.first) == 1 && extent.last == last_day(year_of(extent.last), month_of(extent.last))) {
    return pair(edtf_month(year_of(extent.first), month_of(extent.first)),
                edtf_month(year_of(extent.last), month_of(extent.last)));
  }
  return edtf_day(extent.first) + "/" + edtf_day(extent.last);
}

Resolved resolve(const UnderspecifiedTime& time, const Anchors& anchors, const NamedTimes& named) {
  Resolved out = std::visit(Resolver(anchors, named), time.core);
  if (out.extent && (year_of(out.extent->first) < -9999 || year_of(out.extent->last) > 9999))
    return unresolved(out.type);  // beyond EDTF
  if (time.portion != Portion::kWhole && out.extent) {
    const Days whole = *out.extent;
    out.extent = portion_of(whole, time.portion);
    if (time.portion == Portion::kFirstDay || time.portion == Portion::kLastDay) return on_day(out.extent->first);
    out.edtf = edtf_of(*out.extent);
    if (is_whole_years(whole) && year_of(whole.first) == year_of(whole.last)) {
      if (time.portion == Portion::kFirstHalf) out.value += "-H1";
      if (time.portion == Portion::kSecondHalf) out.value += "-H2";
    }
  }
  if (time.day_part || time.clock) {
    out.type = "TIME";
    if (!out.value.empty()) {
      out.value += time.clock ? clock_text(*time.clock) : "T" + std::string(timex_part(*time.day_part));
    }
  }
  return out;
}

}  // namespace attache::calendar
