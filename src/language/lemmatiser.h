// Lemmas from the rules that train/lemmas.py learns: whole words first, else the longest known ending of the tag. A tag may
// carry a mark that the word's capitals give it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "language/model.h"

namespace attache {

class Lemmatiser {
 public:
  /// `file` must outlive the lemmatiser.
  static Result<Lemmatiser> load(const ModelFile& file);

  /// Appends the lemma of a form with the given XPOS name; `inside`: it is not the first word of its sentence, so that a
  /// capital says something. `key` is working memory.
  void append(std::string_view form, std::string_view xpos, bool inside, std::string& key, std::string& out) const;

 private:
  /// How a rule writes the word before it cuts.
  enum class Writing : std::uint32_t { kLower, kAsWritten, kCapitalised, kWithoutCommas };
  /// Cuts so many bytes from the end, adds others.
  struct Rule {
    Writing writing;
    std::uint32_t cut;
    std::string_view added;
  };
  [[nodiscard]] Rule rule(std::uint32_t number) const;
  /// The rule for a word in lower case: `key` holds TAG, tab, word, which begins at `word_at`, and comes back so.
  [[nodiscard]] Rule choose(std::string_view xpos, char mark, std::string& key, std::size_t word_at) const;

  StringTable whole_, endings_;
  std::span<const std::uint32_t> whole_rules_, ending_rules_, rules_, added_starts_;
  std::string_view added_;
};

}  // namespace attache
