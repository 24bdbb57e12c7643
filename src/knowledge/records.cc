// Names of kinds, and a place's key; see records.h.
#include "knowledge/records.h"

#include <algorithm>
#include <array>

namespace attache {
namespace {

constexpr std::array<std::string_view, 10> kActorKinds = {"state",   "organisation", "body",   "armed-force", "group",
                                                          "company", "person",       "outlet", "people",      "other"};
constexpr std::array<std::string_view, 23> kPlaceKinds = {
    "country", "region", "district", "city", "town",  "village",  "base",   "airport", "port",      "crossing", "border", "sea",
    "strait",  "gulf",   "river",    "lake", "range", "mountain", "island", "shoal",   "continent", "site",     "area"};

template <class Kind, std::size_t N>
std::optional<Kind> kind_from(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Kind>(at - names.begin());
}

}  // namespace

std::string_view name(ActorKind kind) { return kActorKinds[static_cast<std::size_t>(kind)]; }
std::string_view name(PlaceKind kind) { return kPlaceKinds[static_cast<std::size_t>(kind)]; }
std::optional<ActorKind> actor_kind_from(std::string_view name) { return kind_from<ActorKind>(kActorKinds, name); }
std::optional<PlaceKind> place_kind_from(std::string_view name) { return kind_from<PlaceKind>(kPlaceKinds, name); }

std::string PlaceRecord::key() const {
  if (kind == PlaceKind::kCountry) return std::string(id);
  if (!id.empty()) return "geo:" + std::string(id);
  return geonames != 0 ? "geonames:" + std::to_string(geonames) : "gazetteer:" + std::string(country) + ":" + std::string(name);
}

}  // namespace attache
