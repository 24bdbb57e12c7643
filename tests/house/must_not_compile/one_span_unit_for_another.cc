// A range of bytes where one of code points is due: right for ASCII, wrong for everything else.
// refused: convert|conversion|no match for|no viable
#include "facts/claim.h"

void mark(attache::Evidence& evidence, attache::ByteSpan bytes, attache::CodePointSpan code_points) {
#ifdef MUST_NOT_COMPILE
  static_cast<void>(code_points);
  evidence.span = bytes;
#else
  static_cast<void>(bytes);
  evidence.span = code_points;
#endif
}
