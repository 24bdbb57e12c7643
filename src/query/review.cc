// See review.h.
#include "query/review.h"

#include <algorithm>
#include <map>
#include <set>

namespace attache {

Result<std::vector<AttachedJudgement>> judgements_of(const Ledger& ledger) {
  const auto judgements = ledger.judgements();
  if (!judgements) return tl::unexpected(judgements.error());
  if (judgements->empty()) return std::vector<AttachedJudgement>{};
  auto claims = ledger.claims({});
  if (!claims) return tl::unexpected(claims.error());
  return apply_judgements(std::move(*claims), *judgements).judgements;
}

Result<std::vector<ReviewItem>> review_queue(const Ledger& ledger, const ReviewQuestion& question) {
  const auto judgements = judgements_of(ledger);
  if (!judgements) return tl::unexpected(judgements.error());
  std::map<ClaimKey, std::vector<AttachedJudgement>> of;
  std::set<ClaimKey> mine;
  for (const AttachedJudgement& each : *judgements) {
    if (!each.claim || each.judgement.other || each.undone) continue;
    if (each.judgement.who == question.who) mine.insert(*each.claim);
    if (each.stands) of[*each.claim].push_back(each);
  }
  ClaimFilter filter = question.filter;
  filter.limit.reset();
  std::vector<ReviewItem> out;
  const auto read = ledger.for_each_claim(filter, [&](const StoredClaim& stored) {
    if (!question.again && mine.contains(stored.claim.key)) return true;
    const auto at = of.find(stored.claim.key);
    out.push_back({stored, at == of.end() ? std::vector<AttachedJudgement>{} : at->second});
    return !question.filter.limit || out.size() < *question.filter.limit;
  });
  if (!read) return tl::unexpected(read.error());
  return out;
}

namespace {

Judgement from(const Decision& decision) {
  Judgement out;
  out.who = decision.who;
  out.why = decision.why;
  out.decided = out.recorded = decision.decided;
  out.verdict = decision.verdict;
  return out;
}

}  // namespace

Result<Judgement> judgement_of(const StoredClaim& claim, const Decision& decision) {
  Judgement out = from(decision);
  out.claim = anchor_of(claim);
  if (decision.verdict == Verdict::kCorrect) {
    Claim tried = claim.claim;
    if (const std::string wrong = set_slot(tried, decision.slot, decision.value); !wrong.empty()) {
      std::string slots;
      for (const std::string_view slot : correctable_slots()) slots += (slots.empty() ? "" : ", ") + std::string(slot);
      return failure(Fault::kIncorrect, wrong, decision.slot, "the slots are " + slots);
    }
    out.slot = decision.slot;
    out.value = decision.value;
  }
  out.key = key_of(out);
  return out;
}

Judgement judgement_of(const StoredClaim& claim, const StoredClaim& other, const Decision& decision) {
  Judgement out = from(decision);
  out.claim = anchor_of(claim);
  out.other = anchor_of(other);
  out.key = key_of(out);
  return out;
}

Judgement undo_of(const JudgementKey& undone, const Decision& decision) {
  Judgement out = from(decision);
  out.verdict = Verdict::kUndo;
  out.undoes = undone;
  out.key = key_of(out);
  return out;
}

}  // namespace attache
