// The model file: every kind of damage is refused with a sentence, none is a crash.
#include "language/model.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <unistd.h>

#include "language/analyse.h"
#include "language_cases.h"

namespace attache {
namespace {

class ModelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    whole_ = read_file(model_path());
    ASSERT_FALSE(whole_.empty()) << "models/english.attache is part of the repository";
  }
  /// Writes the bytes to a file of this test's own and opens it.
  Result<Analyser> open(const std::string& bytes) {
    const std::string path = ::testing::TempDir() + "attache_model_" + std::to_string(::getpid());
    std::ofstream(path, std::ios::binary) << bytes;
    Result<Analyser> out = Analyser::open(path);
    std::filesystem::remove(path);
    return out;
  }
  template <class T>
  std::string with(std::size_t at, T value) const {
    std::string bytes = whole_;
    std::memcpy(bytes.data() + at, &value, sizeof value);
    return bytes;
  }
  std::string whole_;
};

TEST_F(ModelTest, TheWholeFileOpens) { EXPECT_TRUE(open(whole_)); }

TEST_F(ModelTest, NoFile) {
  const auto none = Analyser::open("/nowhere/english.attache");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fault, Fault::kEnvironment);
}

TEST_F(ModelTest, ForeignAndCutFiles) {
  for (const std::string& bytes :
       {std::string(), std::string("ATTACHEM"), std::string(5000, 'x'), whole_.substr(0, whole_.size() / 2), whole_ + "x"}) {
    const auto broken = open(bytes);
    ASSERT_FALSE(broken) << bytes.size();
    EXPECT_EQ(broken.error().fault, Fault::kIncorrect);
  }
}

TEST_F(ModelTest, AnotherVersionIsUnsupported) {
  const auto newer = open(with<std::uint32_t>(8, kModelVersion + 1));
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().fault, Fault::kUnsupported);
  EXPECT_NE(newer.error().text().find("format " + std::to_string(kModelVersion)), std::string::npos);
}

TEST_F(ModelTest, DamagedTableEntries) {
  constexpr std::size_t kFirst = 24;                                  // the first tensor's entry
  EXPECT_FALSE(open(with<char>(kFirst, 'X')));                        // a name that nobody asks for
  EXPECT_FALSE(open(with<std::uint32_t>(kFirst + 48, 99)));           // an unknown type
  EXPECT_FALSE(open(with<std::uint32_t>(kFirst + 52, 0xFFFFFFFFU)));  // rows that do not fit the bytes
  EXPECT_FALSE(open(with<std::uint64_t>(kFirst + 64, 1)));            // an offset that is not aligned
  EXPECT_FALSE(open(with<std::uint64_t>(kFirst + 64, 1ULL << 62U)));  // one beyond the file
  EXPECT_FALSE(open(with<std::uint64_t>(kFirst + 72, ~0ULL)));        // more bytes than there are
  EXPECT_FALSE(open(with<std::uint32_t>(12, 0xFFFFFFFFU)));           // more tensors than there are
}

TEST_F(ModelTest, RandomDamageNeverCrashes) {
  std::mt19937 random(9);
  for (int round = 0; round < 60; ++round) {
    std::string bytes = whole_;
    // Half of the hits go into the header and table, where they hurt most.
    for (int hit = 0; hit < 20; ++hit) {
      const std::size_t range = hit % 2 == 0 ? 5000 : bytes.size();
      bytes[random() % range] = static_cast<char>(random());
    }
    const auto analyser = open(bytes);
    if (!analyser) continue;
    Analyser::Workspace workspace;
    const Document document = analyser->analyse("Troops left the base in Exampleville on Monday.", {}, workspace);
    EXPECT_EQ(document.sentences().size(), 1U);
  }
}

}  // namespace
}  // namespace attache
