// CoNLL-U in and out, and the names of the tag sets.
#include "language/conllu.h"

#include <gtest/gtest.h>

namespace attache {
namespace {

constexpr std::string_view kTroops =
    "# newpar\n"
    "1\tTroops\ttroops\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tdo\tAUX\tVBP\tNumber=Plur|Person=3|Tense=Pres|VerbForm=Fin\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
    "4\tleave\tleave\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_\n"
    "5\tNew\tNew\tPROPN\tNNP\tNumber=Sing\t6\tcompound\t_\tName=B-place\n"
    "6\tHarbour\tHarbour\tPROPN\tNNP\tNumber=Sing\t4\tobj\t_\tName=I-place|SpaceAfter=No\n"
    "7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n"
    "\n";

TEST(Conllu, ReadsADocument) {
  const Result<Document> document = document_from_conllu(kTroops);
  ASSERT_TRUE(document) << document.error().text();
  EXPECT_EQ(document->text().substr(0, 31), "Troops don't leave New Harbour.");
  ASSERT_EQ(document->sentences().size(), 2U);
  EXPECT_EQ(document->paragraphs().size(), 2U);
  EXPECT_EQ(document->sentences()[1].paragraph, 1U);
  const TokenId verb(3);
  EXPECT_EQ(document->sentences()[0].root, verb);
  EXPECT_EQ(document->form(verb), "leave");
  EXPECT_EQ(document->lemma(TokenId(2)), "not");
  EXPECT_EQ(document->token(TokenId(0)).relation, Deprel::kNsubj);
  EXPECT_EQ(document->token(TokenId(0)).head, verb);
  EXPECT_TRUE(has(document->token(TokenId(2)).features, Feature::kNegative));
  EXPECT_FALSE(document->token(TokenId(1)).space_after);
  EXPECT_EQ(document->children(verb).size(), 5U);
  ASSERT_EQ(document->names().size(), 1U);
  EXPECT_EQ(document->words(document->names()[0].tokens), "New Harbour");
  EXPECT_EQ(document->names()[0].kind, NameKind::kPlace);
}

TEST(Conllu, WritesWhatItReads) {
  const Result<Document> first = document_from_conllu(kTroops);
  ASSERT_TRUE(first);
  const std::string written = to_conllu(*first);
  EXPECT_NE(written.find("2-3\tdon't\t"), std::string::npos);
  const Result<Document> second = document_from_conllu(written);
  ASSERT_TRUE(second) << second.error().text();
  EXPECT_EQ(to_conllu(*second), written);
  EXPECT_EQ(second->text(), first->text());
}

TEST(Conllu, SpacesWillDoForTabs) {
  const Result<Document> document =
      document_from_conllu("1 Troops troops NOUN NNS _ 2 nsubj\n2 leave leave VERB VBP _ 0 root\n");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text().substr(0, 12), "Troops leave");
  EXPECT_EQ(document->sentences()[0].root, TokenId(1));
}

TEST(Conllu, ErrorsNameTheLine) {
  for (const std::string_view bad :
       {"1 a a X _ _ 0 root\n3 b b X _ _ 1 dep\n", "1 a a X _ _ x root\n", "1 a a X _ _ 0 root\n2 b b X _ _ 9 dep\n\n"}) {
    const Result<Document> document = document_from_conllu(bad);
    ASSERT_FALSE(document) << bad;
    EXPECT_NE(document.error().text().find("line "), std::string::npos);
  }
}

TEST(Conllu, EmptyTextIsAnEmptyDocument) {
  const Result<Document> document = document_from_conllu("");
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->sentences().empty());
  EXPECT_EQ(to_conllu(*document), "");
}

template <class Enum, class From>
void expect_round_trip(Enum last, From from) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<Enum>(i);
    EXPECT_EQ(from(name(value)), value) << name(value);
  }
}

TEST(TagSets, NamesGoThereAndBack) {
  expect_round_trip(Upos::kX, upos_from);
  expect_round_trip(Xpos::kQuoteClose, xpos_from);
  expect_round_trip(Deprel::kXcomp, deprel_from);
  EXPECT_EQ(deprel_from("nsubj:unheard-of"), Deprel::kNsubj);
  EXPECT_EQ(deprel_from("unheard-of"), Deprel::kDep);
  EXPECT_EQ(feature_text(features_from("Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin")), "Number=Sing|Tense=Past|VerbForm=Fin");
}

}  // namespace
}  // namespace attache
