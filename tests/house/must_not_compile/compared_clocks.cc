// Two clocks compared with each other.
// refused: no match for|invalid operands
#include "facts/clock.h"

bool earlier(attache::ReportedTime reported, attache::RecordedTime recorded) {
#ifdef MUST_NOT_COMPILE
  return reported < recorded;
#else
  return reported < attache::ReportedTime{} || recorded < attache::RecordedTime{};
#endif
}
