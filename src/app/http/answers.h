// The API: a request's path and parameters in, JSON or CSV out, over the functions of query/. No socket is seen here, and no
// path of a request reaches the file system. docs/openapi.json documents every path; a test holds the two together.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "app/http/cache.h"
#include "app/http/desk.h"
#include "app/http/message.h"
#include "app/pipeline/pipeline.h"
#include "query/query.h"

namespace attache::http {

class Answers {
 public:
  /// `pipeline` reads what is pasted; null where the program has no model, and then nothing can be tried.
  Answers(std::unique_ptr<Desks> desks, std::unique_ptr<const Pipeline> pipeline);

  /// For requests whose path starts with /api/. Threads may call it at once.
  [[nodiscard]] Reply answer(const Request& request);

  static constexpr std::size_t kMostRows = 1000;  ///< of one page of a list
  static constexpr std::size_t kRows = 100;       ///< where the request does not say

 private:
  [[nodiscard]] Reply look_up(const Request& request, Desk& desk, std::int64_t version);
  [[nodiscard]] Reply try_copy(const Request& request, Desk& desk);

  std::unique_ptr<Desks> desks_;
  std::unique_ptr<const Pipeline> pipeline_;
  Cache cache_;

  /// The events of the ledger's last version that was asked about.
  [[nodiscard]] Result<EventList> events_of(const Ledger& ledger, std::int64_t version);
  std::mutex events_mutex_;
  EventList events_;
  std::int64_t events_version_ = -1;
};

}  // namespace attache::http
