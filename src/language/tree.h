// Dependency trees from scores: the check whether the best heads form a tree, and the best tree where they do not.
#pragma once

#include <cstdint>
#include <span>

namespace attache {

/// Whether heads (0 the root, else 1 + index) form one tree with exactly one child of the root.
[[nodiscard]] bool is_tree(std::span<const std::uint32_t> heads);

/// The highest-scoring tree with exactly one child of the root, by Chu-Liu and Edmonds (1965, 1967) in Tarjan's order
/// (1977). `scores` is [n][n + 1]: the score of each head (column 0 the root) for each word; a word's own column is ignored.
/// O(n^2) in time and memory.
void best_tree(std::span<const float> scores, std::span<std::uint32_t> heads);

}  // namespace attache
