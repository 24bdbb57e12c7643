// See told.h.
#include "derive/told.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "derive/text.h"
#include "derive/values.h"

namespace attache {
namespace {

bool asked_by_host(const Claim& claim) {
  return claim.basis && !claim.basis->by.empty() &&
         (claim.basis->kind == BasisKind::kRequest || claim.basis->kind == BasisKind::kOrder);
}

Tells leaving(const Claim& claim) {
  // "Denied that they had asked them to leave" says less than "denied that they left".
  if (claim.negated) return claim.status == Status::kRequested ? Tells::kPresupposes : Tells::kStay;
  switch (claim.status) {
    case Status::kActual:
      return Tells::kLeft;
    case Status::kAgreed:
    case Status::kPlanned:
      return Tells::kToLeave;
    case Status::kRequested:
      return asked_by_host(claim) && claim.time ? Tells::kToLeave : Tells::kPresupposes;
    default:
      return Tells::kPresupposes;
  }
}

Tells coming(const Claim& claim) {
  if (claim.negated) return Tells::kNotCome;
  switch (claim.status) {
    case Status::kActual:
      return Tells::kArrived;
    case Status::kAgreed:
    case Status::kPlanned:
      return Tells::kComing;
    default:
      return Tells::kMayCome;
  }
}

Tells staying(const Claim& claim, Day published) {
  if (claim.negated) return claim.status <= Status::kPlanned ? Tells::kNotThere : Tells::kNothing;
  const bool ahead = claim.time && claim.time->earliest_start && *claim.time->earliest_start > published;
  if (!ahead) return Tells::kStay;
  return claim.status == Status::kPlanned || claim.status == Status::kAgreed ? Tells::kComing : Tells::kMayCome;
}

Tells tells(const Claim& claim, Day published) {
  switch (claim.posture) {
    case Posture::kWithdraw:
    case Posture::kHandover:
      return leaving(claim);
    case Posture::kDeploy:
      return coming(claim);
    case Posture::kRemain:
      return staying(claim, published);
    case Posture::kAccess:
      return !claim.negated && claim.status <= Status::kAgreed ? Tells::kEntitled : Tells::kNothing;
    case Posture::kNone:
      return Tells::kNothing;
  }
  return Tells::kNothing;
}

bool names(const std::vector<Party>& parties, const std::string& code) {
  return std::any_of(parties.begin(), parties.end(), [&](const Party& party) { return party.code == code; });
}

// Words of a force's unit that tell how much of it goes.
constexpr auto kFirstWords = std::to_array<std::string_view>({"first", "initial"});
constexpr auto kLastWords =
    std::to_array<std::string_view>({"last", "final", "all", "remaining", "remainder", "rest", "entire", "whole"});
constexpr auto kPartWords = std::to_array<std::string_view>(
    {"some",    "part",      "parts",      "several", "few",      "many",     "most",   "half",   "third",
     "quarter", "dozens",    "hundreds",   "number",  "majority", "batch",    "group",  "groups", "convoy",
     "column",  "battalion", "battalions", "company", "platoon",  "squadron", "portion"});

void how_much(Told& told) {
  if (told.what != Tells::kLeft && told.what != Tells::kToLeave) return;
  const auto words = folded_words(told.c().force->unit);
  const auto any = [&](const auto& list) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return std::find(list.begin(), list.end(), w) != list.end(); });
  };
  told.last = any(kLastWords);
  told.begins = !told.last && (told.c().frame.ends_with("/begin") || any(kFirstWords));
  told.part = !told.last && !told.begins && any(kPartWords);
}

