// Differences between two answers; see changes.h.
#include "query/changes.h"

#include <algorithm>
#include <map>
#include <set>

#include "derive/events.h"
#include "derive/text.h"
#include "derive/values.h"

namespace attache {
namespace {

std::set<ClaimKey> claims_of(const PresenceAnswer::Line& each) {
  std::set<ClaimKey> out;
  for (const Support& support : each.line.claims) out.insert(support.claim);
  return out;
}
std::set<ClaimKey> claims_of(const Event& event) { return {event.members.begin(), event.members.end()}; }

std::size_t shared(const std::set<ClaimKey>& a, const std::set<ClaimKey>& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const ClaimKey& key) { return b.contains(key); }));
}

// How well two things of two answers are one: 0 for not at all.
std::size_t kinship(const PresenceAnswer::Line& a, const PresenceAnswer::Line& b) {
  if (a.line.owner != b.line.owner || a.line.kind != b.line.kind) return 0;
  const auto& places = b.line.places;
  const bool place = std::any_of(a.line.places.begin(), a.line.places.end(), [&](const std::string& each) {
    return std::find(places.begin(), places.end(), each) != places.end();
  });
  return 2 * shared(claims_of(a), claims_of(b)) + (place ? 1U : 0U);
}
std::size_t kinship(const Event& a, const Event& b) { return shared(claims_of(a), claims_of(b)); }

class Slots {
 public:
  void add(std::string slot, std::string before, std::string after) {
    if (before != after) out_.push_back({std::move(slot), std::move(before), std::move(after)});
  }
  std::vector<SlotChange> take() { return std::move(out_); }

 private:
  std::vector<SlotChange> out_;
};

std::string sorted_list(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  return listed(items);
}
std::string day_of(const std::optional<ReportedTime>& time) { return time ? to_string(time->day()) : ""; }
std::string time_in(const std::optional<HappenedTime>& time) { return time ? time->edtf : ""; }

std::string bases(const PresenceLine& line) {
  std::vector<std::string> out;
  for (const Basis& basis : line.basis) out.push_back(shown(basis));
  return sorted_list(out);
}

template <class Sides>
std::string values(const Sides& sides) {
  std::vector<std::string> out;
  for (const auto& side : sides) out.push_back(side.value);
  return sorted_list(out);
}

std::vector<SlotChange> compared(const PresenceAnswer::Line& one, const PresenceAnswer::Line& other) {
  const PresenceLine &a = one.line, &b = other.line;
  Slots slots;
  slots.add("state", std::string(name(a.state)), std::string(name(b.state)));
  slots.add("only asked for", a.asked_only ? "yes" : "no", b.asked_only ? "yes" : "no");
  slots.add("since", a.since, b.since);
  slots.add("there since", a.present_since, b.present_since);
  slots.add("until", a.until, b.until);
  slots.add("count", a.count ? shown(*a.count) : "", b.count ? shown(*b.count) : "");
  slots.add("basis", bases(a), bases(b));
  slots.add("origins", sorted_list(a.origins), sorted_list(b.origins));
  slots.add("standing", a.corroborated ? "corroborated" : "claimed", b.corroborated ? "corroborated" : "claimed");
  slots.add("sides", values(a.sides), values(b.sides));
  std::vector<std::string> before, after;
  for (const Slot slot : a.disputed) before.emplace_back(name(slot));
  for (const Slot slot : b.disputed) after.emplace_back(name(slot));
  slots.add("disputed", sorted_list(before), sorted_list(after));
  slots.add("last reported", day_of(a.last_reported), day_of(b.last_reported));
  return slots.take();
}

std::vector<SlotChange> compared(const Event& a, const Event& b) {
  const auto origins = [](const Event& event) {
    std::vector<std::string> out;
    for (const Origin& origin : event.origins) out.push_back(origin.name + (origin.asserts ? "" : " (denies)"));
    return sorted_list(out);
  };
  const auto contradictions = [](const Event& event) {
    std::vector<std::string> out;
    for (const Contradiction& each : event.contradictions)
      out.push_back(std::string(name(each.slot)) + " (" + values(each.sides) + ")");
    return sorted_list(out);
  };
  const auto status = [](const Event& event) { return event.denied ? std::string("denied") : std::string(name(event.status)); };
  Slots slots;
  slots.add("status", status(a), status(b));
  slots.add("time", time_in(a.time), time_in(b.time));
  slots.add("reports", std::to_string(a.members.size()), std::to_string(b.members.size()));
  slots.add("outlets", sorted_list(a.outlets), sorted_list(b.outlets));
  slots.add("independent origins", std::to_string(a.independent), std::to_string(b.independent));
  slots.add("origins", origins(a), origins(b));
  slots.add("contradictions", contradictions(a), contradictions(b));
  return slots.take();
}

