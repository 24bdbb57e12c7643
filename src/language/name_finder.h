// The name finder: which words name a person, an organisation or a place.
//
// A linear-chain model over the labels of one sentence (O, then B and I of person, organisation, place). A word's scores are
// what the network says of it plus the weights of its features: its spelling, the lists that hold it or the phrase around it
// (first names, surnames, places, organisations, words that such names end with), the words about it, its tag, what it hangs
// on in the tree, and how it looks in the run of capitals that it stands in. Names that a document writes again lend each
// other their scores. The best labels are found over whole sentences. train/names.py learns weights and lists; they stand in
// the model file as whole numbers, so that every processor finds the same names.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"
#include "language/model.h"
#include "language/network.h"

namespace attache {

/// Persons, organisations, places: the label of kind k is 1 + 2 k where it begins and 2 + 2 k where it goes on.
inline constexpr std::size_t kNameKinds = 3;

class NameFinder {
 public:
  /// `file` must outlive the finder. A model without lists and weights is well too: is_trained() is then false.
  static NameFinder load(TensorReader& reader);
  [[nodiscard]] bool is_trained() const { return rows_ > 0; }

  class Scratch;

  /// Chooses the labels of all words of a document with tags and trees. `scores` are the network's; they are used up.
  void label(const DocumentParts& parts, std::span<NameScores> scores, std::span<std::uint8_t> labels, Scratch& scratch) const;

  /// The features of a sentence's words as numbers below `rows`, a run of them for each word: for the trainer.
  void features(const DocumentParts& parts, TokenSpan sentence, std::uint32_t rows, Scratch& scratch,
                std::vector<std::vector<std::uint32_t>>& out) const;

 private:
  void look_up(const DocumentParts& parts, TokenSpan sentence, Scratch& scratch) const;
  void share(std::span<NameScores> scores, Scratch& scratch) const;
  void decode(TokenSpan sentence, std::span<const NameScores> scores, std::span<std::uint8_t> labels, Scratch& scratch) const;

  StringTable lists_;
  std::span<const std::uint32_t> classes_;  // per entry of lists_: bits
  const std::int8_t* weights_ = nullptr;    // [rows_][8], in steps of 1 / kNameSteps
  std::size_t rows_ = 0;
  std::array<NameScores, kNameLabels + 1> steps_{};  // from the row's label to the column's; the last row begins a sentence
  std::int32_t repeated_ = 0;                        // what the other mentions of a word weigh, in 1 / 256
};

/// Working memory of one thread.
class NameFinder::Scratch {
 public:
  Scratch() = default;

 private:
  friend class NameFinder;
  struct Word {
    std::uint32_t key = 0, prefix = 0, suffix = 0;  // hashes of the lower-case spelling and its ends
    std::uint32_t classes = 0;                      // of the word by itself
    std::uint32_t phrase = 0;                       // classes of the longest listed phrase that covers it
    std::uint32_t place_in_phrase = 0;              // B, I, E, S of it as 0 to 3
    std::uint32_t shape = 0;
    std::uint32_t tag = 0, relation = 0, marker = 0;  // marker: the key of its preposition
    std::uint32_t head = 0;                           // 1 + the index within the sentence, 0 for none
    std::uint32_t run_begin = 0, run_end = 0;         // the capitals that it stands among; empty for others
  };
  // A capital word and what all its mentions in the document together have for each kind of name.
  struct Repeated {
    std::uint32_t key = 0;
    std::int32_t count = 0;
    std::array<std::int32_t, kNameKinds> sums{};
  };

  std::vector<Word> words_;
  std::vector<std::uint32_t> key_starts_;
  std::string keys_;
  std::vector<std::uint32_t> capital_keys_;  // per word of the document: its key where it is a capital word, else 0
  std::vector<Repeated> repeated_;           // open addressing by key
  std::vector<std::array<std::uint8_t, kNameLabels>> back_;
};

}  // namespace attache
