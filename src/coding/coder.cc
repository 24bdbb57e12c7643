// The coder's list of stages; see coder.h.
#include "coding/coder.h"

#include <utility>

#include "coding/attribution.h"
#include "coding/claims.h"
#include "coding/explain.h"
#include "coding/match.h"
#include "coding/modality.h"
#include "coding/predicate.h"

namespace attache {

Coder::Coder(const Knowledge& knowledge, std::string model)
    : frames_(knowledge.stanzas("frames"), complaints_),
      version_("attache 0.1.0 model " + std::move(model) + " knowledge " + knowledge.fingerprint().hex().substr(0, 12)) {}

CodedArticle Coder::code(Article article, const Document& document, const Grounding& grounding) const {
  const Predicates predicates = find_predicates(document, frames_);
  const Scene scene{document, grounding, frames_, predicates};
  const auto matches = match_frames(scene);
  const auto presentations = present(scene, matches);
  const Attributions attributions = attribute(article, document, grounding, frames_);

  CodedArticle coded;
  coded.claims = assemble_claims(article, scene, matches, presentations, attributions);
  for (const auto* remarks :
       {&document.remarks(), &grounding.remarks, &attributions.remarks}) {  // the copy's own are the article's
    coded.remarks.insert(coded.remarks.end(), remarks->begin(), remarks->end());
  }
  coded.coder = version_;
  coded.article = std::move(article);
  set_keys(coded);
  return coded;
}

std::string Coder::explain(const Document& document, const Grounding& grounding) const {
  const Predicates predicates = find_predicates(document, frames_);
  const Scene scene{document, grounding, frames_, predicates};
  const auto matches = match_frames(scene);
  return attache::explain(scene, matches, present(scene, matches));
}

}  // namespace attache
