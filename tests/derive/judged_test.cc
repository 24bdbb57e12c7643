// Judgements applied to claims: what stands, what finds its claim again, what is lost, and how far judges agree.
#include "derive/judged.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "derive/claim_lines.h"
#include "derive/events.h"

namespace attache {
namespace {

constexpr RecordedTime kMonday{1'715'558'400};

class Judging : public testing::Test {
 protected:
  Judging() {
    for (const char* line :
         {"a1 | 2024-03-06 | Josua Tavola (FJI LEG) < Reef Radio (MED) | withdraw NZL police | at Nadi (FJI)",
          "a2 | 2024-03-07 | Mere Lalo (FJI GOV) < North Wire (MED) | withdraw NZL police | at Nadi (FJI)",
          "a3 | 2024-03-08 | Ilse Maron (NZL GOV) < North Wire (MED) | remain NZL military | at Suva (FJI)"})
      lines_.read(line);
    EXPECT_TRUE(lines_.errors.empty());
    for (std::size_t i = 0; i < lines_.claims.size(); ++i) lines_.claims[i].claim.span = {10, 50};
  }
  const StoredClaim& claim(std::size_t at) const { return lines_.claims[at]; }

  Judgement judgement(std::size_t at, Verdict verdict, int minute = 0, const std::string& who = "maria",
                      const std::string& slot = {}, const std::string& value = {}) const {
    Judgement out;
    out.who = who;
    out.decided = {kMonday.seconds + 60 * minute};
    out.verdict = verdict;
    out.claim = anchor_of(claim(at));
    out.slot = slot;
    out.value = value;
    out.key = key_of(out);
    return out;
  }
  Judgement pair(std::size_t one, std::size_t other, Verdict verdict, int minute = 0) const {
    Judgement out = judgement(one, verdict, minute);
    out.other = anchor_of(claim(other));
    out.key = key_of(out);
    return out;
  }
  static Judgement undo(const Judgement& undone, int minute) {
    Judgement out;
    out.who = "maria";
    out.decided = {kMonday.seconds + 60 * minute};
    out.verdict = Verdict::kUndo;
    out.undoes = undone.key;
    out.key = key_of(out);
    return out;
  }
  Judged applied(const std::vector<Judgement>& judgements) const { return apply_judgements(lines_.claims, judgements); }

  ClaimLines lines_;
};

TEST_F(Judging, ARejectedClaimIsLeftOutAndACorrectedOneIsChanged) {
  const Judged judged =
      applied({judgement(0, Verdict::kReject), judgement(2, Verdict::kCorrect, 0, "maria", "status", "planned"),
               judgement(2, Verdict::kCorrect, 0, "maria", "count", "100-300")});
  ASSERT_EQ(judged.claims.size(), 2U);
  EXPECT_EQ(judged.claims[0].claim.key, claim(1).claim.key);
  EXPECT_EQ(judged.claims[1].claim.status, Status::kPlanned);
  EXPECT_EQ(judged.claims[1].claim.force->count, (Count{100, 300}));
  EXPECT_EQ(judged.claims[1].claim.key, claim(2).claim.key);
}

TEST_F(Judging, TheLastWordStands) {
  EXPECT_EQ(applied({judgement(0, Verdict::kReject, 1), judgement(0, Verdict::kAccept, 2, "jan")}).claims.size(), 3U);
  EXPECT_EQ(applied({judgement(0, Verdict::kAccept, 1), judgement(0, Verdict::kReject, 2, "jan")}).claims.size(), 2U);
  const Judged judged = applied({judgement(0, Verdict::kCorrect, 2, "jan", "status", "possible"),
                                 judgement(0, Verdict::kCorrect, 1, "maria", "status", "planned"),
                                 judgement(0, Verdict::kCorrect, 1, "maria", "negated", "yes")});
  EXPECT_EQ(judged.claims[0].claim.status, Status::kPossible);
  EXPECT_TRUE(judged.claims[0].claim.negated);
}

TEST_F(Judging, WhatIsTakenBackIsAsIfItHadNeverBeen) {
  const Judgement first = judgement(0, Verdict::kAccept, 1), second = judgement(0, Verdict::kReject, 2);
  const Judged judged = applied({first, second, undo(second, 3)});
  EXPECT_EQ(judged.claims.size(), 3U);
  EXPECT_TRUE(judged.judgements[0].stands);
  EXPECT_TRUE(judged.judgements[1].undone);
  EXPECT_FALSE(judged.judgements[1].stands);
}

TEST_F(Judging, TheOrderInWhichJudgementsComeDoesNotMatter) {
  std::vector<Judgement> all;
  for (int minute = 0; minute < 6; ++minute) {
    all.push_back(judgement(0, minute % 2 == 0 ? Verdict::kReject : Verdict::kAccept, minute, minute < 3 ? "maria" : "jan"));
    all.push_back(judgement(1, Verdict::kCorrect, minute, "jan", "status", minute % 2 == 0 ? "planned" : "agreed"));
    all.push_back(pair(0, 1, minute % 2 == 0 ? Verdict::kApart : Verdict::kTogether, minute));
  }
  all.push_back(undo(all[15], 9));
  const auto written = [&](const Judged& judged) {
    std::string out;
    for (const auto& each : judged.claims) out += each.claim.key.hash.hex() + get_slot(each.claim, "status") + ";";
    for (const auto& each : judged.judgements) out += each.judgement.key.hash.hex() + (each.stands ? "+" : "-");
    for (const auto& each : judged.pairs) out += each.together ? "t" : "a";
    return out;
  };
  const std::string before = written(applied(all));
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    EXPECT_EQ(written(applied(all)), before);
  }
}

TEST_F(Judging, SurvivesAnotherReading) {
  const auto reject = judgement(0, Verdict::kReject);
  auto read_again = lines_.claims;
  read_again[0].claim.key.hash.bytes[0] ^= 1;  // a newer coder tells more of it
  read_again[0].claim.span = {14, 52};
  const Judged judged = apply_judgements(read_again, std::vector{reject});
  EXPECT_EQ(judged.judgements[0].attachment, Attachment::kReattached);
  EXPECT_EQ(judged.judgements[0].claim, read_again[0].claim.key);
  EXPECT_EQ(judged.claims.size(), 2U);
}

TEST_F(Judging, IsLostWhereNothingOrTooMuchFits) {
  const auto reject = judgement(0, Verdict::kReject);
  auto elsewhere = lines_.claims;
  elsewhere[0].claim.key.hash.bytes[0] ^= 1;
  elsewhere[0].claim.span = {200, 240};
  auto otherwise = lines_.claims;
  otherwise[0].claim.key.hash.bytes[0] ^= 1;
  otherwise[0].claim.posture = Posture::kRemain;
  auto twice = lines_.claims;
  twice[0].claim.key.hash.bytes[0] ^= 1;
  twice.push_back(twice[0]);
  twice.back().claim.key.hash.bytes[0] ^= 2;
  for (const auto& claims : {elsewhere, otherwise, twice}) {
    const Judged judged = apply_judgements(claims, std::vector{reject});
    EXPECT_EQ(judged.judgements[0].attachment, Attachment::kLost);
    EXPECT_FALSE(judged.judgements[0].stands);
    EXPECT_EQ(judged.claims.size(), claims.size());
  }
}

TEST_F(Judging, EventsAreSplitAndMerged) {
  ASSERT_EQ(derive_events(lines_.claims).size(), 2U);  // a1 and a2 are one
  const Judged split = applied({pair(1, 0, Verdict::kApart)});
  EXPECT_EQ(derive_events(split.claims, split.pairs).size(), 3U);
  const Judged merged = applied({pair(2, 0, Verdict::kTogether)});
  const auto events = derive_events(merged.claims, merged.pairs);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].members.size(), 3U);
  EXPECT_EQ(events[0].joins.size(), 2U);
  // Apart goes before together.
  const Judged both = applied({pair(2, 0, Verdict::kTogether), pair(1, 2, Verdict::kApart)});
  EXPECT_EQ(derive_events(both.claims, both.pairs).size(), 2U);
}

