// The outcome of what can fail at an edge: files, ledgers, models, flags. Bad *text* is never an error: a stage returns
// its value together with remarks (base/remark.h).
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace attache {

/// Whose fault it is, in XTDB's three categories plus "the world": decides the exit code and the HTTP status.
enum class Fault {
  kIncorrect,    ///< the caller gave something wrong: a flag, a malformed file
  kUnsupported,  ///< understood but not possible: a ledger of a newer version
  kEnvironment,  ///< the machine refused: no permission, disk full, no such file
  kInternal,     ///< our own mistake
};

/// What went wrong, where, and what the user can do about it; three sentences that a message is made of.
struct Error {
  Fault fault = Fault::kInternal;
  std::string what;   ///< "cannot open the ledger: no permission"
  std::string where;  ///< a path, path:line, or a flag; may be empty
  std::string mend;   ///< "give another path with --ledger"; may be empty

  /// "where: what; mend" on one line.
  [[nodiscard]] std::string text() const {
    std::string out = where.empty() ? what : where + ": " + what;
    return mend.empty() ? out : out + "; " + mend;
  }
};

template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an error from a function that gives a Result.
inline tl::unexpected<Error> failure(Fault fault, std::string what, std::string where = {}, std::string mend = {}) {
  return tl::unexpected<Error>(Error{fault, std::move(what), std::move(where), std::move(mend)});
}

}  // namespace attache
