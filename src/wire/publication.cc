// Publication lines; see publication.h.
#include "wire/publication.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "wire/copy_date.h"
#include "wire/words.h"

namespace attache {
namespace {

constexpr std::size_t kLongestLine = 160;  // bytes

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view known) { return equals_fold(word, known); });
}

constexpr auto kPublished =
    std::to_array<std::string_view>({"published", "publish", "posted", "first", "issued", "released", "created", "date"});
constexpr auto kUpdated = std::to_array<std::string_view>({"updated", "update", "modified", "edited", "last"});
// "2 days ago", "4 min read", and the small words of such lines.
constexpr auto kFiller = std::to_array<std::string_view>(
    {"on",   "at",  "ago",         "read",  "min",   "mins",  "minute",    "minutes", "hour",  "hours", "hr",
     "hrs",  "day", "days",        "week",  "weeks", "month", "months",    "year",    "years", "a",     "an",
     "time", "of",  "publication", "local", "just",  "now",   "yesterday", "today",   "/"});

std::optional<std::int64_t> figures(std::string_view text, std::size_t most) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > most) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

// "16:32", "4:32PM", "04:32:10" to seconds of the day; the hour alone needs its am or pm ("4pm").
std::optional<std::int64_t> clock_time(std::string_view word) {
  bool pm = false;
  bool am = false;
  for (const std::string_view half : {"am", "pm", "a.m", "p.m"}) {
    if (word.size() > half.size() && ends_fold(word, half)) {
      (half[0] == 'p' ? pm : am) = true;
      word.remove_suffix(half.size());
      break;
    }
  }
  const auto colon = word.find(':');
  if (colon == std::string_view::npos && !am && !pm) return std::nullopt;
  auto hour = figures(word.substr(0, colon), 2);
  const auto minute = colon == std::string_view::npos ? std::optional<std::int64_t>(0) : figures(word.substr(colon + 1, 2), 2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  const std::string_view rest = colon == std::string_view::npos ? "" : word.substr(std::min(word.size(), colon + 3));
  if (!rest.empty() && (rest[0] != ':' || !figures(rest.substr(1), 2))) return std::nullopt;
  if (pm && *hour < 12) *hour += 12;
  if (am && *hour == 12) hour = 0;
  return *hour * 3600 + *minute * 60;
}

// Seconds east of Greenwich. Abbreviations that two zones share (IST, BST, CST) are not in the list.
std::optional<std::int64_t> zone(std::string_view word) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  constexpr auto kZones = std::to_array<Zone>({{"Z", 0},
                                               {"GMT", 0},
                                               {"UTC", 0},
                                               {"CET", 1},
                                               {"CEST", 2},
                                               {"EET", 2},
                                               {"EEST", 3},
                                               {"MSK", 3},
                                               {"EST", -5},
                                               {"EDT", -4},
                                               {"PST", -8},
                                               {"PDT", -7},
                                               {"JST", 9},
                                               {"KST", 9}});
  for (const Zone& known : kZones) {
    if (equals_fold(word, known.name)) return known.hours * 3600;
  }
  if (starts_fold(word, "GMT") || starts_fold(word, "UTC")) word.remove_prefix(3);
  if (word.size() < 2 || (word[0] != '+' && word[0] != '-')) return std::nullopt;
  const bool west = word[0] == '-';
  word.remove_prefix(1);
  const auto colon = word.find(':');
  std::string_view hours = word.substr(0, colon);
  std::string_view minutes = colon == std::string_view::npos ? "0" : word.substr(colon + 1);
  if (colon == std::string_view::npos && word.size() == 4) {
    hours = word.substr(0, 2);
    minutes = word.substr(2);
  }
  const auto h = figures(hours, 2);
  const auto m = figures(minutes, 2);
  if (!h || !m || *h > 14 || *m > 59) return std::nullopt;
  const std::int64_t seconds = *h * 3600 + *m * 60;
  return west ? -seconds : seconds;
}

std::int64_t seconds_of(Day day) { return std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count(); }

// "09/05/2024": figures and slashes that read_date did not take.
bool is_two_way_date(std::string_view word) {
  return std::count(word.begin(), word.end(), '/') == 2 && has_digit(word) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c == '/' || (c >= '0' && c <= '9'); });
}

