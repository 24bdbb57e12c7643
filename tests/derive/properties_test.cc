// What holds for every set of claims, tried on many generated ones: the order of arrival does not matter, deriving twice gives
// the same, and what becomes known later changes no answer as known earlier.
#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "derive/claim_lines.h"
#include "derive/events.h"
#include "derive/presence.h"

namespace attache {
namespace {

constexpr int kRounds = 60;

// Claims of a handful of forces, places, sources and days, so that many of them touch each other.
std::vector<StoredClaim> generated(std::mt19937& random) {
  const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  ClaimLines lines;
  const std::size_t number = 5 + random() % 25;
  for (std::size_t i = 0; i < number; ++i) {
    const std::string chain = pick({"Ilse Maron (NZL GOV) < South Agency (MED) < ", "an official (FJI GOV) < ",
                                    "Mere Lalo (FJI LEG) < ", "", "North Wire (MED) < ", "Coral Daily (MED) < "}) +
                              pick({"North Wire (MED)", "Coral Daily (MED)", "Harbour News (MED)"});
    std::string line =
        "c" + std::to_string(i) + " | 2024-0" + std::to_string(1 + random() % 9) + "-1" + std::to_string(random() % 10) +
        " | " + chain + " | " + pick({"deploy", "withdraw", "remain", "withdraw", "handover", "access"}) + " NZL " +
        pick({"military", "police"}) + pick({"", " 70", " 200", ""}) + " | at " +
        pick({"Fiji (FJI)", "Suva (FJI -18.14 178.44)", "five Fijian regions (FJI)", "the base in Suva (FJI -18.14 178.44)",
              "Labasa (FJI -16.43 179.36)", "Fiji's border with Tonga (FJI)"}) +
        " | " + pick({"actual", "planned", "agreed", "requested", "possible", "actual"}) + pick({"", " | denied", "", ""}) +
        pick({"", "", " | when ../2024-06-30", " | when 2024-05-01", " | when 2024-07-01/..", " | when 2023"}) +
        pick({"", " | basis request FJI"});
    if (i > 0 && random() % 4 == 0) line += " | regards c" + std::to_string(random() % i);
    line += " | recorded 2025-0" + std::to_string(1 + random() % 9) + "-01";
    lines.read(line);
  }
  EXPECT_TRUE(lines.errors.empty());
  return lines.claims;
}

PresenceQuestion question_of(std::mt19937& random) {
  PresenceQuestion question;
  question.owner = "NZL";
  question.place = random() % 3 == 0 ? "Suva" : "FJI";
  question.on = make_day(2024, static_cast<unsigned>(1 + random() % 12), static_cast<unsigned>(1 + random() % 28));
  if (random() % 2 == 0) question.known_by = make_day(2024, static_cast<unsigned>(2 + random() % 8), 15);
  return question;
}

// All that an answer says, to compare answers.
std::string written(const std::vector<PresenceLine>& lines) {
  std::string out;
  for (const PresenceLine& line : lines) {
    out += line.owner + "|" + std::string(name(line.kind)) + "|" + std::string(name(line.state)) + "|" + line.since + "|" +
           line.until + "|" + line.present_since;
    for (const auto& place : line.places) out += "@" + place;
    for (const auto& origin : line.origins) out += "<" + origin;
    for (const auto& note : line.notes) out += ";" + note;
    for (const auto& support : line.claims) out += "#" + support.claim.hash.hex() + std::string(name(support.part));
    for (const auto& side : line.sides) out += "{" + side.value;
    out += "\n";
  }
  return out;
}

std::string written(const std::vector<Event>& events) {
  std::string out;
  for (const Event& event : events) {
    out += event.key.hash.hex() + "|" + std::to_string(event.independent);
    for (const auto& join : event.joins)
      out += "+" + join.earlier.hash.hex() + join.later.hash.hex() + std::to_string(join.score);
    for (const auto& origin : event.origins) out += "<" + origin.name;
    for (const auto& contradiction : event.contradictions) {
      out += "!" + std::string(name(contradiction.slot));
      for (const auto& side : contradiction.sides) out += "{" + side.value;
    }
    out += "\n";
  }
  return out;
}

TEST(Derive, OrderOfArrivalDoesNotMatter) {
  std::mt19937 random(7);
  for (int round = 0; round < kRounds; ++round) {
    auto claims = generated(random);
    const PresenceQuestion question = question_of(random);
    const std::string events = written(derive_events(claims)), lines = written(derive_presence(claims, question));
    std::shuffle(claims.begin(), claims.end(), random);
    EXPECT_EQ(written(derive_events(claims)), events);
    EXPECT_EQ(written(derive_presence(claims, question)), lines);
  }
}

TEST(Derive, TwiceIsOnce) {
  std::mt19937 random(8);
  for (int round = 0; round < kRounds; ++round) {
    const auto claims = generated(random);
    EXPECT_EQ(written(derive_events(claims)), written(derive_events(claims)));
    const PresenceQuestion question = question_of(random);
    EXPECT_EQ(written(derive_presence(claims, question)), written(derive_presence(claims, question)));
  }
}

TEST(Derive, WhatIsReportedLaterChangesNoEarlierAnswer) {
  std::mt19937 random(9);
  for (int round = 0; round < kRounds; ++round) {
    const auto claims = generated(random);
    PresenceQuestion question = question_of(random);
    question.known_by = make_day(2024, 5, 15);
    auto earlier = claims;
    std::erase_if(earlier, [&](const StoredClaim& claim) { return claim.published->day() > *question.known_by; });
    EXPECT_EQ(written(derive_presence(claims, question)), written(derive_presence(earlier, question)));
  }
}

// An older report that the ledger learns of later is in no answer "as of" the time before.
TEST(Derive, AnOlderReportLearntLaterChangesNoAnswerOfBefore) {
  std::mt19937 random(10);
  for (int round = 0; round < kRounds; ++round) {
    const auto claims = generated(random);
    PresenceQuestion question = question_of(random);
    question.as_of = RecordedTime{parse_instant("2025-05-15")->seconds};
    auto held = claims;
    std::erase_if(held, [&](const StoredClaim& claim) { return claim.recorded > *question.as_of; });
    EXPECT_EQ(written(derive_presence(claims, question)), written(derive_presence(held, question)));
  }
}

TEST(Derive, EveryClaimIsInOneEventAndJoinsFormATree) {
  std::mt19937 random(11);
  for (int round = 0; round < kRounds; ++round) {
    const auto claims = generated(random);
    std::set<ClaimKey> seen;
    for (const Event& event : derive_events(claims)) {
      EXPECT_EQ(event.joins.size() + 1, event.members.size());
      for (const ClaimKey& key : event.members) EXPECT_TRUE(seen.insert(key).second);
      for (const Join& join : event.joins) {
        EXPECT_GE(join.score, kJoinThreshold);
        EXPECT_FALSE(join.reasons.empty());
      }
    }
    EXPECT_EQ(seen.size(), claims.size());
  }
}

TEST(Derive, EveryLineListsTheClaimsThatHoldItUp) {
  std::mt19937 random(12);
  for (int round = 0; round < kRounds; ++round) {
    const auto claims = generated(random);
    for (const PresenceLine& line : derive_presence(claims, question_of(random))) {
      if (line.notes == std::vector<std::string>{"no claim known"}) continue;
      EXPECT_FALSE(line.claims.empty());
      EXPECT_FALSE(line.places.empty());
      EXPECT_EQ(line.state == PresenceState::kDisputed, line.sides.size() >= 2);
    }
  }
}

}  // namespace
}  // namespace attache
