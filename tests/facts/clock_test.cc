// Days, instants and EDTF.
#include "facts/clock.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace attache {
namespace {

std::string iso(std::string_view text) {
  const auto instant = parse_instant(text);
  if (!instant) return "none";
  const std::string out = to_iso(instant->seconds);
  return instant->day_only ? out.substr(0, 10) : out;
}

TEST(Days, ComeBack) {
  for (const std::string day : {"1970-01-01", "2024-02-29", "2000-02-29", "1900-12-31", "0001-01-01", "9999-12-31"}) {
    const auto parsed = parse_day(day);
    ASSERT_TRUE(parsed) << day;
    EXPECT_EQ(to_string(*parsed), day);
  }
  for (const std::string bad : {"", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-1-1",
                                "2024/01/01", "2024-01-01T", " 2024-01-01", "+024-01-01", "2024--1-01"}) {
    EXPECT_FALSE(parse_day(bad)) << bad;
  }
  EXPECT_EQ(to_string(make_day(2024, 5, 9)), "2024-05-09");
}

TEST(Months, ByNameAndAbbreviation) {
  EXPECT_EQ(month_number("May"), 5U);
  EXPECT_EQ(month_number("SEPTEMBER"), 9U);
  EXPECT_EQ(month_number("Sept"), 9U);
  EXPECT_EQ(month_number("dec"), 12U);
  for (const std::string bad : {"", "Ma", "Mayor", "Marchs", "Junes", "9"}) EXPECT_FALSE(month_number(bad)) << bad;
}

TEST(Weekdays, ByNameAndAbbreviation) {
  EXPECT_EQ(weekday_number("Sunday"), 0U);
  EXPECT_EQ(weekday_number("THU"), 4U);
  EXPECT_EQ(weekday_number("Thurs"), 4U);
  for (const std::string bad : {"", "Su", "Sundays", "Tuesd", "9"}) EXPECT_FALSE(weekday_number(bad)) << bad;
}

TEST(Instants, EveryFormThatIsRead) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"2024-05-09", "2024-05-09"},
      {" 2024-05-09 ", "2024-05-09"},
      {"20240509", "2024-05-09"},
      {"2024-05-09T10:30:00Z", "2024-05-09T10:30:00Z"},
      {"2024-05-09T10:30Z", "2024-05-09T10:30:00Z"},
      {"2024-05-09 10:30:00", "2024-05-09T10:30:00Z"},
      {"2024-05-09T10:30:00.250Z", "2024-05-09T10:30:00Z"},
      {"2024-05-09T10:30:00+03:00", "2024-05-09T07:30:00Z"},
      {"2024-05-09T10:30:00.250+03:00", "2024-05-09T07:30:00Z"},
      {"2024-05-09 10:30:00 +0300", "2024-05-09T07:30:00Z"},
      {"2024-05-09T00:30:00-0500", "2024-05-09T05:30:00Z"},
      {"2024-05-09 23:30:00-05:00", "2024-05-10T04:30:00Z"},
      {"Thu, 09 May 2024 10:30:00 GMT", "2024-05-09T10:30:00Z"},
      {"Thu, 9 May 2024 10:30:00 +0300", "2024-05-09T07:30:00Z"},
      {"9 May 2024 10:30 +0000", "2024-05-09T10:30:00Z"},
      {"May 9, 2024", "2024-05-09"},
      {"Sept. 9, 2024", "2024-09-09"},
      {"9 May 2024", "2024-05-09"},
      {"9th May 2024", "2024-05-09"},
      {"May 9th, 2024", "2024-05-09"},
      {"Thursday, May 9, 2024", "2024-05-09"},
      {"Thursday 9 May 2024", "2024-05-09"},
  };
  for (const auto& [text, expected] : table) EXPECT_EQ(iso(text), expected) << text;
}

