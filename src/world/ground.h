// The one door to the world stage: an article's document in, its grounding out. Pure: the same bytes out for the same
// bytes in.
#pragma once

#include "facts/article.h"
#include "knowledge/knowledge.h"
#include "language/document.h"
#include "world/grounding.h"

namespace attache {

/// Finds and resolves all mentions of a document, in the order times, actors, places, forces, coreference.
[[nodiscard]] Grounding ground(const Article& article, const Document& document, const Knowledge& knowledge);

}  // namespace attache
