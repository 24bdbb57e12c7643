// The closed word classes of the English calendar: months, weekdays, units, numbers, seasons, parts of the day, zones. Names of
// particular days are knowledge (knowledge/calendar); these are grammar.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"
#include "world/calendar_types.h"

namespace attache::calendar {

/// A run of letters, a run of digits or one other character. Tokenisers disagree on "5:30PM", "mid-1980s" and "24-year"; atoms
/// are the same for all of them.
struct Atom {
  std::string lower;  ///< in ASCII lower case
  int number = -1;    ///< value of a run of digits, -1 for anything else (and for more than 8 digits)
  std::uint32_t token = 0;
  bool glued = false;    ///< no white space before it
  bool capital = false;  ///< begins with an upper-case letter
  bool proper = false;   ///< of a token tagged as a proper noun
};

/// The atoms of a run of tokens.
[[nodiscard]] std::vector<Atom> split_atoms(const Document& document, TokenSpan tokens);

[[nodiscard]] std::optional<unsigned> month_word(std::string_view lower);
/// 0 is Sunday. Abbreviations too, but not "sun" and "sat".
[[nodiscard]] std::optional<unsigned> weekday_word(std::string_view lower);
struct UnitWord {
  Unit unit;
  bool plural;
};
[[nodiscard]] std::optional<UnitWord> unit_word(std::string_view lower);
[[nodiscard]] std::optional<Season> season_word(std::string_view lower);
[[nodiscard]] std::optional<DayPart> day_part_word(std::string_view lower);
/// "three", "twenty", "hundred"; not "a".
[[nodiscard]] std::optional<int> number_word(std::string_view lower);
/// "first" … "thirty-first" without the hyphened ones ("twenty" + "first" is put together by the reader).
[[nodiscard]] std::optional<int> ordinal_word(std::string_view lower);
/// Minutes east of Greenwich: "gmt", "utc", "est".
[[nodiscard]] std::optional<int> zone_word(std::string_view lower);

}  // namespace attache::calendar
