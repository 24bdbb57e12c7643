// Shapes of words and lines; see words.h.
#include "wire/words.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace attache {
namespace {

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

// The code point that ends before `end`.
CodePoint last_code_point(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  while (at > 0 && end - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  const CodePoint point = decode_utf8(text, at);
  if (at + point.length == end) return point;
  return {0xFFFD, 1};
}

bool is_separator(char32_t c) { return is_space(c) || c == ',' || c == ';' || c == '|' || c == 0xB7 || c == 0x2022; }

bool is_dash(std::string_view word) { return word == "-" || word == "--" || word == "–" || word == "—" || word == "―"; }

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text, 0);
    if (!is_space(point.value)) break;
    text.remove_prefix(point.length);
  }
  while (!text.empty()) {
    const CodePoint point = last_code_point(text, text.size());
    if (!is_space(point.value)) break;
    text.remove_suffix(point.length);
  }
  return text;
}

std::string on_one_line(std::string_view text) {
  std::string out;
  text = trim(text);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    if (!is_space(point.value)) {
      out.append(text, at, point.length);
    } else if (out.back() != ' ') {
      out += ' ';
    }
    at += point.length;
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool equals_fold(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return fold(x) == fold(y); });
}
bool starts_fold(std::string_view text, std::string_view prefix) { return equals_fold(text.substr(0, prefix.size()), prefix); }
bool ends_fold(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && equals_fold(text.substr(text.size() - suffix.size()), suffix);
}
std::size_t find_fold(std::string_view text, std::string_view needle, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const auto at = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), needle.begin(), needle.end(),
                              [](char x, char y) { return fold(x) == fold(y); });
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

bool starts_capital(std::string_view text) {
  if (text.empty()) return false;
  const auto c = static_cast<UChar32>(decode_utf8(text, 0).value);
  return u_isalpha(c) != 0 && u_islower(c) == 0;
}

bool starts_small(std::string_view text) {
  return !text.empty() && u_islower(static_cast<UChar32>(decode_utf8(text, 0).value)) != 0;
}

bool all_capitals(std::string_view text) {
  int letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const auto c = static_cast<UChar32>(point.value);
    if (u_islower(c) != 0) return false;
    letters += u_isupper(c) != 0;
    at += point.length;
  }
  return letters >= 2;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool ends_sentence(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = last_code_point(text, text.size());
    switch (point.value) {
      case '"':
      case '\'':
      case ')':
      case ']':
      case 0x201D:
      case 0x2019:
      case 0xBB:
      case 0x201C:
      case ' ':
        text.remove_suffix(point.length);
        continue;
      case '.':
      case '!':
      case '?':
      case 0x2026:
      case 0x3002:
        return true;
      default:
        return false;
    }
  }
  return false;
}

std::vector<CopyWord> words_of(std::string_view line) {
  std::vector<CopyWord> out;
  const auto take = [&](std::size_t begin, std::size_t end) {
    const auto edge = [](char c) { return c == '.' || c == ':' || c == '(' || c == ')' || c == '!' || c == '?'; };
    while (begin < end && edge(line[begin])) ++begin;
    while (begin < end && edge(line[end - 1])) --end;
    if (begin < end && !is_dash(line.substr(begin, end - begin))) out.push_back({line.substr(begin, end - begin), begin, end});
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = decode_utf8(line, at);
    if (is_separator(point.value)) {
      take(begin, at);
      begin = at + point.length;
    }
    at += point.length;
  }
  take(begin, line.size());
  return out;
}

}  // namespace attache
