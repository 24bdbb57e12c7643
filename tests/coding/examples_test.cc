// Every frame's examples are run: "Example: SENTENCE => WORDS" must give a claim that has all the words (event, posture,
// status, "negated", and codes of an actor or the force's owner); an example without "=>" must give no claim.
#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "reading.h"

namespace attache::testing {
namespace {

bool has_word(const Claim& claim, const std::string& word) {
  if (word == name(claim.event) || word == name(claim.posture) || word == name(claim.status)) return true;
  if (word == "negated") return claim.negated;
  if (claim.force && (word == claim.force->owner || word == name(claim.force->kind))) return true;
  return std::any_of(claim.actor.begin(), claim.actor.end(), [&](const Party& p) { return p.code == word; }) ||
         std::any_of(claim.place.begin(), claim.place.end(), [&](const Place& p) { return p.country == word; });
}

TEST(Frames, AreWellFormed) {
  for (const Complaint& complaint : pipeline().coder().complaints()) ADD_FAILURE() << complaint.text();
}

TEST(Frames, ExamplesComeOutAsWritten) {
  std::size_t run = 0;
  for (const Frame& frame : pipeline().coder().frames().frames()) {
    for (const std::string& example : frame.examples) {
      ++run;
      const auto arrow = example.find("=>");
      const std::string sentence =
          example.substr(0, example.find_last_not_of(' ', arrow == std::string::npos ? arrow : arrow - 1) + 1);
      const std::vector<Claim> claims = claims_of(sentence);
      std::string found;
      for (const Claim& claim : claims) found += "\n    " + summary(claim) + "  (" + claim.frame + ")";
      if (arrow == std::string::npos) {
        EXPECT_TRUE(claims.empty()) << frame.where << " " << frame.id << ": " << sentence << found;
        continue;
      }
      std::istringstream words(example.substr(arrow + 2));
      std::vector<std::string> wanted{std::istream_iterator<std::string>(words), {}};
      const bool ok = std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
        return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) { return has_word(claim, word); }) &&
               claim.negated == (std::find(wanted.begin(), wanted.end(), "negated") != wanted.end());
      });
      EXPECT_TRUE(ok) << frame.where << " " << frame.id << ": " << example << "\n  came out:" << found;
    }
  }
  EXPECT_GT(run, 100U);
}

}  // namespace
}  // namespace attache::testing
