// The one door to the world stage: an article's document in, its grounding out. Pure: the same bytes out for the same
// bytes in.
#pragma once

#include <memory>

#include "facts/article.h"
#include "knowledge/knowledge.h"
#include "language/document.h"
#include "world/grounding.h"

namespace attache {

class Lexicon;
class NamedTimes;

/// Immutable and safe to use from many threads. The words that it needs of the knowledge are read once, when it is made.
class Grounder {
 public:
  /// `knowledge` must outlive the grounder.
  explicit Grounder(const Knowledge& knowledge);
  ~Grounder();
  Grounder(const Grounder&) = delete;
  Grounder& operator=(const Grounder&) = delete;

  /// Finds and resolves all mentions of a document, in the order times, actors, places, forces, coreference.
  [[nodiscard]] Grounding ground(const Article& article, const Document& document) const;

 private:
  const Knowledge& knowledge_;
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const NamedTimes> named_times_;
};

}  // namespace attache
