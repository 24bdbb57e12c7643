// Where an event is: the places that the text about its verb or noun tells, the nearest words first.
//
// The tree is walked outward: what stands where the verb says ("rallied in the suburbs of Lagos", "overran Orlo"),
// then where its object, its doer or its means is ("a fire in Lindi killed three"), then the clauses that tell when and how
// ("when a mine blew up their truck in Kaya"), then what is joined with it ("marched to the square and were arrested"). The
// first of these that has a place decides; further ones would be other happenings' places.
#pragma once

#include <cstdint>
#include <vector>

#include "language/document.h"
#include "world/grounding.h"

namespace attache {

/// How near the words are that tell the place.
enum class Nearness : std::uint8_t {
  kOwn,     ///< the event's own phrases
  kParty,   ///< where someone or something in it is
  kClause,  ///< a clause that tells when or how
  kJoined,  ///< a clause joined with it, or the one that it hangs on
  kNone
};

struct EventPlaces {
  std::vector<PlaceMentionId> places;  ///< in the order in which the walk met them; several where they are listed
  Nearness nearness = Nearness::kNone;
};

/// The places of the event that `event`, a verb or a noun of action, tells, no farther off than `farthest`.
[[nodiscard]] EventPlaces places_of_event(const Document& document, const Grounding& grounding, TokenId event,
                                          Nearness farthest = Nearness::kJoined);

}  // namespace attache
