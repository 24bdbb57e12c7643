// Kept events: they come back equal, replace each other, and know when they are stale.
#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "making.h"

namespace attache {
namespace {

using testing::Chance;
using testing::Folder;
using testing::made_article;

constexpr RecordedTime kMonday{1'715'558'400};

Hash128 hash(Chance& chance) {
  Hash128 out;
  for (auto& byte : out.bytes) byte = static_cast<std::uint8_t>(chance.below(256));
  return out;
}

std::vector<ClaimKey> keys(Chance& chance) {
  std::vector<ClaimKey> out(static_cast<std::size_t>(chance.below(3)));
  for (auto& key : out) key = {hash(chance)};
  return out;
}

Event made_event(Chance& chance) {
  const Claim like = chance.claim(0, 1);
  Event event;
  event.key = {hash(chance)};
  event.type = like.event;
  event.mode = like.mode;
  event.posture = like.posture;
  event.actor = like.actor;
  event.recipient = like.recipient;
  event.force = like.force;
  event.place = like.place;
  event.time = like.time;
  event.status = like.status;
  event.denied = chance.coin();
  event.representative = {hash(chance)};
  event.members = keys(chance);
  if (chance.coin()) event.joins.push_back({{hash(chance)}, {hash(chance)}, chance.real(0, 1), chance.list()});
  if (chance.coin()) event.origins.push_back({chance.words(), chance.list(), keys(chance), chance.coin()});
  event.independent = static_cast<std::uint32_t>(chance.below(9));
  event.outlets = chance.list();
  if (chance.coin()) {
    event.contradictions.push_back({static_cast<Slot>(chance.below(12)), {{chance.words(), keys(chance), chance.list()}}});
    event.views.push_back({static_cast<Slot>(chance.below(12)), chance.words(), chance.words(), chance.words()});
  }
  if (chance.coin()) event.first_reported = ReportedTime{chance.below(2'000'000'000)};
  if (chance.coin()) event.last_reported = ReportedTime{chance.below(2'000'000'000)};
  return event;
}

void expect_equal(const Event& a, const Event& b) {
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.mode, b.mode);
  EXPECT_EQ(a.posture, b.posture);
  EXPECT_EQ(a.actor, b.actor);
  EXPECT_EQ(a.recipient, b.recipient);
  EXPECT_EQ(a.force, b.force);
  EXPECT_EQ(a.place, b.place);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.denied, b.denied);
  EXPECT_EQ(a.representative, b.representative);
  EXPECT_EQ(a.members, b.members);
  EXPECT_EQ(a.independent, b.independent);
  EXPECT_EQ(a.outlets, b.outlets);
  EXPECT_EQ(a.first_reported, b.first_reported);
  EXPECT_EQ(a.last_reported, b.last_reported);
  ASSERT_EQ(a.joins.size(), b.joins.size());
  for (std::size_t i = 0; i < a.joins.size(); ++i) {
    EXPECT_EQ(a.joins[i].earlier, b.joins[i].earlier);
    EXPECT_EQ(a.joins[i].later, b.joins[i].later);
    EXPECT_EQ(a.joins[i].score, b.joins[i].score);
    EXPECT_EQ(a.joins[i].reasons, b.joins[i].reasons);
  }
  ASSERT_EQ(a.origins.size(), b.origins.size());
  for (std::size_t i = 0; i < a.origins.size(); ++i) {
    EXPECT_EQ(a.origins[i].name, b.origins[i].name);
    EXPECT_EQ(a.origins[i].links, b.origins[i].links);
    EXPECT_EQ(a.origins[i].claims, b.origins[i].claims);
    EXPECT_EQ(a.origins[i].asserts, b.origins[i].asserts);
  }
  ASSERT_EQ(a.contradictions.size(), b.contradictions.size());
  for (std::size_t i = 0; i < a.contradictions.size(); ++i) {
    EXPECT_EQ(a.contradictions[i].slot, b.contradictions[i].slot);
    ASSERT_EQ(a.contradictions[i].sides.size(), b.contradictions[i].sides.size());
    EXPECT_EQ(a.contradictions[i].sides[0].value, b.contradictions[i].sides[0].value);
    EXPECT_EQ(a.contradictions[i].sides[0].claims, b.contradictions[i].sides[0].claims);
    EXPECT_EQ(a.contradictions[i].sides[0].origins, b.contradictions[i].sides[0].origins);
    EXPECT_EQ(a.views[i].slot, b.views[i].slot);
    EXPECT_EQ(a.views[i].conservative, b.views[i].conservative);
    EXPECT_EQ(a.views[i].informative, b.views[i].informative);
    EXPECT_EQ(a.views[i].representative, b.views[i].representative);
  }
}

TEST(KeptEvents, ComeBackEqualInTheirOrder) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  Chance chance(3);
  std::vector<Event> events;
  for (int i = 0; i < 200; ++i) events.push_back(made_event(chance));
  ASSERT_TRUE(ledger.store_events(events, 0, "rules 1").has_value());
  const auto back = ledger.load_events().value();
  ASSERT_EQ(back.size(), events.size());
  for (std::size_t i = 0; i < back.size() && !::testing::Test::HasFailure(); ++i) expect_equal(back[i], events[i]);
}

TEST(KeptEvents, AreReplacedAndKnowWhenTheyAreStale) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  EXPECT_EQ(ledger.derived_state("rules 1").value(), DerivedState::kNone);
  Chance chance(4);
  ASSERT_TRUE(ledger.append(made_article("Example Wire", "2024-05-09", "One."), kMonday).has_value());
  const auto version = ledger.version().value();
  ASSERT_TRUE(ledger.append(made_article("Example Wire", "2024-05-09", "Two."), kMonday).has_value());
  // Made from what the ledger held before the second article came: stale from the start.
  ASSERT_TRUE(ledger.store_events({made_event(chance), made_event(chance)}, version, "rules 1").has_value());
  EXPECT_EQ(ledger.derived_state("rules 1").value(), DerivedState::kStale);
  ASSERT_TRUE(ledger.store_events({made_event(chance)}, ledger.version().value(), "rules 1").has_value());
  EXPECT_EQ(ledger.load_events().value().size(), 1U);
  EXPECT_EQ(ledger.derived_state("rules 1").value(), DerivedState::kFresh);
  EXPECT_EQ(ledger.derived_state("rules 2").value(), DerivedState::kStale);
  EXPECT_EQ(ledger.append(made_article("Example Wire", "2024-05-09", "Two."), kMonday).value(), AppendOutcome::kAlreadyThere);
  EXPECT_EQ(ledger.derived_state("rules 1").value(), DerivedState::kFresh);
}

}  // namespace
}  // namespace attache
