// Origins: who, in the end, says so. Claims of one happening go in; out come the places where their chains start, such that
// two claims of different origins are independent of each other (docs/CODEBOOK.md, Origins and rulings 23, 31, 37):
//
//   - Chains that share a link are one origin. The publishing outlet is left out as a carrier, and so is an agency whose copy
//     is only reprinted.
//   - An outlet in its own voice neither confirms nor adds, unless it says that it saw or found out itself (its link has a
//     cue), or is no medium but speaks for itself (a ministry, a mission).
//   - An institution and its unnamed officials are one; unnamed officials of one government are one. A named official and the
//     institution are one in one copy, and always where it is a narrow house (an army); two named officials are two. "Media
//     reports" is none.
//   - Articles with nearly the same text (StoredClaim::copies) are one telling of what they tell in the same words.
//   - Where an outlet is a link in one chain and publishes another of these claims, the copies are one (circular reporting).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "facts/event.h"
#include "facts/stored_claim.h"

namespace attache {

/// The origins behind claims of one happening, in the order of the claims; claims that no origin stands behind are in none.
[[nodiscard]] std::vector<Origin> origins_of(std::span<const StoredClaim* const> claims);

/// A link as it is compared: "person:dmitry peskov", "office:ARM GOV", "medium:interfax"; empty for one that is no source
/// ("media reports").
[[nodiscard]] std::string link_identity(const Link& link);

/// The links of a claim's chain that count as sources: without the carriers at its end.
[[nodiscard]] std::vector<Link> source_links(const Claim& claim);

}  // namespace attache