TEST(Slots, ComeBackAsTheyWereSet) {
  Claim claim;
  for (const auto& [slot, value] : std::vector<std::pair<std::string, std::string>>{{"event", "RETREAT"},
                                                                                    {"mode", "RETREAT-withdraw"},
                                                                                    {"posture", "withdraw"},
                                                                                    {"status", "agreed"},
                                                                                    {"negated", "yes"},
                                                                                    {"time", "2024-08-01/.."},
                                                                                    {"owner", "RUS"},
                                                                                    {"kind", "border guards"},
                                                                                    {"count", "..300"},
                                                                                    {"count", "300.."},
                                                                                    {"count", "72"},
                                                                                    {"place", "Gyumri (ARM)"},
                                                                                    {"actor", "Vladimir Putin (RUS GOV)"},
                                                                                    {"recipient", "the rebels"},
                                                                                    {"basis", "request ARM"}}) {
    EXPECT_EQ(set_slot(claim, slot, value), "") << slot;
    EXPECT_EQ(get_slot(claim, slot), value);
    if (slot == "owner" || slot == "status" || slot == "negated") continue;
    EXPECT_EQ(set_slot(claim, slot, "none"), "") << slot;
    EXPECT_EQ(get_slot(claim, slot), "none") << slot;
  }
  for (const auto& [slot, value] : std::vector<std::pair<std::string, std::string>>{{"status", "done"},
                                                                                    {"time", "Thursday"},
                                                                                    {"count", "many"},
                                                                                    {"count", "9-3"},
                                                                                    {"negated", "perhaps"},
                                                                                    {"colour", "red"}}) {
    const Claim before = claim;
    EXPECT_NE(set_slot(claim, slot, value), "") << slot;
    EXPECT_EQ(get_slot(claim, slot), get_slot(before, slot));
  }
}

