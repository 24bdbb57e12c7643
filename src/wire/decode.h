// From received bytes to clean UTF-8 text, with the way back. The text has no carriage returns, no byte order mark and no
// control characters; OffsetSteps say where each stretch of it stood in the bytes.
#pragma once

#include <string>
#include <vector>

#include "base/remark.h"
#include "facts/article.h"

namespace attache {

struct DecodedText {
  std::string text;                 ///< UTF-8, lines ended by \n
  std::vector<OffsetStep> offsets;  ///< empty when the bytes were fine as they were
  std::vector<Remark> remarks;      ///< kNotUtf8, kBadBytes, kTooLong
};

/// Reads UTF-8 (with or without a byte order mark), UTF-16 (with one), and takes everything else for Windows-1252, of
/// which ISO 8859-1 is a part; text that is UTF-8 but for a few broken characters stays UTF-8 with U+FFFD for those.
/// Only the first max_bytes are read.
[[nodiscard]] DecodedText decode(std::string bytes, std::size_t max_bytes);

/// Cleans UTF-8 in place without moving anything: carriage returns become white space, control characters spaces. For the
/// text of a record, in which the sender counts offsets.
void clean_in_place(std::string& text);

}  // namespace attache
