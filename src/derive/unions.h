// Groups that are joined step by step (union-find). The outcome does not hang on the order of the joins.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace attache {

class Unions {
 public:
  explicit Unions(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  /// The least member of the group of `i`.
  [[nodiscard]] std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    if (a < b)
      parent_[b] = a;
    else
      parent_[a] = b;
  }
  /// Members of each group in ascending order, groups by their least member.
  [[nodiscard]] std::vector<std::vector<std::size_t>> groups() {
    std::vector<std::vector<std::size_t>> out;
    std::vector<std::size_t> at(parent_.size());
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      const std::size_t root = find(i);
      if (root == i) {
        at[i] = out.size();
        out.emplace_back();
      }
      out[at[root]].push_back(i);
    }
    return out;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace attache
