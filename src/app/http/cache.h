// Answers kept for as long as the ledger stays as it is: the same question twice, or by two people, is worked out once.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "app/http/message.h"

namespace attache::http {

class Cache {
 public:
  explicit Cache(std::size_t most_bytes) : most_(most_bytes) {}
  [[nodiscard]] std::optional<Reply> find(std::int64_t version, const std::string& question);
  /// Keeps it; what was asked least lately goes when there is no room. Answers of another version all go.
  void keep(std::int64_t version, const std::string& question, const Reply& reply);

 private:
  struct Kept {
    std::string question;
    Reply reply;
  };
  void clear_unless(std::int64_t version);

  std::mutex mutex_;
  std::size_t most_, bytes_ = 0;
  std::int64_t version_ = -1;
  std::list<Kept> kept_;  // asked last first
  std::unordered_map<std::string, std::list<Kept>::iterator> by_question_;
};

}  // namespace attache::http
