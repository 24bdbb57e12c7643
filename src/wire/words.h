// Small looks at pieces of copy: trimming, folding, capitals. The header lines of wire copy are told apart by their shape,
// and these are the shapes. Letters are judged by Unicode (ICU), so that "ÎLE DE RÉ" is in capitals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// White space off both ends: ASCII, no-break and other Unicode spaces, byte order marks.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Runs of white space become one space: a hard-wrapped headline on one line.
[[nodiscard]] std::string on_one_line(std::string_view text);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

// Comparisons that take ASCII capitals and small letters for the same.
[[nodiscard]] bool equals_fold(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_fold(std::string_view text, std::string_view prefix);
[[nodiscard]] bool ends_fold(std::string_view text, std::string_view suffix);
/// Where `needle` first stands in `text` from `from` on; npos when nowhere.
[[nodiscard]] std::size_t find_fold(std::string_view text, std::string_view needle, std::size_t from = 0);

/// Whether the first character is a capital letter; a letter of a script without cases counts as one.
[[nodiscard]] bool starts_capital(std::string_view text);
[[nodiscard]] bool starts_small(std::string_view text);
/// Whether there are at least two letters and none is small.
[[nodiscard]] bool all_capitals(std::string_view text);
[[nodiscard]] bool has_digit(std::string_view text);

/// Whether it ends as a sentence does: . ! ? … perhaps followed by closing quotation marks or brackets.
[[nodiscard]] bool ends_sentence(std::string_view text);

/// A word of a line of copy, with its place in that line; punctuation at its ends is left out.
struct CopyWord {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};
/// Splits at white space, commas, semicolons, bars and bullets; dashes that stand alone are no words, a slash is.
[[nodiscard]] std::vector<CopyWord> words_of(std::string_view line);

}  // namespace attache
