// See events.h.
#include "derive/events.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "derive/contradictions.h"
#include "derive/country.h"
#include "derive/origins.h"
#include "derive/place.h"
#include "derive/text.h"
#include "derive/unions.h"
#include "derive/values.h"

namespace attache {
namespace {

// Days that two tellings of one happening may lie apart: where both are told as done, and where one is a plan.
constexpr int kSameDaySlack = 2;
constexpr int kPlanSlack = 120;
// An undated claim is about the days around its report.
constexpr int kFreshDays = 14;
constexpr int kStaleDays = 60;
constexpr int kForgottenDays = 400;

// What kind of happening it is: a posture (a deployment and the stay that it begins are one), else the PLOVER type.
int family(const Claim& claim) {
  switch (claim.posture) {
    case Posture::kNone:
      return static_cast<int>(claim.event);
    case Posture::kDeploy:
    case Posture::kRemain:
      return 100;
    default:
      return 100 + static_cast<int>(claim.posture);
  }
}

bool is_stay(const Claim& claim) { return claim.posture == Posture::kRemain || claim.posture == Posture::kDeploy; }
bool is_told_as_real(const Claim& claim) { return claim.status == Status::kActual; }

// Asked for, planned or done.
int stage(const Claim& claim) { return claim.status == Status::kActual ? 2 : claim.status == Status::kRequested ? 0 : 1; }

// Who a party is: a state's organs are one, its rebels, parties and citizens are not the state.
std::set<std::string> codes_of(const std::vector<Party>& parties) {
  constexpr auto kApart = std::to_array<std::string_view>({"REB", "UAF", "OPP", "PTY", "CVL", "NGO", "MED", "BUS"});
  std::set<std::string> codes;
  for (const Party& party : parties) {
    std::string code = party.code.empty() ? folded(party.name) : party.code;
    if (std::find(kApart.begin(), kApart.end(), party.sector) != kApart.end() && is_state(party.code))
      code += " " + party.sector;
    if (!code.empty()) codes.insert(code);
  }
  return codes;
}

std::set<std::string> owners_of(const Claim& claim) {
  if (claim.force && !claim.force->owner.empty()) return {claim.force->owner};
  return codes_of(claim.actor);
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& code) { return b.contains(code); });
}

int days_between_reports(const StoredClaim& a, const StoredClaim& b) {
  if (!a.published || !b.published) return a.article == b.article ? 0 : kForgottenDays;
  return static_cast<int>(std::abs((a.published->day() - b.published->day()).count()));
}

// A claim with what every comparison needs of it, worked out once.
struct Prepared {
  explicit Prepared(const StoredClaim& claim)
      : stored(&claim),
        actors(codes_of(claim.claim.actor)),
        recipients(codes_of(claim.claim.recipient)),
        owners(owners_of(claim.claim)) {
    for (const Link& link : source_links(claim.claim)) {
      if (std::string identity = link_identity(link); !identity.empty()) sources.insert(std::move(identity));
    }
    for (const Place& place : claim.claim.place) {
      places.push_back(view_of(place));
      countries.insert(place.country);
    }
  }
  const StoredClaim* stored;
  std::set<std::string> actors, recipients, owners, sources;
  std::vector<PlaceView> places;
  std::set<std::string> countries;  ///< of the places, "" for none; places of two countries are apart
};

// The closest relation that a place of one claim has to a place of the other.
struct Where {
  PlaceRelation relation = PlaceRelation::kApart;
  std::string name;
  bool one_whole = false;  ///< one of the two is the whole country, the other is not
  bool both_whole = false;
  bool both_points = false;
};
std::optional<Where> where(const Prepared& a, const Prepared& b) {
  if (a.places.empty() || b.places.empty()) return std::nullopt;
  Where best;
  for (const PlaceView& x : a.places) {
    for (const PlaceView& y : b.places) {
      PlaceRelation relation = relate(x, y);
      if (relation == PlaceRelation::kWithin) relation = PlaceRelation::kContains;
      if (relation < best.relation) {
        const bool x_whole = x.shape == PlaceShape::kWhole, y_whole = y.shape == PlaceShape::kWhole;
        best = {relation, (x.words.size() >= y.words.size() ? x : y).place->name, x_whole != y_whole, x_whole && y_whole,
                x.shape == PlaceShape::kPoint && y.shape == PlaceShape::kPoint};
      }
    }
  }
  return best;
}

