// Coreference: pronouns ("he", "they", "its"), definite descriptions ("the troops", "the kingdom", "the ministry") and bodies
// without an owner find the mention that they stand for; all mentions of one thing get one entity number.
#pragma once

#include "world/actors.h"
#include "world/grounding.h"

namespace attache {

/// Adds the pronouns to the actors and forces of a grounding and resolves what the finders left open. `home` is the state that
/// the dateline lies in; empty when unknown.
void resolve_coreference(const WorldContext& context, std::string_view home, Grounding& grounding);

}  // namespace attache
