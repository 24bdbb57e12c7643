// First step of the calendar: finds what is said about time, one sentence after the other. A flat list of named rules is tried
// at every place and the longest reading wins, the earlier rule where two are as long.
#pragma once

#include <vector>

#include "language/document.h"
#include "world/calendar.h"
#include "world/calendar_types.h"

namespace attache::calendar {

/// The time expressions of one run of tokens (a sentence), in order, not overlapping.
[[nodiscard]] std::vector<Recognised> recognise(const Document& document, TokenSpan tokens, const NamedTimes& named);

}  // namespace attache::calendar
