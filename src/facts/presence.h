// Presence: a force at a place over an interval in a state, derived from claims. What a line means and by which rules
// it is made stands in docs/ledger.md, with worked examples.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

enum class PresenceState : std::uint8_t {
  kPresent,   ///< there, as far as the last report goes
  kArriving,  ///< agreed or planned to come, not reported there
  kLeaving,   ///< there; going is agreed, planned, begun, or asked for by a day that is still ahead
  kDueGone,   ///< the day of leaving has passed and nobody has reported it done
  kGone,      ///< reported gone
  kUnknown,   ///< the claims known do not reach this day
  kDisputed   ///< claims that cannot all be right decide the state
};
/// "present", "arriving", "leaving", "due gone", "gone", "unknown", "disputed".
[[nodiscard]] std::string_view name(PresenceState state);
[[nodiscard]] std::optional<PresenceState> presence_state_from(std::string_view name);

/// What a claim does for a line.
enum class PresencePart : std::uint8_t { kStay, kArrival, kLeaving, kGone, kDenial, kBasis, kContext };
/// "stay", "arrival", "leaving", "gone", "denial", "basis", "context".
[[nodiscard]] std::string_view name(PresencePart part);

/// A claim and the part of the line that it holds up.
struct Support {
  ClaimKey claim;
  PresencePart part = PresencePart::kStay;
  friend auto operator<=>(const Support&, const Support&) = default;
};

/// A side of a disputed line: "due gone since 2024-05-01" and who says so.
struct PresenceSide {
  std::string value;
  std::vector<ClaimKey> claims;
  std::vector<std::string> origins;
};

/// Who has forces where on a day, as known on another.
struct PresenceQuestion {
  std::string owner;                  ///< code: "RUS"; empty for everybody but the land asked about itself
  std::string place;                  ///< code of a state ("ARM") or name of a place ("Zvartnots"); empty for everywhere
  std::string at;                     ///< narrows `place` to one named place in it; empty for all of it
  Day on{};                           ///< happened clock
  std::optional<Day> known_by;        ///< reported clock: only articles published up to this day
  std::optional<RecordedTime> as_of;  ///< recorded clock: only what the ledger held then
  bool as_coded = false;              ///< what people judged is left aside
};

struct PresenceLine {
  std::string owner;  ///< code
  ForceKind kind = ForceKind::kNone;
  std::vector<std::string> places;  ///< as written, the fullest name first
  std::string country;              ///< ISO-3; empty when the place has none
  std::optional<double> lat;        ///< of the place, where a claim gives it
  std::optional<double> lon;
  PresenceState state = PresenceState::kUnknown;
  // Happened clock, as EDTF; empty when no claim tells.
  std::string since;          ///< since when the state holds: gone since, leaving since, present since
  std::string present_since;  ///< since when it is or was there, where `since` tells something else
  std::string until;          ///< told or due end
  std::optional<Count> count;
  std::optional<ReportedTime> last_reported;  ///< the last report that says anything of this line
  std::vector<Basis> basis;                   ///< by whose leave
  /// Names of the independent origins that stand behind the state. None: only outlets in their own voice.
  std::vector<std::string> origins;
  bool asked_only =
      false;  ///< leaving or due gone, and all that is told is that the host asked: nobody says that it was granted
  bool corroborated = false;   ///< two independent origins or more; else only claimed
  std::vector<Slot> disputed;  ///< slots in dispute, where the state itself is not
  std::vector<PresenceSide> sides;
  std::vector<Support> claims;     ///< by published, then key
  std::vector<std::string> notes;  ///< short remarks in words: "requested by ARM; nobody has said that it was granted"
};

}  // namespace attache
