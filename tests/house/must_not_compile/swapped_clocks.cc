// When an article said it, passed for when the ledger learnt it.
// refused: convert|conversion|invalid initialization
#include "facts/clock.h"

bool known_by(attache::ReportedTime reported, attache::RecordedTime recorded);

bool ask(attache::ReportedTime reported, attache::RecordedTime recorded) {
#ifdef MUST_NOT_COMPILE
  return known_by(recorded, reported);
#else
  return known_by(reported, recorded);
#endif
}
