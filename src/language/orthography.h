// How a language is written, as far as no treebank says it: abbreviations, clitics, words that begin sentences.
//
// The text is train/languages/NAME/orthography.txt, which the trainer puts into the model file; nothing of the segmenter's code
// belongs to one language. Sections in brackets, words between white space, `#` begins a comment line.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache {

/// Words in the order of their bytes.
using WordList = std::vector<std::string>;

[[nodiscard]] inline bool listed(const WordList& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

/// The sections of the file; its comments say what each is. Abbreviations stand without their last stop.
struct Orthography {
  WordList titles, abbreviations, before_numbers, behind_numbers, between_capitals, also_words, sentence_ends;
  WordList clock, clock_followers, clock_ends, behind_names, behind_amounts, not_initials, lettered;
  WordList starters, short_starters, speech, prefixes, prefixes_of_numbers, units;
  WordList clitics, negations, elided, clipped, ordinal_followers, dates, directions;
  bool keeps_hyphens = false;  ///< words joined by hyphens are one word
  bool decimal_comma = false;  ///< a comma stands before a number's decimals

  /// Two words written as one, sorted by the whole.
  struct Contracted {
    std::string word;
    std::uint32_t head = 0;  ///< bytes of the first of the two
  };
  std::vector<Contracted> contracted;
  std::size_t longest_clitic = 0;      ///< bytes
  std::size_t longest_contracted = 0;  ///< bytes

  /// Reads the text. Fails, naming `where` and the line, on a section that it does not know or a word that its section cannot
  /// hold.
  static Result<Orthography> parse(std::string_view text, const std::string& where);

  /// How many bytes are the first of two words written as one ("can|not"); 0 for one word.
  [[nodiscard]] std::uint32_t contracted_head(std::string_view word) const;
};

}  // namespace attache
