// Datelines: the place, the day and the agency that open a wire story.
//
//   MOSCOW, May 9 (Reuters) -            an agency in brackets, then a dash: any agency, known to us or not
//   KYIV, Ukraine (AP) —                 the state after the place
//   Minsk, Dec 6, 2024 (AFP) -           the place need not be in capitals where the rest is so plain
//   MOSCOW, March 7. /TASS/.             an agency between slashes
//   YEREVAN, MARCH 6, ARMENPRESS.        an agency after the date
//   Moscow. 9 May. INTERFAX -
//   BAMAKO, 2 January 2024 –             no agency: then a place in capitals or a date, and a dash with a new sentence after it
//   ISLAMABAD:                           only where the caller knows that this is no speaker of a transcript
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wire/copy_date.h"

namespace attache {

struct Dateline {
  std::size_t length = 0;  ///< bytes up to and with its dash or point
  std::string place;       ///< as written, without the date: "KYIV, Ukraine"; may be empty: "(Reuters) -"
  std::string agency;      ///< as written; empty when there is none
  std::optional<CopyDate> date;
};

enum class DatelineRule {
  kPlain,     ///< only forms that nothing else looks like: an agency in brackets or slashes, or after a date
  kOpening,   ///< and place in capitals or place and date, then a dash: for the paragraph that opens the story
  kWithColon  ///< and place in capitals, then a colon
};
/// The dateline that the paragraph opens with.
[[nodiscard]] std::optional<Dateline> read_dateline(std::string_view paragraph, DatelineRule rule);

/// Whether a whole paragraph is no more than a place and a date, or places in capitals with a slash: "BAKU / ANKARA".
[[nodiscard]] std::optional<Dateline> read_dateline_paragraph(std::string_view paragraph);

/// Whether it is the name of a news agency that we know ("Reuters", "TASS"); unknown ones are told by their place.
[[nodiscard]] bool is_known_agency(std::string_view name);

}  // namespace attache