// What the comparison of two claims gives that may be one happening.
struct Likeness {
  double score = 0;
  std::vector<std::string> reasons;
};

// One pair's comparison, slot by slot. Each part adds to the score, or refuses the pair by returning false.
class Comparison {
 public:
  /// With `told`, the reasons are written out; most pairs are only scored.
  Comparison(const Prepared& a, const Prepared& b, bool told)
      : told_(told), first_(a), second_(b), one_(*a.stored), two_(*b.stored), a_(a.stored->claim), b_(b.stored->claim) {}

  bool run() {
    if (family(a_) != family(b_)) return false;
    add(0.2, "same kind of happening");
    same_article_ = one_.article == two_.article;
    if (same_article_) add(0.1, "same article");
    if (share(first_.sources, second_.sources)) add(0.1, "same source");
    if (a_.negated && b_.negated) add(0.1, "both deny it");
    if (a_.posture == Posture::kNone && !a_.mode.empty() && !b_.mode.empty() && a_.mode != b_.mode) add(-0.15, "another mode");
    const bool posture = a_.posture != Posture::kNone;
    return (posture ? forces() : parties()) && places(posture) && times() && counts();
  }

  [[nodiscard]] Likeness result() && { return std::move(likeness_); }

 private:
  void add(double score, std::string_view reason, std::string_view value = {}) {
    likeness_.score += score;
    if (told_) likeness_.reasons.push_back(std::string(reason) + std::string(value));
  }

  bool forces() {
    if (!share(first_.owners, second_.owners)) return false;
    const ForceKind first = a_.force ? a_.force->kind : ForceKind::kNone;
    const ForceKind second = b_.force ? b_.force->kind : ForceKind::kNone;
    if (first != second) return false;
    const bool takers = !first_.recipients.empty() && !second_.recipients.empty();
    if (a_.posture == Posture::kHandover && takers && !share(first_.recipients, second_.recipients)) return false;
    add(0.1, "same forces");
    return true;
  }

  bool parties() {
    const auto &actors_a = first_.actors, &actors_b = second_.actors;
    const auto &recipients_a = first_.recipients, &recipients_b = second_.recipients;
    auto all_a = actors_a, all_b = actors_b;
    all_a.insert(recipients_a.begin(), recipients_a.end());
    all_b.insert(recipients_b.begin(), recipients_b.end());
    // Who does it to whom does not matter where both do it: an agreement of A with B is one of B with A.
    const bool mutual = a_.event == EventType::kAgree || a_.event == EventType::kConsult || a_.event == EventType::kCooperate ||
                        a_.event == EventType::kSupport;
    if (mutual) {
      if (all_a != all_b) return false;
      add(all_a.size() > 1 ? 0.25 : 0.1, "same parties");
      return true;
    }
    if (!actors_a.empty() && !actors_b.empty() && !share(actors_a, actors_b)) return false;
    add(actors_a.empty() || actors_b.empty() ? 0.0 : 0.15, "same doer");
    if (recipients_a.empty() || recipients_b.empty()) return true;
    if (share(recipients_a, recipients_b))
      add(0.1, "same recipient");
    else if (!same_article_)
      add(-0.1, "another recipient");
    return true;
  }

  bool places(bool posture) {
    const auto place = where(first_, second_);
    if (!place) {
      if (posture && a_.place.empty() != b_.place.empty()) add(-0.1, "only one names a place");
      return true;
    }
    switch (place->relation) {
      case PlaceRelation::kSame:
        add(0.25, "same place: ", place->name);
        // One site is left once, whatever its leaving was called before; a country is asked, promised and left in many steps.
        if ((a_.posture == Posture::kWithdraw || a_.posture == Posture::kHandover) && place->both_points) add(0.1, "one site");
        if (a_.posture == Posture::kWithdraw && place->both_whole && stage(a_) != stage(b_)) add(-0.35, "another stage");
        return true;
      case PlaceRelation::kContains:
      case PlaceRelation::kWithin:
        // What is told of a country is seldom what is told of one base in it, unless the same copy tells both alike.
        if (place->one_whole && posture && !is_denial_of_the_other() &&
            (!same_article_ || a_.status != b_.status || a_.time || b_.time)) {
          return false;
        }
        add(0.1, "one place in the other: ", place->name);
        return true;
      case PlaceRelation::kMayContain:
        if (a_.time || b_.time) return false;
        add(same_article_ ? 0.0 : -0.1, "places that may contain each other");
        return true;
      case PlaceRelation::kApart:
        return false;
    }
    return false;
  }

