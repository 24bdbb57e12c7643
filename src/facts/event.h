// An event: claims about one happening, from any number of articles. derive/ makes events from claims; they can be thrown
// away and made again, bit for bit. Nothing here is decided by the order in which articles arrived.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

/// An event's key: a content hash of its members' keys.
struct EventKey {
  Hash128 hash;
  friend auto operator<=>(const EventKey&, const EventKey&) = default;
};

/// Where a chain starts. Chains that share a link are one origin (docs/CODEBOOK.md, Origins).
struct Origin {
  std::string name;                ///< whoever stands nearest to the facts: "Dmitry Peskov"
  std::vector<std::string> links;  ///< every link of its chains, as shown: "Dmitry Peskov", "Interfax"
  std::vector<ClaimKey> claims;    ///< those of the members that it stands behind
  bool asserts = true;             ///< false when all that it says is that it did not happen
};

/// Why two claims were taken for one happening.
struct Join {
  ClaimKey earlier;  ///< the one reported first
  ClaimKey later;
  double score = 0;                  ///< in (0, 1]; joins below derive's threshold are not made
  std::vector<std::string> reasons;  ///< "same place: Zvartnots", "denies it"
};

/// One of the values that a disagreeing slot has.
struct Side {
  std::string value;  ///< as a person would write it: "2024-07-31", "72", "denied"
  std::vector<ClaimKey> claims;
  std::vector<std::string> origins;  ///< names of the origins behind it; empty when only outlets in their own voice say so
};

/// Members that cannot all be right about one slot. Told with every side, never resolved.
struct Contradiction {
  Slot slot = Slot::kTime;  ///< kTime, kCount, kPlace, kActor, kRecipient, kBasis, kStatus, or kNegation (done against denied)
  std::vector<Side> sides;
};

/// The three views of a slot that the field knows. Empty where no member fills the slot.
struct SlotViews {
  Slot slot = Slot::kTime;
  std::string conservative;    ///< least specific value that covers the others: the widest time, the containing place
  std::string informative;     ///< most specific value
  std::string representative;  ///< the value with most origins behind it, then most reports
};

struct Event {
  EventKey key;
  EventType type = EventType::kNone;
  std::string mode;
  Posture posture = Posture::kNone;
  std::vector<Party> actor;  ///< the representative member's
  std::vector<Party> recipient;
  std::optional<Force> force;
  std::vector<Place> place;
  std::optional<HappenedTime> time;
  Status status = Status::kActual;  ///< the most real that any member gives it
  bool denied = false;              ///< every member denies it
  ClaimKey representative;          ///< the member whose words stand for the event
  std::vector<ClaimKey> members;    ///< by published, then key
  std::vector<Join> joins;          ///< members.size() - 1 of them, a tree
  std::vector<Origin> origins;
  /// Origins that assert it; where all deny it, those that do.
  std::uint32_t independent = 0;
  std::vector<std::string> outlets;
  std::vector<Contradiction> contradictions;
  std::vector<SlotViews> views;
  std::optional<ReportedTime> first_reported;
  std::optional<ReportedTime> last_reported;
};

}  // namespace attache
