// What people are to judge and have judged: the queue of claims for one person, the judgements of the ledger with the claims
// that they are about now, and how far the judges agree.
#pragma once

#include <string>
#include <vector>

#include "derive/judged.h"
#include "query/query.h"

namespace attache {

struct ReviewQuestion {
  ClaimFilter filter;
  std::string who;
  bool again = false;  ///< also claims that this person has judged
};
struct ReviewItem {
  StoredClaim claim;                          ///< as coded
  std::vector<AttachedJudgement> judgements;  ///< of this claim, by anybody, those that stand
};
/// The claims that the filter finds and the person has not judged, in the order of the listing.
[[nodiscard]] Result<std::vector<ReviewItem>> review_queue(const Ledger& ledger, const ReviewQuestion& question);

/// All judgements, by decision, with what became of them.
[[nodiscard]] Result<std::vector<AttachedJudgement>> judgements_of(const Ledger& ledger);

/// A judgement of a claim, its key set; `decided` is the caller's clock. Errors: no such claim; a slot or value that cannot be.
struct Decision {
  std::string who, why;
  RecordedTime decided;
  Verdict verdict = Verdict::kAccept;
  std::string slot, value;
};
[[nodiscard]] Result<Judgement> judgement_of(const StoredClaim& claim, const Decision& decision);
[[nodiscard]] Judgement judgement_of(const StoredClaim& claim, const StoredClaim& other, const Decision& decision);
[[nodiscard]] Judgement undo_of(const JudgementKey& undone, const Decision& decision);

}  // namespace attache
