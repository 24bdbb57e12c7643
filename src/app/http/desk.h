// A desk: what one question needs to itself, a ledger opened for reading, names, and a workspace to read copy in. A ledger is
// for one thread at a time, so there are as many desks as questions that are answered at once; whoever finds none free waits a
// while.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/pipeline/pipeline.h"
#include "app/question/names.h"
#include "ledger/ledger.h"

namespace attache::http {

struct Desk {
  Ledger ledger;
  Names names;
  Analyser::Workspace workspace;
};

class Desks {
 public:
  /// Errors: those of opening the ledger.
  [[nodiscard]] static Result<std::unique_ptr<Desks>> open(const std::string& ledger, const ReadingFiles& files, unsigned many);

  /// A desk until the lease ends; nothing where none was free for `patience`.
  class Lease {
   public:
    Lease(Desks& desks, std::unique_ptr<Desk> desk) : desks_(&desks), desk_(std::move(desk)) {}
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Desk* operator->() const { return desk_.get(); }
    Desk& operator*() const { return *desk_; }

   private:
    Desks* desks_;
    std::unique_ptr<Desk> desk_;
  };
  [[nodiscard]] std::optional<Lease> take(std::chrono::milliseconds patience);

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Desk>> free_;
};

}  // namespace attache::http