TEST(Instants, NothingElse) {
  for (const std::string text :
       {"", " ", "yesterday", "May 2024", "2024", "2024-05", "9 May", "31 April 2024", "May 32, 2024", "2024-05-09X10:00",
        "2024-05-09T25:00:00Z", "2024-05-09T10:61:00Z", "2024-05-09T10:00:00+99:00", "2024-05-09T10:00:00+0x00", "20241350",
        "Nonsense 9 May 2024", "9 May 24", "2024-05-09T10:00:00 EST"}) {
    EXPECT_EQ(iso(text), "none") << text;
  }
}

TEST(Instants, TheDayOfAnInstant) {
  EXPECT_EQ(to_string(ReportedTime{0}.day()), "1970-01-01");
  EXPECT_EQ(to_string(ReportedTime{-1}.day()), "1969-12-31");
  EXPECT_EQ(to_string(RecordedTime{1715212800 + 86399}.day()), "2024-05-09");
  EXPECT_EQ(to_iso(-1), "1969-12-31T23:59:59Z");
}

std::string bounds(std::string_view edtf) {
  const auto time = parse_edtf(edtf);
  if (!time) return "none";
  const auto show = [](const std::optional<Day>& day) { return day ? to_string(*day) : std::string("-"); };
  return show(time->earliest_start) + " " + show(time->latest_start) + " " + show(time->earliest_end) + " " +
         show(time->latest_end);
}

TEST(Edtf, FourBounds) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"2024-08-01", "2024-08-01 2024-08-01 2024-08-01 2024-08-01"},
      {"2024-02", "2024-02-01 2024-02-29 2024-02-01 2024-02-29"},
      {"2020", "2020-01-01 2020-12-31 2020-01-01 2020-12-31"},
      {"2020-21", "2020-03-01 2020-05-31 2020-03-01 2020-05-31"},
      {"2020-22", "2020-06-01 2020-08-31 2020-06-01 2020-08-31"},
      {"2020-23", "2020-09-01 2020-11-30 2020-09-01 2020-11-30"},
      {"2020-24", "2020-12-01 2021-02-28 2020-12-01 2021-02-28"},
      {"2023-24", "2023-12-01 2024-02-29 2023-12-01 2024-02-29"},
      {"2024-08-01/..", "2024-08-01 2024-08-01 - -"},
      {"../2024", "- - 2024-01-01 2024-12-31"},
      {"2024-03/2024-05-09", "2024-03-01 2024-03-31 2024-05-09 2024-05-09"},
      {"2024~", "2024-01-01 2024-12-31 2024-01-01 2024-12-31"},
  };
  for (const auto& [edtf, expected] : table) {
    EXPECT_EQ(bounds(edtf), expected) << edtf;
    EXPECT_EQ(parse_edtf(edtf)->edtf, edtf);
  }
  for (const std::string bad : {"", "..", "../..", "/", "2024-13", "2024-20", "2024-25", "2024-02-30", "202", "20240", "2024-1",
                                "2024-05-09T10:00", "soon", "2024/soon", "2024/2025/2026", "2024-05/2024-03"}) {
    EXPECT_EQ(bounds(bad), "none") << bad;
  }
}

TEST(Edtf, Overlap) {
  const auto overlap = [](std::string_view a, std::string_view b) {
    const bool one = parse_edtf(a)->may_overlap(*parse_edtf(b));
    EXPECT_EQ(one, parse_edtf(b)->may_overlap(*parse_edtf(a))) << a << " " << b;
    return one;
  };
  EXPECT_TRUE(overlap("2024-08-01", "2024-08"));
  EXPECT_FALSE(overlap("2024-08-01", "2024-07"));
  EXPECT_TRUE(overlap("2024-08-01/..", "2030"));
  EXPECT_FALSE(overlap("2024-08-01/..", "2023"));
  EXPECT_TRUE(overlap("../2024", "2020-05-01"));
  EXPECT_FALSE(overlap("../2024", "2025-01-01"));
  EXPECT_TRUE(HappenedTime{}.may_overlap(*parse_edtf("2024"))) << "an unknown time may be any";
}

}  // namespace
}  // namespace attache
