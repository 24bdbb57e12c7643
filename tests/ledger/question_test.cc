// Which claims a question finds: filters, the two clocks, revisions, keys, sources.
#include <set>

#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "making.h"

namespace attache {
namespace {

using testing::add_claim;
using testing::Folder;
using testing::made_article;
using testing::made_claim;

constexpr RecordedTime kMonday{1'715'558'400};
constexpr RecordedTime kTuesday{kMonday.seconds + 86'400};

// Three articles: Russian forces in Armenia (9 May), their leaving (31 July), French forces in Niger (undated).
class Questions : public ::testing::Test {
 protected:
  void SetUp() override {
    auto remain = made_article("Example Wire", "2024-05-09T10:00:00Z", "They remain.");
    Claim claim = made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman");
    claim.text = "Forces at 100% strength remain";
    add_claim(remain, claim);
    auto leave = made_article("Second Wire", "2024-07-31", "They leave.");
    claim = made_claim("RUS", Posture::kWithdraw, "ARM", "A Spokesman");
    claim.event = EventType::kRetreat;
    claim.attribution.push_back({"Example Wire", "MED", "cited", {}});
    add_claim(leave, claim);
    claim = made_claim("RUS", Posture::kNone, "ARM");
    claim.event = EventType::kAgree;
    claim.status = Status::kAgreed;
    claim.regards = 0;
    claim.force.reset();
    add_claim(leave, claim);
    auto undated = made_article("Third Wire", "", "They are there.");
    add_claim(undated, made_claim("FRA", Posture::kRemain, "NER"));
    for (const auto* coded : {&leave, &undated, &remain}) ASSERT_TRUE(ledger.append(*coded, kMonday).has_value());
  }
  std::size_t found(const ClaimFilter& filter) {
    const auto claims = ledger.claims(filter).value();
    EXPECT_EQ(claims.size(), ledger.count(filter).value().found);
    return claims.size();
  }

  Folder folder;
  Ledger ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
};

TEST_F(Questions, FiltersFindWhatTheyNameAndNothingElse) {
  EXPECT_EQ(found({}), 4U);
  EXPECT_EQ(found({.event = EventType::kRetreat}), 1U);
  EXPECT_EQ(found({.event = EventType::kNone}), 2U);
  EXPECT_EQ(found({.posture = Posture::kRemain}), 2U);
  EXPECT_EQ(found({.any_posture = true}), 3U);
  EXPECT_EQ(found({.status = Status::kAgreed}), 1U);
  EXPECT_EQ(found({.actor = "FRA"}), 1U);
  EXPECT_EQ(found({.owner = "RUS"}), 2U);
  EXPECT_EQ(found({.country = "ARM"}), 3U);
  EXPECT_EQ(found({.outlets = {"second wire"}}), 2U);
  EXPECT_EQ(found({.outlets = {"nobody", "Third Wire", "second wire"}}), 3U);
  EXPECT_EQ(found({.actor = "RUS", .country = "NER"}), 0U);
}

TEST_F(Questions, APlaceIsFoundByItsNameItsKeyAndWhatContainsIt) {
  auto coded = made_article("Fourth Wire", "2024-08-01", "They are at the airport.");
  Claim claim = made_claim("NZL", Posture::kRemain, "FJI");
  claim.place = {{"the airport at Nadi", "FJI", {}, {}, "geo:nadi-airport", {"geo:nadi", "FJI"}, false}};
  add_claim(coded, claim);
  ASSERT_TRUE(ledger.append(coded, kMonday).has_value());
  EXPECT_EQ(found({.place = "nadi"}), 1U);
  EXPECT_EQ(found({.place = "Nad"}), 0U);  // whole words only
  EXPECT_EQ(found({.place = "Viti", .place_key = "geo:nadi-airport"}), 1U);
  EXPECT_EQ(found({.place = "Viti", .place_key = "geo:nadi"}), 1U);
  EXPECT_EQ(found({.place = "Viti", .place_key = "geo:suva"}), 0U);
}

TEST_F(Questions, WordsAreSoughtAsTheyAre) {
  EXPECT_EQ(found({.text = "REMAIN strength"}), 1U);
  EXPECT_EQ(found({.text = "100%"}), 1U);
  EXPECT_EQ(found({.text = "%%"}), 0U);
  EXPECT_EQ(found({.text = "_"}), 0U);
  EXPECT_EQ(found({.text = "  "}), 4U);
  EXPECT_EQ(found({.text = "' OR 1=1"}), 0U);
}

TEST_F(Questions, ClaimsStandByPublicationWithTheUndatedLast) {
  const auto claims = ledger.claims({}).value();
  EXPECT_EQ(claims[0].outlet, "Example Wire");
  EXPECT_EQ(claims[1].claim.event, EventType::kRetreat);
  EXPECT_EQ(claims[2].regards, claims[1].claim.key);
  EXPECT_EQ(claims[3].outlet, "Third Wire");
  const auto page = ledger.claims({.limit = 2, .offset = 1}).value();
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page[0].claim.key, claims[1].claim.key);
  EXPECT_EQ(ledger.claims({.offset = 3}).value().size(), 1U);
  EXPECT_EQ(ledger.count({.limit = 1}).value().found, 4U);
}

TEST_F(Questions, KnownByCountsWhatItLeavesOutForWantOfADate) {
  const auto known_by = [](int month, unsigned day) {
    return ClaimFilter{.known_by = make_day(2024, static_cast<unsigned>(month), day)};
  };
  EXPECT_EQ(found(known_by(5, 8)), 0U);
  EXPECT_EQ(found(known_by(5, 9)), 1U);  // an instant on the day itself
  EXPECT_EQ(found(known_by(7, 30)), 1U);
  EXPECT_EQ(found(known_by(7, 31)), 3U);  // a day-only date is known by its day
  EXPECT_EQ(ledger.count(known_by(7, 31)).value().undated, 1U);
  EXPECT_EQ(ledger.count({}).value().undated, 0U);
}

TEST_F(Questions, AsOfLooksAtTheLedgerAsItStood) {
  EXPECT_EQ(found({.as_of = RecordedTime{kMonday.seconds - 1}}), 0U);
  EXPECT_EQ(found({.as_of = kMonday}), 4U);
}

TEST_F(Questions, AVisitorMayStopAndMayRead) {
  int visited = 0;
  ASSERT_TRUE(ledger
                  .for_each_claim({},
                                  [&](const StoredClaim& stored) {
                                    EXPECT_EQ(ledger.claim(stored.claim.key.hash.hex()).value().claim.key, stored.claim.key);
                                    EXPECT_TRUE(ledger.article(stored.article.hash.hex()).has_value());
                                    return ++visited < 2;
                                  })
                  .has_value());
  EXPECT_EQ(visited, 2);
}

TEST_F(Questions, KeysMayBeShortenedWhileTheyAreClear) {
  const auto all = ledger.claims({}).value();
  const std::string key = all[0].claim.key.hash.hex();
  EXPECT_EQ(ledger.claim(key.substr(0, 12)).value().claim.key, all[0].claim.key);
  EXPECT_EQ(ledger.article(all[0].article.hash.hex().substr(0, 12)).value().article.key, all[0].article);
  EXPECT_NE(ledger.claim("0123456789abcdef0123456789abcdef").error().what.find("has no claim"), std::string::npos);
  EXPECT_NE(ledger.claim("xyz").error().what.find("no key"), std::string::npos);
  EXPECT_NE(ledger.claim("").error().what.find("no key"), std::string::npos);
  for (int i = 0; i < 40; ++i) {  // more keys than hexadecimal digits: some digit starts several
    auto coded = made_article("Example Wire", "2024-05-10", "Text " + std::to_string(i));
    add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM"));
    ASSERT_TRUE(ledger.append(coded, kTuesday).has_value());
  }
  bool told = false;
  for (const char digit : std::string("0123456789abcdef")) {
    const auto found = ledger.claim(std::string(1, digit));
    if (found || found.error().what.find("several") == std::string::npos) continue;
    told = true;
    EXPECT_NE(found.error().what.find(std::string(": ") + digit), std::string::npos);
  }
  EXPECT_TRUE(told);
}

TEST_F(Questions, SourcesTellWhoPublishesAndWhoIsCited) {
  const auto sources = ledger.sources().value();
  ASSERT_EQ(sources.size(), 4U);
  const auto& speaker = sources[0];
  EXPECT_EQ(speaker.name, "A Spokesman");
  EXPECT_EQ(speaker.code, "RUS GOV");
  EXPECT_EQ(speaker.nearest, 2U);
  EXPECT_EQ(speaker.articles, 0U);
  const auto& wire = sources[1];
  EXPECT_EQ(wire.name, "Example Wire");
  EXPECT_EQ(wire.articles, 1U);
  EXPECT_EQ(wire.published, 1U);
  EXPECT_EQ(wire.carried, 1U);
  EXPECT_EQ(sources[2].published, 2U);
  EXPECT_EQ(sources[2].articles, 1U);
}

// An article that another one of the outlet revises drops out of what is current, but only as far as the clocks reach.
class Revisions : public ::testing::Test {
 protected:
  CodedArticle article(const std::string& outlet, const std::string& day, const std::string& text, const std::string& url,
                       const std::string& id = {}, const std::string& revises = {}) {
    auto coded = made_article(outlet, day, text);
    coded.article.url = url;
    coded.article.id = id;
    coded.article.revises = revises;
    coded.article.key = key_of(coded.article);
    Claim claim = made_claim("RUS", Posture::kRemain, "ARM");
    claim.text = text;
    add_claim(coded, claim);
    return coded;
  }
  void keep(const CodedArticle& coded, RecordedTime recorded = kMonday) {
    ASSERT_TRUE(ledger.append(coded, recorded).has_value());
  }
  std::set<std::string> texts(const ClaimFilter& filter = {}) {
    std::set<std::string> out;
    const auto claims = ledger.claims(filter).value();
    for (const auto& stored : claims) out.insert(stored.claim.text);
    return out;
  }

  Folder folder;
  Ledger ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
};

using Texts = std::set<std::string>;

TEST_F(Revisions, TheLaterTextOfOneAddressIsCurrent) {
  keep(article("Example Wire", "2024-05-10", "second", "https://wire.example/1"));
  keep(article("Example Wire", "2024-05-09", "first", "https://wire.example/1"));
  EXPECT_EQ(texts(), Texts{"second"});
  EXPECT_EQ(texts({.known_by = make_day(2024, 5, 9)}), Texts{"first"});
  const auto first = ledger.claims({.known_by = make_day(2024, 5, 9)}).value().at(0);
  EXPECT_EQ(ledger.article(first.article.hash.hex()).value().revised_by.size(), 1U);
}

TEST_F(Revisions, ACorrectionNamesWhatItCorrects) {
  keep(article("Example Wire", "2024-05-09", "wrong", "https://wire.example/1", "A1"));
  keep(article("Example Wire", "2024-05-09", "right", "https://wire.example/2", "A2", "A1"), kTuesday);
  keep(article("Example Wire", "2024-05-09", "other", "https://wire.example/3"));
  keep(article("Example Wire", "2024-05-10", "other corrected", "https://wire.example/4", "", "https://wire.example/3"));
  EXPECT_EQ(texts(), (Texts{"right", "other corrected"}));
  EXPECT_EQ(texts({.as_of = kMonday}), (Texts{"wrong", "other corrected"}));
}

TEST_F(Revisions, NoOutletRevisesAnother) {
  keep(article("Example Wire", "2024-05-09", "theirs", "https://wire.example/1", "A1"));
  keep(article("Second Wire", "2024-05-10", "ours", "https://second.example/1", "B1", "A1"));
  keep(article("Third Wire", "2024-05-10", "third", "https://third.example/1", "C1", "https://wire.example/1"));
  EXPECT_EQ(texts(), (Texts{"theirs", "ours", "third"}));
}

TEST_F(Revisions, TheSameIdAloneSaysNothing) {
  keep(article("", "2024-05-09", "one", "", "1"));
  keep(article("", "2024-05-10", "two", "", "1"));
  EXPECT_EQ(texts(), (Texts{"one", "two"}));
}

}  // namespace
}  // namespace attache
