// JSON records to articles. The field names are those of our own exports and of the collectors that people use: news-please
// (maintext, date_publish, source_domain), trafilatura (raw_text, sitename, hostname), fundus (a body of sections,
// publishing_date, html.requested_url), and the common variants; record.cc has the table.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "wire/read.h"

namespace attache {

/// Reads records; keeps the JSON parser's buffers from one record to the next. Not for two threads at once.
///
/// Article::text is the record's text byte for byte, but for carriage returns and control characters, which become white
/// space of the same length: offsets counted in the record's text are offsets in the article. Text that is spread over
/// fields (fundus) is joined with blank lines. A record with a title and no text is an article of one headline.
class RecordReader {
 public:
  explicit RecordReader(ReadOptions options);
  ~RecordReader();
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;

  /// The record in one line, or a remark (kBadRecord) where it is none. `where` ("feed.jsonl:12") goes into the messages.
  /// Returns whether the taker wants more.
  bool read(std::string_view json, const std::string& where, const Taker& taker);
  /// A whole JSON text: an array of records, or one record. Members that are no records are skipped
  /// with a remark. False when it is neither an array nor an object; then nothing was given.
  [[nodiscard]] bool read_document(std::string_view json, const std::string& where, const Taker& taker);
  /// Whether the text is one JSON object, of whatever fields.
  [[nodiscard]] bool is_object(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attache
