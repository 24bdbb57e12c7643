// Near-duplicates of texts: syndicated copy, cut or given another headline. A text is the set of its shingles, runs of five
// words, letter case of ASCII and punctuation aside, each as a 64-bit hash. Two texts are alike by how many shingles of the
// shorter stand in the longer. So that not every pair must be compared, a text has eight bands, hashes of three minima of the
// set under different orders: texts that share half of their shingles share a band two times in three, near-copies almost
// always.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace attache {

/// Sorted, each once.
[[nodiscard]] std::vector<std::uint64_t> shingles_of(std::string_view text);
using Bands = std::array<std::int64_t, 8>;
/// The same for the same set; of an empty set no meaning.
[[nodiscard]] Bands bands_of(const std::vector<std::uint64_t>& shingles);
/// The part of the smaller set that stands in the larger, 0 to 1; 0 where one is empty.
[[nodiscard]] double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace attache
