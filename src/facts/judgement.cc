// See judgement.h.
#include "facts/judgement.h"

#include <array>
#include <cstddef>

namespace attache {
namespace {

constexpr auto kVerdicts = std::to_array<std::string_view>({"accept", "reject", "correct", "together", "apart", "undo"});

void add(Hasher& hasher, const std::optional<ClaimAnchor>& anchor) {
  if (!anchor) {
    hasher.add("");
    return;
  }
  hasher.add(anchor->claim.hash.hex()).add(anchor->article.hash.hex());
  hasher.add(std::int64_t{anchor->span.begin}).add(std::int64_t{anchor->span.end});
  hasher.add(name(anchor->event)).add(name(anchor->posture));
}

}  // namespace

std::string_view name(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> verdict_from(std::string_view name) {
  for (std::size_t i = 0; i < kVerdicts.size(); ++i) {
    if (kVerdicts[i] == name) return static_cast<Verdict>(i);
  }
  return std::nullopt;
}

JudgementKey key_of(const Judgement& judgement) {
  Hasher hasher;
  hasher.add("judgement").add(judgement.who).add(judgement.decided.seconds).add(judgement.why).add(name(judgement.verdict));
  add(hasher, judgement.claim);
  add(hasher, judgement.other);
  hasher.add(judgement.slot).add(judgement.value).add(judgement.undoes ? judgement.undoes->hash.hex() : "");
  return {hasher.finish()};
}

}  // namespace attache
