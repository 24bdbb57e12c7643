// Questions put to a ledger: what is asked, by which clocks, and what the answers rest on.
#include "query/query.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

namespace attache {
namespace {

Claim leaving(const std::string& where, Status status, std::vector<Link> chain) {
  Claim claim;
  claim.event = EventType::kRetreat;
  claim.mode = "RETREAT-withdraw";
  claim.posture = Posture::kWithdraw;
  claim.actor = {{"New Zealand", "NZL", "MIL"}};
  claim.force = Force{"NZL", ForceKind::kPolice, {}, ""};
  Place place;
  place.name = where;
  place.country = "FJI";
  place.lat = -17.76;
  place.lon = 177.44;
  claim.place = {place};
  claim.status = status;
  claim.attribution = std::move(chain);
  claim.text = "the police will leave " + where;
  claim.span = {0, static_cast<std::uint32_t>(claim.text.size())};
  return claim;
}

CodedArticle article(const std::string& outlet, const std::string& day, std::vector<Claim> claims) {
  CodedArticle coded;
  coded.article.outlet = outlet;
  coded.article.title = "Police to leave";
  coded.article.text = claims.empty() ? "nothing" : claims.front().text;
  coded.article.published = ReportedTime{parse_instant(day)->seconds};
  coded.article.key = key_of(coded.article);
  coded.claims = std::move(claims);
  coded.coder = "test 1";
  set_keys(coded);
  return coded;
}

class Query : public testing::Test {
 protected:
  Query() {
    std::filesystem::remove(path_);
    auto opened = Ledger::open(path_, OpenMode::kCreate);
    EXPECT_TRUE(opened) << opened.error().text();
    ledger_ = std::make_unique<Ledger>(std::move(*opened));
    keep(article("Harbour News", "2024-05-01",
                 {leaving("Nadi airport", Status::kPlanned,
                          {{"Ilse Maron", "NZL GOV", "said", {}}, {"Harbour News", "MED", "", {}}})}),
         "2025-01-01");
    keep(article("Reef Radio", "2024-05-02",
                 {leaving("the airport", Status::kPlanned,
                          {{"Josua Tavola", "FJI GOV", "told", {}},
                           {"Coral Daily", "MED", "cited", {}},
                           {"Reef Radio", "MED", "", {}}})}),
         "2025-02-01");
    keep(article(
             "Coral Daily", "2024-05-03",
             {leaving("Nadi airport", Status::kActual, {{"Reef Radio", "MED", "cited", {}}, {"Coral Daily", "MED", "", {}}})}),
         "2025-03-01");
  }
  ~Query() override {
    ledger_.reset();
    std::filesystem::remove(path_);
  }

  void keep(const CodedArticle& coded, const std::string& recorded) {
    const auto outcome = ledger_->append(coded, RecordedTime{parse_instant(recorded)->seconds});
    ASSERT_TRUE(outcome) << outcome.error().text();
    keys_.push_back(coded.claims.front().key);
  }

  std::string path_ = testing::TempDir() + "attache_query_test.ledger";
  std::unique_ptr<Ledger> ledger_;
  std::vector<ClaimKey> keys_;
};

PresenceQuestion question() {
  PresenceQuestion out;
  out.owner = "NZL";
  out.place = "FJI";
  out.on = make_day(2024, 6, 1);
  return out;
}

TEST_F(Query, PresenceAnswersInASentenceWithItsClaims) {
  auto asked = question();
  asked.known_by = make_day(2024, 5, 1);
  const auto answer = ask(*ledger_, asked);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->lines.size(), 1U);
  EXPECT_EQ(answer->lines[0].line.state, PresenceState::kLeaving);
  EXPECT_EQ(answer->lines[0].sentence,
            "New Zealand police at Nadi airport: leaving, settled or under way since 2024-05-01, no day told, last reported "
            "2024-05-01; "
            "claimed by Ilse Maron.");
  ASSERT_EQ(answer->claims.size(), 1U);
  EXPECT_EQ(answer->claims[0].claim.key, keys_[0]);
}

TEST_F(Query, PresenceAsOfTheLedgerOfThen) {
  auto asked = question();
  asked.as_of = RecordedTime{parse_instant("2025-02-15")->seconds};
  const auto answer = ask(*ledger_, asked);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->lines.size(), 1U);
  EXPECT_TRUE(answer->lines[0].line.corroborated);
  EXPECT_EQ(answer->claims.size(), 2U);
  asked.as_of.reset();
  EXPECT_EQ(ask(*ledger_, asked)->lines[0].line.state, PresenceState::kGone);
}

