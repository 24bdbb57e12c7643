// The stages in a row, and the workers that run them; see pipeline.h.
#include "app/pipeline/pipeline.h"

#include <fstream>
#include <iterator>

#include "base/hash.h"
#include "coding/frame.h"
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

}  // namespace

Result<Knowledge> open_knowledge(const ReadingFiles& files) {
  const auto path = locate_knowledge(files);
  if (!path) return tl::unexpected<Error>(path.error());
  auto knowledge = Knowledge::open(*path);
  if (!knowledge || files.knowledge.empty()) return knowledge;
  std::vector<Complaint> complaints;
  auto bytes = compile_overlay(*knowledge, files.knowledge, complaints);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  auto whole = Knowledge::from_bytes(std::move(*bytes));
  if (!whole) return whole;
  const FrameTable frames(whole->stanzas("frames"), complaints);
  if (!complaints.empty()) {
    const Complaint& first = complaints.front();
    const std::string others = complaints.size() > 1 ? " (and " + std::to_string(complaints.size() - 1) + " more)" : "";
    return failure(Fault::kIncorrect, first.what + others, first.file + ":" + std::to_string(first.line),
                   first.mend.empty() ? "run `attache knowledge check` on the folder" : first.mend);
  }
  return whole;
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
  out.grounder_ = std::make_unique<const Grounder>(*out.knowledge_);
  out.coder_ = std::make_unique<const Coder>(*out.knowledge_, fingerprint_of_file(*model));
  return out;
}

Document Pipeline::analyse(const Article& article, Analyser::Workspace& workspace) const {
  std::vector<Paragraph> paragraphs;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (is_read(paragraph.kind)) paragraphs.push_back(paragraph);
  }
  // No paragraphs at all would mean "take the text apart yourself"; a text with none to read is an empty one.
  std::string text = paragraphs.empty() ? std::string() : article.text;
  return analyser_->analyse(std::move(text), std::move(paragraphs), workspace);
}

ReadArticle Pipeline::read(Article article, Analyser::Workspace& workspace) const {
  Document document = analyse(article, workspace);
  Grounding grounding = grounder_->ground(article, document);
  CodedArticle coded = coder_->code(std::move(article), document, grounding);
  return {std::move(document), std::move(grounding), std::move(coded)};
}

CodedArticle Pipeline::code(Article article, Analyser::Workspace& workspace) const {
  return read(std::move(article), workspace).coded;
}

OrderedCoder::OrderedCoder(const Pipeline& pipeline, unsigned threads, std::function<bool(CodedArticle)> take)
    : pipeline_(pipeline), take_(std::move(take)) {
  for (unsigned i = 0; threads > 1 && i < threads; ++i) workers_.emplace_back([this] { work(); });
}

OrderedCoder::~OrderedCoder() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    taken_ = line_.size();
  }
  work_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void OrderedCoder::work() {
  Analyser::Workspace workspace;
  while (true) {
    Place* place = nullptr;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [&] { return closed_ || taken_ < line_.size(); });
      if (closed_) return;
      place = line_[taken_++].get();
    }
    CodedArticle coded = pipeline_.code(std::move(place->article), workspace);
    const std::lock_guard lock(mutex_);
    place->coded = std::move(coded);
    done_.notify_one();
  }
}

bool OrderedCoder::push(Article article) {
  if (workers_.empty()) return wanted_ = wanted_ && take_(pipeline_.code(std::move(article), workspace_));
  std::size_t waiting = 0;
  {
    const std::lock_guard lock(mutex_);
    line_.push_back(std::make_unique<Place>(Place{std::move(article), std::nullopt}));
    waiting = line_.size();
  }
  work_.notify_one();
  constexpr std::size_t kAhead = 4;  // for each worker, so that none runs dry
  return waiting < kAhead * workers_.size() ? wanted_ : hand_on();
}

// Waits for the first in line and hands it on.
bool OrderedCoder::hand_on() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return line_.front()->coded.has_value(); });
  CodedArticle coded = std::move(*line_.front()->coded);
  line_.pop_front();
  --taken_;
  lock.unlock();
  return wanted_ = wanted_ && take_(std::move(coded));
}

bool OrderedCoder::finish() {
  while (wanted_ && !line_.empty()) hand_on();
  return wanted_;
}

}  // namespace attache
