// The proper names of a document: what the language stage found, set right by the registers. The name finder knows a name by
// its context and build; the registers know that "Hezbollah" is an organisation, "Prime Minister" a title and "Tajik" an
// adjective.
#pragma once

#include <vector>

#include "world/actors.h"
#include "world/grounding.h"

namespace attache {

/// Persons, organisations and places by name, in the order of the text, not overlapping, the longest where names lie in one
/// another. Adjectives, demonyms and titles are no names; the words of a place that is only described ("airport") stand
/// outside.
[[nodiscard]] std::vector<Name> proper_names(const WorldContext& context, const std::vector<PlaceMention>& places);

}  // namespace attache
