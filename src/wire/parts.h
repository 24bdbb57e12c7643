// What each paragraph of a piece of copy is, and what its header and footer lines say about it.
#pragma once

#include <span>

#include "facts/article.h"

namespace attache {

/// Fills paragraphs from article.text, and those of title, outlet, agency, authors, publication and dateline that are
/// still empty: what the sender said stands, the copy's own lines fill the gaps. `subheadings` are spans of the text that
/// the sender marked as such. Adds kEmptyText, kBadDate, kNoPublication and kNoOutlet.
void read_parts(Article& article, std::span<const ByteSpan> subheadings = {});

}  // namespace attache
