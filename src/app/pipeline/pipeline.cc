// The stages in a row, and the workers that run them; see pipeline.h.
#include "app/pipeline/pipeline.h"

#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/hash.h"
#include "knowledge/compile.h"
#include "world/ground.h"

namespace attache {
namespace {

/// What names a model in the ledger: the hash of its file.
std::string fingerprint_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return Hasher().add(bytes).finish().hex();
}

/// Whether sentences are looked for in a paragraph: not in bylines, datelines, credits and what surrounds the copy.
bool is_read(PartKind kind) {
  return kind == PartKind::kHeadline || kind == PartKind::kSubheading || kind == PartKind::kCaption || kind == PartKind::kBody;
}

/// Articles on their way through the workers, in the order in which they came.
class Line {
 public:
  struct Place {
    Article article;
    std::optional<CodedArticle> coded;
  };

  void enter(Article article) {
    const std::lock_guard lock(mutex_);
    places_.push_back(std::make_unique<Place>(Place{std::move(article), std::nullopt}));
    work_.notify_one();
  }
  /// The next article that nobody works on; nothing when there will be none.
  Place* take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return closed_ || taken_ < places_.size(); });
    return taken_ < places_.size() ? places_[taken_++].get() : nullptr;
  }
  void done(Place& place, CodedArticle coded) {
    const std::lock_guard lock(mutex_);
    place.coded = std::move(coded);
    done_.notify_one();
  }
  /// Waits for the first in line.
  CodedArticle leave() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return places_.front()->coded.has_value(); });
    CodedArticle out = std::move(*places_.front()->coded);
    places_.pop_front();
    --taken_;
    return out;
  }
  [[nodiscard]] std::size_t size() {
    const std::lock_guard lock(mutex_);
    return places_.size();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    work_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable work_, done_;
  std::deque<std::unique_ptr<Place>> places_;
  std::size_t taken_ = 0;  // of places_, those that a worker has
  bool closed_ = false;
};

}  // namespace

Result<Knowledge> open_knowledge(const ReadingFiles& files) {
  const auto path = locate_knowledge(files);
  if (!path) return tl::unexpected<Error>(path.error());
  auto knowledge = Knowledge::open(*path);
  if (!knowledge || files.knowledge.empty()) return knowledge;
  std::vector<Complaint> complaints;
  auto bytes = compile_overlay(*knowledge, files.knowledge, complaints);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  if (!complaints.empty()) {
    const Complaint& first = complaints.front();
    const std::string others = complaints.size() > 1 ? " (and " + std::to_string(complaints.size() - 1) + " more)" : "";
    return failure(Fault::kIncorrect, first.what + others, first.file + ":" + std::to_string(first.line),
                   first.mend.empty() ? "run `attache knowledge check` on the folder" : first.mend);
  }
  return Knowledge::from_bytes(std::move(*bytes));
}

Result<Pipeline> Pipeline::open(const ReadingFiles& files) {
  const auto model = locate_model(files);
  if (!model) return tl::unexpected<Error>(model.error());
  auto analyser = Analyser::open(*model);
  if (!analyser) return tl::unexpected<Error>(analyser.error());
  auto knowledge = open_knowledge(files);
  if (!knowledge) return tl::unexpected<Error>(knowledge.error());
  Pipeline out;
  out.analyser_ = std::make_unique<const Analyser>(std::move(*analyser));
  out.knowledge_ = std::make_unique<const Knowledge>(std::move(*knowledge));
  out.coder_ = std::make_unique<const Coder>(*out.knowledge_, fingerprint_of_file(*model));
  return out;
}

Document Pipeline::analyse(const Article& article, Analyser::Workspace& workspace) const {
  std::vector<Paragraph> paragraphs;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (is_read(paragraph.kind)) paragraphs.push_back(paragraph);
  }
  // No paragraphs at all would mean "take the text apart yourself"; a text with none to read is an empty one.
  return analyser_->analyse(paragraphs.empty() ? std::string() : article.text, std::move(paragraphs), workspace);
}

ReadArticle Pipeline::read(Article article, Analyser::Workspace& workspace) const {
  Document document = analyse(article, workspace);
  Grounding grounding = ground(article, document, *knowledge_);
  CodedArticle coded = coder_->code(std::move(article), document, grounding);
  return {std::move(document), std::move(grounding), std::move(coded)};
}

CodedArticle Pipeline::code(Article article, Analyser::Workspace& workspace) const {
  return read(std::move(article), workspace).coded;
}

void code_in_order(const Pipeline& pipeline, unsigned threads, const std::function<std::optional<Article>()>& next,
                   const std::function<bool(CodedArticle)>& take) {
  if (threads <= 1) {
    Analyser::Workspace workspace;
    while (auto article = next()) {
      if (!take(pipeline.code(std::move(*article), workspace))) return;
    }
    return;
  }
  Line line;
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      Analyser::Workspace workspace;
      while (Line::Place* place = line.take()) line.done(*place, pipeline.code(std::move(place->article), workspace));
    });
  }
  constexpr std::size_t kAhead = 4;  // articles waiting for each worker, so that none runs dry and memory stays bounded
  bool more = true;
  bool wanted = true;
  while (wanted && (more || line.size() > 0)) {
    while (more && line.size() < kAhead * threads) {
      auto article = next();
      more = article.has_value();
      if (more) line.enter(std::move(*article));
    }
    if (line.size() > 0) wanted = take(line.leave());
  }
  line.close();
  for (std::thread& worker : workers) worker.join();
}

}  // namespace attache
