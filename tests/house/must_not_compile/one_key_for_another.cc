// An article's key where a claim's is due.
// refused: convert|conversion|no match for|no viable
#include "facts/stored_claim.h"

void point(attache::StoredClaim& claim, attache::ArticleKey article, attache::ClaimKey other) {
#ifdef MUST_NOT_COMPILE
  static_cast<void>(other);
  claim.regards = article;
#else
  static_cast<void>(article);
  claim.regards = other;
#endif
}
