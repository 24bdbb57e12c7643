// Claims written as lines that a researcher can read, for the text cases of events and presence (tests/cases/events,
// tests/cases/presence):
//
//   a1 | 2024-05-09 | Anna Keller (NZL GOV) < North Wire (MED) < Harbour News (MED) | withdraw NZL police 72 | at Suva (FJI) |
//   agreed
//
// name | day of publication | chain, publishing outlet last | posture OWNER kind [count], or TYPE by CODE SECTOR [, CODE
// SECTOR] and then in any order: at PLACE (ISO3 [lat lon]) | to CODE SECTOR | when EDTF | status | denied | basis kind CODE |
// regards name | unit WORDS (the words that tell which part of the force) | begun
#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts/stored_claim.h"

namespace attache {

struct ClaimLines {
  std::vector<StoredClaim> claims;
  std::map<ClaimKey, std::string> names;
  std::vector<std::string> errors;  ///< lines that could not be read

  /// Adds one claim.
  void read(const std::string& line);

 private:
  std::map<std::string, ClaimKey> keys_;
};

/// Parts of a line between separators, blanks trimmed.
[[nodiscard]] std::vector<std::string> parts(const std::string& text, const std::string& separator);

}  // namespace attache
