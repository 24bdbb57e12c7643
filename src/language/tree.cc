// Chu-Liu-Edmonds in Tarjan's order, over a dense score matrix; see tree.h.
#include "language/tree.h"

#include <algorithm>
#include <cstddef>
#include <utility>
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

/// Finds the best tree below node 0. Walks from every node up along the best heads; a walk that meets itself has found a
/// cycle, which becomes one group and goes on as such. Every group is looked at once and every cycle of k groups is joined in
/// k rows of the matrix, so that the whole takes O(n^2) (Tarjan 1977).
class TreeFinder {
 public:
  /// scores[child * n + head], one row and column for each node.
  TreeFinder(std::size_t n, std::vector<double> scores) : n_(n), scores_(std::move(scores)), child_(n * n), group_of_(n) {
    for (std::size_t i = 0; i < n; ++i) {
      groups_.push_back({.row = i});
      group_of_[i] = i;
      std::fill_n(child_.begin() + static_cast<std::ptrdiff_t>(i * n), n, i);
    }
  }

  /// The head of each node but 0.
  std::vector<std::size_t> find() {
    groups_[0].settled = true;
    for (std::size_t node = 1; node < n_; ++node) {
      if (!groups_[group_of_[node]].settled) walk_up(group_of_[node]);
    }
    std::vector<std::size_t> heads(n_, 0);
    std::vector<std::size_t> open;
    for (std::size_t g = 1; g < groups_.size(); ++g) {
      if (groups_[g].above == kNone) open.push_back(g);
    }
    while (!open.empty()) {
      const std::size_t whole = open.back();
      open.pop_back();
      const std::size_t entered = groups_[whole].child;
      heads[entered] = groups_[whole].head;
      // On the way up from the node that is entered, the other members of each cycle keep the heads that they chose.
      for (std::size_t part = entered; part != whole; part = groups_[part].above) {
        for (const std::size_t other : groups_[groups_[part].above].members) {
          if (other != part) open.push_back(other);
        }
      }
    }
    return heads;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// A node, or a cycle of groups that was made one.
  struct Group {
    std::size_t row = 0;                 ///< of the matrix: the score of each head for the group
    std::size_t above = kNone;           ///< the cycle that it is part of
    std::size_t head = 0;                ///< the head that it has chosen ...
    std::size_t child = 0;               ///< ... for this of its nodes
    bool settled = false;                ///< its head leads to node 0
    std::vector<std::size_t> members{};  ///< none for a node
  };

  void walk_up(std::size_t from) {
    std::vector<std::size_t> path{from};
    while (true) {
      const std::size_t head_group = choose(path.back());
      if (groups_[head_group].settled) break;
      const auto met = std::find(path.begin(), path.end(), head_group);
      if (met == path.end()) {
        path.push_back(head_group);
      } else {
        const std::size_t cycle = join({met, path.end()});
        path.erase(met, path.end());
        path.push_back(cycle);
      }
    }
    for (const std::size_t group : path) groups_[group].settled = true;
  }

  /// Gives a group its best head outside of itself; returns the head's group.
  std::size_t choose(std::size_t g) {
    Group& group = groups_[g];
    const double* row = scores_.data() + group.row * n_;
    std::size_t best = kNone;
    for (std::size_t h = 0; h < n_; ++h) {
      if (group_of_[h] != g && (best == kNone || row[h] > row[best])) best = h;
    }
    group.head = best;
    group.child = child_[group.row * n_ + best];
    return group_of_[best];
  }

  /// Makes one group of a cycle. What a head outside offers it is what the tree gains when the entered member gives up its own.
  std::size_t join(std::vector<std::size_t> members) {
    const std::size_t joined = groups_.size();
    const std::size_t row = groups_[members.front()].row;
    for (const std::size_t m : members) {
      groups_[m].above = joined;
      const std::size_t from = groups_[m].row;
      const double own = scores_[from * n_ + groups_[m].head];
      for (std::size_t h = 0; h < n_; ++h) {
        const double gain = scores_[from * n_ + h] - own;
        if (from != row && gain <= scores_[row * n_ + h]) continue;
        scores_[row * n_ + h] = gain;
        child_[row * n_ + h] = child_[from * n_ + h];
      }
    }
    for (std::size_t& group : group_of_) {
      if (groups_[group].above == joined) group = joined;
    }
    groups_.push_back({.row = row, .members = std::move(members)});
    return joined;
  }

  std::size_t n_;
  std::vector<double> scores_;
  std::vector<std::size_t> child_;     // beside scores_: the node of the row's group that the head would take
  std::vector<std::size_t> group_of_;  // per node: the outermost group that it is in
  std::vector<Group> groups_;          // the nodes first, then cycles as they are found
};

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
    for (std::size_t h = 0; h < n; ++h) graph[i * n + h] = static_cast<double>(scores[(i - 1) * n + h]) - (h == 0 ? price : 0);
  }
  const std::vector<std::size_t> best = TreeFinder(n, std::move(graph)).find();
  for (std::size_t i = 1; i < n; ++i) heads[i - 1] = static_cast<std::uint32_t>(best[i]);
}

}  // namespace attache
