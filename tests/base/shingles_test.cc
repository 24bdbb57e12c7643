// Near-duplicates: what counts as the same words, how alike texts are, and that bands find the alike.
#include "base/shingles.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/sha256.h"

namespace attache {
namespace {

std::string words(std::mt19937& random, int number) {
  std::string out;
  for (int i = 0; i < number; ++i) out += "w" + std::to_string(random() % 5000) + (i % 9 == 8 ? ". " : " ");
  return out;
}

bool share_a_band(const std::string& a, const std::string& b) {
  const Bands first = bands_of(shingles_of(a)), second = bands_of(shingles_of(b));
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == second[i]) return true;
  }
  return false;
}

TEST(Shingles, LeaveCaseAndPunctuationAside) {
  EXPECT_EQ(shingles_of("The troops, he said, will LEAVE."), shingles_of("the troops he said\nwill leave"));
  EXPECT_EQ(shingles_of("a b c d e f").size(), 2U);
  EXPECT_TRUE(shingles_of("a b c d").empty());
  EXPECT_TRUE(shingles_of("").empty());
  EXPECT_NE(shingles_of("one two three four five"), shingles_of("one two three five four"));
}

TEST(Shingles, TellHowMuchOfTheShorterStandsInTheLonger) {
  std::mt19937 random(5);
  const std::string first = words(random, 200), second = words(random, 200);
  EXPECT_DOUBLE_EQ(likeness(shingles_of(first), shingles_of(first + second)), 1.0);
  EXPECT_DOUBLE_EQ(likeness(shingles_of(first), shingles_of(second)), 0.0);
  EXPECT_DOUBLE_EQ(likeness({}, shingles_of(second)), 0.0);
}

TEST(Shingles, BandsFindCopiesAndPassOverOthers) {
  std::mt19937 random(6);
  int copies = 0, halves = 0, strangers = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string text = words(random, 300);
    copies += share_a_band(text, "MOSCOW, May 9 - " + text + "Reporting by somebody else altogether, editing by nobody.");
    halves += share_a_band(text + words(random, 100), text + words(random, 100));  // 3 of 5 shingles of all shared
    strangers += share_a_band(text, words(random, 300));
  }
  EXPECT_GT(copies, 295);
  EXPECT_GT(halves, 220);
  EXPECT_EQ(strangers, 0);
}

TEST(Sha256, IsWhatSha256sumGives) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace attache
