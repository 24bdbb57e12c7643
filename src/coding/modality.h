// How real the document presents an act: the clause's own mood combined with everything that it is embedded in.
//
// "Russia will not withdraw" is planned and negated by its own auxiliaries; in "Armenia asked Russia to withdraw" the
// infinitive has no mood of its own and takes `requested` from the request; in "Armenia may ask Russia to withdraw" doubt
// reaches both. docs/CODEBOOK.md, rulings 5, 17, 26 and 28, say how they combine.
#pragma once

#include <optional>
#include <vector>

#include "coding/match.h"
#include "facts/claim.h"

namespace attache {

struct Presentation {
  Status status = Status::kActual;
  bool negated = false;
  bool told =
      true;  ///< false where the clause is not asserted at all: a purpose, a bare infinitive, an unknown verb's complement
  TokenId status_word;  ///< what decided; none for plain tense
  TokenId negation_word;
  std::optional<std::size_t> embedded_by;  ///< index into the matches of the frame whose content this is
};

/// For every predicate its presentation.
[[nodiscard]] std::vector<Presentation> present(const Scene& scene, const std::vector<std::optional<FrameMatch>>& matches);

}  // namespace attache
