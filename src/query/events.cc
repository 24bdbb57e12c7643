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

// The events of the ledger at the clocks asked: those kept where they are fresh and the clocks are left open.
struct Derived {
  std::vector<Event> events;
  bool now = false;
};
Result<Derived> events_at(const Ledger& ledger, const ClaimFilter& filter, bool as_coded) {
  if (!filter.known_by && !filter.as_of && !as_coded) {
    const auto state = ledger.derived_state(kDeriver);
    if (!state) return tl::unexpected(state.error());
    if (*state == DerivedState::kFresh) {
      auto kept = ledger.load_events();
      if (!kept) return tl::unexpected(kept.error());
      return Derived{std::move(*kept), false};
    }
  }
  const auto judged = judged_claims(ledger, {filter.known_by, filter.as_of}, as_coded);
  if (!judged) return tl::unexpected(judged.error());
  return Derived{derive_events(judged->claims, judged->pairs), true};
}

bool starts_with(const Hash128& key, std::string_view prefix) { return key.hex().starts_with(prefix); }

// Leaves only events of that key, or of a claim of that key; see EventsQuestion::key.
void keep_key(std::vector<Event>& events, std::string prefix) {
  std::transform(prefix.begin(), prefix.end(), prefix.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
  const bool of_event =
      std::any_of(events.begin(), events.end(), [&](const Event& event) { return starts_with(event.key.hash, prefix); });
  std::erase_if(events, [&](const Event& event) {
    if (of_event) return !starts_with(event.key.hash, prefix);
    return std::none_of(event.members.begin(), event.members.end(),
                        [&](const ClaimKey& key) { return starts_with(key.hash, prefix); });
  });
}

}  // namespace

Result<EventsAnswer> ask(const Ledger& ledger, const EventsQuestion& question) {
  auto derived = events_at(ledger, question.filter, question.as_coded);
  if (!derived) return tl::unexpected(derived.error());
  if (!question.key.empty()) keep_key(derived->events, question.key);
  ClaimFilter members = question.filter;
  members.limit.reset();
  members.offset = 0;
  std::set<ClaimKey> found;
  const auto read = ledger.for_each_claim(members, [&](const StoredClaim& stored) {
    found.insert(stored.claim.key);
    return true;
  });
  if (!read) return tl::unexpected(read.error());

  EventsAnswer answer;
  answer.derived_now = derived->now;
  std::set<ClaimKey> wanted;
  for (Event& event : derived->events) {
    if (std::none_of(event.members.begin(), event.members.end(), [&](const ClaimKey& key) { return found.contains(key); }))
      continue;
    if (question.contradicted && *question.contradicted == event.contradictions.empty()) continue;
    if (event.independent < question.at_least_origins) continue;
    const std::size_t number = answer.found++;
    if (number < question.filter.offset) continue;
    if (question.filter.limit && number >= question.filter.offset + *question.filter.limit) continue;
    wanted.insert(event.members.begin(), event.members.end());
    answer.events.push_back(std::move(event));
  }
  const auto shown = judged_claims(ledger, {question.filter.known_by, question.filter.as_of}, question.as_coded,
                                   [&](const StoredClaim& stored) { return wanted.contains(stored.claim.key); });
  if (!shown) return tl::unexpected(shown.error());
  answer.claims = shown->claims;
  std::sort(answer.claims.begin(), answer.claims.end(), reported_before);
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
  auto derived = events_at(ledger, {}, false);
  if (!derived) return tl::unexpected(derived.error());
  const ClaimKey key = answer.claim.claim.key;
  for (Event& event : derived->events) {
    if (std::find(event.members.begin(), event.members.end(), key) != event.members.end()) answer.event = std::move(event);
  }
  std::set<ClaimKey> members;
  if (answer.event) members.insert(answer.event->members.begin(), answer.event->members.end());
  const auto read = ledger.for_each_claim({}, [&](const StoredClaim& stored) {
    if (stored.claim.key == key) return true;
    if (members.contains(stored.claim.key)) answer.other_reports.push_back(stored);
    if (answer.claim.regards && stored.claim.key == *answer.claim.regards) answer.regards = stored;
    if (stored.regards && *stored.regards == key) answer.regarded_by.push_back(stored);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  std::sort(answer.other_reports.begin(), answer.other_reports.end(), reported_before);
  return answer;
}

}  // namespace attache
