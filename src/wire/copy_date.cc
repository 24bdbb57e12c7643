// Dates of datelines and publication lines; see copy_date.h.
#include "wire/copy_date.h"

#include <charconv>
#include <cstdlib>

namespace attache {
namespace {

using namespace std::chrono;

std::optional<int> number(std::string_view digits, std::size_t most = 4) {
  int value = 0;
  if (digits.empty() || digits.size() > most) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

// "9", "9th".
std::optional<unsigned> day_number(std::string_view word) {
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && ends_fold(word, suffix)) {
      word.remove_suffix(2);
      break;
    }
  }
  const auto value = number(word, 2);
  if (!value || *value < 1 || *value > 31) return std::nullopt;
  return static_cast<unsigned>(*value);
}

std::optional<int> year_number(std::string_view word) {
  const auto value = number(word);
  if (!value || word.size() != 4 || *value < 1900 || *value > 2199) return std::nullopt;
  return value;
}

std::optional<CopyDate> numeric_date(std::string_view word) {
  if (const auto day = parse_day(word.substr(0, 10)); day && (word.size() == 10 || word[10] == 'T')) {
    const year_month_day date{*day};
    return CopyDate{static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
  }
  const char mark = word.find('.') != std::string_view::npos ? '.' : '/';
  const auto first = word.find(mark);
  const auto second = first == std::string_view::npos ? first : word.find(mark, first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto a = number(word.substr(0, first), 2);
  const auto b = number(word.substr(first + 1, second - first - 1), 2);
  const auto y = year_number(word.substr(second + 1));
  if (!a || !b || !y) return std::nullopt;
  // With points the day stands first; with slashes only where it can be nothing else.
  if (mark == '/' && *a <= 12 && *b <= 12 && *a != *b) return std::nullopt;
  const bool day_first = mark == '.' || *a > 12;
  return CopyDate{*y, static_cast<unsigned>(day_first ? *b : *a), static_cast<unsigned>(day_first ? *a : *b)};
}

bool valid(const CopyDate& date) {
  return year_month_day{year{date.year.value_or(2024)}, month{date.month}, std::chrono::day{date.day}}.ok();
}

}  // namespace

std::optional<Day> CopyDate::day_near(std::optional<Day> near) const {
  const auto in_year = [&](int y) -> std::optional<Day> {
    const year_month_day date{std::chrono::year{y}, std::chrono::month{month}, std::chrono::day{day}};
    return date.ok() ? std::optional<Day>(sys_days{date}) : std::nullopt;
  };
  if (year) return in_year(*year);
  if (!near) return std::nullopt;
  std::optional<Day> best;
  const int middle = static_cast<int>(year_month_day{*near}.year());
  for (int y = middle - 1; y <= middle + 1; ++y) {
    const auto candidate = in_year(y);
    if (candidate && (!best || std::abs((*candidate - *near).count()) < std::abs((*best - *near).count()))) best = candidate;
  }
  return best;
}

std::optional<ReadDate> read_date(std::span<const CopyWord> words) {
  if (words.empty()) return std::nullopt;
  if (const auto date = numeric_date(words[0].text)) {
    return valid(*date) ? std::optional(ReadDate{*date, 1}) : std::nullopt;
  }
  if (words.size() < 2) return std::nullopt;
  ReadDate out;
  const auto month_first = month_number(words[0].text);
  const auto m = month_first ? month_first : month_number(words[1].text);
  const auto d = day_number(words[month_first ? 1 : 0].text);
  if (!m || !d) return std::nullopt;
  out.date.month = *m;
  out.date.day = *d;
  out.words = 2;
  if (words.size() > 2) {
    if (const auto y = year_number(words[2].text)) {
      out.date.year = y;
      out.words = 3;
    }
  }
  return valid(out.date) ? std::optional(out) : std::nullopt;
}

}  // namespace attache
