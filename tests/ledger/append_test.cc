// Keeping articles and getting them back: equal, once, and with the latest reading current.
#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "making.h"

namespace attache {
namespace {

using testing::add_claim;
using testing::Chance;
using testing::Folder;
using testing::made_article;
using testing::made_claim;

constexpr RecordedTime kMonday{1'715'558'400};  // 2024-05-13
constexpr RecordedTime kTuesday{kMonday.seconds + 86'400};

// Every field but the key, which is made of them.
void expect_equal(const Claim& a, const Claim& b) {
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.event, b.event);
  EXPECT_EQ(a.mode, b.mode);
  EXPECT_EQ(a.posture, b.posture);
  EXPECT_EQ(a.actor, b.actor);
  EXPECT_EQ(a.recipient, b.recipient);
  EXPECT_EQ(a.force, b.force);
  EXPECT_EQ(a.place, b.place);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.negated, b.negated);
  EXPECT_EQ(a.basis, b.basis);
  EXPECT_EQ(a.attribution, b.attribution);
  EXPECT_EQ(a.regards, b.regards);
  EXPECT_EQ(a.quoted, b.quoted);
  EXPECT_EQ(a.part, b.part);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.frame, b.frame);
  EXPECT_EQ(a.confidence, b.confidence);
  EXPECT_EQ(a.evidence, b.evidence);
}

void expect_equal(const std::vector<Remark>& a, const std::vector<Remark>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].code, b[i].code);
    EXPECT_EQ(a[i].at, b[i].at);
    EXPECT_EQ(a[i].detail, b[i].detail);
  }
}

void expect_equal(const Article& a, const Article& b) {
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.outlet, b.outlet);
  EXPECT_EQ(a.agency, b.agency);
  EXPECT_EQ(a.authors, b.authors);
  EXPECT_EQ(a.published, b.published);
  EXPECT_EQ(a.published_day_only, b.published_day_only);
  EXPECT_EQ(a.dateline_place, b.dateline_place);
  EXPECT_EQ(a.url, b.url);
  EXPECT_EQ(a.language, b.language);
  EXPECT_EQ(a.revises, b.revises);
  EXPECT_EQ(a.source_path, b.source_path);
  ASSERT_EQ(a.paragraphs.size(), b.paragraphs.size());
  for (std::size_t i = 0; i < a.paragraphs.size(); ++i) {
    EXPECT_EQ(a.paragraphs[i].span, b.paragraphs[i].span);
    EXPECT_EQ(a.paragraphs[i].kind, b.paragraphs[i].kind);
  }
  ASSERT_EQ(a.offsets.size(), b.offsets.size());
  for (std::size_t i = 0; i < a.offsets.size(); ++i) {
    EXPECT_EQ(a.offsets[i].text, b.offsets[i].text);
    EXPECT_EQ(a.offsets[i].original, b.offsets[i].original);
  }
  expect_equal(a.remarks, b.remarks);
}

TEST(Append, AnythingThatTheTypesAllowComesBackEqual) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  Chance chance(7);
  for (int round = 0; round < 300; ++round) {
    const CodedArticle coded = chance.article();
    ASSERT_EQ(ledger.append(coded, kMonday).value(), AppendOutcome::kAdded);
    const StoredArticle stored = ledger.article(coded.article.key.hash.hex()).value();
    expect_equal(stored.article, coded.article);
    EXPECT_EQ(stored.recorded, kMonday);
    ASSERT_EQ(stored.readings.size(), 1U);
    EXPECT_EQ(stored.readings[0].coder, coded.coder);
    expect_equal(stored.readings[0].remarks, coded.remarks);
    for (const Claim& claim : coded.claims) {
      const StoredClaim back = ledger.claim(claim.key.hash.hex()).value();
      expect_equal(back.claim, claim);
      EXPECT_EQ(back.article, coded.article.key);
      EXPECT_EQ(back.outlet, coded.article.outlet);
      EXPECT_EQ(back.published, coded.article.published);
      EXPECT_EQ(back.recorded, kMonday);
      EXPECT_EQ(back.regards, claim.regards ? std::optional(coded.claims[*claim.regards].key) : std::nullopt);
    }
    if (::testing::Test::HasFailure()) break;
  }
}

TEST(Append, TheSameArticleTwiceChangesNothing) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  auto coded = made_article("Example Wire", "2024-05-09", "Some text.");
  add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM"));
  EXPECT_EQ(ledger.append(coded, kMonday).value(), AppendOutcome::kAdded);
  EXPECT_EQ(ledger.append(coded, kTuesday).value(), AppendOutcome::kAlreadyThere);
  const auto counts = ledger.counts().value();
  EXPECT_EQ(counts.articles, 1U);
  EXPECT_EQ(counts.readings, 1U);
  EXPECT_EQ(counts.claims, 1U);
  EXPECT_EQ(ledger.claims({}).value().at(0).recorded, kMonday);
}

TEST(Append, AnotherCodersReadingIsCurrentAndTheEarlierOneStays) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  auto coded = made_article("Example Wire", "2024-05-09", "Some text.");
  add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM"));
  ASSERT_EQ(ledger.append(coded, kMonday).value(), AppendOutcome::kAdded);
  const ClaimKey earlier = coded.claims[0].key;
  coded.coder = "test coder 2";
  coded.claims.clear();
  add_claim(coded, made_claim("RUS", Posture::kWithdraw, "ARM"));
  ASSERT_EQ(ledger.append(coded, kTuesday).value(), AppendOutcome::kRecoded);

  const auto current = ledger.claims({}).value();
  ASSERT_EQ(current.size(), 1U);
  EXPECT_EQ(current[0].claim.posture, Posture::kWithdraw);
  ClaimFilter on_monday;
  on_monday.as_of = kMonday;
  const auto then = ledger.claims(on_monday).value();
  ASSERT_EQ(then.size(), 1U);
  EXPECT_EQ(then[0].claim.key, earlier);
  EXPECT_EQ(ledger.claim(earlier.hash.hex()).value().claim.posture, Posture::kRemain);
  EXPECT_EQ(ledger.article(coded.article.key.hash.hex()).value().readings.size(), 2U);
}

TEST(Append, WhatCannotBeKeptIsRefusedWholly) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  const auto refused = [&](auto spoil) {
    auto coded = made_article("Example Wire", "2024-05-09", "Some text.");
    add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM"));
    spoil(coded);
    const auto outcome = ledger.append(coded, kMonday);
    EXPECT_FALSE(outcome.has_value());
    EXPECT_EQ(ledger.counts().value().articles, 0U);
    return outcome ? std::string{} : outcome.error().what;
  };
  EXPECT_NE(refused([](CodedArticle& coded) { coded.article.text += "!"; }).find("key"), std::string::npos);
  EXPECT_NE(refused([](CodedArticle& coded) { coded.claims[0].regards = 5; }).find("regards"), std::string::npos);
  EXPECT_NE(refused([](CodedArticle& coded) { coded.claims[0].confidence = 2; }).find("confidence"), std::string::npos);
  EXPECT_NE(refused([](CodedArticle& coded) { coded.claims[0].key = {}; }).find("key"), std::string::npos);
}

}  // namespace
}  // namespace attache
