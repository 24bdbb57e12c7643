// The compiled knowledge: what a user's stanzas turn into, and what the matcher finds.
#include "knowledge/knowledge.h"

#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "knowledge/compile.h"
#include "knowledge/fold.h"

namespace attache {
namespace {

constexpr std::string_view kText = R"(# A small world.
Actor: RUS
Kind: state
Name: Russia | Russian Federation
Adjective: Russian
Demonym: Russian | Russians
Metonym: Moscow | Kremlin
Capital: Moscow
Code: RUS
Cow: 365

Actor: rus.navy
Kind: armed-force
Name: Russian Navy
Part-of: RUS
Sector: MIL
Force: naval

Actor: USA
Kind: state
Name: United States | U.S. | US
Code: USA

Person: Ada Example
Short: Example
Role: 2008-05..2012-06-30 | ARM | GOV | spokesman of the president of Armenia
Role: 2012-07-01.. | ARM | GOV | prime minister of Armenia

Person: Bo Előd
Role: 2005..2012-06 | ARM | GOV | prime minister of Armenia

Outlet: wire
Name: The Wire | Wire news agency
Kind: agency
Country: RUS
Domain: wire.example
State-run: yes

Place: ARM
Kind: country
Name: Armenia
At: 40.1 45.0

Place: gyumri
Kind: city
Name: Gyumri | Leninakan
Country: ARM
At: 40.79 43.85

Place: zvartnots
Kind: airport
Name: Zvartnots International Airport | Zvartnots
Country: ARM
At: 40.147 44.396

Place: karabakh
Kind: region
Name: Nagorno-Karabakh | Karabakh
Country: AZE
At: 39.8 46.75

Place: black-sea
Kind: sea
Name: Black Sea

Force-word: border guard
Kind: border guards
)";

constexpr std::string_view kTable =
    "AM.07\tShirak\t\tregion\tARM\t40.7\t43.9\t200000\t\t0\t0\n"
    "\tGyumri\t\tcity\tARM\t40.7942\t43.84528\t148381\tAM.07\t1\t616635\n"
    "\tMoscow\t\tcity\tUSA\t46.73\t-117.0\t25000\t\t0\t5601538\n"
    "\tMoscow\t\tcity\tRUS\t55.75\t37.61\t10381222\t\t2\t524901\n"
    "\tZürich\t\tcity\tCHE\t47.37\t8.55\t341730\t\t1\t2657896\n"
    "\tTiny\t\tvillage\tCHE\t47.0\t8.0\t1200\t\t0\t1\n";

Knowledge small_world() {
  std::vector<Complaint> complaints;
  const auto stanzas = read_stanzas(kText, "actors", "small.txt", complaints);
  EXPECT_TRUE(complaints.empty());
  const auto rows = read_gazetteer(kTable, "small table");
  EXPECT_TRUE(rows.has_value());
  auto bytes = compile_knowledge(stanzas, *rows);
  EXPECT_TRUE(bytes.has_value());
  auto knowledge = Knowledge::from_bytes(std::move(*bytes));
  EXPECT_TRUE(knowledge.has_value());
  return std::move(*knowledge);
}

Day day(int y, unsigned m, unsigned d) { return make_day(y, m, d); }

/// "actor:RUS name", "place:Gyumri alias caps": what senses are, for comparing.
std::vector<std::string> tell(const Knowledge& knowledge, std::span<const Sense> senses) {
  static constexpr std::array<std::string_view, 7> kForms = {"name",    "alias", "adjective", "demonym",
                                                             "metonym", "short", "capital"};
  std::vector<std::string> out;
  for (const Sense& sense : senses) {
    std::string text;
    switch (sense.what) {
      case Sense::What::kActor:
        text = "actor:" + std::string(knowledge.actor(sense.record).id);
        break;
      case Sense::What::kOutlet:
        text = "outlet:" + std::string(knowledge.outlet(sense.record).id);
        break;
      case Sense::What::kPlace:
        text = knowledge.place(sense.record).key();
        break;
    }
    text += " " + std::string(kForms[static_cast<std::size_t>(sense.form)]);
    out.push_back(text + (sense.capitals ? " caps" : ""));
  }
  return out;
}

using Told = std::vector<std::string>;

TEST(KnowledgeTest, FormsHaveAllTheirSensesHeaviestPlaceFirst) {
  const Knowledge world = small_world();
  EXPECT_EQ(tell(world, world.senses("Moscow")),
            (Told{"actor:RUS metonym", "actor:RUS capital", "geonames:524901 name", "geonames:5601538 name"}));
  EXPECT_EQ(tell(world, world.senses("Russian")), (Told{"actor:RUS adjective", "actor:RUS demonym"}));
  EXPECT_TRUE(world.senses("russian").empty());
  EXPECT_TRUE(world.senses("").empty());
}

TEST(KnowledgeTest, SpellingThatDoesNotCount) {
  const Knowledge world = small_world();
  EXPECT_EQ(tell(world, world.senses("U.S.")), (Told{"actor:USA alias"}));
  EXPECT_EQ(tell(world, world.senses("Zurich")), (Told{"geonames:2657896 name"}));
  EXPECT_EQ(tell(world, world.senses("Nagorno–Karabakh")), (Told{"geo:karabakh name"}));
  EXPECT_EQ(tell(world, world.senses("GYUMRI")), (Told{"geo:gyumri name caps"}));
  EXPECT_TRUE(world.senses("TINY").empty()) << "villages of the gazetteer are not matched in capitals";
  EXPECT_EQ(fold("N’Djamena"), "N'Djamena");
  EXPECT_EQ(fold("Šiauliai, Łódź \n St. Ives"), "Siauliai, Lodz St Ives");
}

TEST(KnowledgeTest, LongestMatchCountsWordsAndSpaces) {
  const Knowledge world = small_world();
  const std::vector<Word> airport = {{"Zvartnots", true}, {"International", true}, {"Airport", false}, {".", true}};
  EXPECT_EQ(world.longest_match(airport).words, 3U);
  EXPECT_EQ(world.matches(airport).size(), 2U);
  const std::vector<Word> hyphens = {{"Nagorno", false}, {"-", false}, {"Karabakh", true}};
  EXPECT_EQ(world.longest_match(hyphens).words, 3U);
  const std::vector<Word> apart = {{"Nagorno", true}, {"-", true}, {"Karabakh", true}};
  EXPECT_EQ(world.longest_match(apart).words, 0U);
  const std::vector<Word> end = {{"Gyumri", false}, {".", false}};
  EXPECT_EQ(world.longest_match(end).words, 1U);
  const std::vector<Word> dotted = {{"U.S.", true}, {"forces", true}};
  EXPECT_EQ(world.longest_match(dotted).words, 1U);
}

TEST(KnowledgeTest, RolesGoByDates) {
  const Knowledge world = small_world();
  const auto person = world.find_actor("person:ada-example");
  ASSERT_TRUE(person);
  EXPECT_EQ(person->kind, ActorKind::kPerson);
  EXPECT_EQ(world.role_at(*person, day(2010, 1, 1))->office, "spokesman of the president of Armenia");
  EXPECT_EQ(world.role_at(*person, day(2020, 1, 1))->office, "prime minister of Armenia");
  EXPECT_FALSE(world.role_at(*person, day(2000, 1, 1)));
  EXPECT_EQ(world.role_at(*person, std::nullopt)->office, "prime minister of Armenia");
  const auto holder = world.holder("prime minister of Armenia", day(2010, 1, 1));
  ASSERT_TRUE(holder);
  EXPECT_EQ(world.actor(holder->person).id, "person:bo-elod");
  EXPECT_EQ(world.actor(world.holder("prime minister of Armenia", std::nullopt)->person).id, "person:ada-example");
}

TEST(KnowledgeTest, BodiesInheritTheCode) {
  const Knowledge world = small_world();
  const auto navy = world.find_actor("rus.navy");
  ASSERT_TRUE(navy);
  EXPECT_EQ(navy->code, "RUS");
  EXPECT_EQ(navy->force, "naval");
  EXPECT_EQ(world.actor(navy->part_of).name, "Russia");
}

TEST(KnowledgeTest, OurPlacesTakeWhatTheGazetteerKnows) {
  const Knowledge world = small_world();
  const auto gyumri = world.find_place("geo:gyumri");
  ASSERT_TRUE(gyumri);
  EXPECT_EQ(gyumri->geonames, 616635U);
  EXPECT_EQ(gyumri->population, 148381);
  EXPECT_EQ(world.place(gyumri->in).name, "Shirak");
  EXPECT_EQ(world.place(world.place(gyumri->in).in).key(), "ARM");
  EXPECT_DOUBLE_EQ(*gyumri->lat, 40.79);
  EXPECT_EQ(world.find_place("geonames:2657896")->name, "Zürich");
  const auto sea = world.find_place("black-sea");
  ASSERT_TRUE(sea);
  EXPECT_TRUE(sea->country.empty());
  EXPECT_FALSE(sea->lat);
}

TEST(KnowledgeTest, OutletsByDomain) {
  const Knowledge world = small_world();
  EXPECT_EQ(world.outlet_of_domain("www.wire.example")->id, "wire");
  EXPECT_TRUE(world.find_outlet("wire")->state_run);
  EXPECT_FALSE(world.outlet_of_domain("example"));
}

TEST(KnowledgeTest, SurvivesMovingAndKeepsItsFingerprint) {
  Knowledge world = small_world();
  const std::string_view name = world.find_actor("RUS")->name;
  const Knowledge moved = std::move(world);
  EXPECT_EQ(name, "Russia");
  EXPECT_TRUE(moved.verify());
  EXPECT_EQ(moved.fingerprint(), small_world().fingerprint());
}

TEST(KnowledgeTest, RefusesFilesThatAreNone) {
  EXPECT_FALSE(Knowledge::from_bytes("").has_value());
  EXPECT_FALSE(Knowledge::from_bytes(std::string(1000, 'x')).has_value());
  EXPECT_FALSE(Knowledge::open("/nonexistent/attache.knowledge").has_value());
  std::vector<Complaint> complaints;
  const std::string good = *compile_knowledge(read_stanzas(kText, "actors", "small.txt", complaints), {});
  for (const std::size_t cut : {std::size_t{7}, std::size_t{60}, good.size() / 2, good.size() - 1}) {
    EXPECT_FALSE(Knowledge::from_bytes(good.substr(0, cut)).has_value()) << cut;
  }
  std::string newer = good;
  newer[8] = 99;
  const auto refused = Knowledge::from_bytes(newer);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, Fault::kUnsupported);
  std::string flipped = good;
  flipped[good.size() - 20] = static_cast<char>(flipped[good.size() - 20] ^ 1);
  auto damaged = Knowledge::from_bytes(flipped);
  if (damaged) {
    EXPECT_FALSE(damaged->verify());
  }
}

