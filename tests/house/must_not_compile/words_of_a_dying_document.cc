// The words of a token, taken from a document that is about to die.
// refused: deleted
#include "language/document.h"

attache::Document read();

std::string_view first_form(const attache::Document& kept) {
#ifdef MUST_NOT_COMPILE
  static_cast<void>(kept);
  return read().form(attache::TokenId(0));
#else
  return kept.form(attache::TokenId(0));
#endif
}
