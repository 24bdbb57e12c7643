// Presence from claims: who has forces where on a day, as far as it was known on another. A pure function of the claims and the
// question; the order in which claims come does not matter, and what becomes known later changes no answer "as known by" an
// earlier day. The rules stand in docs/ledger.md, each with a worked example that the tests run (tests/cases/presence).
#pragma once

#include <span>
#include <vector>

#include "facts/presence.h"
#include "facts/stored_claim.h"

namespace attache {

/// The lines that answer the question: one per kind of force and site, coming forces apart from those that are there; by
/// kind, then place. Where no claim is known at all, one line that says unknown; where all that is known is that they are
/// not there, none.
[[nodiscard]] std::vector<PresenceLine> derive_presence(std::span<const StoredClaim> claims, const PresenceQuestion& question);

}  // namespace attache
