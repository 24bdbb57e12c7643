// Named times: holidays, feasts and the like, from the stanzas of knowledge/calendar. See calendar.h for the type and
// knowledge/calendar/holidays.txt for the form.
#include <algorithm>
#include <charconv>
#include <string_view>

#include "world/calendar.h"
#include "world/calendar_words.h"

namespace attache {
namespace {

using std::chrono::days;

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos; at = text.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

// The name as the recogniser sees it: lower-case runs of letters and digits, other characters alone.
std::vector<std::string> atoms_of(std::string_view name) {
  std::vector<std::string> out;
  bool in_word = false;
  for (const char c : name) {
    if (c == ' ') {
      in_word = false;
      continue;
    }
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
    if (!letter || !in_word) out.emplace_back();
    out.back() += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    in_word = letter;
  }
  return out;
}

// "12-25", "4 thursday 11", "easter -2", or a list of intervals "2024-03-11..2024-04-09 | …".
std::optional<NamedTimes::Rule> rule_of(const Stanza& stanza) {
  NamedTimes::Rule rule;
  using Kind = NamedTimes::Rule::Kind;
  if (stanza.has("Days")) {
    rule.kind = Kind::kListed;
    for (const std::string& value : stanza.list("Days")) {
      const auto dots = value.find("..");
      const auto first = parse_day(std::string_view(value).substr(0, dots));
      const auto last = dots == std::string::npos ? first : parse_day(std::string_view(value).substr(dots + 2));
      if (first && last) rule.listed.push_back({*first, *last});
    }
    return rule.listed.empty() ? std::nullopt : std::optional(rule);
  }
  const std::vector<std::string_view> words = words_of(stanza.get("Rule"));
  if (words.size() == 1 && words[0].size() == 5 && words[0][2] == '-') {
    const auto month = integer(words[0].substr(0, 2));
    const auto day = integer(words[0].substr(3));
    if (!month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
    rule.month = static_cast<unsigned>(*month);
    rule.day = static_cast<unsigned>(*day);
    return rule;
  }
  if (words.size() == 2 && words[0] == "easter") {
    const auto after = integer(words[1]);
    if (!after) return std::nullopt;
    rule.kind = Kind::kEaster;
    rule.days_after = *after;
    return rule;
  }
  if (words.size() == 3) {
    const auto nth = words[0] == "last" ? std::optional(5) : integer(words[0]);
    const auto weekday = calendar::weekday_word(words[1]);
    const auto month = integer(words[2]);
    if (!nth || !weekday || !month || *nth < 1 || *nth > 5 || *month < 1 || *month > 12) return std::nullopt;
    rule.kind = Kind::kNthWeekday;
    rule.nth = static_cast<unsigned>(*nth);
    rule.weekday = *weekday;
    rule.month = static_cast<unsigned>(*month);
    return rule;
  }
  return std::nullopt;
}

// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8).
Day easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return make_day(year, static_cast<unsigned>(f / 31), static_cast<unsigned>(f % 31 + 1));
}

}  // namespace

NamedTimes::NamedTimes(std::span<const Stanza> stanzas) {
  for (const Stanza& stanza : stanzas) {
    if (stanza.kind() != "Time" || !stanza.has("Name")) continue;
    auto rule = rule_of(stanza);
    if (!rule) continue;
    Entry entry;
    entry.id = stanza.id();
    for (const std::string& name : stanza.list("Name")) entry.names.push_back(atoms_of(name));
    entry.rule = std::move(*rule);
    entry.length = integer(stanza.get("Length")).value_or(1);
    entries_.push_back(std::move(entry));
  }
}

std::optional<NamedTimes::Days> NamedTimes::days_in(std::size_t index, int year) const {
  const Entry& entry = entries_[index];
  const auto with_length = [&](Day first) { return Days{first, first + days{entry.length - 1}}; };
  const Rule& rule = entry.rule;
  switch (rule.kind) {
    case Rule::Kind::kFixed:
      return with_length(make_day(year, rule.month, rule.day));
    case Rule::Kind::kEaster:
      return with_length(easter(year) + days{rule.days_after});
    case Rule::Kind::kNthWeekday: {
      const auto month = std::chrono::year{year} / std::chrono::month{rule.month};
      const std::chrono::weekday weekday{rule.weekday};
      return with_length(rule.nth == 5 ? Day{month / weekday[std::chrono::last]} : Day{month / weekday[rule.nth]});
    }
    case Rule::Kind::kListed:
      for (const Days& listed : rule.listed) {
        if (static_cast<int>(std::chrono::year_month_day{listed.first}.year()) == year) return listed;
      }
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace attache
