// How places lie to each other, with and without keys.
#include "derive/place.h"

#include <gtest/gtest.h>

#include "derive/country.h"

namespace attache {
namespace {

Place place(const std::string& name, const std::string& country, std::optional<double> lat = {},
            std::optional<double> lon = {}) {
  Place out;
  out.name = name;
  out.country = country;
  out.lat = lat;
  out.lon = lon;
  return out;
}

PlaceRelation between(const Place& a, const Place& b) { return relate(view_of(a), view_of(b)); }

TEST(Place, ShapesFromNames) {
  EXPECT_EQ(view_of(place("Fiji", "FJI", -17.8, 178)).shape, PlaceShape::kWhole);
  EXPECT_EQ(view_of(place("inside Fiji", "FJI")).shape, PlaceShape::kWhole);
  EXPECT_EQ(view_of(place("Tajik territory", "TJK", 38.9, 71)).shape, PlaceShape::kWhole);
  EXPECT_EQ(view_of(place("five Fijian regions", "FJI")).shape, PlaceShape::kParts);
  EXPECT_EQ(view_of(place("Fiji's border with Tonga", "FJI")).shape, PlaceShape::kBorder);
  EXPECT_EQ(view_of(place("the Western region", "FJI", -17.6, 177.5)).shape, PlaceShape::kPoint);
  EXPECT_EQ(view_of(place("other bases in the country", "FJI")).shape, PlaceShape::kOther);
}

TEST(Place, Relations) {
  const Place fiji = place("Fiji", "FJI"), suva = place("Suva", "FJI", -18.14, 178.44);
  EXPECT_EQ(between(fiji, suva), PlaceRelation::kContains);
  EXPECT_EQ(between(suva, fiji), PlaceRelation::kWithin);
  EXPECT_EQ(between(suva, place("Suva", "TON", -18.14, 178.44)), PlaceRelation::kApart);
  EXPECT_EQ(between(suva, place("the terminal", "FJI", -18.141, 178.441)), PlaceRelation::kSame);
  EXPECT_EQ(between(suva, place("air base in Suva", "FJI", -18.2, 178.5)), PlaceRelation::kContains);
  EXPECT_EQ(between(suva, place("Labasa", "FJI", -16.43, 179.36)), PlaceRelation::kApart);
  EXPECT_EQ(between(place("five regions", "FJI"), place("various parts of Fiji", "FJI")), PlaceRelation::kSame);
  EXPECT_EQ(between(place("five regions", "FJI"), suva), PlaceRelation::kMayContain);
  EXPECT_EQ(between(place("the borders with Tonga and Samoa", "FJI"), place("the frontier with Tonga", "FJI")),
            PlaceRelation::kContains);
  EXPECT_EQ(between(place("the border with Samoa", "FJI"), place("the frontier with Tonga", "FJI")), PlaceRelation::kApart);
}

TEST(Place, KeysDecideWhereThereAreSome) {
  Place province = place("Rewa", "FJI", -18.1, 178.4), base = place("Camp One", "FJI", -18.3, 178.2);
  province.key = "geo:rewa";
  base.key = "geo:camp-one";
  base.within = {"geo:rewa", "FJI"};
  EXPECT_EQ(between(province, base), PlaceRelation::kContains);
  Place renamed = base;
  renamed.name = "the old camp";
  EXPECT_EQ(between(base, renamed), PlaceRelation::kSame);
}

TEST(Country, NamesAndCodes) {
  EXPECT_EQ(code_from_name("armenia"), "ARM");
  EXPECT_EQ(code_from_name("Russian"), "RUS");
  EXPECT_EQ(code_from_name("fji"), "FJI");
  EXPECT_FALSE(code_from_name("Atlantis"));
  EXPECT_EQ(country_adjective("ARM"), "Armenian");
  EXPECT_EQ(country_name("XQX"), "XQX");
}

}  // namespace
}  // namespace attache
