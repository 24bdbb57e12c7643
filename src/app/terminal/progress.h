// A progress bar on standard error with count and rate; silent unless a person is watching.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "app/terminal/terminal.h"

namespace attache {

class Progress {
 public:
  /// `total` may be 0 for "not known".
  Progress(std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::size_t by = 1);
  /// Takes the bar away, so that a message can stand in its place.
  void clear();

 private:
  void draw();

  std::string what_;
  std::size_t total_;
  std::size_t done_ = 0;
  Terminal terminal_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_{};
  bool shown_ = false;
};

}  // namespace attache
