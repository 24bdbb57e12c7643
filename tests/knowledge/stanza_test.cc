// The text form: what a stanza is and what the reader complains of.
#include "knowledge/stanza.h"

#include <gtest/gtest.h>

namespace attache {
namespace {

TEST(StanzaTest, FieldsKeepTheirLines) {
  std::vector<Complaint> complaints;
  const auto stanzas = read_stanzas("# head\nPlace: a\nName: A |  B|b | \n  | C\n# between\nAt: 1 2\n\n\nPlace: b\n", "places",
                                    "p.txt", complaints);
  ASSERT_EQ(stanzas.size(), 2U);
  EXPECT_TRUE(complaints.empty());
  EXPECT_EQ(stanzas[0].kind(), "Place");
  EXPECT_EQ(stanzas[0].id(), "a");
  EXPECT_EQ(stanzas[0].where(), "p.txt:2");
  EXPECT_EQ(stanzas[0].list("Name"), (std::vector<std::string>{"A", "B|b", "C"}));
  EXPECT_EQ(stanzas[0].fields[2].line, 6U);
  EXPECT_EQ(stanzas[1].line(), 9U);
  EXPECT_FALSE(stanzas[1].has("Name"));
}

TEST(StanzaTest, ComplainsAboutLinesThatAreNoField) {
  std::vector<Complaint> complaints;
  const auto stanzas = read_stanzas("  hanging\nPlace a\nPlace: a\nname: small\n", "places", "p.txt", complaints);
  EXPECT_EQ(stanzas.size(), 1U);
  ASSERT_EQ(complaints.size(), 3U);
  EXPECT_EQ(complaints[0].line, 1U);
  EXPECT_EQ(complaints[1].text(), "p.txt:2: not a field: 'Place a'; write Field: value");
  EXPECT_EQ(complaints[2].line, 4U);
}

TEST(StanzaTest, PersonsAreKnownByTheirSlug) {
  std::vector<Complaint> complaints;
  const auto stanzas = read_stanzas("Person: Ayşe O'Hara-Öz (2)\n", "actors", "p.txt", complaints);
  EXPECT_EQ(stanza_id(stanzas.at(0)), "person:ayse-ohara-oz-2");
}

}  // namespace
}  // namespace attache
