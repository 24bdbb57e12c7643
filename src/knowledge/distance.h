// Distance on the earth's surface.
#pragma once

namespace attache {

/// Kilometres along the great circle between two points in degrees, on a sphere of 6,371 km.
[[nodiscard]] double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace attache
