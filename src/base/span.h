// Half-open ranges [begin, end) in one unit. The unit is part of the type, so that a range of bytes cannot be passed
// for a range of tokens or of Unicode code points.
#pragma once

#include <algorithm>
#include <cstdint>

namespace attache {

/// [begin, end) counted in Unit.
template <class Unit>
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr std::uint32_t size() const { return empty() ? 0 : end - begin; }
  [[nodiscard]] constexpr bool contains(std::uint32_t at) const { return begin <= at && at < end; }
  [[nodiscard]] constexpr bool contains(Range other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  /// The smallest range that holds both; an empty range adds nothing.
  [[nodiscard]] constexpr Range joined(Range other) const {
    if (empty()) return other;
    if (other.empty()) return *this;
    return {std::min(begin, other.begin), std::max(end, other.end)};
  }
  friend constexpr bool operator==(Range, Range) = default;
  friend constexpr auto operator<=>(Range, Range) = default;
};

/// Bytes of a document's UTF-8 text.
using ByteSpan = Range<struct ByteUnit>;
/// Unicode code points of a document's text: the unit of everything that leaves the program.
using CodePointSpan = Range<struct CodePointUnit>;
/// Indices into a document's tokens.
using TokenSpan = Range<struct TokenUnit>;

}  // namespace attache