  bool times() {
    const int reports = days_between_reports(one_, two_);
    if (a_.time && b_.time) {
      const int apart = days_apart(*a_.time, *b_.time);
      const bool both_real = is_told_as_real(a_) && is_told_as_real(b_);
      if (a_.time->edtf == b_.time->edtf)
        add(0.3, "same time");
      else if (apart == 0)
        add(0.15, "times overlap");
      else if (apart <= (both_real ? kSameDaySlack : kPlanSlack))
        add(0.0, "times near each other");
      else
        return false;
      return true;
    }
    if (is_stay(a_) && is_stay(b_)) {  // a stay lasts
      const bool old_arrival = (a_.time && a_.posture == Posture::kDeploy) || (b_.time && b_.posture == Posture::kDeploy);
      const bool real =
          is_told_as_real(a_) == is_told_as_real(b_) || a_.posture == Posture::kRemain || b_.posture == Posture::kRemain;
      if (!real) return false;
      const bool fresh_arrival = (!a_.time && a_.posture == Posture::kDeploy) != (!b_.time && b_.posture == Posture::kDeploy);
      if (fresh_arrival && a_.posture != b_.posture)
        add(0.0, "an arrival and a stay");
      else
        add(old_arrival && a_.posture == b_.posture && reports > kFreshDays ? -0.1 : 0.15, "a stay that lasts");
      return true;
    }
    const auto& dated = a_.time ? one_ : two_;
    const auto& undated = a_.time ? two_ : one_;
    if (dated.claim.time && undated.published && dated.article != undated.article) {
      HappenedTime day;
      day.earliest_start = day.latest_start = day.earliest_end = day.latest_end = undated.published->day();
      // A wish without a day may come true within the year.
      if (days_apart(*dated.claim.time, day) > (is_told_as_real(undated.claim) ? kPlanSlack : kForgottenDays)) return false;
    }
    if (reports <= kFreshDays)
      add(0.15, "reported within days");
    else if (reports <= kStaleDays)
      add(0.05, "reported within weeks");
    else if (reports > kForgottenDays)
      return false;
    else
      add(-0.1, "reported months apart");
    return true;
  }

  bool counts() {
    const auto first = count_of(a_), second = count_of(b_);
    if (!first || !second) return true;
    if (compatible(*first, *second)) {
      add(0.1, "same number: ", told_ ? shown(*first) : std::string());
      return true;
    }
    // Another number of a stay is a disagreement; another number of those who come or go is another movement, unless the day
    // is the same.
    const bool same_day = a_.time && b_.time && days_apart(*a_.time, *b_.time) <= kSameDaySlack;
    if (!same_day && !(a_.posture == Posture::kRemain && b_.posture == Posture::kRemain) &&
        !share(first_.sources, second_.sources)) {
      add(-0.15, "another number");
    }
    return true;
  }

  bool is_denial_of_the_other() const { return a_.negated != b_.negated && same_article_; }

  const bool told_;
  const Prepared& first_;
  const Prepared& second_;
  const StoredClaim& one_;
  const StoredClaim& two_;
  const Claim& a_;
  const Claim& b_;
  bool same_article_ = false;
  Likeness likeness_;
};

// Dated too far apart for any two tellings of one happening: what the comparison would find out last, asked first.
bool of_other_times(const Claim& a, const Claim& b) { return a.time && b.time && days_apart(*a.time, *b.time) > kPlanSlack; }

std::optional<Likeness> compare(const Prepared& a, const Prepared& b, bool told = false) {
  if (of_other_times(a.stored->claim, b.stored->claim)) return std::nullopt;
  Comparison comparison(a, b, told);
  if (!comparison.run()) return std::nullopt;
  Likeness out = std::move(comparison).result();
  out.score = std::clamp(out.score, 0.0, 1.0);
  return out;
}

// Claims with a common handle are compared: type of happening, and one doer or owner.
std::set<std::string> handles(const Prepared& prepared) {
  const Claim& claim = prepared.stored->claim;
  const bool posture = claim.posture != Posture::kNone;
  std::set<std::string> codes = posture ? prepared.owners : prepared.actors;
  if (!posture) codes.insert(prepared.recipients.begin(), prepared.recipients.end());
  std::string kind = std::to_string(family(claim));
  if (posture && claim.force) kind += " " + std::string(name(claim.force->kind));
  std::set<std::string> out;
  for (const std::string& code : codes) out.insert(kind + " " + code);
  return out;
}

