// The question of presence; see query.h.
#include "derive/presence.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "derive/country.h"
#include "derive/events.h"
#include "query/judged_claims.h"
#include "query/query.h"
#include "query/sentence.h"

namespace attache {
namespace {

// Acts that settle, or refuse, what a posture claim states: presence dates a leaving by them.
bool settles(const StoredClaim& stored) {
  if (stored.claim.posture != Posture::kNone) return true;
  switch (stored.claim.event) {
    case EventType::kAgree:
    case EventType::kConcede:
    case EventType::kSupport:
    case EventType::kReject:
      return stored.regards.has_value();
    default:
      return false;
  }
}

// Only articles that tell of these forces, or of the land asked about, can hold up a line; a place that is no state may be told
// of in many words.
ClaimFilter narrowed(const PresenceQuestion& question) {
  ClaimFilter out;
  out.beside_owner = question.owner;
  if (is_state(question.place)) out.beside_country = question.place;
  return out;
}

// The one that is asked about, else everybody whose forces the claims tell of; not those of the land itself.
std::set<std::string> owners_asked(const std::vector<StoredClaim>& claims, const PresenceQuestion& question) {
  if (!question.owner.empty()) return {question.owner};
  std::set<std::string> out;
  for (const StoredClaim& stored : claims) {
    if (stored.claim.force && !stored.claim.force->owner.empty() && stored.claim.force->owner != question.place)
      out.insert(stored.claim.force->owner);
  }
  return out;
}

// The claims that decide presence, as known at the question's clocks and as people judged them.
Result<std::vector<StoredClaim>> deciding_claims(const Ledger& ledger, const PresenceQuestion& question) {
  auto judged = judged_claims(ledger, {question.known_by, question.as_of}, question.as_coded, settles, narrowed(question));
  if (!judged) return tl::unexpected(judged.error());
  return std::move(judged->claims);
}

// Whether a claim can have a say about this owner's forces. One of another owner's cannot, unless it tells of a handover to
// this one; what settles a claim, and forces of no named owner, may.
bool may_concern(const StoredClaim& stored, const std::string& owner) {
  const Claim& claim = stored.claim;
  return claim.posture == Posture::kNone || claim.posture == Posture::kHandover || !claim.force || claim.force->owner.empty() ||
         claim.force->owner == owner;
}

// Calls `take` with each line of everybody asked about.
template <class Take>
void each_line(const std::vector<StoredClaim>& claims, const PresenceQuestion& question, Take&& take) {
  PresenceQuestion one = question;
  for (const std::string& owner : owners_asked(claims, question)) {
    one.owner = owner;
    std::vector<StoredClaim> theirs;
    std::copy_if(claims.begin(), claims.end(), std::back_inserter(theirs),
                 [&](const StoredClaim& stored) { return may_concern(stored, owner); });
    for (PresenceLine& line : derive_presence(theirs, one)) {
      if (question.owner.empty() && line.claims.empty()) continue;  // nothing is known of this one there
      take(std::move(line));
    }
  }
}

// Days from which on a state can be another: the bounds of what claims tell, and the days of their reports.
std::vector<Day> days_of_change(const std::vector<StoredClaim>& claims, const TimelineQuestion& question) {
  std::set<Day> days{question.from};
  const auto add = [&](const std::optional<Day>& day) {
    if (!day) return;
    for (const Day each : {*day, *day + std::chrono::days(1)}) {
      if (each >= question.from && each <= question.to) days.insert(each);
    }
  };
  for (const StoredClaim& stored : claims) {
    if (stored.published) add(stored.published->day());
    if (!stored.claim.time) continue;
    for (const auto& bound : {stored.claim.time->earliest_start, stored.claim.time->latest_start,
                              stored.claim.time->earliest_end, stored.claim.time->latest_end})
      add(bound);
  }
  return {days.begin(), days.end()};
}

// Adds a line's state over some days to its lane.
void put_on_lane(TimelineAnswer& answer, const PresenceLine& line, Day first, Day last,
                 const std::vector<StoredClaim>& claims) {
  const std::string place = line.places.empty() ? std::string() : line.places.front();
  auto lane = std::find_if(answer.lanes.begin(), answer.lanes.end(), [&](const TimelineAnswer::Lane& each) {
    return each.owner == line.owner && each.kind == line.kind && each.place == place && each.country == line.country;
  });
  if (lane == answer.lanes.end()) lane = answer.lanes.insert(lane, {line.owner, line.kind, place, line.country, {}});
  TimelineAnswer::Stretch* before = lane->stretches.empty() ? nullptr : &lane->stretches.back();
  if (before != nullptr && before->to + std::chrono::days(1) == first && before->state == line.state &&
      before->corroborated == line.corroborated) {
    before->to = last;
    return;
  }
  lane->stretches.push_back({first, last, line.state, line.corroborated, sentence_of(line, claims)});
}

}  // namespace

Result<PresenceAnswer> ask(const Ledger& ledger, const PresenceQuestion& question) {
  const auto claims = deciding_claims(ledger, question);
  if (!claims) return tl::unexpected(claims.error());
  PresenceAnswer answer;
  answer.question = question;
  std::set<ClaimKey> listed;
  each_line(*claims, question, [&](PresenceLine&& line) {
    for (const Support& support : line.claims) listed.insert(support.claim);
    std::string sentence = sentence_of(line, *claims);
    answer.lines.push_back({std::move(line), std::move(sentence)});
  });
  std::copy_if(claims->begin(), claims->end(), std::back_inserter(answer.claims),
               [&](const StoredClaim& stored) { return listed.contains(stored.claim.key); });
  std::sort(answer.claims.begin(), answer.claims.end(), reported_before);
  return answer;
}

Result<TimelineAnswer> ask(const Ledger& ledger, const TimelineQuestion& question) {
  const auto claims = deciding_claims(ledger, question.asked);
  if (!claims) return tl::unexpected(claims.error());
  TimelineAnswer answer;
  answer.days = days_of_change(*claims, question);
  // The more claims, the longer a day takes.
  constexpr std::size_t kMostLooks = 100'000;
  const std::size_t most = std::clamp<std::size_t>(kMostLooks / (claims->size() + 1), 12, TimelineAnswer::kMostDays);
  if (const std::size_t many = answer.days.size(); many > most) {
    const std::size_t every = (many + most - 1) / most;
    std::vector<Day> kept;
    for (std::size_t i = 0; i < many; i += every) kept.push_back(answer.days[i]);
    answer.days = std::move(kept);
    answer.thinned = true;
  }
  PresenceQuestion one = question.asked;
  std::vector<StoredClaim> theirs;
  for (const std::string& owner : owners_asked(*claims, question.asked)) {
    one.owner = owner;
    theirs.clear();
    std::copy_if(claims->begin(), claims->end(), std::back_inserter(theirs),
                 [&](const StoredClaim& stored) { return may_concern(stored, owner); });
    for (std::size_t i = 0; i < answer.days.size(); ++i) {
      one.on = answer.days[i];
      const Day last = i + 1 < answer.days.size() ? answer.days[i + 1] - std::chrono::days(1) : question.to;
      for (const PresenceLine& line : derive_presence(theirs, one)) {
        if (question.asked.owner.empty() && line.claims.empty()) continue;
        put_on_lane(answer, line, one.on, last, theirs);
      }
    }
  }
  std::stable_sort(answer.lanes.begin(), answer.lanes.end(), [](const auto& a, const auto& b) { return a.owner < b.owner; });
  return answer;
}

}  // namespace attache
