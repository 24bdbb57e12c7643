// The normalisation on hand-made trees: each alternation of one sentence must give the same subject and object.
#include "coding/predicate.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "language/conllu.h"

namespace attache {
namespace {

class Words final : public PredicateLexicon {
 public:
  [[nodiscard]] bool is_act_noun(std::string_view lemma) const override { return lemma == "withdrawal" || lemma == "attack"; }
  [[nodiscard]] bool is_carrier(std::string_view verb) const override { return verb == "begin" || verb == "carry out"; }
  [[nodiscard]] bool is_adjective(std::string_view word) const override { return word == "home"; }
  [[nodiscard]] bool is_own_act(std::string_view verb) const override { return verb == "threaten"; }
  [[nodiscard]] bool is_verb(std::string_view phrase) const override { return phrase == "carry out"; }
  [[nodiscard]] bool is_object_control(std::string_view verb) const override { return verb == "ask"; }
  [[nodiscard]] bool is_meeting(std::string_view noun) const override { return noun == "meeting"; }
};

Document tree(const std::string& rows) {
  Result<Document> document = document_from_conllu(rows);
  EXPECT_TRUE(document.has_value());
  return document ? std::move(*document) : Document{};
}

std::string argument(const Document& document, const Predicates& predicates, std::string_view lemma, Role role) {
  for (const Predicate& p : predicates.all) {
    if (p.lemma != lemma) continue;
    for (const Argument& a : p.arguments) {
      if (a.role == role) return std::string(document.form(a.head));
    }
  }
  return "-";
}

void expect(const std::string& rows, std::string_view lemma, const std::map<Role, std::string>& wanted) {
  const Document document = tree(rows);
  const Predicates predicates = find_predicates(document, Words{});
  for (const auto& [role, form] : wanted) EXPECT_EQ(argument(document, predicates, lemma, role), form) << rows;
}

TEST(Predicates, Active) {
  expect("1 Russia Russia PROPN NNP _ 2 nsubj\n2 withdrew withdraw VERB VBD _ 0 root\n3 troops troop NOUN NNS _ 2 obj\n",
         "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "troops"}});
}

TEST(Predicates, PassiveWithAgent) {
  expect(
      "1 Troops troop NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n3 withdrawn withdraw VERB VBN _ 0 root\n4 by by "
      "ADP IN _ 5 case\n"
      "5 Russia Russia PROPN NNP _ 3 obl:agent\n",
      "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "Troops"}});
}

TEST(Predicates, RelativeClause) {
  expect(
      "1 the the DET DT _ 2 det\n2 troops troop NOUN NNS _ 6 nsubj\n3 that that PRON WDT _ 5 obj\n4 Russia Russia PROPN NNP _ "
      "5 nsubj\n"
      "5 withdrew withdraw VERB VBD _ 2 acl:relcl\n6 left leave VERB VBD _ 0 root\n",
      "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "troops"}});
}

TEST(Predicates, ReducedRelativeIsPassive) {
  expect(
      "1 troops troop NOUN NNS _ 5 nsubj\n2 withdrawn withdraw VERB VBN _ 1 acl\n3 by by ADP IN _ 4 case\n4 Russia Russia "
      "PROPN NNP _ 2 obl:agent\n"
      "5 left leave VERB VBD _ 0 root\n",
      "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "troops"}});
}

TEST(Predicates, SubjectAndObjectControl) {
  expect(
      "1 Russia Russia PROPN NNP _ 2 nsubj\n2 agreed agree VERB VBD _ 0 root\n3 to to PART TO _ 4 mark\n4 withdraw withdraw "
      "VERB VB _ 2 xcomp\n"
      "5 troops troop NOUN NNS _ 4 obj\n",
      "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "troops"}});
  expect(
      "1 Armenia Armenia PROPN NNP _ 2 nsubj\n2 asked ask VERB VBD _ 0 root\n3 Russia Russia PROPN NNP _ 2 obj\n4 to to PART "
      "TO _ 5 mark\n"
      "5 withdraw withdraw VERB VB _ 2 xcomp\n6 troops troop NOUN NNS _ 5 obj\n",
      "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "troops"}});
}

TEST(Predicates, Coordination) {
  expect(
      "1 Russia Russia PROPN NNP _ 2 nsubj\n2 came come VERB VBD _ 0 root\n3 and and CCONJ CC _ 4 cc\n4 withdrew withdraw VERB "
      "VBD _ 2 conj\n"
      "5 troops troop NOUN NNS _ 4 obj\n",
      "withdraw", {{Role::kSubject, "Russia"}, {Role::kObject, "troops"}});
}

TEST(Predicates, NominalUnderACarrier) {
  const Document document = tree(
      "1 Rebels rebel NOUN NNS _ 2 nsubj\n2 carried carry VERB VBD _ 0 root\n3 out out ADP RP _ 2 compound:prt\n4 an a DET DT "
      "_ 5 det\n"
      "5 attack attack NOUN NN _ 2 obj\n");
  const Predicates predicates = find_predicates(document, Words{});
  EXPECT_EQ(argument(document, predicates, "attack", Role::kSubject), "Rebels");
  const Predicate* attack = predicates.of(TokenId(4));
  ASSERT_NE(attack, nullptr);
  EXPECT_TRUE(attack->host);
  EXPECT_EQ(attack->mood.tense, Mood::Tense::kPast);
}

TEST(Predicates, NominalOfTheSpeakersOwnAct) {
  const Document document = tree(
      "1 Rebels rebel NOUN NNS _ 2 nsubj\n2 threatened threaten VERB VBD _ 0 root\n3 an a DET DT _ 4 det\n"
      "4 attack attack NOUN NN _ 2 obj\n");
  EXPECT_EQ(argument(document, find_predicates(document, Words{}), "attack", Role::kSubject), "Rebels");
}

TEST(Predicates, MoodOfNegatedFuture) {
  const Document document = tree(
      "1 Russia Russia PROPN NNP _ 4 nsubj\n2 will will AUX MD _ 4 aux\n3 not not PART RB _ 4 advmod\n4 withdraw withdraw VERB "
      "VB _ 0 root\n"
      "5 troops troop NOUN NNS _ 4 obj\n");
  const Predicates predicates = find_predicates(document, Words{});
  ASSERT_EQ(predicates.all.size(), 1U);
  EXPECT_EQ(predicates.all[0].mood.tense, Mood::Tense::kFuture);
  EXPECT_TRUE(predicates.all[0].mood.negated);
}

}  // namespace
}  // namespace attache
