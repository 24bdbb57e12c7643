// Places: where a document says that something is, by name ("Gyumri"), by description ("the country's main airport in Yerevan",
// "five Armenian regions", "Poland's borders with Belarus and Ukraine") or by reference ("there", "the region", "its soil").
//
// Toponyms (toponyms.h) are places unless they act: "Moscow said", "Yerevan's request", "talks with Kyiv" are governments. A
// noun of place (knowledge/ontology/place-words.txt) with a name, a nationality or a possessor is one place with the words that
// name it; what it cannot point at on a map has no point. Keys: "ARM" for a country, "geo:…", "geonames:…" for places of the
// knowledge, "border:ARM-IRN,TUR" for a border with its neighbours, "part:SYR/eastern" for a part, "geo:gyumri/base" for an
// unnamed thing there.
#pragma once

#include <vector>

#include "facts/article.h"
#include "world/actors.h"
#include "world/grounding.h"

namespace attache {

/// All places of a document in the order of the text, not overlapping.
[[nodiscard]] std::vector<PlaceMention> find_places(const WorldContext& context, const std::vector<ActorMention>& actors,
                                                    const Article& article);

}  // namespace attache
