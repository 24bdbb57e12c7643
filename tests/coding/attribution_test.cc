// tests/cases/attribution/*.txt: texts and who says what in them. A case is the text, "---", one line for each utterance,
// "===". A line is: source | cue | content | links, the content shortened to its first and last words. With ATTACHE_UPDATE=1
// the lines are written anew; read the difference before you commit it.
#include "coding/attribution.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "reading.h"

namespace attache::testing {
namespace {

ReadArticle read_text(const std::string& text) {
  Article article;
  article.text = text;
  article.outlet = "Test Wire";
  std::uint32_t begin = 0;
  while (begin < text.size()) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find("\n\n", begin), text.size()));
    article.paragraphs.push_back({{begin, end}, PartKind::kBody});
    begin = end + 2;
  }
  article.key = key_of(article);
  Analyser::Workspace workspace;
  return pipeline().read(std::move(article), workspace);
}

std::string words_of(const Document& document, const std::vector<TokenSpan>& spans, bool short_form) {
  std::string out;
  for (const TokenSpan span : spans) {
    if (!out.empty()) out += " + ";
    if (short_form && span.size() > 6) {
      out += std::string(document.words(TokenSpan{span.begin, span.begin + 3})) + " .. " +
             std::string(document.words(TokenSpan{span.end - 2, span.end}));
    } else {
      out += document.words(span);
    }
  }
  return out;
}

std::string told(const std::string& text) {
  const ReadArticle read = read_text(text);
  const Attributions found = attribute(read.coded.article, read.document, read.grounding, pipeline().coder().frames());
  std::string out;
  for (const Utterance& u : found.utterances) {
    out += words_of(read.document, u.source, false) + " | " + words_of(read.document, u.cue, false) + " | " +
           words_of(read.document, u.content, true) + " |";
    for (const Link& link : u.links) {
      out += (&link == &u.links.front() ? " " : " > ") + link.name;
      for (const std::string& other : link.with) out += " + " + other;
    }
    if (u.denial) out += " | denied";
    out += "\n";
  }
  return out;
}

TEST(Attribution, Cases) {
  const bool update = std::getenv("ATTACHE_UPDATE") != nullptr;
  std::size_t run = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(ATTACHE_SOURCE_DIR) / "tests/cases/attribution")) {
    std::ifstream in(entry.path());
    std::string line, text, wanted, anew;
    bool in_text = true;
    while (std::getline(in, line)) {
      if (line == "---") {
        in_text = false;
      } else if (line == "===") {
        while (text.starts_with("\n")) text.erase(0, 1);
        while (text.ends_with("\n")) text.pop_back();
        const std::string got = told(text);
        if (!update) {
          EXPECT_EQ(got, wanted) << entry.path().filename() << ": " << text;
        }
        anew += (anew.empty() ? "" : "\n") + text + "\n---\n" + got + "===\n";
        text.clear();
        wanted.clear();
        in_text = true;
        ++run;
      } else {
        (in_text ? text : wanted) += line + "\n";
      }
    }
    if (update) std::ofstream(entry.path()) << anew;
  }
  EXPECT_GE(run, 60U);
}

// What a token owes: the innermost speaker first, the outlet last and once.
TEST(Attribution, ChainsEndWithTheOutlet) {
  const ReadArticle read =
      read_text("The mayor said that Interfax had cited the general as saying that the guards had left. It rained.");
  const Attributions found = attribute(read.coded.article, read.document, read.grounding, pipeline().coder().frames());
  for (std::uint32_t i = 0; i < read.document.tokens().size(); ++i) {
    const std::vector<Link> chain = found.chain(TokenId(i));
    ASSERT_FALSE(chain.empty());
    EXPECT_EQ(chain.back().name, "Test Wire");
    const std::string_view word = read.document.form(TokenId(i));
    if (word == "guards") {
      EXPECT_EQ(chain.size(), 4U);
    }
    if (word == "rained") {
      EXPECT_EQ(chain.size(), 1U);
    }
  }
}

}  // namespace
}  // namespace attache::testing
