// Lemmas from the rules that train/lemmas.py learns: whole words first, else the longest known ending of the tag.
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

  /// Appends the lemma of a form with the given XPOS name. `key` is working memory.
  void append(std::string_view form, std::string_view xpos, std::string& key, std::string& out) const;

 private:
  /// Keeps the case or not, cuts so many bytes from the end, adds others.
  struct Rule {
    bool keeps_case;
    std::uint32_t cut;
    std::string_view added;
  };
  [[nodiscard]] Rule rule(std::uint32_t number) const;

  StringTable whole_, endings_;
  std::span<const std::uint32_t> whole_rules_, ending_rules_, rules_, added_starts_;
  std::string_view added_;
};

}  // namespace attache
