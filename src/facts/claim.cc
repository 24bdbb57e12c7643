// Names of the codebook's values and the keys of claims; see claim.h.
#include "facts/claim.h"

#include <algorithm>
#include <array>
#include <map>

namespace attache {
namespace {

using Names = std::string_view;
constexpr auto kEvents =
    std::to_array<Names>({"", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
                          "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"});
constexpr auto kPostures = std::to_array<Names>({"", "deploy", "withdraw", "remain", "handover", "access"});
constexpr auto kForces = std::to_array<Names>({"", "military", "border guards", "peacekeepers", "police", "mercenaries",
                                               "advisers", "observers", "air", "naval", "missiles", "armour", "militia"});
constexpr auto kStatuses =
    std::to_array<Names>({"actual", "agreed", "planned", "requested", "proposed", "conditional", "threatened", "possible"});
constexpr auto kBases = std::to_array<Names>({"none", "request", "agreement", "mandate", "order", "invitation"});
constexpr auto kSlots = std::to_array<Names>(
    {"predicate", "actor", "recipient", "force", "count", "place", "time", "status", "negation", "basis", "source", "cue"});
constexpr auto kParts =
    std::to_array<Names>({"headline", "subheading", "caption", "byline", "dateline", "body", "credit", "boilerplate"});

template <class Enum, class Table>
std::optional<Enum> find(const Table& table, std::string_view name) {
  const auto at = std::find(table.begin(), table.end(), name);
  if (at == table.end()) return std::nullopt;
  return static_cast<Enum>(at - table.begin());
}

void add(Hasher& hasher, const std::vector<Party>& parties) {
  hasher.add(static_cast<std::int64_t>(parties.size()));
  for (const Party& party : parties) hasher.add(party.name).add(party.code).add(party.sector);
}

}  // namespace

std::string_view name(EventType type) { return kEvents[static_cast<std::size_t>(type)]; }
std::string_view name(Posture posture) { return kPostures[static_cast<std::size_t>(posture)]; }
std::string_view name(ForceKind kind) { return kForces[static_cast<std::size_t>(kind)]; }
std::string_view name(Status status) { return kStatuses[static_cast<std::size_t>(status)]; }
std::string_view name(BasisKind kind) { return kBases[static_cast<std::size_t>(kind)]; }
std::string_view name(Slot slot) { return kSlots[static_cast<std::size_t>(slot)]; }
std::string_view name(PartKind kind) { return kParts[static_cast<std::size_t>(kind)]; }
std::optional<EventType> event_type_from(std::string_view name) { return find<EventType>(kEvents, name); }
std::optional<Posture> posture_from(std::string_view name) { return find<Posture>(kPostures, name); }
std::optional<ForceKind> force_kind_from(std::string_view name) { return find<ForceKind>(kForces, name); }
std::optional<Status> status_from(std::string_view name) { return find<Status>(kStatuses, name); }
std::optional<BasisKind> basis_kind_from(std::string_view name) { return find<BasisKind>(kBases, name); }
std::optional<Slot> slot_from(std::string_view name) { return find<Slot>(kSlots, name); }
std::optional<PartKind> part_kind_from(std::string_view name) { return find<PartKind>(kParts, name); }

ArticleKey key_of(const Article& article) {
  Hasher hasher;
  hasher.add("article").add(article.outlet).add(article.published ? article.published->seconds : INT64_MIN);
  hasher.add(article.url).add(article.text);
  return {hasher.finish()};
}

void set_keys(CodedArticle& coded) {
  // Two claims of one article may assert the same; the how-manieth keeps their keys apart.
  std::map<Hash128, std::int64_t> seen;
  for (Claim& claim : coded.claims) {
    Hasher hasher;
    const Hash128& article = coded.article.key.hash;
    hasher.add("claim").add(std::string_view(reinterpret_cast<const char*>(article.bytes.data()), article.bytes.size()));
    hasher.add(static_cast<std::int64_t>(claim.span.begin)).add(static_cast<std::int64_t>(claim.span.end));
    hasher.add(name(claim.event)).add(claim.mode).add(name(claim.posture)).add(name(claim.status));
    hasher.add(static_cast<std::int64_t>(claim.negated));
    add(hasher, claim.actor);
    add(hasher, claim.recipient);
    if (claim.force) {
      hasher.add(claim.force->owner).add(name(claim.force->kind)).add(claim.force->unit);
      if (claim.force->count) {
        hasher.add(claim.force->count->low.value_or(-1)).add(claim.force->count->high.value_or(-1));
      }
    }
    for (const Place& place : claim.place) hasher.add(place.name).add(place.country).add(place.key);
    if (claim.time) hasher.add(claim.time->edtf);
    if (claim.basis) hasher.add(name(claim.basis->kind)).add(claim.basis->by);
    for (const Link& link : claim.attribution) hasher.add(link.name).add(link.code);
    const Hash128 content = hasher.finish();
    Hasher numbered;
    numbered.add(std::string_view(reinterpret_cast<const char*>(content.bytes.data()), content.bytes.size()));
    numbered.add(seen[content]++);
    claim.key = {numbered.finish()};
  }
}

}  // namespace attache