struct Edge {
  std::size_t first, second;
  Likeness likeness;
  enum class By { kDenial, kLikeness, kPerson } by = By::kLikeness;  ///< in this order: a person joins whole events
};

// How much of the claim is told: the fullest member stands for the event.
int told(const Claim& claim) {
  return (claim.time ? 2 : 0) + (claim.place.empty() ? 0 : 2) + (claim.force && claim.force->count ? 1 : 0) +
         (claim.basis ? 1 : 0) + (claim.actor.empty() ? 0 : 1) + (claim.recipient.empty() ? 0 : 1) + (claim.negated ? 0 : 4);
}

}  // namespace

Event event_of(std::span<const StoredClaim* const> members) {
  Event event;
  Hasher hasher;
  hasher.add("event");
  std::vector<ClaimKey> keys;
  for (const StoredClaim* member : members) keys.push_back(member->claim.key);
  event.members = keys;
  std::sort(keys.begin(), keys.end());
  for (const ClaimKey& key : keys) hasher.add(key.hash.hex());
  event.key = {hasher.finish()};

  const StoredClaim& stands = **std::max_element(members.begin(), members.end(),
                                                 [](const auto* a, const auto* b) { return told(a->claim) < told(b->claim); });
  const Claim& claim = stands.claim;
  event.representative = claim.key;
  event.type = claim.event;
  event.mode = claim.mode;
  event.posture = claim.posture;
  event.actor = claim.actor;
  event.recipient = claim.recipient;
  event.force = claim.force;
  event.place = claim.place;
  event.time = claim.time;
  event.status = Status::kPossible;
  event.denied = std::all_of(members.begin(), members.end(), [](const auto* member) { return member->claim.negated; });
  std::set<std::string> outlets;
  for (const StoredClaim* member : members) {
    if (!member->claim.negated || event.denied) event.status = std::min(event.status, member->claim.status);
    if (!member->outlet.empty()) outlets.insert(member->outlet);
    if (member->published) {
      if (!event.first_reported) event.first_reported = member->published;
      event.last_reported = member->published;
    }
  }
  event.outlets.assign(outlets.begin(), outlets.end());
  event.origins = origins_of(members);
  event.independent = static_cast<std::uint32_t>(
      std::count_if(event.origins.begin(), event.origins.end(), [&](const Origin& o) { return o.asserts || event.denied; }));
  event.contradictions = contradictions_of(members, event.origins);
  event.views = views_of(members, event.origins);
  return event;
}

bool reported_before(const StoredClaim& a, const StoredClaim& b) {
  return std::tie(a.published, a.claim.key) < std::tie(b.published, b.claim.key);
}

