// Strong identifiers. A StrongId<Tag> is a dense 32-bit index that cannot be mixed up with an index of another
// kind: passing a token's id where a sentence's is due does not compile (tests/house/must_not_compile). Dense ids
// live in memory only; what is stored is named by content hashes (base/hash.h).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace attache {

/// A dense index of one kind of thing. The default-made id is "none" and tests false.
template <class Tag>
class StrongId {
 public:
  constexpr StrongId() = default;
  constexpr explicit StrongId(std::uint32_t index) : index_(index) {}
  constexpr explicit StrongId(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
  constexpr explicit StrongId(int index) : index_(static_cast<std::uint32_t>(index)) {}

  /// The index; only to be used when the id is not "none".
  [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
  [[nodiscard]] constexpr explicit operator bool() const { return index_ != kNone; }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t index_ = kNone;
};

}  // namespace attache

template <class Tag>
struct std::hash<attache::StrongId<Tag>> {
  std::size_t operator()(attache::StrongId<Tag> id) const noexcept { return id.index(); }
};
