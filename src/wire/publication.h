// Lines of copy that say when it was published: "May 9, 2024 4:32 PM GMT+3 · Updated 2 days ago", "Published On 31 Jan 2025",
// "HARBOUR NEWS - Oct 2, 2024 - 18:12", "2024-05-09".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "facts/clock.h"

namespace attache {

struct PublicationLine {
  /// Nothing when the line tells only how long ago, or names a date that can be read in two ways.
  std::optional<ParsedInstant> published;
  std::string outlet;     ///< the name that the line opens with, if any
  bool bad_date = false;  ///< there is a date in figures that could be read in two ways
};
/// Nothing when the line is anything but a date with its labels. Without a zone that is known for certain only the day is
/// taken: the day on the outlet's own calendar.
[[nodiscard]] std::optional<PublicationLine> read_publication_line(std::string_view line);

/// The full date that a header line ends with after a comma or a bar: "Statement of the Ministry, 29 September 2021".
[[nodiscard]] std::optional<ParsedInstant> trailing_date(std::string_view line);

}  // namespace attache
