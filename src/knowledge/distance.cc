// The haversine formula; see distance.h.
#include "knowledge/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace attache {

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadians = std::numbers::pi / 180.0;
  const double a = std::sin((lat2 - lat1) * kRadians / 2);
  const double b = std::sin((lon2 - lon1) * kRadians / 2);
  const double h = a * a + std::cos(lat1 * kRadians) * std::cos(lat2 * kRadians) * b * b;
  return 2 * 6371.0088 * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace attache
