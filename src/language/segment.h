// Words and sentences: cuts a paragraph into the syntactic words of Universal Dependencies v2 and groups them.
//
// A hand-written scanner in one pass over the bytes, without regular expressions, for languages that write spaces between
// words; what differs between them is in an Orthography. With that of English it follows UD English EWT and GUM: contractions
// and possessives are split ("do|n't", "Putin|'s", "can|not"), hyphens stand alone ("Armenia|-|based") but after prefixes
// ("non-proliferation", "ex-minister"), abbreviations keep their stop ("U.S.", "Lt.", "Aug."), numbers keep theirs ("1,960",
// "10:30", "9/11") and lose what is no number ("$|20", "20|%", "5|pm"), addresses and file names are one word. A sentence keeps
// what is set behind its stop: closing marks, notes ("[3]"), emoticons. Every word is a stretch of the text and no byte but
// white space is left out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/remark.h"
#include "base/span.h"

namespace attache {

struct Orthography;

/// One word as the scanner leaves it.
struct WordSpan {
  ByteSpan span;
  bool space_after = true;  ///< white space or the paragraph's end follows
};

/// A word of more bytes than this is cut into pieces, with a remark.
inline constexpr std::uint32_t kMaxWordBytes = 256;

/// The words of some paragraphs and the sentences that they form.
struct Segments {
  std::vector<WordSpan> words;
  std::vector<std::uint32_t> sentence_ends;  ///< index into words, one past the last of each sentence
  std::vector<Remark> remarks;

  void clear() {
    words.clear();
    sentence_ends.clear();
    remarks.clear();
  }
};

/// Adds the words and sentences of `paragraph`, a stretch of `text` in that orthography, to `out`. The paragraph's end ends a
/// sentence. `text` should be UTF-8; a byte that is not counts as a letter.
void segment(std::string_view text, ByteSpan paragraph, const Orthography& orthography, Segments& out);

}  // namespace attache