// The example of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units,
// missing data; alpha for nominal data is .743.
TEST(Agreement, GivesTheAlphaOfTheLiterature) {
  const std::vector<std::vector<std::string>> units = {{"1", "1", "1"},      {"2", "2", "3", "2"}, {"3", "3", "3", "3"},
                                                       {"3", "3", "3", "3"}, {"2", "2", "2", "2"}, {"1", "2", "3", "4"},
                                                       {"4", "4", "4", "4"}, {"1", "1", "2", "1"}, {"2", "2", "2", "2"},
                                                       {"5", "5", "5"},      {"1", "1"},           {"3"}};
  ASSERT_TRUE(krippendorff_alpha(units).has_value());
  EXPECT_NEAR(*krippendorff_alpha(units), 0.743, 0.0005);
  EXPECT_EQ(krippendorff_alpha({{"1"}, {"2"}}), std::nullopt);
  EXPECT_EQ(krippendorff_alpha({{"1", "1"}}), std::nullopt);
  EXPECT_DOUBLE_EQ(*krippendorff_alpha({{"1", "1"}, {"2", "2"}}), 1.0);
}

TEST_F(Judging, AgreementCountsEachPersonsLastWord) {
  const Judged judged =
      applied({judgement(0, Verdict::kReject, 0), judgement(0, Verdict::kAccept, 1), judgement(0, Verdict::kAccept, 2, "jan"),
               judgement(1, Verdict::kCorrect, 3, "maria", "status", "planned"),
               judgement(1, Verdict::kCorrect, 4, "jan", "status", "agreed"), judgement(2, Verdict::kReject, 5)});
  const Agreement agreement = agreement_of(judged.judgements);
  EXPECT_EQ(agreement.people, (std::vector<std::string>{"jan", "maria"}));
  ASSERT_EQ(agreement.rows.size(), 2U);
  EXPECT_EQ(agreement.rows[0].what, "verdict");
  EXPECT_EQ(agreement.rows[0].units, 2U);
  EXPECT_DOUBLE_EQ(agreement.rows[0].agreed, 1.0);
  EXPECT_DOUBLE_EQ(*agreement.rows[0].alpha, 1.0);
  EXPECT_EQ(agreement.rows[1].what, "status");
  EXPECT_EQ(agreement.rows[1].units, 1U);
  EXPECT_DOUBLE_EQ(agreement.rows[1].agreed, 0.0);
}

// Two signed texts that are one copy: what both tell in the same words is one origin, other words in them are not.
TEST(Copies, AreOneOrigin) {
  ClaimLines lines;
  lines.read("a1 | 2024-03-06 | Josua Tavola (FJI LEG) < Reef Radio (MED) | withdraw NZL police | at Nadi (FJI)");
  lines.read("a2 | 2024-03-07 | Mere Lalo (FJI LEG) < North Wire (MED) | withdraw NZL police | at Nadi (FJI)");
  auto& claims = lines.claims;
  claims[0].claim.text = claims[1].claim.text = "the police will leave Nadi";
  const auto independent = [&] { return derive_events(claims).at(0).independent; };
  EXPECT_EQ(independent(), 2U);
  claims[0].copies = {claims[1].article};
  claims[1].copies = {claims[0].article};
  EXPECT_EQ(independent(), 1U);
  claims[1].claim.text = "New Zealand's police go home";
  EXPECT_EQ(independent(), 2U);
}

}  // namespace
}  // namespace attache
