// Key forms; see fold.h. Letters lose their marks by Unicode's canonical decompositions (ICU).
#include "knowledge/fold.h"

#include <array>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"

namespace attache {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) >= 0x80U);
}

/// The letter under the marks.
char32_t base_letter(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
  if (U_FAILURE(status)) return c;
  for (;;) {
    std::array<UChar, 8> parts{};
    const int length =
        unorm2_getRawDecomposition(nfd, static_cast<UChar32>(c), parts.data(), static_cast<int32_t>(parts.size()), &status);
    if (length <= 0 || U_FAILURE(status)) return c;
    c = parts[0];  // all letters with marks are in the first plane
  }
}

void append_other(std::string& out, char32_t c) {
  switch (c) {
    case U'’':
    case U'‘':
    case U'ʼ':
    case U'ʻ':
    case U'ʿ':
    case U'ʾ':
    case U'´':
      out += '\'';
      return;
    case U'–':
    case U'—':
    case U'‐':
    case U'‑':
    case U'−':
      out += '-';
      return;
    case U'\u00A0':
    case U'\u202F':
    case U'\u2009':
      out += ' ';
      return;
    case U'\u00AD':
    case U'\u200B':
    case U'\uFEFF':
      return;
    case U'ß':
      out += "ss";
      return;
    case U'æ':
      out += "ae";
      return;
    case U'Æ':
      out += "Ae";
      return;
    case U'ø':
      out += 'o';
      return;
    case U'Ø':
      out += 'O';
      return;
    case U'ł':
      out += 'l';
      return;
    case U'Ł':
      out += 'L';
      return;
    case U'đ':
    case U'ð':
      out += 'd';
      return;
    case U'Đ':
    case U'Ð':
      out += 'D';
      return;
    case U'ı':
      out += 'i';
      return;
    case U'ə':
      out += 'a';
      return;
    case U'Ə':
      out += 'A';
      return;
    case U'ħ':
      out += 'h';
      return;
    case U'Ħ':
      out += 'H';
      return;
    case U'þ':
      out += "th";
      return;
    case U'Þ':
      out += "Th";
      return;
    default:
      break;
  }
  if (u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK) return;
  append_utf8(out, base_letter(c));
}

}  // namespace

void append_folded(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x80U) {
      const CodePoint point = decode_utf8(text, i);
      append_other(out, point.value);
      i += point.length;
      continue;
    }
    ++i;
    if (c == '.') continue;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c == '`' ? '\'' : c;
    }
  }
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_folded(out, text);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string capitals(std::string_view folded) {
  std::string out;
  int letters = 0;
  for (std::size_t i = 0; i < folded.size();) {
    const CodePoint point = decode_utf8(folded, i);
    i += point.length;
    if (u_isalpha(static_cast<UChar32>(point.value))) ++letters;
    append_utf8(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(point.value))));
  }
  return letters < 2 ? std::string(folded) : out;
}

std::string_view first_run(std::string_view folded) {
  std::size_t end = 0;
  while (end < folded.size() && is_letter_or_digit(folded[end])) ++end;
  return folded.substr(0, end);
}

}  // namespace attache
