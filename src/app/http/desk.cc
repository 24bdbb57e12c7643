// See desk.h.
#include "app/http/desk.h"

namespace attache::http {

Result<std::unique_ptr<Desks>> Desks::open(const std::string& ledger, const ReadingFiles& files, unsigned many) {
  auto out = std::make_unique<Desks>();
  for (unsigned i = 0; i < many; ++i) {
    auto opened = Ledger::open(ledger, OpenMode::kRead);
    if (!opened) return tl::unexpected<Error>(opened.error());
    out->free_.push_back(std::make_unique<Desk>(Desk{std::move(*opened), Names(files), {}}));
  }
  return out;
}

std::optional<Desks::Lease> Desks::take(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, patience, [&] { return !free_.empty(); })) return std::nullopt;
  std::unique_ptr<Desk> desk = std::move(free_.back());
  free_.pop_back();
  return std::optional<Lease>(std::in_place, *this, std::move(desk));
}

Desks::Lease::~Lease() {
  if (!desk_) return;
  {
    const std::lock_guard lock(desks_->mutex_);
    desks_->free_.push_back(std::move(desk_));
  }
  desks_->freed_.notify_one();
}

}  // namespace attache::http
