// Days, instants and EDTF; see clock.h.
#include "facts/clock.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <vector>

namespace attache {
namespace {

using namespace std::chrono;

std::optional<int> number(std::string_view digits) {
  int value = 0;
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

Day last_of_month(int y, unsigned m) { return sys_days{year{y} / month{m} / last}; }

struct Extent {
  std::optional<Day> first, last;
};

// One side of an EDTF interval: a date of any precision, or ".." for open. Nothing when it is neither.
std::optional<Extent> extent(std::string_view part) {
  if (part.empty() || part == "..") return Extent{};
  while (part.ends_with('~') || part.ends_with('?') || part.ends_with('%')) part.remove_suffix(1);
  const auto y = number(part.substr(0, 4));
  if (!y || part.size() < 4) return std::nullopt;
  if (part.size() == 4) return Extent{make_day(*y, 1, 1), make_day(*y, 12, 31)};
  if (part.size() < 7 || part[4] != '-') return std::nullopt;
  const auto m = number(part.substr(5, 2));
  if (!m) return std::nullopt;
  if (part.size() == 7) {
    if (*m >= 1 && *m <= 12) {
      return Extent{make_day(*y, static_cast<unsigned>(*m), 1), last_of_month(*y, static_cast<unsigned>(*m))};
    }
    if (*m < 21 || *m > 24) return std::nullopt;
    const auto first = static_cast<unsigned>((*m - 20) * 3);  // spring March, summer June, autumn September, winter December
    const int last_year = first == 12 ? *y + 1 : *y;
    return Extent{make_day(*y, first, 1), last_of_month(last_year, (first + 1) % 12 + 1)};
  }
  const auto day = parse_day(part);
  if (!day) return std::nullopt;
  return Extent{*day, *day};
}

std::string lower(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

// "12:30", "12:30:05", "12:30:05.123" to seconds of the day.
std::optional<std::int64_t> clock_seconds(std::string_view text) {
  if (const auto dot = text.find('.'); dot != std::string_view::npos) text = text.substr(0, dot);
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  const auto h = number(text.substr(0, 2));
  const auto m = number(text.substr(3, 2));
  const auto s = text.size() == 8 ? number(text.substr(6, 2)) : std::optional(0);
  if (!h || !m || !s || text[2] != ':' || *h > 24 || *m > 59 || *s > 60) return std::nullopt;
  return *h * 3600 + *m * 60 + *s;
}

// "Z", "GMT", "+02:00", "+0200" to seconds east of Greenwich.
std::optional<std::int64_t> zone_seconds(std::string_view text) {
  if (text.empty() || text == "Z" || text == "GMT" || text == "UTC") return 0;
  if (text.size() < 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto h = number(text.substr(1, 2));
  const auto m = number(text.substr(text.size() - 2));
  if (!h || !m || *h > 14 || *m > 59 || text.size() > 6) return std::nullopt;
  const std::int64_t seconds = *h * 3600 + *m * 60;
  return text[0] == '-' ? -seconds : seconds;
}

std::int64_t seconds_of(Day day) { return duration_cast<seconds>(day.time_since_epoch()).count(); }

std::optional<ParsedInstant> with_clock(Day day, std::string_view clock, std::string_view zone) {
  const auto of_day = clock_seconds(clock);
  const auto east = zone_seconds(zone);
  if (!of_day || !east) return std::nullopt;
  return ParsedInstant{seconds_of(day) + *of_day - *east, false, static_cast<std::int32_t>(*east)};
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text.find_first_of(" ,\t", at);
    const auto stop = end == std::string_view::npos ? text.size() : end;
    if (stop > at) out.push_back(text.substr(at, stop - at));
    at = stop + 1;
  }
  return out;
}

std::optional<Day> checked_day(int y, unsigned m, unsigned d) {
  const year_month_day date{year{y}, month{m}, std::chrono::day{d}};
  return date.ok() ? std::optional<Day>(sys_days{date}) : std::nullopt;
}

}  // namespace

Day make_day(int y, unsigned m, unsigned d) { return sys_days{year{y} / month{m} / std::chrono::day{d}}; }

std::string to_string(Day day) {
  const year_month_day date{day};
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer.data();
}

std::optional<unsigned> month_number(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                        "july",    "august",   "september", "october", "november", "december"};
  const std::string small = lower(word);
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (small == kMonths[i] || small == kMonths[i].substr(0, 3) || (i == 8 && small == "sept")) return i + 1;
  }
  return std::nullopt;
}

std::optional<unsigned> weekday_number(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday"};
  const std::string small = lower(word);
  for (unsigned i = 0; i < kDays.size(); ++i) {
    const bool longer = (small == "tues" && i == 2) || ((small == "thur" || small == "thurs") && i == 4);
    if (small == kDays[i] || small == kDays[i].substr(0, 3) || longer) return i;
  }
  return std::nullopt;
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4));
  const auto m = number(text.substr(5, 2));
  const auto d = number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  return checked_day(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
}

