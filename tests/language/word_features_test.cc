// The features of words against what train/features.py computes (word_features_cases.tsv is made by it).
#include "language/word_features.h"

#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "language_cases.h"

namespace attache {
namespace {

TEST(WordFeatures, SameAsTheTrainer) {
  std::istringstream lines(read_file(source_path("tests/language/word_features_cases.tsv")));
  int cases = 0;
  WordFeatures features;
  for (std::string line; std::getline(lines, line); ++cases) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    ASSERT_EQ(cells.size(), 2U + kPrefixes + kSuffixes + 1U) << line;
    word_features(cells[0], features);
    EXPECT_EQ(features.key, cells[1]);
    for (std::size_t i = 0; i < kPrefixes; ++i) EXPECT_EQ(std::to_string(features.prefixes[i]), cells[2 + i]) << line;
    for (std::size_t i = 0; i < kSuffixes; ++i)
      EXPECT_EQ(std::to_string(features.suffixes[i]), cells[2 + kPrefixes + i]) << line;
    EXPECT_EQ(std::to_string(features.shape), cells.back()) << line;
  }
  EXPECT_GE(cases, 20);
}

TEST(WordFeatures, LowersAndPlains) {
  std::string lowered, plain;
  append_lowered("N’T", lowered);
  append_plain("Łódź’s", plain);
  EXPECT_EQ(lowered, "n't");
  EXPECT_EQ(plain, "Łódź's");
}

}  // namespace
}  // namespace attache
