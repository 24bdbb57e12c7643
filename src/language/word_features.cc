// See word_features.h; train/features.py is its twin.
#include "language/word_features.h"

#include "base/utf8.h"

namespace attache {
namespace {

constexpr std::uint8_t kPrefixSalt = 1;
constexpr std::uint8_t kSuffixSalt = 2;
constexpr std::uint8_t kShapeSalt = 3;
constexpr std::size_t kMaxCodePoints = 40;

/// Calls `sink` with each code point of the form, typographic quotes and dots made plain.
template <class Sink>
void each_plain(std::string_view form, Sink sink) {
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint c = decode_utf8(form, at);
    at += c.length;
    switch (c.value) {
      case 0x2018:
      case 0x2019:
      case 0x201B:
      case 0x02BC:
        sink(U'\'');
        break;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0xAB:
      case 0xBB:
        sink(U'"');
        break;
      case 0x2026:
        for (int i = 0; i < 3; ++i) sink(U'.');
        break;
      default:
        sink(c.value);
    }
  }
}

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

constexpr char32_t shape_of(char32_t c) {
  if (is_digit(c)) return U'd';
  if (is_letter(c)) return lower(c) != c ? U'X' : U'x';
  return c;
}

}  // namespace

std::uint32_t fnv1a(std::uint8_t salt, std::string_view bytes) {
  std::uint32_t h = (0x811C9DC5U ^ salt) * 0x01000193U;
  for (const char byte : bytes) h = (h ^ static_cast<unsigned char>(byte)) * 0x01000193U;
  return h;
}

void word_features(std::string_view form, WordFeatures& out) {
  out.key.clear();
  std::array<std::uint8_t, kMaxCodePoints + 1> starts{};  // byte offset of each code point in the key
  std::size_t count = 0;
  std::string& key = out.key;
  std::string shape_text;
  char32_t last = 0;
  int run = 0;
  each_plain(form, [&](char32_t c) {
    if (count == kMaxCodePoints) return;
    starts[count++] = static_cast<std::uint8_t>(key.size());
    append_utf8(key, is_digit(c) ? U'0' : lower(c));
    const char32_t s = shape_of(c);
    run = s == last ? run + 1 : 1;
    last = s;
    if (run <= 3) append_utf8(shape_text, s);
  });
  starts[count] = static_cast<std::uint8_t>(key.size());
  const std::string_view whole = key;
  for (std::uint32_t n = 1; n <= kPrefixes; ++n) {
    out.prefixes[n - 1] = count >= n ? 1 + fnv1a(kPrefixSalt, whole.substr(0, starts[n])) % (kPrefixRows - 1) : 0;
  }
  for (std::uint32_t n = 1; n <= kSuffixes; ++n) {
    out.suffixes[n - 1] = count >= n ? 1 + fnv1a(kSuffixSalt, whole.substr(starts[count - n])) % (kSuffixRows - 1) : 0;
  }
  out.shape = 1 + fnv1a(kShapeSalt, shape_text) % (kShapeRows - 1);
}

void append_lowered(std::string_view form, std::string& out) {
  each_plain(form, [&](char32_t c) { append_utf8(out, lower(c)); });
}

void append_plain(std::string_view form, std::string& out) {
  each_plain(form, [&](char32_t c) { append_utf8(out, c); });
}

}  // namespace attache
