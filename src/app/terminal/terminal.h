// The terminal: how wide it is, whether it takes colours, and how many of its columns a text fills.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace attache {

/// What is known of the stream that data or messages go to.
struct Terminal {
  bool interactive = false;  ///< a person sees it, not a file or another program
  bool colours = false;      ///< interactive, NO_COLOR is not set and TERM is not "dumb"
  int width = 100;           ///< columns; $COLUMNS first, then the terminal's own word, else 100
};
[[nodiscard]] Terminal look_at(std::FILE* stream);

/// The styles that answers use; plain text where the terminal takes no colours.
enum class Style : std::uint8_t { kPlain, kBold, kDim, kRed, kGreen, kYellow, kBlue, kMagenta, kCyan };
[[nodiscard]] std::string styled(std::string_view text, Style style, const Terminal& terminal);

/// Columns that a text fills: wide East Asian letters two, combining marks none, escape sequences none.
[[nodiscard]] int display_width(std::string_view text);
/// The text in at most `width` columns, ended by "…" where it had to be cut: after a word, unless that leaves less than half.
[[nodiscard]] std::string fitted(std::string_view text, int width);
/// The text in lines of at most `width` columns, broken at spaces.
[[nodiscard]] std::string wrapped(std::string_view text, int width, std::string_view indent);

}  // namespace attache