// The words after a date that tell the hour: how many there are, and the instant when the zone is known.
struct Hour {
  std::size_t words = 0;
  std::optional<std::int64_t> utc_seconds;  // of the day, may be negative or past its end
  std::int32_t east = 0;                    // seconds, of the zone told
};
Hour read_hour(std::span<const CopyWord> words) {
  Hour out;
  std::size_t at = 0;
  while (at < words.size() && (equals_fold(words[at].text, "at") || weekday_number(words[at].text))) ++at;
  if (at == words.size()) return out;
  std::string clock(words[at].text);
  ++at;
  if (at < words.size() && is_one_of(words[at].text, std::to_array<std::string_view>({"am", "pm", "a.m", "p.m"}))) {
    clock += words[at].text;
    ++at;
  }
  const auto local = clock_time(clock);
  if (!local) return out;
  out.words = at;
  if (at < words.size()) {
    if (const auto east = zone(words[at].text)) {
      out.words = at + 1;
      out.utc_seconds = *local - *east;
      out.east = static_cast<std::int32_t>(*east);
    } else if (words[at].text.size() <= 5 && all_capitals(words[at].text)) {
      out.words = at + 1;  // a zone that we do not know
    }
  }
  return out;
}

}  // namespace

std::optional<PublicationLine> read_publication_line(std::string_view line) {
  if (line.size() > kLongestLine || !has_digit(line)) return std::nullopt;
  const std::vector<CopyWord> words = words_of(line);
  PublicationLine out;
  std::optional<ParsedInstant> updated;
  bool after_updated = false;
  bool any_date = false;
  bool any_label = false;
  std::size_t name_end = 0;  // the words that open the line and are neither label nor date: an outlet
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view word = words[at].text;
    const auto rest = std::span(words).subspan(at);
    // A full ISO date-time is one word.
    if (const auto instant = word.size() > 10 && word[4] == '-' ? parse_instant(word) : std::nullopt) {
      (after_updated ? updated : out.published) = instant;
      any_date = true;
      ++at;
      continue;
    }
    if (const auto date = read_date(rest)) {
      if (!date->date.year) return std::nullopt;
      const Day day = *date->date.day_near(std::nullopt);
      at += date->words;
      const Hour hour = read_hour(std::span(words).subspan(at));
      at += hour.words;
      const ParsedInstant instant = hour.utc_seconds ? ParsedInstant{seconds_of(day) + *hour.utc_seconds, false, hour.east}
                                                     : ParsedInstant{.seconds = seconds_of(day), .day_only = true};
      auto& slot = after_updated ? updated : out.published;
      if (!slot) slot = instant;
      any_date = true;
      continue;
    }
    if (is_two_way_date(word)) {
      out.bad_date = any_date = true;
      ++at;
    } else if (is_one_of(word, kUpdated)) {
      after_updated = any_label = true;
      ++at;
    } else if (is_one_of(word, kPublished)) {
      after_updated = false;
      any_label = true;
      ++at;
    } else if (const Hour hour = read_hour(rest); hour.words > 0) {
      at += hour.words;
    } else if (weekday_number(word) || is_one_of(word, kFiller) || figures(word, 3)) {
      ++at;
    } else if (at == name_end && !any_date && !any_label && name_end < 4 && starts_capital(word)) {
      name_end = ++at;
    } else {
      return std::nullopt;
    }
  }
  if (!any_date && !(any_label && name_end == 0)) return std::nullopt;
  if (name_end > 0) {
    // A name belongs to the line only when a mark sets it off from the date: "KYODO NEWS - Oct 30, 2024".
    if (name_end == words.size()) return std::nullopt;
    const std::string_view between = line.substr(words[name_end - 1].end, words[name_end].begin - words[name_end - 1].end);
    const bool set_off = between.find_first_of("-|") != std::string_view::npos || between.find("–") != std::string_view::npos ||
                         between.find("—") != std::string_view::npos || between.find("·") != std::string_view::npos;
    if (!set_off) return std::nullopt;
    out.outlet = std::string(line.substr(words[0].begin, words[name_end - 1].end - words[0].begin));
  }
  if (!out.published) out.published = updated;
  return out;
}

std::optional<ParsedInstant> trailing_date(std::string_view line) {
  if (line.size() > 2 * kLongestLine) return std::nullopt;
  const std::vector<CopyWord> words = words_of(line);
  for (std::size_t take = 3; take >= 1; --take) {
    if (words.size() <= take) continue;
    const auto first = words.size() - take;
    const auto date = read_date(std::span(words).subspan(first));
    if (!date || date->words != take || !date->date.year) continue;
    const std::string_view before = line.substr(words[first - 1].end, words[first].begin - words[first - 1].end);
    if (before.find_first_of(",|") == std::string_view::npos && !weekday_number(words[first - 1].text)) return std::nullopt;
    return ParsedInstant{.seconds = seconds_of(*date->date.day_near(std::nullopt)), .day_only = true};
  }
  return std::nullopt;
}

}  // namespace attache
