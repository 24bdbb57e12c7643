// The edge: files, folders, streams, and what is said when they cannot be read.
#include "wire/files.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace attache {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(ATTACHE_BINARY_DIR) / ("wire_files_" + std::to_string(getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string write(const std::string& name, const std::string& bytes) const {
    const fs::path path = root_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  Result<ReadCount> read(const std::string& path, const ReadOptions& options = {}) {
    texts_.clear();
    skipped_.clear();
    return read_path(path, options, taker_);
  }

  fs::path root_;
  std::vector<std::string> texts_;
  std::vector<std::string> skipped_;
  Taker taker_{[this](Article&& article) {
                 texts_.push_back(article.text);
                 return true;
               },
               [this](const Skipped& skipped) { skipped_.push_back(fs::path(skipped.where).filename().string()); }};
};

using Texts = std::vector<std::string>;

TEST_F(Files, AFolderIsReadSortedAndDeep) {
  write("b.txt", "B.");
  write("a/2.md", "A2.");
  write("a/1", "A1.");
  write("c.jsonl", "{\"text\": \"C1.\"}\nbad\n{\"text\": \"C2.\"}\n");
  write("d.json", "[{\"text\": \"D1.\"}, {\"text\": \"D2.\"}]");
  write("e.json", "{\n\"text\": \"E.\"\n}");
  write(".hidden.txt", "H.");
  write(".git/config", "G.");
  write("picture.png", "\x89PNG");
  write("program", std::string("\x7F"
                               "ELF\0\0\0\0",
                               8));
  write("empty.txt", "");
  const auto count = read(root_.string());
  ASSERT_TRUE(count);
  EXPECT_EQ(texts_, (Texts{"A1.", "A2.", "B.", "C1.", "C2.", "D1.", "D2.", "E.", ""}));
  EXPECT_EQ(skipped_, (Texts{"c.jsonl:2", "picture.png", "program"}));
  EXPECT_EQ(count->articles, 9U);
  EXPECT_EQ(count->skipped, 3U);
}

TEST_F(Files, ANamedFileIsReadWhateverItsEnding) {
  EXPECT_TRUE(read(write("copy.dispatch", "They met.")));
  EXPECT_EQ(texts_, Texts{"They met."});
  EXPECT_TRUE(read(write("records.txt", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n")));
  EXPECT_EQ(texts_, (Texts{"One.", "Two."}));
}

TEST_F(Files, NoSuchFileSaysWhatWhereAndWhatToDo) {
  const auto count = read((root_ / "none.txt").string());
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().fault, Fault::kEnvironment);
  EXPECT_EQ(count.error().where, (root_ / "none.txt").string());
  EXPECT_FALSE(count.error().what.empty());
  EXPECT_FALSE(count.error().mend.empty());
}

TEST_F(Files, NoPermission) {
  const std::string path = write("secret.txt", "They met.");
  fs::permissions(path, fs::perms::none);
  if (std::ifstream(path)) GTEST_SKIP() << "this user may read everything";
  const auto named = read(path);
  ASSERT_FALSE(named);
  EXPECT_EQ(named.error().fault, Fault::kEnvironment);
  write("open.txt", "They left.");
  EXPECT_TRUE(read(root_.string()));
  EXPECT_EQ(texts_, Texts{"They left."});
  EXPECT_EQ(skipped_, Texts{"secret.txt"});
}

TEST_F(Files, AHugeLineDoesNotStopTheRest) {
  const std::string path =
      write("huge.jsonl", "{\"text\": \"" + std::string(std::size_t{50} << 20U, 'a') + "\"}\n{\"text\": \"Two.\"}\n");
  EXPECT_TRUE(read(path));
  EXPECT_EQ(texts_, Texts{"Two."});
  EXPECT_EQ(skipped_, Texts{"huge.jsonl:1"});
}

TEST_F(Files, ALongPlainFileIsCut) {
  ReadOptions options;
  options.max_bytes = 1000;
  EXPECT_TRUE(read(write("long.txt", std::string(300000, 'a')), options));
  ASSERT_EQ(texts_.size(), 1U);
  EXPECT_EQ(texts_[0].size(), 1000U);
}

TEST_F(Files, JsonThatIsNoneIsSkipped) {
  EXPECT_TRUE(read(write("broken.json", "{\"text\": ")));
  EXPECT_EQ(skipped_, Texts{"broken.json"});
}

TEST_F(Files, ALinkBackUpIsNotFollowed) {
  write("a/1.txt", "A.");
  fs::create_directory_symlink(root_, root_ / "a" / "up");
  EXPECT_TRUE(read(root_.string()));
  EXPECT_EQ(texts_, Texts{"A."});
}

TEST_F(Files, StreamsAreReadByTheirFirstLines) {
  std::istringstream records("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}");
  std::istringstream copy("They met.\n");
  std::istringstream nothing;
  for (std::istringstream* stream : {&records, &copy, &nothing}) EXPECT_TRUE(read_stream(*stream, {}, taker_));
  EXPECT_EQ(texts_, (Texts{"One.", "Two.", "They met.\n", ""}));
}

}  // namespace
}  // namespace attache
