// How two places of claims lie to each other. Places that the reading half resolved carry keys and the chain of what
// contains them; then these decide. Places without keys (unresolved, or from another program's claims) are compared by
// country, by distance and by the words of their names:
//
//   whole    "Armenia", "Tajik territory", "inside Armenia": nothing is left of the name but the country
//   parts    "five Armenian regions", "various parts of Armenia": some of a country, no point on the map
//   border   "Armenia's borders with Turkey and Iran": known by its neighbours
//   point    anything with coordinates
//   other    "other bases in the country": a set without a point
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "facts/claim.h"

namespace attache {

enum class PlaceShape : std::uint8_t { kWhole, kParts, kBorder, kPoint, kOther };

/// A place made ready for comparison.
struct PlaceView {
  const Place* place = nullptr;  ///< must outlive the view
  PlaceShape shape = PlaceShape::kOther;
  std::set<std::string> words;       ///< of the name, without the country's own name and empty words
  std::set<std::string> neighbours;  ///< codes of other countries that the name names
};
[[nodiscard]] PlaceView view_of(const Place& place);

enum class PlaceRelation : std::uint8_t {
  kSame,
  kContains,    ///< the first contains the second
  kWithin,      ///< the second contains the first
  kMayContain,  ///< "five regions" and a town in the same country: one cannot tell
  kApart
};
[[nodiscard]] PlaceRelation relate(const PlaceView& first, const PlaceView& second);

/// Great-circle distance; nothing when one has no coordinates.
[[nodiscard]] std::optional<double> distance_km(const Place& first, const Place& second);

}  // namespace attache
