// Forces: noun phrases that name armed people or equipment, with whose they are, their kind, how many, and the unit.
#pragma once

#include <vector>

#include "world/actors.h"
#include "world/grounding.h"

namespace attache {

/// Finds all forces but for pronouns. Those whose owner has to come from an earlier mention ("the troops", "its guards")
/// are marked coreferent, with an empty owner; coreference.h fills it.
[[nodiscard]] std::vector<ForceMention> find_forces(const WorldContext& context);

/// A number in digits or words at a token: "4,500", "two", "1,960"; nothing for "hundreds".
[[nodiscard]] std::optional<std::int64_t> number_at(const Document& document, TokenId token);

}  // namespace attache
