// The language stage: text in, Document out.
//
//   Result<Analyser> analyser = Analyser::open("models/english.attache");
//   Analyser::Workspace workspace;                      // one per thread, reused
//   Document document = analyser->analyse(text, {{{0, size}, PartKind::kBody}}, workspace);
//   for (const Sentence& sentence : document.sentences()) ...
//   std::cout << to_conllu(document);                   // language/conllu.h
//
// Each paragraph is segmented by itself (segment.h), then its sentences are tagged and parsed by the network (network.h),
// lemmas follow from form and tag (lemmatiser.h), and names are found with all that (name_finder.h). An Analyser is immutable:
// threads share one, each with its own Workspace. The same text gives the same document on every processor and in every batch.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"
#include "language/kernels.h"
#include "language/lemmatiser.h"
#include "language/model.h"
#include "language/name_finder.h"
#include "language/network.h"
#include "language/orthography.h"
#include "language/segment.h"

namespace attache {

/// Longer sentences are cut, at a comma or the like where one is near, with a remark.
inline constexpr std::uint32_t kMaxSentenceWords = 300;

class Analyser {
 public:
  class Workspace;

  /// Maps the model; milliseconds. `kernels` is for tests and benchmarks that compare versions.
  static Result<Analyser> open(const std::string& path, const Kernels& kernels = best_kernels());

  /// Reads a text. `text` must be valid UTF-8; paragraphs are stretches of it, in order, and what lies between them is not
  /// read. No paragraphs at all: paragraphs are what empty lines separate.
  [[nodiscard]] Document analyse(std::string text, std::vector<Paragraph> paragraphs, Workspace& workspace) const;

  /// Tags, parses and names words and sentences that somebody else has cut (gold tokens): keeps `parts`' text, paragraphs,
  /// tokens' spans and sentences, and makes the rest anew.
  [[nodiscard]] Document analyse_words(DocumentParts parts, Workspace& workspace) const;

  /// How the model's language is written.
  [[nodiscard]] const Orthography& orthography() const& { return orthography_; }
  const Orthography& orthography() && = delete;

  /// What the name finder goes by, for its trainer: for each word a row of the name layer's inputs and the numbers of its
  /// features, which are below `rows`, a power of two.
  struct NameEvidence {
    std::vector<std::int8_t> inputs;
    std::vector<std::vector<std::uint32_t>> features;
  };
  [[nodiscard]] NameEvidence name_evidence(DocumentParts parts, std::uint32_t rows, Workspace& workspace) const;

 private:
  Analyser(ModelFile file, Orthography orthography, Network network, Lemmatiser lemmatiser, NameFinder name_finder);
  void read_sentences(DocumentParts& parts, Workspace& workspace, std::vector<std::int8_t>* name_inputs = nullptr) const;
  void find_names(DocumentParts& parts, Workspace& workspace) const;

  struct Morph {
    Upos upos;
    Feature features;
  };

  ModelFile file_;
  Orthography orthography_;
  Network network_;
  Lemmatiser lemmatiser_;
  NameFinder name_finder_;
  std::vector<std::string_view> xpos_names_;
  std::vector<Xpos> xpos_;
  std::vector<Morph> morph_;
  std::vector<Deprel> relations_;
};

/// One thread's working memory.
class Analyser::Workspace {
 public:
  Workspace() = default;

 private:
  friend class Analyser;
  Segments segments_;
  Network::Scratch scratch_;
  std::vector<WordReading> readings_, batch_readings_;
  std::vector<std::uint32_t> by_length_, lengths_;
  std::vector<std::uint32_t> directions_;  // of one sentence: see analyse.cc
  std::vector<std::string_view> forms_;
  std::string key_;
  NameFinder::Scratch name_scratch_;
  std::vector<NameScores> name_scores_;
  std::vector<std::uint8_t> name_labels_;
};

/// The paragraphs of a text that nobody has taken apart: what empty lines separate.
[[nodiscard]] std::vector<Paragraph> paragraphs_of(std::string_view text);

}  // namespace attache
