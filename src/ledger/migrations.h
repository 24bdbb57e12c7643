// The steps that bring a ledger's schema from nothing to the present, one numbered .sql file each (migrations/). A step
// that has been released is never edited: the next change is the next file. The highest number is the schema's version.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace attache {

struct Migration {
  int number;             ///< 1, 2, 3, ... without gaps
  std::string_view name;  ///< the file's name without ".sql"
  std::string_view sql;
};

/// All steps that this program knows, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// A hash of the step's statements, kept in the ledger with the record that it was applied.
[[nodiscard]] std::string fingerprint(const Migration& step);

}  // namespace attache
