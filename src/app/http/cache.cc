// See cache.h.
#include "app/http/cache.h"

namespace attache::http {

void Cache::clear_unless(std::int64_t version) {
  if (version_ == version) return;
  kept_.clear();
  by_question_.clear();
  bytes_ = 0;
  version_ = version;
}

std::optional<Reply> Cache::find(std::int64_t version, const std::string& question) {
  const std::lock_guard lock(mutex_);
  clear_unless(version);
  const auto at = by_question_.find(question);
  if (at == by_question_.end()) return std::nullopt;
  kept_.splice(kept_.begin(), kept_, at->second);
  return at->second->reply;
}

void Cache::keep(std::int64_t version, const std::string& question, const Reply& reply) {
  const std::size_t size = reply.body.size() + question.size();
  const std::lock_guard lock(mutex_);
  clear_unless(version);
  if (size > most_ / 4 || by_question_.contains(question)) return;
  while (bytes_ + size > most_ && !kept_.empty()) {
    bytes_ -= kept_.back().reply.body.size() + kept_.back().question.size();
    by_question_.erase(kept_.back().question);
    kept_.pop_back();
  }
  kept_.push_front({question, reply});
  by_question_[question] = kept_.begin();
  bytes_ += size;
}

}  // namespace attache::http
