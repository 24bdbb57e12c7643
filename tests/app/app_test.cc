// The app's parts by themselves: JSON of claims, tables, widths, near-misses, marked text.
#include <gtest/gtest.h>

#include "app/export/claim_json.h"
#include "app/export/marked.h"
#include "app/export/words.h"
#include "app/terminal/suggest.h"
#include "app/terminal/table.h"
#include "making.h"

namespace attache {
namespace {

constexpr Terminal kPlain{false, false, 60};
constexpr Terminal kColours{true, true, 60};

TEST(ClaimJson, HasTheCodebooksFieldsInItsOrder) {
  const Article article = made_article();
  const Json json = to_json(made_claim(article));
  std::vector<std::string> fields;
  for (const auto& [field, value] : json.items()) fields.push_back(field);
  const std::vector<std::string> expected = {"span",    "text",   "event", "mode",   "posture", "actor",      "recipient",
                                             "force",   "place",  "time",  "status", "negated", "basis",      "attribution",
                                             "regards", "quoted", "key",   "part",   "frame",   "confidence", "evidence"};
  EXPECT_EQ(fields, expected);
}

TEST(ClaimJson, UnknownIsNullAndNobodyIsAnEmptyList) {
  const Json json = to_json(Claim{});
  for (const char* field : {"event", "mode", "posture", "force", "time", "basis", "regards", "frame"})
    EXPECT_TRUE(json[field].is_null()) << field;
  for (const char* field : {"actor", "recipient", "place", "attribution", "evidence"})
    EXPECT_EQ(json[field], Json::array()) << field;
  EXPECT_EQ(json["status"], "actual");
  EXPECT_EQ(json["negated"], false);
}

TEST(ClaimJson, CountsAreNumbersOrRanges) {
  EXPECT_EQ(to_json(std::optional<Count>(Count{2000, 2000})), Json(2000));
  EXPECT_EQ(to_json(std::optional<Count>(Count{0, 300})), Json::parse("[0, 300]"));
  EXPECT_EQ(to_json(std::optional<Count>(Count{50, std::nullopt})), Json::parse("[50, null]"));
  EXPECT_TRUE(to_json(std::optional<Count>()).is_null());
}

TEST(ClaimJson, SpansCountCodePoints) {
  const Article article = made_article();
  const Json json = to_json(made_claim(article));
  EXPECT_EQ(json["span"], Json::parse("[52, 87]"));  // in bytes it would be [55, 91]
}

TEST(ClaimJson, BadBytesDoNotStopTheWriting) { EXPECT_EQ(one_line(Json{{"a", "x\xFFy"}}), "{\"a\":\"x\xEF\xBF\xBDy\"}"); }

TEST(Words, OneIsNotMany) {
  EXPECT_EQ(counted(1, "claim"), "1 claim");
  EXPECT_EQ(counted(0, "claim"), "0 claims");
  EXPECT_EQ(counted(2, "independent origin"), "2 independent origins");
}

// "300 troops from Port-Bouët by 1 June 2024": the words that tell the time are given by their offsets in the clause.
Claim timed(const std::string& text, const std::string& words, const std::string& edtf) {
  Claim claim;
  claim.text = text;
  claim.span = {7,
                7 + static_cast<std::uint32_t>(CodePointIndex(text).code_point(text, static_cast<std::uint32_t>(text.size())))};
  const auto at = static_cast<std::uint32_t>(text.find(words));
  CodePointSpan span = CodePointIndex(text).span(text, {at, at + static_cast<std::uint32_t>(words.size())});
  claim.evidence = {{Slot::kTime, {span.begin + 7, span.end + 7}}};
  claim.time = parse_edtf(edtf);
  return claim;
}

TEST(Words, ATimeThatTheClauseDoesNotWriteOutStandsInBrackets) {
  EXPECT_EQ(time_of(timed("left Port-Bouët by 1 June 2024", "by 1 June 2024", "../2024-06-01")), "by 2024-06-01");
  EXPECT_EQ(time_of(timed("left Port-Bouët by 1 June", "by 1 June", "../2024-06-01")), "[by 2024-06-01]");
  EXPECT_EQ(time_of(timed("left Port-Bouët on Monday", "Monday", "2024-06-03")), "[2024-06-03]");
  EXPECT_EQ(time_of(timed("have been there since 1992", "since 1992", "1992/..")), "from 1992");
  Claim elsewhere = timed("they left", "left", "2024-06-03");
  elsewhere.evidence = {{Slot::kTime, {200, 204}}};
  EXPECT_EQ(time_of(elsewhere), "[2024-06-03]");
  EXPECT_EQ(time_of(Claim{}), "");
}

TEST(Words, PlacesThatTheClauseDoesNotNameStandInBrackets) {
  const Place named{"Bouaké", "CIV", {}, {}, "", {}, false}, guessed{"Abidjan", "CIV", {}, {}, "", {}, true};
  EXPECT_EQ(in_words({named, guessed}), "Bouaké (CIV), [Abidjan (CIV)]");
  EXPECT_EQ(where_at_a_glance({{"Ghana", "GHA", "GOV"}}, {guessed}), "Ghana; [Abidjan]");
}

TEST(Words, AListingSaysDeniedThingsWithNot) {
  EXPECT_EQ(what_at_a_glance(EventType::kRetreat, Posture::kWithdraw, true), "not withdraw");
  EXPECT_EQ(what_at_a_glance(EventType::kAgree, Posture::kNone, false), "AGREE");
}

TEST(Words, WhatNamesThePostureOnce) {
  EXPECT_EQ(what_in_words(EventType::kRetreat, "RETREAT-withdraw", Posture::kWithdraw), "RETREAT-withdraw");
  EXPECT_EQ(what_in_words(EventType::kMobilize, "MOBILIZE-troops", Posture::kDeploy), "MOBILIZE-troops deploy");
  EXPECT_EQ(what_in_words(EventType::kNone, "", Posture::kRemain), "remain");
}

TEST(Terminal, WidthIsWhatTheEyeSees) {
  EXPECT_EQ(display_width("Gyumri"), 6);
  EXPECT_EQ(display_width("Bouët"), 5);
  EXPECT_EQ(display_width("Boue\u0308t"), 5);  // a combining mark fills no column
  EXPECT_EQ(display_width("俄罗斯"), 6);
  EXPECT_EQ(display_width("\x1b[31mred\x1b[0m"), 3);
}

TEST(Terminal, TooLongIsCutWithinTheWidth) {
  EXPECT_EQ(fitted("Zvartnots airport", 10), "Zvartnots…");
  EXPECT_EQ(fitted("俄罗斯军队", 6), "俄罗…");
  EXPECT_EQ(fitted("short", 10), "short");
  EXPECT_EQ(fitted("Zvartnots airport near Yerevan", 20), "Zvartnots airport…");  // after a word
  EXPECT_EQ(fitted("a remarkablylongword", 10), "a remarka…");                    // unless little is left
}

TEST(Terminal, WrapsAtSpaces) {
  EXPECT_EQ(wrapped("one two three", 9, "  "), "  one two\n  three");
  EXPECT_EQ(wrapped("", 9, "  "), "  ");
}

TEST(Table, FitsTheTerminalAndLeavesOutEmptyColumns) {
  Table table({"key", "nobody", "words"});
  table.add({"3f2a91c0", "", std::string(100, 'x')});
  table.add({"77aa0b1d", "", "Port-Bouët"});
  const std::string text = table.text(kPlain);
  EXPECT_EQ(text.find("nobody"), std::string::npos);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text.find('\n', at);
    EXPECT_LE(display_width(text.substr(at, end - at)), kPlain.width);
    at = end + 1;
  }
}

TEST(Table, ALineBelowStandsUnderTheSecondColumn) {
  Table table({"key", "words"});
  table.add({"3f2a91c0", "left"}, "by Monday");
  EXPECT_EQ(table.text(kPlain), "key       words\n3f2a91c0  left\n          by Monday\n");
  EXPECT_EQ(table.csv(), "key,words\n3f2a91c0,left\n");
}

TEST(Table, CsvQuotesWhatNeedsIt) {
  Table table({"a", "b"});
  table.add({"one, two", "say \"three\""});
  EXPECT_EQ(table.csv(), "a,b\n\"one, two\",\"say \"\"three\"\"\"\n");
}

TEST(Nearest, FindsAMistypedWordAndNothingFarOff) {
  const std::vector<std::string> commands = {"read", "code", "claims", "events", "presence"};
  EXPECT_EQ(nearest("clams", commands), "claims");
  EXPECT_EQ(nearest("raed", commands), "read");
  EXPECT_EQ(nearest("PRESENSE", commands), "presence");
  EXPECT_EQ(nearest("banana", commands), std::nullopt);
}

TEST(Marked, EvidenceStandsInNumberedBracketsInsideEachOther) {
  const Article article = made_article();
  const Terminal wide{false, false, 200};
  EXPECT_EQ(marked_text(article, made_claim(article), wide),
            "  [Côte d’Ivoire]¹ said on Monday it had asked France to [withdraw]² [[300]⁴ troops]³ from [Port-Bouët]⁵.\n");
  const auto lines = evidence_lines(article, made_claim(article), wide);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[3], "⁴ count      300");
}

TEST(Marked, ColoursOnlyWhereTheTerminalTakesThem) {
  const Article article = made_article();
  EXPECT_EQ(marked_text(article, made_claim(article), kPlain).find('\x1b'), std::string::npos);
  EXPECT_NE(marked_text(article, made_claim(article), kColours).find("\x1b["), std::string::npos);
}

TEST(Marked, ParagraphsWithoutEvidenceAreLeftOut) {
  Article article = made_article();
  const Claim claim = made_claim(article);
  const auto first_end = static_cast<std::uint32_t>(article.text.size());
  article.text += "\n\nThe port is the largest in the region.";
  article.paragraphs.push_back({{first_end + 2, static_cast<std::uint32_t>(article.text.size())}, PartKind::kBody});
  EXPECT_EQ(marked_text(article, claim, kPlain).find("largest"), std::string::npos);
}

}  // namespace
}  // namespace attache
