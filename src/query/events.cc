// Listing, rebuilding and explaining events; see query.h.
#include "derive/events.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "query/judged_claims.h"
#include "query/query.h"

namespace attache {
namespace {

bool at_other_clocks(const ClaimFilter& filter) { return filter.known_by || filter.as_of; }

// Whether every claim is found, so that none needs to be looked for.
bool finds_all(const ClaimFilter& filter) {
  return !filter.event && !filter.posture && !filter.any_posture && !filter.status && filter.actor.empty() &&
         filter.owner.empty() && filter.country.empty() && filter.place.empty() && filter.place_key.empty() &&
         filter.outlets.empty() && filter.text.empty() && !filter.article;
}

// The events of the ledger at the clocks asked: those at hand, or kept and fresh, where the clocks are left open.
struct Derived {
  EventList events;
  bool now = false;
};
Result<Derived> events_at(const Ledger& ledger, const ClaimFilter& filter, bool as_coded, const EventList& at_hand) {
  if (!at_other_clocks(filter) && !as_coded) {
    if (at_hand) return Derived{at_hand, false};
    const auto state = ledger.derived_state(kDeriver);
    if (!state) return tl::unexpected(state.error());
    if (*state == DerivedState::kFresh) {
      auto kept = ledger.load_events();
      if (!kept) return tl::unexpected(kept.error());
      return Derived{std::make_shared<const std::vector<Event>>(std::move(*kept)), false};
    }
  }
  const auto judged = judged_claims(ledger, {filter.known_by, filter.as_of}, as_coded);
  if (!judged) return tl::unexpected(judged.error());
  return Derived{std::make_shared<const std::vector<Event>>(derive_events(judged->claims, judged->pairs)), true};
}

bool starts_with(const Hash128& key, std::string_view prefix) { return key.hex().starts_with(prefix); }

// Whether an event is asked for by its key or that of a claim; see EventsQuestion::key.
class KeyAsked {
 public:
  KeyAsked(const std::vector<Event>& events, std::string prefix) : prefix_(std::move(prefix)) {
    std::transform(prefix_.begin(), prefix_.end(), prefix_.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
    of_event_ =
        std::any_of(events.begin(), events.end(), [&](const Event& event) { return starts_with(event.key.hash, prefix_); });
  }
  [[nodiscard]] bool takes(const Event& event) const {
    if (of_event_) return starts_with(event.key.hash, prefix_);
    return std::any_of(event.members.begin(), event.members.end(),
                       [&](const ClaimKey& key) { return starts_with(key.hash, prefix_); });
  }

 private:
  std::string prefix_;
  bool of_event_ = false;
};

// Changes claims that were coded to what people judged of them. A judgement finds its claim among those of its article, so
// only articles with judgements are read.
Result<void> judge(const Ledger& ledger, std::vector<StoredClaim>& claims) {
  const auto judgements = ledger.judgements();
  if (!judgements) return tl::unexpected(judgements.error());
  std::set<ArticleKey> articles, judged;
  for (const StoredClaim& stored : claims) articles.insert(stored.article);
  for (const Judgement& each : *judgements) {
    if (each.claim && articles.contains(each.claim->article)) judged.insert(each.claim->article);
  }
  std::vector<StoredClaim> beside;
  for (const ArticleKey& article : judged) {
    ClaimFilter filter;
    filter.article = article;
    const auto read = ledger.for_each_claim(filter, [&](const StoredClaim& stored) {
      beside.push_back(stored);
      return true;
    });
    if (!read) return tl::unexpected(read.error());
  }
  std::map<ClaimKey, StoredClaim> now;
  for (StoredClaim& stored : apply_judgements(std::move(beside), *judgements).claims) {
    const ClaimKey key = stored.claim.key;
    now.emplace(key, std::move(stored));
  }
  std::erase_if(claims, [&](StoredClaim& stored) {
    if (!judged.contains(stored.article)) return false;
    const auto at = now.find(stored.claim.key);
    if (at == now.end()) return true;
    stored = at->second;
    return false;
  });
  return {};
}

}  // namespace

Result<std::vector<StoredClaim>> judged_claims_of(const Ledger& ledger, const std::set<ClaimKey>& wanted,
                                                  const ClaimFilter& clocks, bool as_coded) {
  std::vector<StoredClaim> out;
  constexpr std::size_t kFew = 300;  // one by one where they are few, since a ledger may hold very many others
  if (wanted.empty()) return out;
  if (wanted.size() <= kFew && !at_other_clocks(clocks)) {
    for (const ClaimKey& key : wanted) {
      auto stored = ledger.claim(key.hash.hex());
      if (!stored) return tl::unexpected(stored.error());
      out.push_back(std::move(*stored));
    }
    if (!as_coded) {
      if (const auto done = judge(ledger, out); !done) return tl::unexpected(done.error());
    }
  } else {
    auto judged = judged_claims(ledger, {clocks.known_by, clocks.as_of}, as_coded,
                                [&](const StoredClaim& stored) { return wanted.contains(stored.claim.key); });
    if (!judged) return tl::unexpected(judged.error());
    out = std::move(judged->claims);
  }
  std::sort(out.begin(), out.end(), reported_before);
  return out;
}

Result<EventList> current_events(const Ledger& ledger) {
  auto derived = events_at(ledger, {}, false, nullptr);
  if (!derived) return tl::unexpected(derived.error());
  return std::move(derived->events);
}

Result<EventsAnswer> ask(const Ledger& ledger, const EventsQuestion& question) {
  const auto derived = events_at(ledger, question.filter, question.as_coded, question.from);
  if (!derived) return tl::unexpected(derived.error());
  ClaimFilter members = question.filter;
  members.limit.reset();
  members.offset = 0;
  const bool all = finds_all(members);
  std::set<ClaimKey> found;
  if (!all) {
    const auto read = ledger.for_each_claim(members, [&](const StoredClaim& stored) {
      found.insert(stored.claim.key);
      return true;
    });
    if (!read) return tl::unexpected(read.error());
  }

  EventsAnswer answer;
  answer.derived_now = derived->now;
  std::set<ClaimKey> wanted;
  const KeyAsked key(*derived->events, question.key);
  for (const Event& event : *derived->events) {
    if (!question.key.empty() && !key.takes(event)) continue;
    if (!all &&
        std::none_of(event.members.begin(), event.members.end(), [&](const ClaimKey& each) { return found.contains(each); }))
      continue;
    if (question.contradicted && *question.contradicted == event.contradictions.empty()) continue;
    if (event.independent < question.at_least_origins) continue;
    const std::size_t number = answer.found++;
    if (number < question.filter.offset) continue;
    if (question.filter.limit && number >= question.filter.offset + *question.filter.limit) continue;
    if (!question.without_claims) wanted.insert(event.members.begin(), event.members.end());
    answer.events.push_back(event);
  }
  auto claims = judged_claims_of(ledger, wanted, question.filter, question.as_coded);
  if (!claims) return tl::unexpected(claims.error());
  answer.claims = std::move(*claims);
  return answer;
}

Result<DeriveReport> rebuild_events(Ledger& ledger) {
  const auto version = ledger.version();
  if (!version) return tl::unexpected(version.error());
  const auto judged = judged_claims(ledger, {}, false);
  if (!judged) return tl::unexpected(judged.error());
  const auto events = derive_events(judged->claims, judged->pairs);
  if (const auto stored = ledger.store_events(events, *version, kDeriver); !stored) return tl::unexpected(stored.error());
  DeriveReport report;
  report.claims = judged->claims.size();
  report.events = events.size();
  for (const Event& event : events) {
    report.joined += event.members.size() > 1;
    report.contradicted += !event.contradictions.empty();
  }
  return report;
}

Result<WhyAnswer> ask(const Ledger& ledger, const WhyQuestion& question) {
  WhyAnswer answer;
  auto claim = ledger.claim(question.key);
  if (!claim) return tl::unexpected(claim.error());
  answer.claim = std::move(*claim);
  auto article = ledger.article(answer.claim.article.hash.hex());
  if (!article) return tl::unexpected(article.error());
  answer.article = std::move(*article);
  const auto derived = events_at(ledger, {}, false, question.from);
  if (!derived) return tl::unexpected(derived.error());
  const ClaimKey key = answer.claim.claim.key;
  for (const Event& event : *derived->events) {
    if (std::find(event.members.begin(), event.members.end(), key) == event.members.end()) continue;
    answer.event = event;
    break;
  }
  std::set<ClaimKey> members;
  if (answer.event) members.insert(answer.event->members.begin(), answer.event->members.end());
  members.erase(key);
  auto others = judged_claims_of(ledger, members, {}, true);
  if (!others) return tl::unexpected(others.error());
  answer.other_reports = std::move(*others);
  ClaimFilter same_article;  // where all is that a claim can be about, and all that can be about it
  same_article.article = answer.claim.article;
  const auto read = ledger.for_each_claim(same_article, [&](const StoredClaim& stored) {
    if (answer.claim.regards && stored.claim.key == *answer.claim.regards) answer.regards = stored;
    if (stored.regards && *stored.regards == key) answer.regarded_by.push_back(stored);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return answer;
}

}  // namespace attache
