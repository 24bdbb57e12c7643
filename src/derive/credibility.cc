// See credibility.h.
#include "derive/credibility.h"

#include <algorithm>
#include <array>

#include "derive/text.h"

namespace attache {

Credibility credibility_of(const Event& event) {
  std::vector<std::string> assert_it, deny_it;
  for (const Origin& origin : event.origins) (origin.asserts || event.denied ? assert_it : deny_it).push_back(origin.name);
  std::vector<std::string> slots;
  for (const Contradiction& each : event.contradictions) {
    if (each.slot != Slot::kNegation) slots.emplace_back(name(each.slot));
  }
  Credibility out;
  const auto told = [](const std::vector<std::string>& names, const std::string& what) {
    return std::to_string(names.size()) + (names.size() == 1 ? " origin " : " independent origins ") + what + ": " +
           listed(names);
  };
  if (!assert_it.empty())
    out.reasons.push_back(told(assert_it, assert_it.size() == 1 ? "asserts it" : "assert it"));
  else
    out.reasons.emplace_back("no origin asserts it, only outlets in their own voice");
  if (!deny_it.empty()) out.reasons.push_back(told(deny_it, deny_it.size() == 1 ? "denies it" : "deny it"));
  if (!slots.empty()) out.reasons.push_back("the reports disagree on the " + listed(slots));
  if (assert_it.empty() && deny_it.empty())
    out.grade = 6;
  else if (deny_it.size() > assert_it.size())
    out.grade = 5;
  else if (deny_it.size() == assert_it.size())
    out.grade = 4;
  else if (assert_it.size() == 1 || !deny_it.empty())
    out.grade = 3;
  else
    out.grade = slots.empty() ? 1 : 2;
  return out;
}

std::string_view credibility_in_words(int grade) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"confirmed", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"});
  return kWords[static_cast<std::size_t>(std::clamp(grade, 1, 6) - 1)];
}

}  // namespace attache
