// Toponyms: the names of places in a document, and which place of the knowledge each stands for.
//
// A known form counts as a toponym where it looks like a name and is no part of a longer one ("Jordan Henderson", "Bank of
// England"); unknown names that the name finder takes for places are toponyms without a record. Where a form has several
// places, they are weighed: inhabitants first; then what the rest of the document speaks of (states, divisions, towns near by,
// the dateline, the actors' states); a container after a comma ("Paris, Texas") and the noun that follows ("Odesa region")
// decide before all that. The second best is kept. Whether the name acts for a government is not asked here.
#pragma once

#include <vector>

#include "facts/article.h"
#include "knowledge/knowledge.h"
#include "language/document.h"
#include "world/grounding.h"

namespace attache {

struct Toponym {
  TokenSpan tokens;
  RecordIndex place = kNoRecord;  ///< none: a name that the knowledge does not have
  RecordIndex runner_up = kNoRecord;
  float confidence = 1.0F;  ///< how far the runner-up is behind
};

/// All toponyms of a document in the order of the text, not overlapping; metonyms ("Moscow said") are among them.
[[nodiscard]] std::vector<Toponym> find_toponyms(const Document& document, const Knowledge& knowledge,
                                                 const std::vector<ActorMention>& actors, const Article& article);

}  // namespace attache
