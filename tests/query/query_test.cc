// Questions put to a ledger: what is asked, by which clocks, and what the answers rest on.
#include "query/query.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "derive/presence.h"
#include "query/changes.h"
#include "query/review.h"

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

// Only the articles that can matter are read: the answer is that of all.
TEST_F(Query, PresenceReadsLessAndAnswersTheSame) {
  auto elsewhere = leaving("Suva", Status::kPlanned, {{"Ilse Maron", "NZL GOV", "said", {}}, {"Harbour News", "MED", "", {}}});
  elsewhere.place[0].lat = -10;
  elsewhere.force->owner = "AUS";
  keep(article("Harbour News", "2024-05-04", {elsewhere}), "2025-01-01");
  auto taken_over = leaving("Labasa", Status::kActual, {{"Harbour News", "MED", "", {}}});
  taken_over.place[0].lat = -12;
  taken_over.posture = Posture::kHandover;
  taken_over.force->owner = "AUS";
  taken_over.recipient = {{"New Zealand", "NZL", "MIL"}};
  keep(article("Harbour News", "2024-05-05", {taken_over}), "2025-01-01");
  auto unowned = leaving("Levuka", Status::kActual, {{"Harbour News", "MED", "", {}}});
  unowned.place[0].lat = -14;
  unowned.force->owner.clear();
  keep(article("Harbour News", "2024-05-06", {unowned}), "2025-01-01");
  auto denial = leaving("Lautoka", Status::kActual, {{"Harbour News", "MED", "", {}}});
  denial.negated = true;
  denial.place.clear();
  auto denied = leaving("Lautoka", Status::kActual, {{"Mere Lalo", "FJI LEG", "said", {}}, {"Harbour News", "MED", "", {}}});
  denied.place[0].lat = -16;
  denial.regards = 0;
  keep(article("Harbour News", "2024-05-07", {denied, denial}), "2025-01-01");
  const auto all = ledger_->claims({});
  ASSERT_TRUE(all);
  const auto whole = derive_presence(*all, question());
  const auto answer = ask(*ledger_, question());
  ASSERT_TRUE(answer);
  ASSERT_GT(whole.size(), 3U);
  ASSERT_EQ(answer->lines.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(answer->lines[i].line.state, whole[i].state);
    EXPECT_EQ(answer->lines[i].line.claims, whole[i].claims);
    EXPECT_EQ(answer->lines[i].line.origins, whole[i].origins);
  }
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

TEST_F(Query, ADifferenceNamesTheClaimsThatMadeIt) {
  auto before = question(), after = question();
  before.known_by = make_day(2024, 5, 1);
  after.known_by = make_day(2024, 5, 3);
  const auto answer = diff(*ledger_, before, after);
  ASSERT_TRUE(answer) << answer.error().text();
  ASSERT_EQ(answer->changes.size(), 1U);
  const auto& change = answer->changes[0];
  EXPECT_EQ(change.kind, ChangeKind::kChanged);
  ASSERT_FALSE(change.slots.empty());
  EXPECT_EQ(change.slots[0].slot, "state");
  EXPECT_EQ(change.slots[0].before, "leaving");
  EXPECT_EQ(change.slots[0].after, "gone");
  auto came = change.came;
  auto wanted = std::vector{keys_[1], keys_[2]};
  std::sort(wanted.begin(), wanted.end());
  EXPECT_EQ(came, wanted);
  EXPECT_TRUE(change.went.empty());
  EXPECT_EQ(answer->claims.size(), 2U);
  // The other way round the same claims go.
  EXPECT_EQ(diff(*ledger_, after, before)->changes[0].went, wanted);
  EXPECT_TRUE(diff(*ledger_, after, after)->changes.empty());
  EXPECT_EQ(diff(*ledger_, after, after)->unchanged, 1U);
  before.known_by = make_day(2024, 4, 1);
  const auto first = diff(*ledger_, before, after);
  ASSERT_EQ(first->changes.size(), 1U);
  EXPECT_EQ(first->changes[0].kind, ChangeKind::kAppeared);
}

TEST_F(Query, EventsDifferByTheirReports) {
  EventsQuestion before, after;
  before.filter.known_by = make_day(2024, 5, 1);
  const auto answer = diff(*ledger_, before, after);
  ASSERT_TRUE(answer);
  ASSERT_FALSE(answer->changes.empty());
  std::size_t came = 0;
  for (const auto& change : answer->changes) came += change.came.size();
  EXPECT_EQ(came, 2U);
}

TEST_F(Query, ALifeIsToldReportByReport) {
  const auto answer = ask(*ledger_, HistoryQuestion{keys_[1].hash.hex(), {}, {}});
  ASSERT_TRUE(answer) << answer.error().text();
  ASSERT_TRUE(answer->claim && answer->event);
  ASSERT_EQ(answer->reported.size(), answer->event->members.size());
  EXPECT_TRUE(answer->reported[0].what.starts_with("first told by Ilse Maron; 1 independent")) << answer->reported[0].what;
  EXPECT_TRUE(answer->reported[1].what.starts_with("told by another origin: Josua Tavola; 2 independent"))
      << answer->reported[1].what;
  ASSERT_GE(answer->recorded.size(), 2U);
  EXPECT_EQ(answer->recorded[0].what, "the ledger received the article");
  EXPECT_EQ(answer->recorded[1].what, "read so by test 1");
  EXPECT_FALSE(ask(*ledger_, HistoryQuestion{"zz", {}, {}}));
  // As it was known before: one report.
  const auto early = ask(*ledger_, HistoryQuestion{keys_[0].hash.hex(), make_day(2024, 5, 1), {}});
  ASSERT_TRUE(early);
  EXPECT_EQ(early->reported.size(), 1U);
}

TEST_F(Query, AnswersTakeInWhatPeopleJudged) {
  const auto rejected = judgement_of(ledger_->claim(keys_[2].hash.hex()).value(),
                                     {"maria", "another base", RecordedTime{5}, Verdict::kReject, {}, {}});
  ASSERT_TRUE(rejected);
  ASSERT_TRUE(rebuild_events(*ledger_));
  ASSERT_TRUE(ledger_->judge(*rejected, RecordedTime{parse_instant("2025-06-01")->seconds}).value());
  EXPECT_EQ(ask(*ledger_, question())->lines[0].line.state, PresenceState::kLeaving);
  auto as_coded = question();
  as_coded.as_coded = true;
  EXPECT_EQ(ask(*ledger_, as_coded)->lines[0].line.state, PresenceState::kGone);
  auto then = question();
  then.as_of = RecordedTime{parse_instant("2025-05-01")->seconds};
  EXPECT_EQ(ask(*ledger_, then)->lines[0].line.state, PresenceState::kGone) << "nobody had judged it yet";
  std::size_t members = 0;
  const auto events = ask(*ledger_, EventsQuestion{});
  ASSERT_TRUE(events);
  for (const Event& event : events->events) members += event.members.size();
  EXPECT_EQ(members, 2U);
  EXPECT_EQ(review_queue(*ledger_, {{}, "maria", false})->size(), 2U);
  EXPECT_EQ(review_queue(*ledger_, {{}, "jan", false})->size(), 3U);
  const auto history = ask(*ledger_, HistoryQuestion{keys_[2].hash.hex(), {}, {}});
  ASSERT_TRUE(history);
  EXPECT_FALSE(history->event);
  EXPECT_TRUE(std::any_of(history->recorded.begin(), history->recorded.end(),
                          [](const HistoryStep& step) { return step.what == "maria: reject, \"another base\""; }));
}

TEST_F(Query, TimelinesAndClaimsOfEventsTakeInWhatPeopleJudged) {
  const auto stored = ledger_->claim(keys_[2].hash.hex()).value();
  const auto corrected =
      judgement_of(stored, {"maria", "only planned", RecordedTime{5}, Verdict::kCorrect, "status", "planned"});
  ASSERT_TRUE(corrected);
  TimelineQuestion timeline{question(), *parse_day("2024-01-01"), *parse_day("2024-12-31")};
  const auto gone = [&] {
    const auto answer = ask(*ledger_, timeline);
    return std::any_of(answer->lanes.begin(), answer->lanes.end(), [](const TimelineAnswer::Lane& lane) {
      return std::any_of(lane.stretches.begin(), lane.stretches.end(),
                         [](const auto& each) { return each.state == PresenceState::kGone; });
    });
  };
  const auto status = [&](const ClaimFilter& clocks, bool as_coded) {
    const auto claims = judged_claims_of(*ledger_, {keys_[0], keys_[2]}, clocks, as_coded);
    EXPECT_EQ(claims->size(), 2U);
    return claims->back().claim.key == keys_[2] ? claims->back().claim.status : claims->front().claim.status;
  };
  EXPECT_TRUE(gone());
  EXPECT_EQ(status({}, false), stored.claim.status);
  const auto before = current_events(*ledger_);
  ASSERT_TRUE(before);
  ASSERT_TRUE(ledger_->judge(*corrected, RecordedTime{parse_instant("2025-06-01")->seconds}).value());
  EXPECT_FALSE(gone());
  timeline.asked.as_coded = true;
  EXPECT_TRUE(gone());
  ClaimFilter all_of_it, then;  // read one by one with the clocks open, else all together
  all_of_it.as_of = RecordedTime{parse_instant("2030-01-01")->seconds};
  then.as_of = RecordedTime{parse_instant("2025-05-01")->seconds};
  EXPECT_EQ(status({}, false), Status::kPlanned);
  EXPECT_EQ(status(all_of_it, false), Status::kPlanned);
  EXPECT_EQ(status({}, true), stored.claim.status);
  EXPECT_EQ(status(then, false), stored.claim.status);

  EventsQuestion of_it;
  of_it.key = keys_[2].hash.hex();
  const auto judged = ask(*ledger_, of_it);
  ASSERT_TRUE(judged);
  const auto shows = [&](const EventsAnswer& answer) {
    return std::any_of(answer.claims.begin(), answer.claims.end(), [&](const StoredClaim& each) {
      return each.claim.key == keys_[2] && each.claim.status == Status::kPlanned;
    });
  };
  EXPECT_TRUE(shows(*judged));
  of_it.as_coded = true;
  of_it.from = *current_events(*ledger_);  // not of this state: not looked at
  const auto as_coded = ask(*ledger_, of_it);
  ASSERT_TRUE(as_coded);
  EXPECT_FALSE(shows(*as_coded));
  EXPECT_EQ(std::count_if((*before)->begin(), (*before)->end(),
                          [&](const Event& event) { return event.key == as_coded->events.front().key; }),
            1);
}

}  // namespace
}  // namespace attache
