// Telling people how a text was coded: each predicate with its arguments and what they stand for, the frame that fitted, and of
// each frame that did not the need that was not met. For those who write frames and for our own debugging.
#pragma once

#include <string>

#include "coding/match.h"
#include "coding/modality.h"

namespace attache {

/// Plain text, one block a predicate, in the order of the text:
///
///     withdrew   verb "withdraw", past
///       subj      France  (actor FRA)
///       obj       troops  (force FRA military)
///       + withdraw.own
///       - withdraw.force: no subj that is force
[[nodiscard]] std::string explain(const Scene& scene, const std::vector<std::optional<FrameMatch>>& matches,
                                  const std::vector<Presentation>& presentations);

}  // namespace attache
