// The entry of the reading half: bytes in, articles out. Pure: the same bytes and options give the same article; nothing here
// touches files (wire/files.h does), the clock or the network, and no content makes it fail.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "facts/article.h"

namespace attache {

/// What is known of the copy from elsewhere: from a flag, a request, or the file that it stood in. What a record says of
/// itself goes before these; these go before what the lines of the copy say.
struct ReadOptions {
  std::optional<ReportedTime> published;
  bool published_day_only = false;
  std::string outlet;
  std::string url;
  std::string language;     ///< BCP 47
  std::string source_path;  ///< for messages
  std::size_t max_bytes = std::size_t{16} << 20U;  ///< of one article; the rest of a longer one is not read (kTooLong)
};

/// Reads pasted or saved wire copy in any encoding (wire/decode.h); paragraphs are told apart (wire/parts.h) and the
/// publication day, dateline, agency and authors taken from its lines. Article::offsets lead back to `bytes`.
[[nodiscard]] Article read_plain(std::string bytes, const ReadOptions& options);

}  // namespace attache
