// Listing, rebuilding and explaining events; see query.h.
#include "derive/events.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

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
Result<Derived> events_at(const Ledger& ledger, const ClaimFilter& filter, const EventList& at_hand) {
  if (!at_other_clocks(filter)) {
    if (at_hand) return Derived{at_hand, false};
    const auto state = ledger.derived_state(kDeriver);
    if (!state) return tl::unexpected(state.error());
    if (*state == DerivedState::kFresh) {
      auto kept = ledger.load_events();
      if (!kept) return tl::unexpected(kept.error());
      return Derived{std::make_shared<const std::vector<Event>>(std::move(*kept)), false};
    }
  }
  ClaimFilter clocks;
  clocks.known_by = filter.known_by;
  clocks.as_of = filter.as_of;
  const auto claims = ledger.claims(clocks);
  if (!claims) return tl::unexpected(claims.error());
  return Derived{std::make_shared<const std::vector<Event>>(derive_events(*claims)), true};
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

// The claims of these keys, by report: one by one where they are few, since a ledger may hold very many others.
Result<std::vector<StoredClaim>> claims_of(const Ledger& ledger, const std::set<ClaimKey>& wanted, const ClaimFilter& clocks) {
  std::vector<StoredClaim> out;
  constexpr std::size_t kFew = 300;
  if (wanted.size() <= kFew && !at_other_clocks(clocks)) {
    for (const ClaimKey& key : wanted) {
      auto stored = ledger.claim(key.hash.hex());
      if (!stored) return tl::unexpected(stored.error());
      out.push_back(std::move(*stored));
    }
  } else {
    const auto read = ledger.for_each_claim(clocks, [&](const StoredClaim& stored) {
      if (wanted.contains(stored.claim.key)) out.push_back(stored);
      return true;
    });
    if (!read) return tl::unexpected(read.error());
  }
  std::sort(out.begin(), out.end(), reported_before);
  return out;
}

}  // namespace

Result<EventList> current_events(const Ledger& ledger) {
  auto derived = events_at(ledger, {}, nullptr);
  if (!derived) return tl::unexpected(derived.error());
  return std::move(derived->events);
}

Result<EventsAnswer> ask(const Ledger& ledger, const EventsQuestion& question) {
  const auto derived = events_at(ledger, question.filter, question.from);
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
  ClaimFilter clocks;
  clocks.known_by = question.filter.known_by;
  clocks.as_of = question.filter.as_of;
  auto claims = claims_of(ledger, wanted, clocks);
  if (!claims) return tl::unexpected(claims.error());
  answer.claims = std::move(*claims);
  return answer;
}

Result<DeriveReport> rebuild_events(Ledger& ledger) {
  const auto version = ledger.version();
  if (!version) return tl::unexpected(version.error());
  const auto claims = ledger.claims({});
  if (!claims) return tl::unexpected(claims.error());
  const auto events = derive_events(*claims);
  if (const auto stored = ledger.store_events(events, *version, kDeriver); !stored) return tl::unexpected(stored.error());
  DeriveReport report;
  report.claims = claims->size();
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
  const auto derived = events_at(ledger, {}, question.from);
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
  auto others = claims_of(ledger, members, {});
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
