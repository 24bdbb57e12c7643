// Names of presence's values; see presence.h.
#include "facts/presence.h"

#include <algorithm>
#include <array>

namespace attache {
namespace {
constexpr auto kStates =
    std::to_array<std::string_view>({"present", "arriving", "leaving", "due gone", "gone", "unknown", "disputed"});
constexpr auto kParts = std::to_array<std::string_view>({"stay", "arrival", "leaving", "gone", "denial", "basis", "context"});
}  // namespace

std::string_view name(PresenceState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name(PresencePart part) { return kParts[static_cast<std::size_t>(part)]; }

std::optional<PresenceState> presence_state_from(std::string_view name) {
  const auto at = std::find(kStates.begin(), kStates.end(), name);
  if (at == kStates.end()) return std::nullopt;
  return static_cast<PresenceState>(at - kStates.begin());
}

}  // namespace attache
