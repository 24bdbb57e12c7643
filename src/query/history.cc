// The life of one claim or event; see changes.h.
#include <algorithm>
#include <map>
#include <set>

#include "derive/events.h"
#include "derive/origins.h"
#include "derive/text.h"
#include "query/changes.h"

namespace attache {
namespace {

// What each report added to the event, in the order of the reports: a pure walk over its members.
std::vector<HistoryStep> told_step_by_step(const Event& event, const std::vector<StoredClaim>& claims) {
  std::map<ClaimKey, const StoredClaim*> by_key;
  for (const StoredClaim& stored : claims) by_key[stored.claim.key] = &stored;
  std::vector<const StoredClaim*> members;
  std::vector<HistoryStep> out;
  std::optional<Event> before;
  std::set<std::string> named;
  for (const ClaimKey& key : event.members) {
    const auto at = by_key.find(key);
    if (at == by_key.end()) continue;
    const StoredClaim& stored = *at->second;
    members.push_back(&stored);
    const Event now = event_of(members);
    const auto links = source_links(stored.claim);
    const std::string speaker = links.empty() ? stored.outlet + ", in its own voice" : links.front().name;
    const std::uint32_t known = before ? before->independent : 0;
    std::string what;
    if (stored.claim.negated && !now.denied)
      what = "denied by " + speaker;
    else if (!before)
      what = "first told by " + speaker;
    else if (now.independent > known)
      what = "told by another origin: " + speaker;
    else
      what = links.empty() ? "told again by " + speaker + ", which adds no origin"
                           : "told again: " + speaker + " is no new origin";
    what += "; " + std::to_string(now.independent) + " independent";
    for (const Contradiction& each : now.contradictions) {
      std::string sides;
      for (const Side& side : each.sides) sides += (sides.empty() ? "" : " against ") + side.value;
      const std::string told = std::string(name(each.slot)) + ": " + sides;
      if (named.insert(told).second) what += "; disagrees on the " + told;
    }
    if (before && before->status != now.status) what += "; now " + std::string(name(now.status));
    out.push_back({stored.published, {}, std::move(what), key});
    before = now;
  }
  return out;
}

// Corrections of its article by the outlet, as far as the clocks reach.
Result<void> add_revisions(const Ledger& ledger, const HistoryQuestion& question, const StoredArticle& article,
                           const ClaimKey& claim, HistoryAnswer& out) {
  for (const ArticleKey& key : article.revised_by) {
    const auto later = ledger.article(key.hash.hex());
    if (!later) return tl::unexpected(later.error());
    if (question.as_of && later->recorded > *question.as_of) continue;
    if (question.known_by && (!later->article.published || later->article.published->day() > *question.known_by)) continue;
    const std::string what = "the outlet put another article in its place, " + key.hash.hex().substr(0, 8) +
                             (later->article.title.empty() ? "" : ": \"" + later->article.title + "\"");
    out.reported.push_back({later->article.published, {}, what, claim});
    out.recorded.push_back({{}, later->recorded, "the ledger received the article that takes its place", claim});
  }
  return {};
}

std::string in_words(const AttachedJudgement& each) {
  const Judgement& judgement = each.judgement;
  std::string out = judgement.who + ": " + std::string(name(judgement.verdict));
  if (judgement.verdict == Verdict::kCorrect) out += " " + judgement.slot + " to " + judgement.value;
  if (each.other) out += " with " + each.other->hash.hex().substr(0, 8);
  if (each.undone) out += " (taken back)";
  if (each.attachment == Attachment::kReattached) out += " (of an earlier reading's claim)";
  if (!judgement.why.empty()) out += ", \"" + judgement.why + "\"";
  return out;
}

Result<void> add_life(const Ledger& ledger, const HistoryQuestion& question, const StoredClaim& stored, HistoryAnswer& out) {
  const ClaimKey key = stored.claim.key;
  const auto article = ledger.article(stored.article.hash.hex());
  if (!article) return tl::unexpected(article.error());
  out.recorded.push_back({{}, article->recorded, "the ledger received the article", key});
  const auto readings = ledger.claim_readings(key);
  if (!readings) return tl::unexpected(readings.error());
  for (const ClaimReading& reading : *readings) {
    if (question.as_of && reading.recorded > *question.as_of) continue;
    out.recorded.push_back({{}, reading.recorded, (reading.holds ? "read so by " : "read otherwise by ") + reading.coder, key});
  }
  if (const auto added = add_revisions(ledger, question, *article, key, out); !added) return added;
  const auto judgements = ledger.judgements(question.as_of);
  if (!judgements) return tl::unexpected(judgements.error());
  for (const AttachedJudgement& each : apply_judgements({stored}, *judgements).judgements) {
    const bool pair = each.judgement.other.has_value();  // its other claim is not among the one given
    const bool mine = each.claim == key || (pair && (each.judgement.claim->claim == key || each.judgement.other->claim == key));
    if (mine) out.recorded.push_back({{}, each.judgement.decided, in_words(each), key});
  }
  std::stable_sort(out.recorded.begin(), out.recorded.end(),
                   [](const HistoryStep& a, const HistoryStep& b) { return a.recorded < b.recorded; });
  return {};
}

}  // namespace

Result<HistoryAnswer> ask(const Ledger& ledger, const HistoryQuestion& question) {
  HistoryAnswer out;
  EventsQuestion events;
  events.key = question.key;
  events.filter.known_by = question.known_by;
  events.filter.as_of = question.as_of;
  auto found = ask(ledger, events);
  if (!found) return tl::unexpected(found.error());
  if (found->events.size() > 1) {
    return failure(Fault::kIncorrect, "several events have keys that start so, or claims of such keys", question.key,
                   "give more digits");
  }
  if (!found->events.empty()) out.event = std::move(found->events.front());
  out.claims = std::move(found->claims);
  const bool of_event = out.event && out.event->key.hash.hex().starts_with(question.key);
  if (!of_event) {
    auto claim = ledger.claim(question.key);
    if (!claim) return tl::unexpected(claim.error());
    out.claim = std::move(*claim);
  }
  if (out.event) out.reported = told_step_by_step(*out.event, out.claims);
  if (out.claim) {
    if (out.reported.empty()) out.reported.push_back({out.claim->published, {}, "told", out.claim->claim.key});
    if (const auto added = add_life(ledger, question, *out.claim, out); !added) return tl::unexpected(added.error());
    const bool there = std::any_of(out.claims.begin(), out.claims.end(),
                                   [&](const StoredClaim& stored) { return stored.claim.key == out.claim->claim.key; });
    if (!there) out.claims.push_back(*out.claim);
  }
  std::stable_sort(out.reported.begin(), out.reported.end(),
                   [](const HistoryStep& a, const HistoryStep& b) { return a.reported < b.reported; });
  return out;
}

}  // namespace attache