// Pairs the things of two answers, the closest kin first, and tells what became of each.
template <class Thing>
std::vector<Change<Thing>> changes_between(const std::vector<Thing>& before, const std::vector<Thing>& after,
                                           std::size_t& unchanged) {
  struct Pair {
    std::size_t kinship, first, second;
  };
  std::map<ClaimKey, std::vector<std::size_t>> with;  // which things after rest on a claim: not every pair is looked at
  for (std::size_t k = 0; k < after.size(); ++k) {
    for (const ClaimKey& key : claims_of(after[k])) with[key].push_back(k);
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < before.size(); ++i) {
    std::set<std::size_t> candidates;
    for (const ClaimKey& key : claims_of(before[i])) {
      if (const auto at = with.find(key); at != with.end()) candidates.insert(at->second.begin(), at->second.end());
    }
    if constexpr (std::is_same_v<Thing, PresenceAnswer::Line>) {  // few, and a place alone may pair them
      for (std::size_t k = 0; k < after.size(); ++k) candidates.insert(k);
    }
    for (const std::size_t k : candidates) {
      if (const std::size_t kin = kinship(before[i], after[k]); kin > 0) pairs.push_back({kin, i, k});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.kinship > b.kinship; });
  std::vector<bool> paired_before(before.size()), paired_after(after.size());
  std::vector<Change<Thing>> out;
  const auto rest = [](const std::set<ClaimKey>& of, const std::set<ClaimKey>& other) {
    std::vector<ClaimKey> keys;
    std::set_difference(of.begin(), of.end(), other.begin(), other.end(), std::back_inserter(keys));
    return keys;
  };
  for (const Pair& pair : pairs) {
    if (paired_before[pair.first] || paired_after[pair.second]) continue;
    paired_before[pair.first] = paired_after[pair.second] = true;
    const Thing &a = before[pair.first], &b = after[pair.second];
    Change<Thing> change{
        ChangeKind::kChanged, a, b, compared(a, b), rest(claims_of(b), claims_of(a)), rest(claims_of(a), claims_of(b))};
    if (change.slots.empty() && change.came.empty() && change.went.empty())
      ++unchanged;
    else
      out.push_back(std::move(change));
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!paired_before[i]) out.push_back({ChangeKind::kVanished, before[i], {}, {}, {}, rest(claims_of(before[i]), {})});
  }
  for (std::size_t k = 0; k < after.size(); ++k) {
    if (!paired_after[k]) out.push_back({ChangeKind::kAppeared, {}, after[k], {}, rest(claims_of(after[k]), {}), {}});
  }
  return out;
}

// Lines that say only that nothing is known are no part of an answer that could change.
std::vector<PresenceAnswer::Line> known_lines(const PresenceAnswer& answer) {
  std::vector<PresenceAnswer::Line> out;
  std::copy_if(answer.lines.begin(), answer.lines.end(), std::back_inserter(out),
               [](const PresenceAnswer::Line& each) { return !each.line.claims.empty(); });
  return out;
}

template <class Diff>
void keep_claims(Diff& out, const std::vector<StoredClaim>& before, const std::vector<StoredClaim>& after) {
  std::set<ClaimKey> wanted;
  for (const auto& change : out.changes) {
    wanted.insert(change.came.begin(), change.came.end());
    wanted.insert(change.went.begin(), change.went.end());
  }
  for (const auto* claims : {&before, &after}) {
    for (const StoredClaim& stored : *claims) {
      if (wanted.erase(stored.claim.key) != 0) out.claims.push_back(stored);
    }
  }
  std::sort(out.claims.begin(), out.claims.end(), reported_before);
}

}  // namespace

std::string_view name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAppeared:
      return "appeared";
    case ChangeKind::kVanished:
      return "vanished";
    case ChangeKind::kChanged:
      return "changed";
  }
  return {};
}

Result<PresenceDiff> diff(const Ledger& ledger, const PresenceQuestion& before, const PresenceQuestion& after) {
  const auto first = ask(ledger, before);
  if (!first) return tl::unexpected(first.error());
  const auto second = ask(ledger, after);
  if (!second) return tl::unexpected(second.error());
  PresenceDiff out{before, after, {}, 0, {}};
  out.changes = changes_between(known_lines(*first), known_lines(*second), out.unchanged);
  std::stable_sort(out.changes.begin(), out.changes.end(), [](const auto& a, const auto& b) {
    const auto& x = (a.after ? a.after : a.before)->line;
    const auto& y = (b.after ? b.after : b.before)->line;
    return std::tie(x.owner, x.kind, x.country, x.places) < std::tie(y.owner, y.kind, y.country, y.places);
  });
  keep_claims(out, first->claims, second->claims);
  return out;
}

Result<EventsDiff> diff(const Ledger& ledger, const EventsQuestion& before, const EventsQuestion& after) {
  const auto first = ask(ledger, before);
  if (!first) return tl::unexpected(first.error());
  const auto second = ask(ledger, after);
  if (!second) return tl::unexpected(second.error());
  EventsDiff out{before, after, {}, 0, {}};
  out.changes = changes_between(first->events, second->events, out.unchanged);
  std::stable_sort(out.changes.begin(), out.changes.end(), [](const auto& a, const auto& b) {
    const Event& x = *(a.after ? a.after : a.before);
    const Event& y = *(b.after ? b.after : b.before);
    return std::tie(x.last_reported, x.key) < std::tie(y.last_reported, y.key);
  });
  // A claim may have left the answer's own claims where it is no longer current: those of the answer before have it.
  keep_claims(out, first->claims, second->claims);
  return out;
}

}  // namespace attache
