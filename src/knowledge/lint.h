// The linter: what is wrong with the text of the knowledge, with file, line and how to mend it. The compiler takes the same
// text leniently; `attache knowledge check` and the test run show what it passes over in silence.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "knowledge/stanza.h"

namespace attache {

/// Checks stanzas against docs/knowledge.md: unknown fields and kinds, codes, dates, points and ids that do not read or do not
/// exist, and names that nothing tells apart. Fields of the folders frames, calendar and forces are checked by who reads them.
[[nodiscard]] std::vector<Complaint> lint(const std::vector<Stanza>& stanzas);

/// Reads the folders and checks them; complaints of the reader come first.
[[nodiscard]] Result<std::vector<Complaint>> lint_folders(const std::vector<std::string>& roots);

}  // namespace attache