// "145 left", where somebody tells of 1,000 of them there.
bool fewer_than_known(const Told& left, const std::vector<Told>& all) {
  const auto count = count_of(left.c());
  if (!count || !count->high) return false;
  return std::any_of(all.begin(), all.end(), [&](const Told& other) {
    const bool stay = other.what == Tells::kStay || other.what == Tells::kPresupposes;
    const auto known = stay && other.kind == left.kind ? count_of(other.c()) : std::nullopt;
    if (!known || !known->low || *known->low * 4 <= *count->high * 5) return false;
    const PlaceRelation relation = relate(other.place, left.place);
    return relation == PlaceRelation::kSame || relation == PlaceRelation::kWithin;
  });
}

// Where the claim's forces are. A denial that names no place ("Moscow denied that its forces had left") is about the place of
// what it denies: of the claim that it regards, else of those of its copy that tell the same of these forces.
std::vector<const Place*> places_of(const StoredClaim& stored, std::span<const StoredClaim* const> claims) {
  std::vector<const Place*> out;
  for (const Place& place : stored.claim.place) out.push_back(&place);
  if (!out.empty() || !stored.claim.negated) return out;
  for (const bool regarded : {true, false}) {
    for (const StoredClaim* other : claims) {
      const Claim& told = other->claim;
      const bool meant = regarded ? stored.regards && *stored.regards == told.key
                                  : other->article == stored.article && told.posture == stored.claim.posture && !told.negated;
      if (!meant || !told.force || told.force->owner != stored.claim.force->owner ||
          told.force->kind != stored.claim.force->kind)
        continue;
      for (const Place& place : told.place) {
        const bool there = std::any_of(out.begin(), out.end(),
                                       [&](const Place* one) { return one->name == place.name && one->key == place.key; });
        if (!there) out.push_back(&place);
      }
    }
    if (!out.empty()) break;
  }
  return out;
}

bool police(const std::vector<Party>& parties, const std::string& code) {
  return std::any_of(parties.begin(), parties.end(), [&](const Party& p) { return p.code == code && p.sector == "COP"; });
}

}  // namespace

std::vector<Told> told_of(std::span<const StoredClaim* const> claims, const std::string& owner) {
  std::vector<Told> out;
  for (const StoredClaim* stored : claims) {
    const Claim& claim = stored->claim;
    if (claim.posture == Posture::kNone || !claim.force || !stored->published) continue;
    Told told;
    told.claim = stored;
    told.published = stored->published->day();
    // A force of no named state counts to the one that sends it.
    const bool own = claim.force->owner.empty() ? names(claim.actor, owner) : claim.force->owner == owner;
    if (own) {
      told.kind = claim.force->kind;
      told.what = tells(claim, told.published);
    } else if (claim.posture == Posture::kHandover && names(claim.recipient, owner)) {  // the taker comes
      told.kind = police(claim.recipient, owner) ? ForceKind::kPolice : claim.force->kind;
      told.what = coming(claim);
    }
    if (told.what == Tells::kNothing) continue;
    for (const Place* place : places_of(*stored, claims)) {
      told.place = view_of(*place);
      how_much(told);
      out.push_back(told);
    }
  }
  for (Told& told : out) {
    const bool leaving = told.what == Tells::kLeft || told.what == Tells::kToLeave;
    if (leaving && !told.last && !told.begins) told.part |= fewer_than_known(told, out);
  }
  std::sort(out.begin(), out.end(), [](const Told& a, const Told& b) {
    return std::tuple(a.claim->published, a.claim->article, a.c().span.begin, a.c().key, a.place.place) <
           std::tuple(b.claim->published, b.claim->article, b.c().span.begin, b.c().key, b.place.place);
  });
  return out;
}

std::optional<Day> due_day(const Told& told) {
  const auto& time = told.c().time;
  if (!time || told.begins || told.part) return std::nullopt;
  return time->latest_end ? time->latest_end : time->latest_start;
}

std::optional<Day> start_day(const Told& told) {
  const bool of_a_stay = (told.what == Tells::kStay && told.c().posture == Posture::kRemain) || told.what == Tells::kArrived;
  return of_a_stay && told.c().time ? told.c().time->earliest_start : std::nullopt;
}

}  // namespace attache
