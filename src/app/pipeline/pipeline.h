// The reading half put together: an article in, a coded article out, on one thread or on many with the same bytes out.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/pipeline/locate.h"
#include "coding/coder.h"
#include "facts/claim.h"
#include "knowledge/knowledge.h"
#include "language/analyse.h"
#include "world/grounding.h"

namespace attache {

/// Ours with the user's folders on top. What is wrong with those folders is an error: nobody wants half of what they wrote.
[[nodiscard]] Result<Knowledge> open_knowledge(const ReadingFiles& files);

/// An article with all that the reading half made of it.
struct ReadArticle {
  Document document;
  Grounding grounding;
  CodedArticle coded;
};

/// Immutable; threads share one, each with a workspace of its own.
class Pipeline {
 public:
  [[nodiscard]] static Result<Pipeline> open(const ReadingFiles& files);

  /// Claims of one article, keys set.
  [[nodiscard]] CodedArticle code(Article article, Analyser::Workspace& workspace) const;
  /// The same with the stages' values kept.
  [[nodiscard]] ReadArticle read(Article article, Analyser::Workspace& workspace) const;
  /// The first stage alone: headline, captions and body as a document.
  [[nodiscard]] Document analyse(const Article& article, Analyser::Workspace& workspace) const;

  [[nodiscard]] const Analyser& analyser() const { return *analyser_; }
  [[nodiscard]] const Knowledge& knowledge() const { return *knowledge_; }
  [[nodiscard]] const Coder& coder() const { return *coder_; }

 private:
  Pipeline() = default;
  std::unique_ptr<const Analyser> analyser_;
  std::unique_ptr<const Knowledge> knowledge_;
  std::unique_ptr<const Coder> coder_;
};

/// Codes what `next` gives until it gives nothing, and hands it to `take` in the same order, until that says false. Both
/// are called on the calling thread only; `threads` others do the work between, a bounded number of articles ahead.
void code_in_order(const Pipeline& pipeline, unsigned threads, const std::function<std::optional<Article>()>& next,
                   const std::function<bool(CodedArticle)>& take);

}  // namespace attache
