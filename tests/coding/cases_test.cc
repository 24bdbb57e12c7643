// tests/cases/coding/*.txt: texts and the claims that must come out. A file is a list of cases, each a title line, "===", the
// text,
// "---", and one line per claim: what it is, then its recipients, time, basis and chain. With ATTACHE_UPDATE=1 the claims are
// written anew; read the difference before you commit it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "reading.h"

namespace attache::testing {
namespace {

struct Case {
  std::string title, text, wanted;
};

std::vector<Case> read_cases(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::vector<Case> out;
  enum { kBetween, kText, kClaims } part = kBetween;
  std::string line, before;
  while (std::getline(in, line)) {
    if (line == "===") {
      // The line before was the title: take it back from the claims of the case above.
      if (!out.empty()) {
        std::string& claims = out.back().wanted;
        claims.erase(claims.rfind(before + "\n"));
        while (claims.ends_with("\n\n")) claims.pop_back();
      }
      out.push_back({before, {}, {}});
      part = kText;
    } else if (line == "---" && part == kText) {
      part = kClaims;
    } else if (part == kText) {
      out.back().text += line + "\n";
    } else if (part == kClaims) {
      out.back().wanted += line + "\n";
    }
    before = line;
  }
  for (Case& c : out) {
    while (c.wanted.ends_with("\n\n")) c.wanted.pop_back();
    while (c.text.ends_with("\n")) c.text.pop_back();
    if (c.wanted == "\n") c.wanted.clear();
  }
  return out;
}

std::string told(const std::vector<Claim>& claims) {
  std::string out;
  for (const Claim& claim : claims) {
    out += summary(claim);
    if (!claim.recipient.empty()) out += " | to";
    for (const Party& party : claim.recipient) out += " " + (party.code.empty() ? "?" : party.code);
    if (claim.time) out += " | " + claim.time->edtf;
    if (claim.basis) out += " | " + std::string(name(claim.basis->kind)) + " " + claim.basis->by;
    if (claim.quoted) out += " | quoted";
    if (claim.regards) out += " | regards " + std::to_string(*claim.regards);
    out += " |";
    for (const Link& link : claim.attribution) {
      out += (&link == &claim.attribution.front() ? " " : " > ") + link.name;
      for (const std::string& joint : link.with) out += " + " + joint;
    }
    out += "\n";
  }
  return out;
}

TEST(Coding, Cases) {
  const std::filesystem::path folder = std::filesystem::path(ATTACHE_SOURCE_DIR) / "tests/cases/coding";
  const bool update = std::getenv("ATTACHE_UPDATE") != nullptr;
  std::size_t run = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::vector<Case> cases = read_cases(entry.path());
    for (Case& c : cases) {
      ++run;
      const std::string got = told(claims_of(c.text));
      if (update) {
        c.wanted = got;
      } else {
        EXPECT_EQ(got, c.wanted) << entry.path().filename() << ": " << c.title;
      }
    }
    if (!update) continue;
    std::ofstream out(entry.path());
    for (const Case& c : cases) {
      out << (&c == &cases.front() ? "" : "\n") << c.title << "\n===\n" << c.text << "\n---\n" << c.wanted;
    }
  }
  EXPECT_GT(run, 30U);
}

}  // namespace
}  // namespace attache::testing
