// UTF-8: validation, decoding, and the map from byte offsets to code-point offsets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace attache {

/// The code point that starts at `at`, and its length in bytes. Bytes that are no UTF-8 give U+FFFD, length 1.
struct CodePoint {
  char32_t value;
  std::uint32_t length;
};
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t value);

[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Turns byte offsets of one text into code-point offsets in constant time, with one count kept per 64 bytes.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  /// Code points before byte `offset` of the text given; `text` must be the text that the index was made from.
  [[nodiscard]] std::uint32_t code_point(std::string_view text, std::uint32_t offset) const;
  [[nodiscard]] CodePointSpan span(std::string_view text, ByteSpan bytes) const {
    return {code_point(text, bytes.begin), code_point(text, bytes.end)};
  }
  /// The byte at which the given code point starts (text.size() when past the end).
  [[nodiscard]] std::uint32_t byte(std::string_view text, std::uint32_t code_point) const;

 private:
  std::vector<std::uint32_t> counts_;
};

}  // namespace attache
