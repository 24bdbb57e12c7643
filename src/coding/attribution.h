// Attribution: who is answerable for what is said. Finds utterances (a source, a cue, a content) in a document, direct,
// indirect and mixed, nests them, carries quotations over sentences, and gives for every token the chain of sources that
// stand behind it, nearest to the facts first and the publishing outlet last (docs/CODEBOOK.md, "Attribution").
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/remark.h"
#include "coding/frame.h"
#include "facts/article.h"
#include "facts/claim.h"
#include "language/document.h"
#include "world/grounding.h"

namespace attache {

using UtteranceId = StrongId<struct UtteranceTag>;

/// One act of saying: who, by which words, what. The spans may be broken ("X", he said, "Y").
struct Utterance {
  std::vector<TokenSpan> source;  ///< empty where the speaker is not told ("it was reported that")
  std::vector<TokenSpan> cue;     ///< "said", "according to"; empty for a quotation without one
  std::vector<TokenSpan> content;
  TokenId source_head;
  TokenId cue_head;
  std::vector<Link> links;  ///< the links that this act adds to a chain, nearest to the facts first: one for "X said"; two for
                            ///< "X told Interfax", "Interfax cited X as saying"; none when the source adds nothing
  UtteranceId outer;        ///< the utterance in whose content this one stands; none at the outermost
  bool direct = false;      ///< the content stands (at least in part) inside quotation marks
  bool denial = false;      ///< the cue denies its content: "denied", "rejected as false", "dismissed"
};

/// All utterances of a document and what every token owes to them.
struct Attributions {
  std::vector<Utterance> utterances;
  /// Whose mind something is without its being said in so many words: "endorsed the plan", "asked about the deal", "sought to
  /// win". They add nothing to any chain: the act itself is the claim.
  std::vector<Utterance> attitudes;
  std::vector<UtteranceId> innermost;  ///< per token: the innermost utterance in whose content it stands; none: own voice
  std::vector<bool> quoted;            ///< per token: inside quotation marks
  std::vector<Link> tail;              ///< what ends every chain: agency and outlet
  std::vector<Remark> remarks;

  /// The chain behind a token.
  [[nodiscard]] std::vector<Link> chain(TokenId token) const;
};

/// Finds all utterances, and attitudes where they are asked for, which coding does not. `words` has the classes of cues ("say",
/// "deny", "cite", ...). Pure.
[[nodiscard]] Attributions attribute(const Article& article, const Document& document, const Grounding& grounding,
                                     const FrameTable& words, bool attitudes_too = false);

}  // namespace attache