std::string to_iso(std::int64_t instant) {
  const sys_seconds at{seconds{instant}};
  const auto day = floor<days>(at);
  const hh_mm_ss time{at - day};
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%sT%02d:%02d:%02dZ", to_string(day).c_str(),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return buffer.data();
}

std::optional<ParsedInstant> parse_instant(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (const auto day = parse_day(text.substr(0, 10))) {  // ISO 8601
    std::string_view rest = text.substr(std::min<std::size_t>(10, text.size()));
    if (rest.empty()) return ParsedInstant{.seconds = seconds_of(*day), .day_only = true};
    if (rest[0] != 'T' && rest[0] != ' ') return std::nullopt;
    rest.remove_prefix(1);
    const auto zone_at = rest.find_first_of("Z+- ");
    const auto zone = zone_at == std::string_view::npos ? std::string_view{} : rest.substr(zone_at);
    return with_clock(*day, rest.substr(0, zone_at), zone.starts_with(' ') ? zone.substr(1) : zone);
  }
  if (text.size() == 8) {  // compact
    const auto y = number(text.substr(0, 4));
    const auto m = number(text.substr(4, 2));
    const auto d = number(text.substr(6, 2));
    if (y && m && d) {
      if (const auto day = checked_day(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d))) {
        return ParsedInstant{.seconds = seconds_of(*day), .day_only = true};
      }
    }
  }
  auto words = split_words(text);
  for (std::string_view& word : words) {
    if (word.ends_with('.')) word.remove_suffix(1);
  }
  if (!words.empty() && weekday_number(words[0])) words.erase(words.begin());
  if (words.size() < 3) return std::nullopt;
  const auto digits = [](std::string_view word) {
    for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (word.ends_with(suffix)) word.remove_suffix(2);
    }
    return number(word);
  };
  const bool month_first = month_number(words[0]).has_value();
  const auto m = month_number(words[month_first ? 0 : 1]);
  const auto d = digits(words[month_first ? 1 : 0]);
  const auto y = number(words[2]);
  if (!m || !d || !y || *y < 1000) return std::nullopt;
  const auto day = checked_day(*y, *m, static_cast<unsigned>(*d));
  if (!day) return std::nullopt;
  if (words.size() == 3) return ParsedInstant{.seconds = seconds_of(*day), .day_only = true};
  return with_clock(*day, words[3], words.size() > 4 ? words[4] : std::string_view{});
}

std::optional<HappenedTime> parse_edtf(std::string_view edtf) {
  HappenedTime out;
  out.edtf = std::string(edtf);
  const auto slash = edtf.find('/');
  const auto first = extent(edtf.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == std::string_view::npos) {
    if (!first->first) return std::nullopt;
    out.earliest_start = out.earliest_end = first->first;
    out.latest_start = out.latest_end = first->last;
    return out;
  }
  const auto second = extent(edtf.substr(slash + 1));
  if (!second || (!first->first && !second->first)) return std::nullopt;
  if (first->first && second->last && *second->last < *first->first) return std::nullopt;  // it ends before it starts
  out.earliest_start = first->first;
  out.latest_start = first->last;
  out.earliest_end = second->first;
  out.latest_end = second->last;
  return out;
}

bool HappenedTime::may_overlap(const HappenedTime& other) const {
  const auto before = [](const HappenedTime& a, const HappenedTime& b) {
    return a.latest_end && b.earliest_start && *a.latest_end < *b.earliest_start;
  };
  return !before(*this, other) && !before(other, *this);
}

}  // namespace attache