TEST(KnowledgeTest, UsersFoldersReplaceAndExtend) {
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / "attache_knowledge_test_overlay";
  fs::remove_all(root);
  fs::create_directories(root / "actors");
  std::ofstream(root / "actors" / "mine.txt")
      << "Extend: RUS\nMetonym: the Bear\n\nActor: USA\nKind: state\nName: America\nCode: USA\n";
  const Knowledge base = small_world();
  std::vector<Complaint> complaints;
  auto bytes = compile_overlay(base, {root.string()}, complaints);
  fs::remove_all(root);
  ASSERT_TRUE(bytes.has_value());
  EXPECT_TRUE(complaints.empty());
  const auto merged = Knowledge::from_bytes(std::move(*bytes));
  ASSERT_TRUE(merged.has_value());
  EXPECT_EQ(tell(*merged, merged->senses("the Bear")), (Told{"actor:RUS metonym"}));
  EXPECT_EQ(tell(*merged, merged->senses("America")), (Told{"actor:USA name"}));
  EXPECT_TRUE(merged->senses("United States").empty());
  EXPECT_EQ(merged->place_count(), base.place_count());
  EXPECT_EQ(merged->find_place("gyumri")->geonames, 616635U);
  EXPECT_NE(merged->fingerprint(), base.fingerprint());
}

}  // namespace
}  // namespace attache
