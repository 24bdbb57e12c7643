// See recoding.h.
#include "derive/recoding.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "derive/judged.h"

namespace attache {
Recoding compare_readings(std::span<const Claim> before, std::span<const Claim> after) {
  Recoding out;
  std::multimap<ClaimKey, std::size_t> by_key;
  for (std::size_t k = 0; k < after.size(); ++k) by_key.emplace(after[k].key, k);
  std::vector<bool> used_before(before.size()), used_after(after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto at = by_key.find(before[i].key);
    if (at == by_key.end()) continue;
    used_before[i] = used_after[at->second] = true;
    by_key.erase(at);
    ++out.kept;
  }
  struct Pair {
    bool same_kind;
    double shared;
    std::size_t first, second;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < before.size(); ++i) {
    for (std::size_t k = 0; k < after.size(); ++k) {
      if (used_before[i] || used_after[k]) continue;
      const double part = span_overlap(before[i].span, after[k].span);
      const bool kind = before[i].event == after[k].event && before[i].posture == after[k].posture;
      if (part >= kSharedSpan) pairs.push_back({kind, part, i, k});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tuple(!a.same_kind, -a.shared) < std::tuple(!b.same_kind, -b.shared);
  });
  for (const Pair& pair : pairs) {
    if (used_before[pair.first] || used_after[pair.second]) continue;
    used_before[pair.first] = used_after[pair.second] = true;
    ChangedClaim& changed = out.changed.emplace_back();
    changed.before = &before[pair.first];
    changed.after = &after[pair.second];
    for (const std::string_view slot : correctable_slots()) {
      std::string was = get_slot(*changed.before, slot), is = get_slot(*changed.after, slot);
      if (was != is) changed.slots.push_back({std::string(slot), std::move(was), std::move(is)});
    }
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!used_before[i]) out.gone.push_back(&before[i]);
  }
  for (std::size_t k = 0; k < after.size(); ++k) {
    if (!used_after[k]) out.came.push_back(&after[k]);
  }
  return out;
}

}  // namespace attache
