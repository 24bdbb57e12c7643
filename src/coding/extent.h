// How much of a force a phrase tells of: "the first soldiers", "part of their vehicles", "cut to 4,500 from 8,350". Presence
// needs it: a part that left leaves the rest behind.
#pragma once

#include <optional>
#include <string>

#include "coding/predicate.h"
#include "facts/claim.h"
#include "language/document.h"

namespace attache {

/// The words from the one that tells the part to the force's noun ("first French soldiers", "Part of their armoured vehicles",
/// "all its troops"); empty where the phrase tells of no part. "Some 200" is a number, no part.
[[nodiscard]] std::string told_part(const Document& document, TokenId force);

/// How many go in a cut that is told with its numbers: 3,850 in "cut to 4,500 from 8,350", 500 in "reduced by 500". A cut
/// without them is of some: no number, and true in `is_cut`.
struct Cut {
  bool is_cut = false;
  std::optional<Count> count;
};
[[nodiscard]] Cut cut_of(const Document& document, const Predicate& predicate);

}  // namespace attache
