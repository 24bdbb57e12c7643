// A view into a document that is about to die.
// refused: deleted
#include "language/document.h"

attache::Document read();

std::size_t length() {
#ifdef MUST_NOT_COMPILE
  return read().text().size();
#else
  const attache::Document document = read();
  return document.text().size();
#endif
}
