// A sentence's id where a token's is due.
// refused: convert|conversion|no matching
#include "language/document.h"

attache::TokenId head_of(const attache::Document& document, attache::TokenId token, attache::SentenceId sentence) {
#ifdef MUST_NOT_COMPILE
  static_cast<void>(token);
  return document.token(sentence).head;
#else
  static_cast<void>(sentence);
  return document.token(token).head;
#endif
}
