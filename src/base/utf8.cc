// UTF-8 helpers; see utf8.h.
#include "base/utf8.h"

#include <algorithm>

namespace attache {
namespace {

constexpr std::size_t kBlock = 64;
constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(at);
  if (lead < 0x80U) return {static_cast<char32_t>(lead), 1};
  const std::uint32_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || lead > 0xF4U || at + length > text.size()) return {kReplacement, 1};
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if (!is_continuation(text[at + i])) return {kReplacement, 1};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800U) || (length == 4 && value < 0x10000U);
  const bool surrogate = value >= 0xD800U && value <= 0xDFFFU;
  if (overlong || surrogate || value > 0x10FFFFU) return {kReplacement, 1};
  return {static_cast<char32_t>(value), length};
}

void append_utf8(std::string& out, char32_t value) {
  const auto v = static_cast<std::uint32_t>(value);
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (v < 0x80U) {
    put(v);
  } else if (v < 0x800U) {
    put(0xC0U | (v >> 6U));
    put(0x80U | (v & 0x3FU));
  } else if (v < 0x10000U) {
    put(0xE0U | (v >> 12U));
    put(0x80U | ((v >> 6U) & 0x3FU));
    put(0x80U | (v & 0x3FU));
  } else {
    put(0xF0U | (v >> 18U));
    put(0x80U | ((v >> 12U) & 0x3FU));
    put(0x80U | ((v >> 6U) & 0x3FU));
    put(0x80U | (v & 0x3FU));
  }
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    if (point.value == kReplacement && point.length == 1) return false;
    at += point.length;
  }
  return true;
}

CodePointIndex::CodePointIndex(std::string_view text) {
  counts_.reserve(text.size() / kBlock + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) counts_.push_back(count);
    if (!is_continuation(text[i])) ++count;
  }
  if (text.size() % kBlock == 0) counts_.push_back(count);
}

std::uint32_t CodePointIndex::code_point(std::string_view text, std::uint32_t offset) const {
  const std::size_t end = std::min<std::size_t>(offset, text.size());
  const std::size_t block = end / kBlock;
  std::uint32_t count = counts_[block];
  for (std::size_t i = block * kBlock; i < end; ++i) {
    if (!is_continuation(text[i])) ++count;
  }
  return count;
}

std::uint32_t CodePointIndex::byte(std::string_view text, std::uint32_t code_point) const {
  const auto after = std::upper_bound(counts_.begin(), counts_.end(), code_point);
  const auto block = after == counts_.begin() ? 0 : static_cast<std::size_t>(after - counts_.begin()) - 1;
  std::uint32_t count = counts_[block];
  for (std::size_t i = block * kBlock; i < text.size(); ++i) {
    if (!is_continuation(text[i])) {
      if (count == code_point) return static_cast<std::uint32_t>(i);
      ++count;
    }
  }
  return static_cast<std::uint32_t>(text.size());
}

}  // namespace attache
