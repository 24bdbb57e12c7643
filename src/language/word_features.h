// What the parser sees of a word: its spelling in the dictionary's form and hashed pieces of it.
//
// train/features.py computes the same, bit for bit, and explains the choice; tests/language/word_features_cases.tsv
// holds both to it. Nothing here depends on a locale.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace attache {

/// Lower case of one code point: Latin, Greek, Cyrillic; others stay.
constexpr char32_t lower(char32_t c) {
  if ((c >= 0x41 && c <= 0x5A) || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
      (c >= 0x410 && c <= 0x42F)) {
    return c + 32;
  }
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1U;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1U);
  return c;
}

/// Letters, and whatever is neither ASCII nor general punctuation.
constexpr bool is_letter(char32_t c) {
  return (c >= 0x61 && c <= 0x7A) || (c >= 0x41 && c <= 0x5A) ||
         (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF));
}

inline constexpr std::uint32_t kPrefixes = 4;
inline constexpr std::uint32_t kSuffixes = 5;
inline constexpr std::uint32_t kPrefixRows = 8192;
inline constexpr std::uint32_t kSuffixRows = 16384;
inline constexpr std::uint32_t kShapeRows = 1024;

/// FNV-1a over a salt byte and the bytes given.
[[nodiscard]] std::uint32_t fnv1a(std::uint8_t salt, std::string_view bytes);

/// A word's features. Row 0 of a table says "no such piece".
struct WordFeatures {
  std::string key;  ///< lower case, digits as 0, quotation marks made plain, at most 40 code points
  std::array<std::uint32_t, kPrefixes> prefixes{};
  std::array<std::uint32_t, kSuffixes> suffixes{};
  std::uint32_t shape = 0;
};

/// Computes the features of a form; `out` is reused so that a warm one allocates nothing.
void word_features(std::string_view form, WordFeatures& out);

/// Appends the form in lower case with typographic quotes made plain: what lemma rules work on.
void append_lowered(std::string_view form, std::string& out);
/// The same with its case kept.
void append_plain(std::string_view form, std::string& out);

}  // namespace attache
