// The entry of the reading half: bytes in, articles out. Pure: the same bytes and options give the same article; nothing here
// touches files (wire/files.h does), the clock or the network, and no content makes it fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "facts/article.h"

namespace attache {

/// What is known of the copy from elsewhere: from a flag, a request, or the file that it stood in. What a record says of
/// itself goes before these; these go before what the lines of the copy say.
struct ReadOptions {
  std::optional<ReportedTime> published;
  bool published_day_only = false;
  std::int32_t published_east = 0;  ///< as Article::published_east
  std::string outlet;
  std::string url;
  std::string language;     ///< BCP 47
  std::string source_path;  ///< for messages
  /// Of one article's text; the rest of a longer one is not read (kTooLong). The stages behind look back over a whole article,
  /// so this bounds their time; an hour of talk, written down, is a tenth of it.
  std::size_t max_bytes = std::size_t{512} << 10U;
  std::size_t max_line = std::size_t{16} << 20U;  ///< of one JSON Lines record, whose other fields may be long
};

/// A piece of the input that became no article: a line that is no record, a file of no kind that we read.
struct Skipped {
  std::string where;  ///< "feed.jsonl:12"
  Remark remark;
};
/// Takes what a reader of many articles gives, in the order of the input.
struct Taker {
  std::function<bool(Article&&)> article;       ///< returns whether it wants more
  std::function<void(const Skipped&)> skipped;  ///< may be empty
};

/// Reads pasted or saved wire copy in any encoding (wire/decode.h); paragraphs are told apart (wire/parts.h) and the
/// publication day, dateline, agency and authors taken from its lines. Article::offsets lead back to `bytes`.
[[nodiscard]] Article read_plain(std::string bytes, const ReadOptions& options);

/// Reads bytes of a kind that nobody told: JSON records (one a line, an array, or one alone) when they are such, else plain
/// copy. For what is pasted, posted or piped and fits into memory.
void read_bytes(std::string bytes, const ReadOptions& options, const Taker& taker);

/// Whether it opens like a JSON object or array, white space and a byte order mark passed over.
[[nodiscard]] bool opens_like_json(std::string_view bytes);
/// Whether one of its first lines is a JSON object to itself.
[[nodiscard]] bool looks_like_jsonl(std::string_view bytes);

/// Reads JSON Lines as they come in, in pieces cut anywhere: memory is bounded by one line, a line by
/// ReadOptions::max_line. Empty lines are passed over; a line that is no record becomes a Skipped and the next is read.
class JsonlReader {
 public:
  /// The taker must outlive the reader.
  JsonlReader(ReadOptions options, const Taker& taker);
  ~JsonlReader();
  JsonlReader(const JsonlReader&) = delete;
  JsonlReader& operator=(const JsonlReader&) = delete;

  /// Takes the next piece; false when the taker wants no more.
  bool feed(std::string_view piece);
  /// Reads the last line if no line end came after it. Call once.
  bool finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attache
