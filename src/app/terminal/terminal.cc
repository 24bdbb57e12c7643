// Widths and colours; see terminal.h.
#include "app/terminal/terminal.h"

#include <array>
#include <charconv>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include "base/utf8.h"

namespace attache {
namespace {

int column_setting() {
  const char* columns = std::getenv("COLUMNS");
  if (columns == nullptr) return 0;
  const std::string_view text = columns;
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int width_of(char32_t letter) {
  const auto c = static_cast<UChar32>(letter);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

// The end of an escape sequence "ESC [ ... m" that starts at `at`; `at` itself where none does.
std::size_t after_escape(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\x1b[") return at;
  const auto end = text.find('m', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

}  // namespace

Terminal look_at(std::FILE* stream) {
  Terminal out;
  const int descriptor = fileno(stream);
  out.interactive = isatty(descriptor) == 1;
  const char* term = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");
  out.colours =
      out.interactive && (no_colour == nullptr || *no_colour == '\0') && (term == nullptr || std::string_view(term) != "dumb");
  winsize size{};
  if (const int columns = column_setting(); columns > 0) {
    out.width = columns;
  } else if (out.interactive && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    out.width = size.ws_col;
  }
  return out;
}

std::string styled(std::string_view text, Style style, const Terminal& terminal) {
  constexpr std::array<std::string_view, 9> kCodes = {"", "1", "2", "31", "32", "33", "34", "35", "36"};
  if (!terminal.colours || style == Style::kPlain || text.empty()) return std::string(text);
  return "\x1b[" + std::string(kCodes[static_cast<std::size_t>(style)]) + "m" + std::string(text) + "\x1b[0m";
}

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto end = after_escape(text, at); end != at) {
      at = end;
      continue;
    }
    const CodePoint letter = decode_utf8(text, at);
    width += width_of(letter.value);
    at += letter.length;
  }
  return width;
}

std::string fitted(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  int used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint letter = decode_utf8(text, at);
    const int wide = width_of(letter.value);
    if (used + wide > width - 1) break;
    used += wide;
    at += letter.length;
  }
  const auto space = text.substr(0, at + 1).rfind(' ');  // one that follows the last word that fits counts too
  if (space != std::string_view::npos && space * 2 >= at) at = space;
  while (at > 0 && text[at - 1] == ' ') --at;
  return std::string(text.substr(0, at)) + (width > 0 ? "…" : "");
}

std::string wrapped(std::string_view text, int width, std::string_view indent) {
  std::string out(indent);
  int used = display_width(indent);
  bool at_start = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = text.find_first_not_of(" \n\t", at);
    if (start == std::string_view::npos) break;
    const auto end = std::min(text.find_first_of(" \n\t", start), text.size());
    const std::string_view word = text.substr(start, end - start);
    const int wide = display_width(word);
    if (!at_start && used + 1 + wide > width) {
      out += '\n';
      out += indent;
      used = display_width(indent);
      at_start = true;
    }
    if (!at_start) {
      out += ' ';
      ++used;
    }
    out += word;
    used += wide;
    at_start = false;
    at = end;
  }
  return out;
}

}  // namespace attache
