// The tree decoder against trying every assignment of heads.
#include "language/tree.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace attache {
namespace {

/// Slow and obvious: the best of all (n + 1)^n assignments that are trees.
double best_by_trying(const std::vector<float>& scores, std::uint32_t n) {
  std::vector<std::uint32_t> heads(n, 0);
  double best = -1e300;
  while (true) {
    if (is_tree(heads)) {
      double sum = 0;
      for (std::uint32_t i = 0; i < n; ++i) sum += static_cast<double>(scores[i * (n + 1) + heads[i]]);
      best = std::max(best, sum);
    }
    std::uint32_t at = 0;
    while (at < n && ++heads[at] > n) heads[at++] = 0;
    if (at == n) return best;
  }
}

TEST(Tree, KnowsATree) {
  EXPECT_TRUE(is_tree(std::vector<std::uint32_t>{0}));
  EXPECT_TRUE(is_tree(std::vector<std::uint32_t>{2, 0, 2}));
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{0, 0}));     // two roots
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{2, 1}));     // a cycle and no root
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{0, 3, 2}));  // a cycle beside the root
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{1}));        // its own head
}

TEST(Tree, FindsTheBestTree) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> score(-5, 5);
  for (int round = 0; round < 600; ++round) {
    const bool ties = round % 3 == 0;  // then most heads are as good as others
    const auto n = static_cast<std::uint32_t>(1 + random() % 5);
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = ties ? static_cast<float>(random() % 3) : score(random);
    std::vector<std::uint32_t> heads(n);
    best_tree(scores, heads);
    ASSERT_TRUE(is_tree(heads));
    double sum = 0;
    for (std::uint32_t i = 0; i < n; ++i) sum += static_cast<double>(scores[i * (n + 1) + heads[i]]);
    EXPECT_NEAR(sum, best_by_trying(scores, n), 1e-4) << "n = " << n;
  }
}

TEST(Tree, LongSentencesGetATreeToo) {
  std::mt19937 random(4);
  std::uniform_real_distribution<float> score(-5, 5);
  const std::uint32_t n = 300;
  std::vector<float> scores(n * (n + 1));
  for (float& s : scores) s = score(random);
  std::vector<std::uint32_t> heads(n);
  best_tree(scores, heads);
  EXPECT_TRUE(is_tree(heads));
}

}  // namespace
}  // namespace attache
