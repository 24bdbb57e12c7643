// The linter: every complaint has a case here, and our own knowledge gives none.
#include "knowledge/lint.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "knowledge/compile.h"
#include "knowledge/knowledge.h"

namespace attache {
namespace {

constexpr std::string_view kGround = R"(
Place: ARM
Name: Armenia
Kind: country
At: 40.1 45.0

Sector: GOV
Name: government
)";

/// The complaints about a text that is read on top of a small sound world.
std::vector<std::string> complaints_about(std::string_view text) {
  std::vector<Complaint> out;
  auto stanzas = read_stanzas(kGround, "places", "ground.txt", out);
  for (Stanza& stanza : read_stanzas(text, "actors", "mine.txt", out)) stanzas.push_back(std::move(stanza));
  for (Complaint& complaint : lint(stanzas)) out.push_back(std::move(complaint));
  std::vector<std::string> told;
  for (const Complaint& complaint : out)
    told.push_back(complaint.file + ":" + std::to_string(complaint.line) + ": " + complaint.what);
  return told;
}

using Told = std::vector<std::string>;

TEST(LintTest, SoundStanzasPass) {
  EXPECT_EQ(
      complaints_about("Actor: arm.army\nKind: armed-force\nName: Armenian army\nCode: ARM\nSector: GOV\nForce: military\n"
                       "Exists: 1992..\n"),
      Told{});
}

TEST(LintTest, FieldsKindsAndIds) {
  EXPECT_EQ(complaints_about("Actor: x\nKind: thing\nName: X\nColour: red\nWikidata: 12\n"),
            (Told{"mine.txt:4: unknown field 'Colour' in a stanza of the kind Actor", "mine.txt:5: '12' is no Wikidata id",
                  "mine.txt:2: unknown kind of actor 'thing'"}));
  EXPECT_EQ(
      complaints_about("Actor: x\nKind: body\nName: X\nPart-of: y\nCode: QQQ\nSector: ZZZ\nForce: elves\nExists: soon\n"),
      (Told{"mine.txt:4: Part-of of an unknown actor 'y'", "mine.txt:5: unknown code 'QQQ'", "mine.txt:6: unknown sector 'ZZZ'",
            "mine.txt:7: unknown kind of force 'elves'", "mine.txt:8: 'soon' is no interval of dates"}));
  EXPECT_EQ(complaints_about("Castle: x\nName: X\n"), (Told{"mine.txt:1: a stanza in actors/ cannot begin with 'Castle'"}));
}

TEST(LintTest, Places) {
  EXPECT_EQ(complaints_about("Place: a\nName: A\nKind: city\nCountry: ARM\nIn: nowhere\nAt: 91 200\nPopulation: many\n"),
            (Told{"mine.txt:5: In of an unknown place 'nowhere'", "mine.txt:6: '91 200' is no point",
                  "mine.txt:7: 'many' is no number of inhabitants"}));
  EXPECT_EQ(complaints_about("Place: a\nName: A\nKind: city\nIn: b\n\nPlace: b\nName: B\nKind: region\nIn: a\n"),
            (Told{"mine.txt:4: the chain of In comes back to where it began",
                  "mine.txt:9: the chain of In comes back to where it began"}));
}

TEST(LintTest, RolesAndSuccessions) {
  EXPECT_EQ(complaints_about("Person: A One\nRole: 2001.. | ARM | GOV | president of Armenia\n\n"
                             "Person: B Two\nRole: 2010-05.. | ARM | GOV | president of Armenia\n"),
            (Told{"mine.txt:2: no end of 'president of Armenia', though person:b-two begins on 2010-05-01"}));
  EXPECT_EQ(complaints_about("Person: A One\nRole: 2001.. | ARM | president of Armenia\n"),
            (Told{"mine.txt:2: a role has four parts, this has 3"}));
  EXPECT_EQ(complaints_about("Person: A One\n"), (Told{"mine.txt:1: a person without Role"}));
}

TEST(LintTest, NamesThatNothingTellsApart) {
  EXPECT_EQ(complaints_about(
                "Actor: a\nKind: body\nName: The Office\nCode: ARM\n\nActor: b\nKind: body\nName: The Office\nCode: ARM\n")
                .size(),
            1U);
  EXPECT_EQ(complaints_about("Actor: a\nKind: body\nName: The Office\nCode: ARM\nExists: ..2000\n\n"
                             "Actor: b\nKind: body\nName: The Office\nCode: ARM\nExists: 2001..\n"),
            Told{});
}

TEST(LintTest, OurOwnKnowledgeIsSound) {
  const auto complaints = lint_folders({std::string(ATTACHE_SOURCE_DIR) + "/knowledge"});
  ASSERT_TRUE(complaints.has_value());
  for (const Complaint& complaint : *complaints) ADD_FAILURE() << complaint.text();
}

TEST(LintTest, OurOwnKnowledgeKnowsTheWorld) {
  std::vector<Complaint> complaints;
  const auto stanzas = read_knowledge({std::string(ATTACHE_SOURCE_DIR) + "/knowledge"}, complaints);
  ASSERT_TRUE(stanzas.has_value());
  const auto knowledge = Knowledge::from_bytes(*compile_knowledge(*stanzas, {}));
  ASSERT_TRUE(knowledge.has_value());
  struct Case {
    std::string_view form, key, country;
  };
  for (const Case& one :
       {Case{"Armenia", "ARM", "ARM"}, Case{"Crimea", "geo:crimea", "UKR"},
        Case{"Nagorno-Karabakh", "geo:nagorno-karabakh", "AZE"}, Case{"Transdniestria", "geo:transnistria", "MDA"},
        Case{"Kosovo", "XKX", "XKX"}, Case{"Black Sea", "geo:black-sea", ""}, Case{"Hmeimim", "geo:hmeimim", "SYR"},
        Case{"Zvartnots", "geo:zvartnots", "ARM"}, Case{"West Bank", "geo:west-bank", "PSE"}}) {
    bool found = false;
    for (const Sense& sense : knowledge->senses(one.form)) {
      if (sense.what != Sense::What::kPlace) continue;
      const PlaceRecord place = knowledge->place(sense.record);
      found |= place.key() == one.key && place.country == one.country;
    }
    EXPECT_TRUE(found) << one.form;
  }
}

}  // namespace
}  // namespace attache
