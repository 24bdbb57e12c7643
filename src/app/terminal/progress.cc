// The progress bar; see progress.h.
#include "app/terminal/progress.h"

#include <algorithm>

#include <fmt/core.h>

namespace attache {

Progress::Progress(std::string what, std::size_t total) : what_(std::move(what)), total_(total), terminal_(look_at(stderr)) {}

Progress::~Progress() { clear(); }

void Progress::advance(std::size_t by) {
  done_ += by;
  if (!terminal_.interactive) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - drawn_ < std::chrono::milliseconds(100) && done_ != total_) return;
  drawn_ = now;
  draw();
}

void Progress::draw() {
  const double seconds = std::chrono::duration<double>(drawn_ - started_).count();
  const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
  std::string line;
  if (total_ > 0) {
    constexpr std::size_t kCells = 24;
    const std::size_t full = std::min(kCells, done_ * kCells / total_);
    for (std::size_t i = 0; i < kCells; ++i) line += i < full ? "█" : "░";
    line += fmt::format(" {}/{} {}, {:.1f}/s", done_, total_, what_, rate);
  } else {
    line = fmt::format("{} {}, {:.1f}/s", done_, what_, rate);
  }
  fmt::print(stderr, "\r{}\x1b[K", fitted(line, terminal_.width - 1));
  shown_ = true;
}

void Progress::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace attache