TEST_F(Query, EventsAreTheSameKeptOrDerivedNow) {
  const auto now = ask(*ledger_, EventsQuestion{});
  ASSERT_TRUE(now);
  EXPECT_TRUE(now->derived_now);
  const auto report = rebuild_events(*ledger_);
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_EQ(report->claims, 3U);
  const auto kept = ask(*ledger_, EventsQuestion{});
  ASSERT_TRUE(kept);
  EXPECT_FALSE(kept->derived_now);
  ASSERT_EQ(kept->events.size(), now->events.size());
  for (std::size_t i = 0; i < kept->events.size(); ++i) {
    EXPECT_EQ(kept->events[i].key, now->events[i].key);
    EXPECT_EQ(kept->events[i].independent, now->events[i].independent);
    EXPECT_EQ(kept->events[i].members, now->events[i].members);
  }
  EventsQuestion none;
  none.filter.country = "ARM";
  EXPECT_TRUE(ask(*ledger_, none)->events.empty());
  EventsQuestion third;
  third.filter.offset = report->events;
  EXPECT_TRUE(ask(*ledger_, third)->events.empty());
  EXPECT_EQ(ask(*ledger_, third)->found, report->events);
}

TEST_F(Query, AnEventIsFoundByItsKeyAndByThatOfAClaim) {
  const auto all = ask(*ledger_, EventsQuestion{});
  ASSERT_TRUE(all);
  for (const Event& event : all->events) {
    for (const std::string& key :
         {event.key.hash.hex(), event.members.front().hash.hex(), event.members.back().hash.hex().substr(0, 12)}) {
      EventsQuestion question;
      question.key = key;
      const auto one = ask(*ledger_, question);
      ASSERT_TRUE(one);
      ASSERT_EQ(one->events.size(), 1U) << key;
      EXPECT_EQ(one->events[0].key, event.key);
    }
  }
  EventsQuestion none;
  none.key = "no key";
  EXPECT_TRUE(ask(*ledger_, none)->events.empty());
}

TEST_F(Query, WhyTellsTheEventAndItsOtherReports) {
  const auto answer = ask(*ledger_, WhyQuestion{keys_[0].hash.hex().substr(0, 12)});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->claim.claim.key, keys_[0]);
  EXPECT_EQ(answer->article.article.outlet, "Harbour News");
  ASSERT_TRUE(answer->event);
  EXPECT_EQ(answer->event->members.size(), answer->other_reports.size() + 1);
  EXPECT_GE(answer->other_reports.size(), 1U);
  EXPECT_FALSE(ask(*ledger_, WhyQuestion{"ffffffffffff"}));
}

TEST_F(Query, SourcesTellWhoRepeatsWhomAndWhoInARing) {
  const auto answer = ask(*ledger_, SourcesQuestion{});
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->sources.empty());
  const Citation ring{"Reef Radio", "Coral Daily", 1};
  EXPECT_NE(std::find(answer->citations.begin(), answer->citations.end(), ring), answer->citations.end());
  ASSERT_EQ(answer->rings.size(), 1U);
  EXPECT_EQ(answer->rings[0], (std::vector<std::string>{"Coral Daily", "Reef Radio"}));
}

}  // namespace
}  // namespace attache
