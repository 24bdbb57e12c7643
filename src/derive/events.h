// Events from claims: which claims speak of one happening. A pure function; the outcome does not hang on the order in which the
// claims come, and deriving twice gives the same bytes.
//
// How: claims that could be about one happening at all (one family, one owner or doer, see handles() in events.cc) are
// compared in pairs. A pair is refused (different places, days or amounts that cannot be one happening) or gets a score with
// reasons. Pairs are joined from the best score down to kJoinThreshold, and never when some member of one group is refused by a
// member of the other: a wrong join costs more than a missed one. A denial that names what it denies joins it.
#pragma once

#include <span>
#include <vector>

#include "derive/judged.h"
#include "facts/event.h"
#include "facts/stored_claim.h"

namespace attache {

/// A pair of claims is joined from this score on; tuned on the development gold (docs/ledger.md).
inline constexpr double kJoinThreshold = 0.6;

/// All events of the claims, by first report, then key. Every claim is a member of exactly one. What a person ruled of two
/// claims goes before all rules: "apart" keeps their groups apart, "together" joins them unless that would join what is to be
/// apart.
[[nodiscard]] std::vector<Event> derive_events(std::span<const StoredClaim> claims, std::span<const PairRuling> rulings = {});

/// The event that claims of one happening make, without its joins; by published, then key.
[[nodiscard]] Event event_of(std::span<const StoredClaim* const> members);

/// By published (undated first), then key: the order of members everywhere.
[[nodiscard]] bool reported_before(const StoredClaim& a, const StoredClaim& b);

}  // namespace attache
