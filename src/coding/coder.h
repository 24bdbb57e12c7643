// The coder: an article with its document and grounding in, claims out. A flat list of stages, each a function from
// immutable values to the next:
//
//   predicates    the parse with its alternations undone          predicate.h
//   frames        what each predicate asserts                      frame.h, match.h
//   presentation  how real it is shown, negated or not             modality.h
//   attribution   who stands behind each word                      attribution.h
//   claims        slots filled, with the words that filled them    claims.h
#pragma once

#include <string>
#include <vector>

#include "coding/frame.h"
#include "facts/article.h"
#include "facts/claim.h"
#include "knowledge/knowledge.h"
#include "language/document.h"
#include "world/grounding.h"

namespace attache {

/// Immutable and safe to use from many threads; the frames are read once, when it is made.
class Coder {
 public:
  /// `model` names the language model (its hash), to be told with the knowledge's fingerprint in CodedArticle::coder.
  Coder(const Knowledge& knowledge, std::string model);

  /// Codes one article. Pure: the same claims for the same article, model and knowledge.
  [[nodiscard]] CodedArticle code(Article article, const Document& document, const Grounding& grounding) const;

  /// How the predicates of a text were read and which frames fitted, for people (explain.h).
  [[nodiscard]] std::string explain(const Document& document, const Grounding& grounding) const;

  /// What is wrong with the frames' text; empty for ours (a test sees to it).
  [[nodiscard]] const std::vector<Complaint>& complaints() const { return complaints_; }
  [[nodiscard]] const FrameTable& frames() const { return frames_; }
  /// "attache 0.1.0 model 1a2b3c4d knowledge 5e6f7a8b".
  [[nodiscard]] const std::string& version() const { return version_; }

 private:
  std::vector<Complaint> complaints_;
  FrameTable frames_;
  std::string version_;
};

}  // namespace attache
