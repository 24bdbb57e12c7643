// See judged_claims.h.
#include "query/judged_claims.h"

namespace attache {

Result<Judged> judged_claims(const Ledger& ledger, const Clocks& clocks, bool as_coded,
                             const std::function<bool(const StoredClaim&)>& wanted, const ClaimFilter& narrowed) {
  std::vector<Judgement> judgements;
  if (!as_coded) {
    auto kept = ledger.judgements(clocks.as_of);
    if (!kept) return tl::unexpected(kept.error());
    judgements = std::move(*kept);
  }
  ClaimFilter filter = judgements.empty() ? narrowed : ClaimFilter{};
  filter.known_by = clocks.known_by;
  filter.as_of = clocks.as_of;
  Judged out;
  const auto read = ledger.for_each_claim(filter, [&](const StoredClaim& stored) {
    // A correction may make a claim wanted or unwanted, so all of them are needed before.
    if (!judgements.empty() || !wanted || wanted(stored)) out.claims.push_back(stored);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  if (judgements.empty()) return out;
  out = apply_judgements(std::move(out.claims), judgements);
  if (wanted) std::erase_if(out.claims, [&](const StoredClaim& stored) { return !wanted(stored); });
  return out;
}

}  // namespace attache
