// The reading half put together: an article in, a coded article out, on one thread or on many with the same bytes out.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/pipeline/locate.h"
#include "coding/coder.h"
#include "facts/claim.h"
#include "knowledge/knowledge.h"
#include "language/analyse.h"
#include "world/ground.h"
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
  [[nodiscard]] const Grounder& grounder() const { return *grounder_; }
  [[nodiscard]] const Coder& coder() const { return *coder_; }

 private:
  Pipeline() = default;
  std::unique_ptr<const Analyser> analyser_;
  std::unique_ptr<const Knowledge> knowledge_;
  std::unique_ptr<const Grounder> grounder_;
  std::unique_ptr<const Coder> coder_;
};

/// Codes articles on several threads and hands them on in the order in which they came, so that many threads give the
/// bytes of one. Everything but the coding itself happens on the calling thread; a bounded number of articles is on the way.
class OrderedCoder {
 public:
  /// `take` returns whether it wants more. One thread or none: no thread is started.
  OrderedCoder(const Pipeline& pipeline, unsigned threads, std::function<bool(CodedArticle)> take);
  /// Drops what has not been handed on.
  ~OrderedCoder();
  OrderedCoder(const OrderedCoder&) = delete;
  OrderedCoder& operator=(const OrderedCoder&) = delete;

  /// False when the taker wants no more.
  bool push(Article article);
  /// Hands on all that is on the way.
  bool finish();

 private:
  struct Place {
    Article article;
    std::optional<CodedArticle> coded;
  };
  void work();
  bool hand_on();

  const Pipeline& pipeline_;
  std::function<bool(CodedArticle)> take_;
  bool wanted_ = true;
  Analyser::Workspace workspace_;  // of the calling thread, where there are no others
  std::mutex mutex_;
  std::condition_variable work_, done_;
  std::deque<std::unique_ptr<Place>> line_;
  std::size_t taken_ = 0;  // of line_, those that a worker has
  bool closed_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace attache
