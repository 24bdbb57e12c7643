// Tables of words; see calendar_words.h.
#include "world/calendar_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace attache::calendar {
namespace {

template <class Value, std::size_t size>
std::optional<Value> look_up(const std::array<std::pair<std::string_view, Value>, size>& table, std::string_view word) {
  for (const auto& [key, value] : table) {
    if (key == word) return value;
  }
  return std::nullopt;
}

using Entry = std::pair<std::string_view, unsigned>;

constexpr auto kMonths = std::to_array<Entry>(
    {{"january", 1}, {"february", 2}, {"march", 3},     {"april", 4},    {"may", 5},       {"june", 6},
     {"july", 7},    {"august", 8},   {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
     {"jan", 1},     {"feb", 2},      {"mar", 3},       {"apr", 4},      {"jun", 6},       {"jul", 7},
     {"aug", 8},     {"sep", 9},      {"sept", 9},      {"oct", 10},     {"nov", 11},      {"dec", 12}});

constexpr auto kWeekdays = std::to_array<Entry>({{"sunday", 0},
                                                 {"monday", 1},
                                                 {"tuesday", 2},
                                                 {"wednesday", 3},
                                                 {"thursday", 4},
                                                 {"friday", 5},
                                                 {"saturday", 6},
                                                 {"mon", 1},
                                                 {"tue", 2},
                                                 {"tues", 2},
                                                 {"wed", 3},
                                                 {"thu", 4},
                                                 {"thur", 4},
                                                 {"thurs", 4},
                                                 {"fri", 5}});

constexpr auto kUnits = std::to_array<std::pair<std::string_view, UnitWord>>(
    {{"second", {Unit::kSecond, false}},   {"seconds", {Unit::kSecond, true}}, {"minute", {Unit::kMinute, false}},
     {"minutes", {Unit::kMinute, true}},   {"hour", {Unit::kHour, false}},     {"hours", {Unit::kHour, true}},
     {"day", {Unit::kDay, false}},         {"days", {Unit::kDay, true}},       {"weekend", {Unit::kWeekend, false}},
     {"weekends", {Unit::kWeekend, true}}, {"week", {Unit::kWeek, false}},     {"weeks", {Unit::kWeek, true}},
     {"month", {Unit::kMonth, false}},     {"months", {Unit::kMonth, true}},   {"quarter", {Unit::kQuarter, false}},
     {"quarters", {Unit::kQuarter, true}}, {"year", {Unit::kYear, false}},     {"years", {Unit::kYear, true}},
     {"decade", {Unit::kDecade, false}},   {"decades", {Unit::kDecade, true}}, {"century", {Unit::kCentury, false}},
     {"centuries", {Unit::kCentury, true}}});

constexpr auto kSeasons = std::to_array<std::pair<std::string_view, Season>>({{"spring", Season::kSpring},
                                                                              {"summer", Season::kSummer},
                                                                              {"autumn", Season::kAutumn},
                                                                              {"fall", Season::kAutumn},
                                                                              {"winter", Season::kWinter},
                                                                              {"springtime", Season::kSpring},
                                                                              {"summertime", Season::kSummer},
                                                                              {"wintertime", Season::kWinter}});

constexpr auto kDayParts = std::to_array<std::pair<std::string_view, DayPart>>({{"morning", DayPart::kMorning},
                                                                                {"dawn", DayPart::kMorning},
                                                                                {"daybreak", DayPart::kMorning},
                                                                                {"sunrise", DayPart::kMorning},
                                                                                {"midday", DayPart::kMidday},
                                                                                {"noon", DayPart::kMidday},
                                                                                {"afternoon", DayPart::kAfternoon},
                                                                                {"evening", DayPart::kEvening},
                                                                                {"dusk", DayPart::kEvening},
                                                                                {"nightfall", DayPart::kEvening},
                                                                                {"sunset", DayPart::kEvening},
                                                                                {"night", DayPart::kNight},
                                                                                {"overnight", DayPart::kNight},
                                                                                {"daytime", DayPart::kDaytime},
                                                                                {"midnight", DayPart::kNight}});

constexpr auto kNumbers = std::to_array<std::pair<std::string_view, int>>(
    {{"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},       {"six", 6},
     {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},    {"twelve", 12},
     {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
     {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},     {"sixty", 60},
     {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"hundred", 100}});

constexpr auto kOrdinals = std::to_array<std::pair<std::string_view, int>>(
    {{"first", 1},       {"second", 2},      {"third", 3},      {"fourth", 4},     {"fifth", 5},        {"sixth", 6},
     {"seventh", 7},     {"eighth", 8},      {"ninth", 9},      {"tenth", 10},     {"eleventh", 11},    {"twelfth", 12},
     {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15}, {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18},
     {"nineteenth", 19}, {"twentieth", 20},  {"thirtieth", 30}});

constexpr auto kZones = std::to_array<std::pair<std::string_view, int>>(
    {{"utc", 0},    {"gmt", 0},    {"z", 0},      {"bst", 60},   {"cet", 60},  {"cest", 120}, {"eet", 120},
     {"eest", 180}, {"msk", 180},  {"est", -300}, {"edt", -240}, {"et", -300}, {"cst", -360}, {"cdt", -300},
     {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"ist", 330}, {"jst", 540},  {"kst", 540}});

enum class Shape { kLetter, kDigit, kOther };

Shape shape_of(unsigned char byte) {
  if (byte >= '0' && byte <= '9') return Shape::kDigit;
  if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80) return Shape::kLetter;
  return Shape::kOther;
}

// Typographic characters that count as their plain forms, each three bytes long in UTF-8.
struct Plain {
  std::string_view written;
  char plain;
};
constexpr auto kPlain = std::to_array<Plain>({{"\xE2\x80\x98", '\''},
                                              {"\xE2\x80\x99", '\''},
                                              {"\xE2\x80\x90", '-'},
                                              {"\xE2\x80\x91", '-'},
                                              {"\xE2\x80\x92", '-'},
                                              {"\xE2\x80\x93", '-'},
                                              {"\xE2\x80\x94", '-'},
                                              {"\xE2\x80\x9C", '"'},
                                              {"\xE2\x80\x9D", '"'}});

const Plain* plain_at(std::string_view text) {
  const auto at = std::find_if(kPlain.begin(), kPlain.end(), [&](const Plain& p) { return text.starts_with(p.written); });
  return at == kPlain.end() ? nullptr : &*at;
}

}  // namespace

std::vector<Atom> split_atoms(const Document& document, TokenSpan tokens) {
  std::vector<Atom> atoms;
  bool space = true;
  for (std::uint32_t index = tokens.begin; index < tokens.end; ++index) {
    const std::string_view form = document.form(TokenId(index));
    std::size_t at = 0;
    while (at < form.size()) {
      Atom atom;
      atom.token = index;
      atom.proper = document.token(TokenId(index)).upos == Upos::kPropn;
      atom.glued = !space;
      space = false;
      if (const Plain* plain = plain_at(form.substr(at))) {
        atom.lower = std::string(1, plain->plain);
        at += plain->written.size();
      } else {
        const Shape shape = shape_of(static_cast<unsigned char>(form[at]));
        std::size_t end = at + 1;
        while (shape != Shape::kOther && end < form.size() && shape_of(static_cast<unsigned char>(form[end])) == shape &&
               plain_at(form.substr(end)) == nullptr) {
          ++end;
        }
        atom.capital = form[at] >= 'A' && form[at] <= 'Z';
        for (const char c : form.substr(at, end - at)) atom.lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        if (shape == Shape::kDigit && end - at <= 8) {
          atom.number = 0;
          for (const char c : atom.lower) atom.number = atom.number * 10 + (c - '0');
        }
        at = end;
      }
      atoms.push_back(std::move(atom));
    }
    space = document.token(TokenId(index)).space_after;
  }
  return atoms;
}

std::optional<unsigned> month_word(std::string_view lower) { return look_up(kMonths, lower); }
std::optional<unsigned> weekday_word(std::string_view lower) { return look_up(kWeekdays, lower); }
std::optional<UnitWord> unit_word(std::string_view lower) { return look_up(kUnits, lower); }
std::optional<Season> season_word(std::string_view lower) { return look_up(kSeasons, lower); }
std::optional<DayPart> day_part_word(std::string_view lower) { return look_up(kDayParts, lower); }
std::optional<int> number_word(std::string_view lower) { return look_up(kNumbers, lower); }
std::optional<int> ordinal_word(std::string_view lower) { return look_up(kOrdinals, lower); }
std::optional<int> zone_word(std::string_view lower) { return look_up(kZones, lower); }

}  // namespace attache::calendar
