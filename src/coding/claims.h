// From matched frames to claims: fills every slot from the clause, then from what governs it, then from the document, and
// remembers the words that filled it.
#pragma once

#include <vector>

#include "coding/attribution.h"
#include "coding/match.h"
#include "coding/modality.h"
#include "facts/article.h"
#include "facts/claim.h"

namespace attache {

/// All claims of a document, in the order of the text. Keys are not set.
[[nodiscard]] std::vector<Claim> assemble_claims(const Article& article, const Scene& scene,
                                                 const std::vector<std::optional<FrameMatch>>& matches,
                                                 const std::vector<Presentation>& presentations,
                                                 const Attributions& attributions);

}  // namespace attache
