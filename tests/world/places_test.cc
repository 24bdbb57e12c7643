// Places in sentences, as tests/cases/places/places.txt has them: text through the shipped model and our own knowledge (without
// the gazetteer, which a build may lack), and the weighing of names of several places on a small gazetteer.
#include "world/places.h"

#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "knowledge/compile.h"
#include "language/analyse.h"
#include "world/lexicon.h"
#include "world/names.h"
#include "world/toponyms.h"

namespace attache {
namespace {

const Knowledge& own_knowledge() {
  static const Knowledge kKnowledge = [] {
    std::vector<Complaint> complaints;
    auto stanzas = read_knowledge({std::string(ATTACHE_SOURCE_DIR) + "/knowledge"}, complaints);
    return std::move(*Knowledge::from_bytes(*compile_knowledge(*stanzas, {})));
  }();
  return kKnowledge;
}

const Analyser* analyser() {
  static const auto kAnalyser = Analyser::open(std::string(ATTACHE_SOURCE_DIR) + "/models/english.attache");
  return kAnalyser ? &*kAnalyser : nullptr;
}

struct Case {
  int line = 0;
  std::string text;
  std::vector<std::string> places;
};

std::vector<Case> read_cases(const std::string& path) {
  std::ifstream in(path);
  std::vector<Case> cases;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == ' ') {
      cases.back().places.push_back(line.substr(2));
    } else {
      cases.push_back({number, line, {}});
    }
  }
  return cases;
}

std::string or_dash(std::string_view text) { return text.empty() ? "-" : std::string(text); }

std::vector<std::string> places_of(const std::string& text) {
  Analyser::Workspace workspace;
  const Document document = analyser()->analyse(text, {}, workspace);
  const Knowledge& knowledge = own_knowledge();
  const Lexicon lexicon(knowledge);
  const RegisteredNames names(document, knowledge, lexicon, {}, std::nullopt);
  const WorldContext context{document, knowledge, lexicon, names, std::nullopt};
  std::vector<std::string> out;
  for (const PlaceMention& mention : find_places(context, find_actors(context), Article{})) {
    const std::string name = mention.name_span.empty() && mention.coreferent ? "(reference)" : mention.place.name;
    out.push_back(name + " | " + mention.kind + " | " + or_dash(mention.place.country) + " | " + or_dash(mention.place.key) +
                  " | " + (mention.place.lat ? "yes" : "-"));
  }
  return out;
}

TEST(PlacesTest, Cases) {
  ASSERT_NE(analyser(), nullptr);
  const auto cases = read_cases(std::string(ATTACHE_SOURCE_DIR) + "/tests/cases/places/places.txt");
  ASSERT_FALSE(cases.empty());
  for (const Case& one : cases) EXPECT_EQ(places_of(one.text), one.places) << "places.txt:" << one.line << ": " << one.text;
}

TEST(PlacesTest, MentionsDoNotOverlapAndStandInOrder) {
  Analyser::Workspace workspace;
  const Document document = analyser()->analyse(
      "Guards stayed at posts near the airport in Yerevan, in Gyumri and on Armenia's border with Iran. They were seen there "
      "and in the region.",
      {}, workspace);
  const Lexicon lexicon(own_knowledge());
  const RegisteredNames names(document, own_knowledge(), lexicon, {}, std::nullopt);
  const WorldContext context{document, own_knowledge(), lexicon, names, std::nullopt};
  const auto places = find_places(context, find_actors(context), Article{});
  ASSERT_GE(places.size(), 3U);
  for (std::size_t i = 1; i < places.size(); ++i) EXPECT_LE(places[i - 1].tokens.end, places[i].tokens.begin);
}

TEST(ToponymsTest, TheRestOfTheDocumentDecides) {
  constexpr std::string_view kText =
      "Place: USA\nName: United States\nKind: country\n\nPlace: GBR\nName: Britain\nKind: country\n\nPlace: texas\nName: "
      "Texas\nKind: region\n"
      "Country: USA\nAt: 31.5 -99.3\n";
  constexpr std::string_view kTable =
      "\tParis\t\tcity\tFRA\t48.85\t2.35\t2138551\t\t2\t2988507\n"
      "US.TX\tTexas\t\tregion\tUSA\t31.5\t-99.3\t25000000\t\t0\t0\n"
      "\tParis\t\ttown\tUSA\t33.66\t-95.55\t24839\tUS.TX\t0\t4717560\n"
      "\tDallas\t\tcity\tUSA\t32.78\t-96.8\t1300092\tUS.TX\t0\t4684888\n"
      "\tCambridge\t\tcity\tGBR\t52.2\t0.11\t128488\t\t0\t2653941\n"
      "\tCambridge\t\tcity\tUSA\t42.37\t-71.1\t110402\t\t0\t4931972\n"
      "\tBoston\t\tcity\tUSA\t42.36\t-71.06\t667137\t\t1\t4930956\n";
  std::vector<Complaint> complaints;
  const auto knowledge = Knowledge::from_bytes(
      *compile_knowledge(read_stanzas(kText, "places", "p.txt", complaints), *read_gazetteer(kTable, "table")));
  ASSERT_TRUE(knowledge.has_value());
  const auto keys = [&](const std::string& text) {
    Analyser::Workspace workspace;
    const Document document = analyser()->analyse(text, {}, workspace);
    std::vector<std::string> out;
    for (const Toponym& toponym : find_toponyms(document, *knowledge, {}, Article{}))
      out.push_back(knowledge->place(toponym.place).key());
    return out;
  };
  using Keys = std::vector<std::string>;
  EXPECT_EQ(keys("The court sits in Paris."), (Keys{"geonames:2988507"}));
  EXPECT_EQ(keys("The court sits in Paris, Texas."), (Keys{"geonames:4717560", "geo:texas"}));
  EXPECT_EQ(keys("He lives in Cambridge."), (Keys{"geonames:2653941"}));
  EXPECT_EQ(keys("He drove from Boston to Cambridge."), (Keys{"geonames:4930956", "geonames:4931972"}));
}

}  // namespace
}  // namespace attache
