// What another reading of an article changes: claims that both readings have, claims of which some slot is told otherwise, and
// claims that only one of them has. A pure function of the two.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "facts/claim.h"

namespace attache {

struct SlotDifference {
  std::string slot, before, after;  ///< as set_slot() takes them (derive/judged.h)
};
struct ChangedClaim {
  const Claim* before = nullptr;
  const Claim* after = nullptr;
  std::vector<SlotDifference> slots;  ///< empty where only the chain, the words or the evidence differ
};
/// The pointers are into what was compared.
struct Recoding {
  std::size_t kept = 0;
  std::vector<ChangedClaim> changed;
  std::vector<const Claim*> gone, came;
  [[nodiscard]] bool same() const { return changed.empty() && gone.empty() && came.empty(); }
};
/// Claims are one by their keys; else the pair whose spans share most, and at least half.
[[nodiscard]] Recoding compare_readings(std::span<const Claim> before, std::span<const Claim> after);

}  // namespace attache
