// Credibility: one event of each grade, from claims.
#include "derive/credibility.h"

#include <gtest/gtest.h>

#include "derive/claim_lines.h"
#include "derive/events.h"

namespace attache {
namespace {

constexpr const char* kLeft = " | withdraw NZL police 70 | at Nadi (FJI) | when 2024-03-01";

int grade(const std::vector<std::string>& tellings) {
  ClaimLines lines;
  for (std::size_t i = 0; i < tellings.size(); ++i) lines.read("a" + std::to_string(i) + " | 2024-03-06 | " + tellings[i]);
  EXPECT_TRUE(lines.errors.empty());
  const auto events = derive_events(lines.claims);
  EXPECT_EQ(events.size(), 1U);
  const Credibility out = credibility_of(events.at(0));
  EXPECT_FALSE(out.reasons.empty());
  EXPECT_NE(credibility_in_words(out.grade), "");
  return out.grade;
}

TEST(Credibility, IsComputedFromOriginsAndContradictions) {
  const std::string one = "Josua Tavola (FJI LEG) < Reef Radio (MED)", two = "Ilse Maron (NZL LEG) < North Wire (MED)",
                    three = "Mere Lalo (TON LEG) < Coral Daily (MED)";
  const std::string other_number = " | withdraw NZL police 200 | at Nadi (FJI) | when 2024-03-01";
  EXPECT_EQ(grade({one + kLeft, two + kLeft}), 1);
  EXPECT_EQ(grade({one + kLeft, two + other_number}), 2);
  EXPECT_EQ(grade({one + kLeft}), 3);
  EXPECT_EQ(grade({one + kLeft, two + kLeft, three + kLeft + std::string(" | denied | regards a0")}), 3);
  EXPECT_EQ(grade({one + kLeft, two + kLeft + std::string(" | denied | regards a0")}), 4);
  EXPECT_EQ(grade({one + kLeft, two + kLeft + std::string(" | denied | regards a0"),
                   three + kLeft + std::string(" | denied | regards a0")}),
            5);
  EXPECT_EQ(grade({"Reef Radio (MED)" + std::string(kLeft)}), 6);
}

}  // namespace
}  // namespace attache
