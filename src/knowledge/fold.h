// The key form of a surface: what of its spelling counts when a text is matched against the knowledge. Apostrophes and dashes
// of all shapes are one, dots are nothing ("U.S." is "US"), letters lose their diacritics ("Zürich" is "Zurich"), white space
// is one space. Case counts. A key is hashed byte by byte, so that a text can be matched token by token without being copied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace attache {

/// Appends the key form of `text` to `out`.
void append_folded(std::string& out, std::string_view text);
[[nodiscard]] std::string fold(std::string_view text);
/// A folded form in capitals; forms with fewer than two letters come back unchanged.
[[nodiscard]] std::string capitals(std::string_view folded);
/// The leading run of letters and digits.
[[nodiscard]] std::string_view first_run(std::string_view folded);

/// FNV-1a over bytes with a last stirring: equal on every machine.
class KeyHash {
 public:
  void add(std::string_view folded) {
    for (const char c : folded) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  [[nodiscard]] std::uint64_t value() const {
    std::uint64_t h = state_;
    h = (h ^ (h >> 33U)) * 0xFF51AFD7ED558CCDULL;
    h = (h ^ (h >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
    return h ^ (h >> 33U);
  }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};
[[nodiscard]] inline std::uint64_t key_hash(std::string_view folded) {
  KeyHash hash;
  hash.add(folded);
  return hash.value();
}

}  // namespace attache