std::vector<Event> derive_events(std::span<const StoredClaim> claims, std::span<const PairRuling> rulings) {
  std::vector<const StoredClaim*> sorted;
  for (const StoredClaim& claim : claims) sorted.push_back(&claim);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return reported_before(*a, *b); });

  std::vector<Prepared> prepared;
  std::vector<std::set<std::string>> handles_of;
  std::map<std::string, std::vector<std::size_t>> by_handle;
  std::map<ClaimKey, std::size_t> by_key;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    by_key[sorted[i]->claim.key] = i;
    prepared.emplace_back(*sorted[i]);
    handles_of.push_back(handles(prepared.back()));
    for (const std::string& handle : handles_of.back()) by_handle[handle].push_back(i);
  }

  std::vector<Edge> edges;
  for (const auto& named : by_handle) {
    const std::string& handle = named.first;
    const std::vector<std::size_t>& group = named.second;
    // Claims of different countries are apart: each is compared with those of its own and with those that name no place.
    std::map<std::string, std::vector<std::size_t>> by_country;
    std::vector<std::size_t> placeless;
    for (const std::size_t i : group) {
      for (const std::string& country : prepared[i].countries) by_country[country].push_back(i);
      if (prepared[i].countries.empty()) placeless.push_back(i);
    }
    const auto pair_with = [&](std::size_t x, std::size_t y) {
      // A pair with several handles in common is looked at under the first.
      const auto& mine = handles_of[x];
      const auto& other = handles_of[y];
      if (*std::find_if(mine.begin(), mine.end(), [&](const std::string& h) { return other.contains(h); }) != handle) return;
      auto like = compare(prepared[x], prepared[y]);
      if (like && like->score >= kJoinThreshold) edges.push_back({x, y, std::move(*like)});
    };
    const auto after = [](const std::vector<std::size_t>& list, std::size_t x) {
      return std::upper_bound(list.begin(), list.end(), x);
    };
    for (const std::size_t x : group) {
      const auto& countries = prepared[x].countries;
      if (countries.empty()) {
        for (auto y = after(group, x); y != group.end(); ++y) pair_with(x, *y);
        continue;
      }
      for (const std::string& country : countries) {
        const auto& there = by_country.at(country);
        for (auto y = after(there, x); y != there.end(); ++y) {
          const auto& theirs = prepared[*y].countries;
          const auto first =
              std::find_if(countries.begin(), countries.end(), [&](const auto& c) { return theirs.contains(c); });
          if (*first == country) pair_with(x, *y);
        }
      }
      for (auto y = after(placeless, x); y != placeless.end(); ++y) pair_with(x, *y);
    }
  }
  for (std::size_t i = 0; i < sorted.size(); ++i) {  // denials that name what they deny
    if (!sorted[i]->claim.negated || !sorted[i]->regards) continue;
    const auto at = by_key.find(*sorted[i]->regards);
    if (at == by_key.end() || family(sorted[at->second]->claim) != family(sorted[i]->claim)) continue;
    const auto pair = std::minmax(i, at->second);
    edges.push_back({pair.first, pair.second, {1.0, {"denies it"}}, Edge::By::kDenial});
  }
  std::set<std::pair<std::size_t, std::size_t>> apart;
  for (const PairRuling& ruling : rulings) {
    const auto one = by_key.find(ruling.one), other = by_key.find(ruling.other);
    if (one == by_key.end() || other == by_key.end() || one == other) continue;
    const auto pair = std::minmax(one->second, other->second);
    if (ruling.together)
      edges.push_back({pair.first, pair.second, {1.0, {"judged to be one happening"}}, Edge::By::kPerson});
    else
      apart.insert(pair);
  }
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    return std::tuple(a.by, -a.likeness.score, a.first, a.second) < std::tuple(b.by, -b.likeness.score, b.first, b.second);
  });

  Unions unions(sorted.size());
  std::vector<std::vector<std::size_t>> members(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) members[i] = {i};
  std::map<std::size_t, std::vector<Join>> joins;
  for (const Edge& edge : edges) {
    const std::size_t a = unions.find(edge.first), b = unions.find(edge.second);
    if (a == b) continue;
    const auto any_pair = [&](auto&& says) {
      return std::any_of(members[a].begin(), members[a].end(), [&](std::size_t x) {
        return std::any_of(members[b].begin(), members[b].end(), [&](std::size_t y) { return says(x, y); });
      });
    };
    const bool ruled_apart =
        !apart.empty() && any_pair([&](std::size_t x, std::size_t y) { return apart.contains(std::minmax(x, y)); });
    const bool refused = edge.by == Edge::By::kLikeness &&
                         any_pair([&](std::size_t x, std::size_t y) { return !compare(prepared[x], prepared[y]); });
    if (ruled_apart || refused) continue;
    unions.join(a, b);
    const std::size_t kept = std::min(a, b), gone = std::max(a, b);
    members[kept].insert(members[kept].end(), members[gone].begin(), members[gone].end());
    members[gone].clear();
    auto& tree = joins[kept];
    auto& other = joins[gone];
    tree.insert(tree.end(), other.begin(), other.end());
    auto reasons = edge.likeness.reasons;
    if (edge.by == Edge::By::kLikeness) reasons = compare(prepared[edge.first], prepared[edge.second], true)->reasons;
    tree.push_back({sorted[edge.first]->claim.key, sorted[edge.second]->claim.key, edge.likeness.score, std::move(reasons)});
    other.clear();
  }

  std::vector<Event> events;
  for (const auto& group : unions.groups()) {
    std::vector<const StoredClaim*> of_event;
    for (const std::size_t i : group) of_event.push_back(sorted[i]);
    Event event = event_of(of_event);
    event.joins = std::move(joins[group.front()]);
    events.push_back(std::move(event));
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::tie(a.first_reported, a.key) < std::tie(b.first_reported, b.key);
  });
  return events;
}

}  // namespace attache
