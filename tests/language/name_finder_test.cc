// The name finder with the model that the repository ships, and without what it has learnt.
#include "language/name_finder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "language/analyse.h"
#include "language/conllu.h"
#include "language_cases.h"

namespace attache {
namespace {

// "[place Paris]" for each name of the document, in the text.
std::string marked(const Document& document) {
  std::string out;
  std::uint32_t at = 0;
  for (const Name& each : document.names()) {
    if (each.kind == NameKind::kOther) continue;
    const ByteSpan span = document.bytes(each.tokens);
    out += document.words(ByteSpan{at, span.begin});
    out += "[" + std::string(name(each.kind)) + " " + std::string(document.words(span)) + "]";
    at = span.end;
  }
  return out + std::string(document.words(ByteSpan{at, static_cast<std::uint32_t>(document.text().size())}));
}

std::string unmarked(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '[') i = line.find(' ', i) + 1;
    if (line[i] != ']') out += line[i];
  }
  return out;
}

TEST(NameFinder, Cases) {
  const Result<Analyser> analyser = Analyser::open(model_path());
  ASSERT_TRUE(analyser);
  Analyser::Workspace workspace;
  std::istringstream lines(read_file(source_path("tests/language/name_cases.txt")));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    EXPECT_EQ(marked(analyser->analyse(unmarked(line), {}, workspace)), line);
  }
}

TEST(NameFinder, FeaturesAreThoseOfTheSentenceAlone) {
  const Result<Analyser> analyser = Analyser::open(model_path());
  ASSERT_TRUE(analyser);
  constexpr std::uint32_t kRows = 1U << 12U;
  const auto evidence = [&](const char* conllu) {
    Analyser::Workspace workspace;
    return analyser->name_evidence(*parts_from_conllu(conllu), kRows, workspace);
  };
  const auto one = evidence("1 Hamas\n2 left\n3 Gaza\n");
  const auto two = evidence("1 Hamas\n2 left\n3 Gaza\n\n1 They\n2 stayed\n3 in\n4 Rome\n");
  ASSERT_EQ(one.features.size(), 3U);
  ASSERT_EQ(two.features.size(), 7U);
  EXPECT_TRUE(std::equal(one.features.begin(), one.features.end(), two.features.begin()));
  EXPECT_EQ(one.inputs.size() / 3, two.inputs.size() / 7);
  EXPECT_TRUE(std::equal(one.inputs.begin(), one.inputs.end(), two.inputs.begin()));
  for (const auto& word : two.features) {
    EXPECT_FALSE(word.empty());
    for (const std::uint32_t row : word) EXPECT_LT(row, kRows);
  }
}

// A model that train/names.py has not seen: the names are the network's.
TEST(NameFinder, AModelWithoutWeightsStillNames) {
  std::string bytes = read_file(model_path());
  for (const char* tensor : {"names.lists.text", "names.weights"}) {
    const std::size_t at = bytes.find(tensor);
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'x';
  }
  const std::string path = ::testing::TempDir() + "attache_unnamed_" + std::to_string(::getpid());
  std::ofstream(path, std::ios::binary) << bytes;
  const Result<Analyser> analyser = Analyser::open(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(analyser);
  Analyser::Workspace workspace;
  const Document document = analyser->analyse("Vladimir Putin flew to Paris.", {}, workspace);
  EXPECT_FALSE(document.names().empty());
}

}  // namespace
}  // namespace attache
