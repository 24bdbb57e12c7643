// The edge of the reading half: files, folders and streams. Everything else in wire/ is a function of bytes.
#pragma once

#include <cstddef>
#include <istream>
#include <string>

#include "base/result.h"
#include "wire/read.h"

namespace attache {

struct ReadCount {
  std::size_t files = 0;
  std::size_t articles = 0;
  std::size_t skipped = 0;
  bool ended = false;  ///< the taker wanted no more
};

/// Reads a file or, sorted by name and with everything below it, a folder. By the ending of the name: .jsonl and .ndjson
/// record by record in constant memory; .json an array or one record; .txt, .md and names without an ending plain copy,
/// unless the bytes are JSON. In a folder hidden files are passed over, files of other kinds and files that cannot be
/// opened skipped with a remark; a file that is named itself is read whatever its ending. Fails when `path` cannot be
/// opened, and when a .json file is larger than kLargestJson.
[[nodiscard]] Result<ReadCount> read_path(const std::string& path, const ReadOptions& options, const Taker& taker);

/// Reads a stream to its end, records as they come where its first lines are records; `options.source_path` names it in
/// messages ("standard input").
[[nodiscard]] Result<ReadCount> read_stream(std::istream& stream, const ReadOptions& options, const Taker& taker);

/// A JSON array has to be in memory whole.
inline constexpr std::size_t kLargestJson = std::size_t{512} << 20U;

}  // namespace attache
