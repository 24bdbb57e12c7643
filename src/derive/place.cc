// See place.h.
#include "derive/place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

#include "derive/country.h"
#include "derive/text.h"

namespace attache {
namespace {

// Two points nearer than this are one site: an airport and its terminal.
constexpr double kSameSiteKm = 2;
// Within this, "air base in Niamey" lies in "Niamey".
constexpr double kSameTownKm = 30;

template <std::size_t N>
bool any_of(const std::set<std::string>& words, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) { return words.contains(std::string(word)); });
}

constexpr auto kEmptyWords = std::to_array<std::string_view>(
    {"of",  "in",  "at",     "on",        "near", "and",     "around", "with",   "from",  "its",     "their",
     "our", "own", "inside", "territory", "soil", "country", "side",   "entire", "whole", "republic"});
constexpr auto kPartWords = std::to_array<std::string_view>(
    {"part", "parts", "region", "regions", "area", "areas", "province", "provinces", "district", "districts", "locations"});
constexpr auto kBorderWords =
    std::to_array<std::string_view>({"border", "borders", "frontier", "frontiers", "boundary", "boundaries"});

bool subset(const std::set<std::string>& small, const std::set<std::string>& large) {
  return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); });
}

bool listed_within(const Place& inner, const Place& outer) {
  return !outer.key.empty() && std::find(inner.within.begin(), inner.within.end(), outer.key) != inner.within.end();
}

PlaceRelation relate_borders(const PlaceView& a, const PlaceView& b) {
  if (a.neighbours == b.neighbours || a.neighbours.empty() || b.neighbours.empty()) return PlaceRelation::kSame;
  if (subset(b.neighbours, a.neighbours)) return PlaceRelation::kContains;
  if (subset(a.neighbours, b.neighbours)) return PlaceRelation::kWithin;
  return share(a.neighbours, b.neighbours) ? PlaceRelation::kSame : PlaceRelation::kApart;
}

PlaceRelation relate_names(const PlaceView& a, const PlaceView& b, double km) {
  if (a.words.empty() || b.words.empty()) return PlaceRelation::kApart;
  if (a.words == b.words) return PlaceRelation::kSame;
  if (km > kSameTownKm) return PlaceRelation::kApart;
  if (subset(a.words, b.words)) return PlaceRelation::kContains;
  if (subset(b.words, a.words)) return PlaceRelation::kWithin;
  return PlaceRelation::kApart;
}

}  // namespace

PlaceView view_of(const Place& place) {
  PlaceView view;
  view.place = &place;
  const std::vector<std::string> words = folded_words(place.name);
  for (std::size_t i = 0; i < words.size();) {
    // The longest run of words that names a country: "Papua New Guinea".
    std::size_t taken = 0;
    for (std::size_t n = std::min<std::size_t>(5, words.size() - i); n > 0 && taken == 0; --n) {
      std::string run;
      for (std::size_t k = i; k < i + n; ++k) run += (k > i ? " " : "") + words[k];
      const auto code = code_from_name(run);
      if (!code || !is_state(*code)) continue;
      taken = n;
      if (*code != place.country) view.neighbours.insert(*code);
    }
    if (taken == 0 && std::find(kEmptyWords.begin(), kEmptyWords.end(), words[i]) == kEmptyWords.end())
      view.words.insert(words[i]);
    i += std::max<std::size_t>(taken, 1);
  }
  const bool whole_key = !place.key.empty() && place.key == place.country;
  const bool point = place.lat && place.lon && !whole_key;
  const bool only_country = view.words.empty() && view.neighbours.empty() && !place.country.empty();
  if (!point && any_of(view.words, kPartWords))
    view.shape = PlaceShape::kParts;
  else if (!point && any_of(view.words, kBorderWords))
    view.shape = PlaceShape::kBorder;
  else if (whole_key || only_country)
    view.shape = PlaceShape::kWhole;
  else if (point)
    view.shape = PlaceShape::kPoint;
  return view;
}

std::optional<double> distance_km(const Place& a, const Place& b) {
  if (!a.lat || !a.lon || !b.lat || !b.lon) return std::nullopt;
  constexpr double kRadians = std::numbers::pi / 180;
  const double half_lat = std::sin((*b.lat - *a.lat) * kRadians / 2);
  const double half_lon = std::sin((*b.lon - *a.lon) * kRadians / 2);
  const double h = half_lat * half_lat + std::cos(*a.lat * kRadians) * std::cos(*b.lat * kRadians) * half_lon * half_lon;
  return 2 * 6371 * std::asin(std::min(1.0, std::sqrt(h)));
}

PlaceRelation relate(const PlaceView& a, const PlaceView& b) {
  if (a.place->country != b.place->country) return PlaceRelation::kApart;
  const auto km = distance_km(*a.place, *b.place);
  if (a.shape == PlaceShape::kWhole && b.shape == PlaceShape::kWhole) return PlaceRelation::kSame;
  // A name that is not known as the country's, at the very point that stands for the country: "DRC".
  if ((a.shape == PlaceShape::kWhole || b.shape == PlaceShape::kWhole) && km && *km < 0.1) return PlaceRelation::kSame;
  if (a.shape == PlaceShape::kWhole) return PlaceRelation::kContains;
  if (b.shape == PlaceShape::kWhole) return PlaceRelation::kWithin;
  const bool keyed = !a.place->key.empty() && !b.place->key.empty();
  if (keyed && a.place->key == b.place->key && a.shape == b.shape) return PlaceRelation::kSame;
  // A base at a town's own point is, as far as anybody told, the town.
  if (a.shape == PlaceShape::kPoint && b.shape == PlaceShape::kPoint && km && *km < kSameSiteKm) return PlaceRelation::kSame;
  if (listed_within(*b.place, *a.place)) return PlaceRelation::kContains;
  if (listed_within(*a.place, *b.place)) return PlaceRelation::kWithin;
  if (a.shape == PlaceShape::kParts || b.shape == PlaceShape::kParts) {
    if (a.shape != b.shape) return PlaceRelation::kMayContain;
    const bool apart = !a.neighbours.empty() && !b.neighbours.empty() && !share(a.neighbours, b.neighbours);
    return apart ? PlaceRelation::kApart : PlaceRelation::kSame;
  }
  if (a.shape == PlaceShape::kBorder && b.shape == PlaceShape::kBorder) return relate_borders(a, b);
  return relate_names(a, b, km.value_or(0));
}

}  // namespace attache
