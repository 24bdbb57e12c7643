// Which stretches of a text are its paragraphs. Copy comes in three layouts, and often in a mix of them:
//
//   blank lines between paragraphs, a paragraph on one line      most web pages and feeds
//   blank lines between paragraphs, lines wrapped at ~70 columns  mail, telex, old archives
//   no blank lines, one paragraph a line                          text pasted from a browser
//
// A line break inside a block of lines is taken for a wrap when the line was full (the next word would not have fitted
// under the block's width) and the text shows that it is wrapped at all: full lines that stop in mid-sentence. Nothing is
// moved or joined in the text: a wrapped paragraph is one span with line ends in it, which later stages read as spaces.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace attache {

/// The paragraphs of a text in order, without white space at their ends. Everything that is not white space is in one.
[[nodiscard]] std::vector<ByteSpan> split_paragraphs(std::string_view text);

}  // namespace attache
