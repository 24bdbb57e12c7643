// The user's own file of outlet grades, one a line: a letter A (reliable) to F (cannot be judged) of the Admiralty system, then
// the outlet's name as it stands in chains. Lines that start with # are notes. We ship no such file.
//
//   # graded by the desk, June 2024
//   B Harbour Wire
//   D Coral Daily
#pragma once

#include <map>
#include <string>

#include "app/cli/command.h"

namespace attache {

class Grades {
 public:
  /// An empty path gives no grades. Errors: no such file; a line that is no grade, with its number.
  static Result<Grades> read(const std::string& path);
  /// Empty where the user has not graded it. Letter case aside.
  [[nodiscard]] std::string of(const std::string& outlet) const;
  /// "Harbour Wire (B)"; the name alone where it has no grade.
  [[nodiscard]] std::string with_grade(const std::string& outlet) const;
  [[nodiscard]] bool empty() const { return grades_.empty(); }

 private:
  std::map<std::string, char> grades_;  // by name in lower case
};

void add_grades(CLI::App& command, std::string& path);

}  // namespace attache
