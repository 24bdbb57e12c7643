// Groundings of short texts, read by the shipped model over the knowledge of the repository: tests/cases/groundings. And the
// rules of a grounding that hold for any text: mentions in order, heads inside, arrays by head.
#include "world/ground.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "knowledge/compile.h"
#include "language/analyse.h"
#include "language/conllu.h"

namespace attache {
namespace {

const std::string kSource = ATTACHE_SOURCE_DIR;

// The knowledge of the repository without a gazetteer, compiled once for all tests of this file.
const Knowledge& knowledge() {
  static const Knowledge instance = [] {
    std::vector<Complaint> complaints;
    auto stanzas = read_knowledge({kSource + "/knowledge"}, complaints);
    auto bytes = compile_knowledge(stanzas.value(), {});
    return Knowledge::from_bytes(std::move(bytes.value())).value();
  }();
  return instance;
}

const Grounder& grounder() {
  static const Grounder made(knowledge());
  return made;
}

struct Expectation {
  enum class What { kActor, kForce, kName, kNone } what = What::kActor;
  std::string words;
  std::string want;
  int line = 0;
};
struct Case {
  std::string title, day, text;
  std::vector<Expectation> expectations;
};

std::vector<Case> read_cases(const std::string& path) {
  std::ifstream in(path);
  std::vector<Case> cases;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const auto after = [&](std::string_view key) { return line.substr(key.size()); };
    if (line.starts_with("== ")) cases.push_back({after("== "), {}, {}, {}});
    if (line.starts_with("day: ")) cases.back().day = after("day: ");
    if (line.starts_with("text: ")) cases.back().text = after("text: ");
    for (const auto& [key, what] :
         {std::pair{"actor: ", Expectation::What::kActor}, std::pair{"force: ", Expectation::What::kForce},
          std::pair{"name: ", Expectation::What::kName}, std::pair{"none: ", Expectation::What::kNone}}) {
      if (!line.starts_with(key)) continue;
      const std::string rest = after(key);
      const std::size_t arrow = rest.find(" =>");
      const std::string want = arrow == std::string::npos || arrow + 4 > rest.size() ? std::string() : rest.substr(arrow + 4);
      cases.back().expectations.push_back({what, rest.substr(rest.find_first_not_of(' '), arrow), want, number});
    }
  }
  return cases;
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string shown(const ActorMention& m) {
  return or_dash(m.party.name) + " / " + or_dash(m.party.code) + " / " + or_dash(m.party.sector);
}

std::string shown(const ForceMention& m) {
  std::string count = "-";
  if (m.force.count) {
    const auto& [low, high] = *m.force.count;
    count = low == high && low ? std::to_string(*low)
                               : (low ? std::to_string(*low) : "") + ".." + (high ? std::to_string(*high) : "");
  }
  return or_dash(m.force.owner) + " / " + std::string(name(m.force.kind)) + " / " + count;
}

std::string shown(const Name& each) { return std::string(name(each.kind)); }

Article article_of(const std::string& text, const std::string& day) {
  Article article;
  article.text = text;
  if (const auto instant = parse_instant(day)) article.published = ReportedTime{instant->seconds};
  return article;
}

// What the mention that ends with the words says of them; several are joined, so that a failure shows them all.
template <class Mention>
std::string found(const Document& document, const std::vector<Mention>& mentions, const Expectation& want) {
  std::string all;
  for (const Mention& m : mentions) {
    if (!document.words(m.tokens).ends_with(want.words)) continue;
    if (shown(m) == want.want) return want.want;
    all += "[" + shown(m) + "]";
  }
  return all;
}

TEST(Ground, CasesOfActorsAndForces) {
  const auto analyser = Analyser::open(kSource + "/models/english.attache");
  if (!analyser) GTEST_SKIP() << analyser.error().text();
  Analyser::Workspace workspace;
  const auto cases = read_cases(kSource + "/tests/cases/groundings/groundings.txt");
  ASSERT_FALSE(cases.empty());
  for (const Case& one : cases) {
    const Document document = analyser->analyse(one.text, {}, workspace);
    const Grounding g = grounder().ground(article_of(one.text, one.day), document);
    for (const Expectation& want : one.expectations) {
      const std::string where = one.title + ", line " + std::to_string(want.line);
      switch (want.what) {
        case Expectation::What::kActor:
          EXPECT_EQ(found(document, g.actors, want), want.want) << where << "\n" << to_conllu(document);
          break;
        case Expectation::What::kForce:
          EXPECT_EQ(found(document, g.forces, want), want.want) << where << "\n" << to_conllu(document);
          break;
        case Expectation::What::kName:
          EXPECT_EQ(found(document, g.names, want), want.want) << where << "\n" << to_conllu(document);
          break;
        case Expectation::What::kNone:
          EXPECT_EQ(found(document, g.actors, want) + found(document, g.forces, want), "") << where;
          break;
      }
    }
  }
}

TEST(Ground, TodayIsTheSendersDay) {
  const auto analyser = Analyser::open(kSource + "/models/english.attache");
  if (!analyser) GTEST_SKIP() << analyser.error().text();
  Analyser::Workspace workspace;
  const std::string text = "The guards left the airport today.";
  const Document document = analyser->analyse(text, {}, workspace);
  Article article = article_of(text, "2024-05-09");
  article.published->seconds += 22 * 3600;
  article.published_east = 3 * 3600;  // an hour past midnight
  const Grounding g = grounder().ground(article, document);
  ASSERT_EQ(g.times.size(), 1U);
  EXPECT_EQ(g.times[0].value, "2024-05-10");
}

TEST(Ground, MentionsStandInOrderWithTheirHeadsInside) {
  const auto analyser = Analyser::open(kSource + "/models/english.attache");
  if (!analyser) GTEST_SKIP() << analyser.error().text();
  Analyser::Workspace workspace;
  const std::string text =
      "Russian and Belarusian troops left Poland's border, Putin's spokesman told the Interfax news agency. They went home.";
  const Document document = analyser->analyse(text, {}, workspace);
  const Grounding g = grounder().ground(article_of(text, "2024-05-09"), document);
  ASSERT_EQ(g.actor_at.size(), document.tokens().size());
  ASSERT_EQ(g.force_at.size(), document.tokens().size());
  for (std::size_t i = 0; i < g.actors.size(); ++i) {
    EXPECT_TRUE(g.actors[i].tokens.contains(g.actors[i].head.index()));
    if (i > 0) {
      EXPECT_LT(g.actors[i - 1].head, g.actors[i].head);
    }
    EXPECT_TRUE(g.actor_at[g.actors[i].head.index()]);
  }
  bool two_owners = false;
  for (const ForceMention& force : g.forces) {
    EXPECT_TRUE(g.force_at[force.head.index()]);
    two_owners |= force.force.owner == "RUS" && force.more_owners == std::vector<std::string>{"BLR"};
  }
  EXPECT_TRUE(two_owners);
}

TEST(Ground, WithoutADayTheLatestHolderStands) {
  const auto analyser = Analyser::open(kSource + "/models/english.attache");
  if (!analyser) GTEST_SKIP() << analyser.error().text();
  Analyser::Workspace workspace;
  const std::string text = "Serzh Sargsyan spoke.";
  const Document document = analyser->analyse(text, {}, workspace);
  const Grounding g = grounder().ground(article_of(text, ""), document);
  ASSERT_EQ(g.actors.size(), 1U);
  EXPECT_EQ(g.actors.front().party, (Party{"Serzh Sargsyan", "ARM", "GOV"}));
}

TEST(Ground, OutletsByAliasAndInstitutionsThatPublish) {
  const auto document = document_from_conllu("1 Rain rain NOUN NN _ 0 root\n");
  ASSERT_TRUE(document);
  Article article;
  article.outlet = "Ifax";
  Grounding g = grounder().ground(article, *document);
  ASSERT_TRUE(g.outlet);
  EXPECT_EQ(g.outlet->party, (Party{"Interfax", "", "MED"}));
  article.outlet = "Ministry of Defence of the Russian Federation";
  g = grounder().ground(article, *document);
  ASSERT_TRUE(g.outlet);
  EXPECT_EQ(g.outlet->party, (Party{"Ministry of Defence of the Russian Federation", "RUS", "MIL"}));
  article.outlet = "Village Herald";
  g = grounder().ground(article, *document);
  EXPECT_EQ(g.outlet->party, (Party{"Village Herald", "", "MED"}));
  article.outlet.clear();
  EXPECT_FALSE(grounder().ground(article, *document).outlet);
}

}  // namespace
}  // namespace attache
