// Credibility of an event, 1 to 6 as in the Admiralty system, computed only from what can be computed: how many independent
// origins assert it, how many deny it, and on what its reports disagree. How reliable an outlet is, A to F, is the user's to
// say (app/cli/ grades.h); nothing of that comes in here.
//
//   1 confirmed        two origins or more, nobody denies it, no slot is in dispute
//   2 probably true    two origins or more, nobody denies it, some slot is in dispute
//   3 possibly true    one origin and nobody denies it; or more assert it than deny it
//   4 doubtful         as many deny it as assert it
//   5 improbable       more deny it than assert it
//   6 cannot be judged no origin: outlets in their own voice
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/event.h"

namespace attache {

struct Credibility {
  int grade = 6;
  std::vector<std::string> reasons;  ///< "2 independent origins assert it: A and B"
};
/// Of the event as told; where all members deny it, of the denial.
[[nodiscard]] Credibility credibility_of(const Event& event);
/// "probably true".
[[nodiscard]] std::string_view credibility_in_words(int grade);

}  // namespace attache
