// Where the claims of one happening disagree, and what can be said of each slot all the same.
#pragma once

#include <span>
#include <vector>

#include "facts/event.h"
#include "facts/stored_claim.h"

namespace attache {

/// Slots that the members cannot all be right about: time, count, place, recipient, basis, and done against denied. Each
/// side has its claims and the names of the origins behind it. A vaguer and a finer value do not contradict each other.
[[nodiscard]] std::vector<Contradiction> contradictions_of(std::span<const StoredClaim* const> members,
                                                           const std::vector<Origin>& origins);

/// Conservative, informative and representative value of time, count and place.
[[nodiscard]] std::vector<SlotViews> views_of(std::span<const StoredClaim* const> members, const std::vector<Origin>& origins);

}  // namespace attache
