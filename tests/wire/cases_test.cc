// Runs tests/cases/wire/*.txt. A case is
//
//   ==== name
//   # options: outlet=Northern Times published=2024-05-09     (optional)
//   the copy, as pasted
//   ---
//   what must come out, one line per paragraph and per field that was filled
//
// With ATTACHE_UPDATE=1 in the environment the runner rewrites the expected parts; read the difference before you commit it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "wire/read.h"
#include "wire/words.h"

namespace attache {
namespace {

struct Case {
  std::string name;
  std::string options;
  std::string input;
  std::string expected;
};

std::string shorten(std::string_view text) {
  const std::string line = on_one_line(text);
  if (line.size() <= 64) return line;
  std::size_t head = 40;
  std::size_t tail = line.size() - 18;
  const auto inside = [&](std::size_t at) { return (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U; };
  while (inside(head)) ++head;
  while (inside(tail)) ++tail;
  return line.substr(0, head) + " ... " + line.substr(tail);
}

std::string describe(const Article& article) {
  std::ostringstream out;
  for (const Paragraph& paragraph : article.paragraphs) {
    out << name(paragraph.kind) << ": "
        << shorten(std::string_view(article.text).substr(paragraph.span.begin, paragraph.span.size())) << '\n';
  }
  const auto field = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out << "@" << name << ' ' << value << '\n';
  };
  field("title", shorten(article.title));
  field("outlet", article.outlet);
  field("agency", article.agency);
  field("place", article.dateline_place);
  for (const std::string& author : article.authors) field("author", author);
  if (article.published) {
    const std::string iso = to_iso(article.published->seconds);
    field("published", article.published_day_only ? iso.substr(0, 10) : iso);
  }
  for (const Remark& remark : article.remarks) field("remark", std::to_string(static_cast<int>(remark.code)));
  return out.str();
}

Article read_case(const Case& test) {
  ReadOptions options;
  std::string_view rest = test.options;
  while (!rest.empty()) {
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) break;
    const std::string key(trim(rest.substr(0, equals)));
    rest.remove_prefix(equals + 1);
    const auto stop = rest.find(';');
    const std::string value(trim(rest.substr(0, stop)));
    rest = stop == std::string_view::npos ? std::string_view{} : rest.substr(stop + 1);
    if (key == "outlet") options.outlet = value;
    if (key == "published") {
      const auto instant = parse_instant(value);
      EXPECT_TRUE(instant) << test.name;
      options.published = ReportedTime{instant ? instant->seconds : 0};
      options.published_day_only = instant && instant->day_only;
    }
  }
  return read_plain(test.input, options);
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Case> out;
  bool expecting = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("==== ")) {
      out.push_back({line.substr(5), {}, {}, {}});
      expecting = false;
    } else if (out.empty()) {
      continue;
    } else if (line == "---" && !expecting) {
      expecting = true;
    } else if (!expecting && line.starts_with("# options: ")) {
      out.back().options = line.substr(11);
    } else {
      (expecting ? out.back().expected : out.back().input) += line + "\n";
    }
  }
  return out;
}

TEST(WireCases, EveryCaseComesOutAsWritten) {
  const bool update = std::getenv("ATTACHE_UPDATE") != nullptr;
  std::size_t count = 0;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(ATTACHE_SOURCE_DIR "/tests/cases/wire")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    std::vector<Case> cases = read_cases(path);
    for (Case& test : cases) {
      ++count;
      const std::string actual = describe(read_case(test)) + "\n";
      if (update) {
        test.expected = actual;
      } else {
        EXPECT_EQ(test.expected, actual) << path.filename() << ": " << test.name;
      }
    }
    if (!update) continue;
    std::ofstream file(path);
    for (const Case& test : cases) {
      file << "==== " << test.name << '\n';
      if (!test.options.empty()) file << "# options: " << test.options << '\n';
      file << test.input << "---\n" << test.expected;
    }
  }
  EXPECT_GE(count, 25U);
}

// Not a test of its own texts: prints what becomes of the files named in ATTACHE_WIRE_SHOW (colon-separated), to look at.
TEST(WireCases, ShowsFilesAskedFor) {
  const char* paths = std::getenv("ATTACHE_WIRE_SHOW");
  if (paths == nullptr) GTEST_SKIP() << "ATTACHE_WIRE_SHOW is not set";
  std::istringstream list(paths);
  for (std::string path; std::getline(list, path, ':');) {
    std::ifstream file(path);
    std::stringstream bytes;
    bytes << file.rdbuf();
    std::printf("== %s\n%s\n", path.c_str(), describe(read_plain(bytes.str(), {})).c_str());
  }
}

}  // namespace
}  // namespace attache
