// Frames against predicates: for every predicate the one frame that fits it best, with what fills its slots.
#pragma once

#include <optional>
#include <vector>

#include "coding/frame.h"
#include "coding/predicate.h"
#include "world/grounding.h"

namespace attache {

/// What coding looks at; references to the arrays of the stages before.
struct Scene {
  const Document& document;
  const Grounding& grounding;
  const FrameTable& frames;
  const Predicates& predicates;

  [[nodiscard]] const ActorMention* actor(TokenId head) const;
  [[nodiscard]] const ForceMention* force(TokenId head) const;
  [[nodiscard]] const PlaceMention* place(TokenId head) const;
  [[nodiscard]] const TimeMention* time(TokenId head) const;
  /// The noun that says who or what: below "part of", "a number of", "a convoy with", and in an apposition, the noun that has a
  /// mention; else the head itself.
  [[nodiscard]] TokenId core(TokenId head) const;
  /// Whether a noun is of a class of words: by its lemma or, of a proper name, by a word of it ("Camp Adder" is a base-site).
  [[nodiscard]] bool called(TokenId head, std::string_view words) const;
};

/// A frame that fits a predicate. Slots hold the heads of their fillers, coordinated ones apart.
struct FrameMatch {
  FrameId frame;
  PredicateId predicate;
  std::vector<TokenId> actors, recipients, forces, places;
  std::vector<TokenId> recipient_places;  ///< where no recipient is told: places in its slots ("flew to Pyongyang")
  PredicateId content;                    ///< the predicate that the content slot leads to; none where it leads to none
  TokenId content_head;                   ///< the filler of the content slot, also where it is no predicate ("denied this")
};

/// For every predicate (by its id's index) the best fitting frame, if any.
[[nodiscard]] std::vector<std::optional<FrameMatch>> match_frames(const Scene& scene);

/// The first need of a frame that a predicate does not meet; nullptr where it meets all.
[[nodiscard]] const Need* first_unmet(const Scene& scene, const Predicate& predicate, const Frame& frame);

}  // namespace attache
