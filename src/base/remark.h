// Remarks: what a stage noticed about a text that it could not do as asked. Numbered, so that they can be searched,
// counted and tested; docs/ARCHITECTURE.md lists them and a test keeps that list and this one equal.
#pragma once

#include <string>

#include "base/span.h"

namespace attache {

enum class RemarkCode {
  // wire/: 1xx
  kNotUtf8 = 101,        ///< bytes were not UTF-8 and were read as Windows-1252
  kBadBytes = 102,       ///< bytes that are no text at all were replaced
  kEmptyText = 103,      ///< nothing to read
  kNoPublication = 104,  ///< no publication date: relative times stay unresolved
  kNoOutlet = 105,       ///< no outlet named: chains end with an unnamed outlet
  kTooLong = 106,        ///< the text was cut at the size limit
  kBadRecord = 107,      ///< a file or a JSONL line that is no article
  kBadDate = 108,        ///< a date that could not be read
  // language/: 2xx
  kSentenceCut = 201,  ///< a sentence longer than the limit was cut
  kTokenCut = 202,     ///< a "word" longer than the limit was cut
  // world/: 3xx
  kUnresolvedTime = 301,  ///< a relative time without a publication date
  kAmbiguousName = 302,   ///< a name with a close runner-up
  // coding/: 4xx
  kUnbalancedQuote = 401,  ///< a quotation mark without its pair
  kDeepNesting = 402,      ///< quotations or clauses nested deeper than the limit
};

/// One remark, anchored in the document's text where that makes sense.
struct Remark {
  RemarkCode code;
  ByteSpan at;         ///< empty when it concerns the whole text
  std::string detail;  ///< the offending piece or a short explanation
};

}  // namespace attache
