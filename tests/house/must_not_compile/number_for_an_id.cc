// A bare number where an id is due.
// refused: convert|conversion|no matching
#include "language/document.h"

std::string_view form(const attache::Document& document) {
#ifdef MUST_NOT_COMPILE
  return document.form(0);
#else
  return document.form(attache::TokenId(0));
#endif
}
