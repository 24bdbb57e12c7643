// "Did you mean": the known word that a mistyped one is nearest to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// The nearest of `known` by edits (insert, delete, replace, swap of neighbours), case left aside; nothing when even that is
/// further off than a third of the word.
[[nodiscard]] std::optional<std::string> nearest(std::string_view typed, const std::vector<std::string>& known);

}  // namespace attache
