// Chu-Liu-Edmonds by contraction over a dense score matrix; see tree.h.
#include "language/tree.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace attache {

bool is_tree(std::span<const std::uint32_t> heads) {
  const std::size_t n = heads.size();
  if (std::count(heads.begin(), heads.end(), 0U) != 1) return false;
  // Walk up from every word; a walk that meets its own track has found a cycle.
  std::vector<std::uint32_t> track(n + 1, 0);
  for (std::uint32_t i = 1; i <= n; ++i) {
    std::uint32_t at = i;
    while (at != 0 && track[at] == 0) {
      track[at] = i;
      at = heads[at - 1];
    }
    if (at != 0 && track[at] == i) return false;
  }
  return true;
}

namespace {

/// Heads for nodes 1..n-1 of a dense graph; scores[child * n + head]. Recurses on the graph with one cycle contracted.
std::vector<std::size_t> arborescence(std::size_t n, const std::vector<double>& scores) {
  std::vector<std::size_t> head(n, 0);
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t h = 0; h < n; ++h) {
      if (h != i && (head[i] == i || scores[i * n + h] > scores[i * n + head[i]])) head[i] = h;
    }
  }
  std::vector<std::size_t> track(n, 0);
  std::vector<std::size_t> cycle;
  for (std::size_t i = 1; i < n && cycle.empty(); ++i) {
    std::size_t at = i;
    while (at != 0 && track[at] == 0) {
      track[at] = i;
      at = head[at];
    }
    if (at != 0 && track[at] == i) {
      std::size_t member = at;
      do {
        cycle.push_back(member);
        member = head[member];
      } while (member != at);
    }
  }
  if (cycle.empty()) return head;

  // The contracted graph: the nodes outside of the cycle keep their order, the cycle becomes the last node.
  std::vector<bool> in_cycle(n, false);
  for (const std::size_t c : cycle) in_cycle[c] = true;
  std::vector<std::size_t> outside;
  for (std::size_t i = 0; i < n; ++i) {
    if (!in_cycle[i]) outside.push_back(i);
  }
  const std::size_t m = outside.size() + 1;
  std::vector<double> contracted(m * m, -std::numeric_limits<double>::infinity());
  std::vector<std::size_t> entered(m, 0);  // by a head outside: the cycle's node that it takes
  std::vector<std::size_t> left(m, 0);     // by a child outside: the cycle's node that governs it
  for (std::size_t a = 0; a + 1 < m; ++a) {
    for (std::size_t b = 0; b + 1 < m; ++b) {
      if (a != b) contracted[a * m + b] = scores[outside[a] * n + outside[b]];
    }
    double best_in = -std::numeric_limits<double>::infinity();
    double best_out = best_in;
    for (const std::size_t c : cycle) {
      const double gain = scores[c * n + outside[a]] - scores[c * n + head[c]];
      if (entered[a] == 0 || gain > best_in) {
        best_in = gain;
        entered[a] = c;
      }
      const double out = scores[outside[a] * n + c];
      if (left[a] == 0 || out > best_out) {
        best_out = out;
        left[a] = c;
      }
    }
    contracted[(m - 1) * m + a] = best_in;
    if (a != 0) contracted[a * m + m - 1] = best_out;
  }
  const std::vector<std::size_t> above = arborescence(m, contracted);
  for (std::size_t a = 1; a + 1 < m; ++a) head[outside[a]] = above[a] == m - 1 ? left[a] : outside[above[a]];
  const std::size_t from = above[m - 1];
  head[entered[from]] = outside[from];
  return head;
}

}  // namespace

void best_tree(std::span<const float> scores, std::span<std::uint32_t> heads) {
  const std::size_t n = heads.size() + 1;
  // A price on every arc from the root, higher than any tree can gain, leaves the best tree with as few of them as there
  // can be: one.
  double lowest = 0;
  double highest = 0;
  for (std::size_t i = 0; i + 1 < n; ++i) {
    for (std::size_t h = 0; h < n; ++h) {
      if (h == i + 1) continue;
      lowest = std::min(lowest, static_cast<double>(scores[i * n + h]));
      highest = std::max(highest, static_cast<double>(scores[i * n + h]));
    }
  }
  const double price = (highest - lowest + 1) * static_cast<double>(n);
  std::vector<double> graph(n * n, 0);
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t h = 0; h < n; ++h) graph[i * n + h] = scores[(i - 1) * n + h] - (h == 0 ? price : 0);
  }
  const std::vector<std::size_t> best = arborescence(n, graph);
  for (std::size_t i = 1; i < n; ++i) heads[i - 1] = static_cast<std::uint32_t>(best[i]);
}

}  // namespace attache
