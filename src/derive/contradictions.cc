// See contradictions.h.
#include "derive/contradictions.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "derive/place.h"
#include "derive/text.h"
#include "derive/values.h"

namespace attache {
namespace {

using Members = std::span<const StoredClaim* const>;

// A slot's value as told by one claim: how it is written, and whether it can stand beside another's.
struct ComparedSlot {
  Slot slot;
  std::function<std::string(const Claim&)> value;  // empty: the claim does not tell
  std::function<bool(const Claim&, const Claim&)> clash;
};

std::string value_of_place(const Claim& claim) {
  std::vector<std::string> names;
  for (const Place& place : claim.place) names.push_back(place.name);
  return listed(names);
}

std::string value_of_recipient(const Claim& claim) {
  std::vector<std::string> names;
  for (const Party& party : claim.recipient) names.push_back(party.code + (party.sector.empty() ? "" : " " + party.sector));
  return listed(names);
}

bool places_clash(const Claim& a, const Claim& b) {
  return std::all_of(a.place.begin(), a.place.end(), [&](const Place& x) {
    return std::all_of(b.place.begin(), b.place.end(),
                       [&](const Place& y) { return relate(view_of(x), view_of(y)) == PlaceRelation::kApart; });
  });
}

const std::vector<ComparedSlot>& compared_slots() {
  static const std::vector<ComparedSlot> kSlots = {
      {Slot::kTime, [](const Claim& c) { return c.time && !c.negated ? c.time->edtf : std::string{}; },
       [](const Claim& a, const Claim& b) { return !a.time->may_overlap(*b.time); }},
      {Slot::kCount,
       [](const Claim& c) {
         const auto n = count_of(c);
         return n ? shown(*n) : std::string{};
       },
       [](const Claim& a, const Claim& b) { return !compatible(*count_of(a), *count_of(b)); }},
      {Slot::kPlace, [](const Claim& c) { return value_of_place(c); }, places_clash},
      {Slot::kRecipient, value_of_recipient,
       [](const Claim& a, const Claim& b) {
         return std::none_of(a.recipient.begin(), a.recipient.end(), [&](const Party& x) {
           return std::any_of(b.recipient.begin(), b.recipient.end(), [&](const Party& y) {
             return x.code == y.code &&
                    (x.sector == y.sector || x.sector.empty() || y.sector.empty() || (x.sector != "CVL" && y.sector != "CVL"));
           });
         });
       }},
      {Slot::kBasis, [](const Claim& c) { return c.basis ? shown(*c.basis) : std::string{}; },
       [](const Claim& a, const Claim& b) { return shown(*a.basis) != shown(*b.basis); }},
      {Slot::kNegation, [](const Claim& c) { return std::string(c.negated ? "denied" : "asserted"); },
       [](const Claim& a, const Claim& b) { return a.negated != b.negated; }},
  };
  return kSlots;
}

// A stay told without a time is so on the day of its report: 1,000 in March and 800 in July are both right, and so are "they
// are there" and, months later, "they are not".
bool of_other_days(const StoredClaim& a, const StoredClaim& b) {
  constexpr int kSameState = 10;  // days
  const auto state = [](const StoredClaim& s) { return s.claim.posture == Posture::kRemain && !s.claim.time && s.published; };
  if (!state(a) || !state(b)) return false;
  return std::abs((a.published->day() - b.published->day()).count()) > kSameState;
}

std::vector<std::string> names_behind(const std::vector<ClaimKey>& claims, const std::vector<Origin>& origins) {
  std::vector<std::string> names;
  for (const Origin& origin : origins) {
    const bool behind = std::any_of(origin.claims.begin(), origin.claims.end(), [&](const ClaimKey& key) {
      return std::find(claims.begin(), claims.end(), key) != claims.end();
    });
    if (behind) names.push_back(origin.name);
  }
  return names;
}

// The members' values of a slot, in the order in which they were first told.
std::vector<Side> sides_of(Members members, const ComparedSlot& slot, const std::vector<Origin>& origins) {
  std::vector<Side> sides;
  for (const StoredClaim* member : members) {
    const std::string value = slot.value(member->claim);
    if (value.empty()) continue;
    auto side = std::find_if(sides.begin(), sides.end(), [&](const Side& s) { return s.value == value; });
    if (side == sides.end()) side = sides.insert(sides.end(), Side{value, {}, {}});
    side->claims.push_back(member->claim.key);
  }
  for (Side& side : sides) side.origins = names_behind(side.claims, origins);
  return sides;
}

// How wide a value is: days of a time, spread of a count, a whole country before a point.
double width_of(Slot slot, const Claim& claim) {
  if (slot == Slot::kTime) {
    const auto &first = claim.time->earliest_start, &last = claim.time->latest_end;
    return first && last ? static_cast<double>((*last - *first).count()) : 1e6;
  }
  if (slot == Slot::kCount) {
    const auto count = *count_of(claim);
    return count.low && count.high ? static_cast<double>(*count.high - *count.low) : 1e6;
  }
  double widest = 0;
  for (const Place& place : claim.place) {
    switch (view_of(place).shape) {
      case PlaceShape::kWhole:
        widest = std::max(widest, 3.0);
        break;
      case PlaceShape::kPoint:
        break;
      default:
        widest = std::max(widest, 2.0);
    }
  }
  return widest;
}

}  // namespace

std::vector<Contradiction> contradictions_of(Members members, const std::vector<Origin>& origins) {
  std::vector<Contradiction> out;
  for (const ComparedSlot& slot : compared_slots()) {
    bool clash = false;
    const bool of_a_day = slot.slot == Slot::kCount || slot.slot == Slot::kNegation;
    for (std::size_t i = 0; i < members.size() && !clash; ++i) {
      const Claim& a = members[i]->claim;
      if (slot.value(a).empty()) continue;
      clash = std::any_of(members.begin() + static_cast<std::ptrdiff_t>(i) + 1, members.end(), [&](const StoredClaim* other) {
        return !slot.value(other->claim).empty() && !(of_a_day && of_other_days(*members[i], *other)) &&
               slot.clash(a, other->claim);
      });
    }
    if (clash) out.push_back({slot.slot, sides_of(members, slot, origins)});
  }
  return out;
}

std::vector<SlotViews> views_of(Members members, const std::vector<Origin>& origins) {
  std::vector<SlotViews> out;
  for (const ComparedSlot& slot : compared_slots()) {
    if (slot.slot != Slot::kTime && slot.slot != Slot::kCount && slot.slot != Slot::kPlace) continue;
    const StoredClaim *widest = nullptr, *narrowest = nullptr;
    for (const StoredClaim* member : members) {
      if (slot.value(member->claim).empty()) continue;
      const double width = width_of(slot.slot, member->claim);
      if (!widest || width > width_of(slot.slot, widest->claim)) widest = member;
      if (!narrowest || width < width_of(slot.slot, narrowest->claim)) narrowest = member;
    }
    if (!widest) continue;
    const auto sides = sides_of(members, slot, origins);
    const auto backed = std::max_element(sides.begin(), sides.end(), [](const Side& a, const Side& b) {
      return std::pair(a.origins.size(), a.claims.size()) < std::pair(b.origins.size(), b.claims.size());
    });
    out.push_back({slot.slot, slot.value(widest->claim), slot.value(narrowest->claim), backed->value});
  }
  return out;
}

}  // namespace attache
