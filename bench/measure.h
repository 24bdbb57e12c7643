// Clocks and memory for the benchmarks.
#pragma once

#include <chrono>
#include <ctime>

#include <sys/resource.h>

namespace attache {

/// Seconds of a clock that only goes forward.
inline double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Seconds of processor time that this process has used, all its threads together.
inline double cpu_seconds() {
  timespec at{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) * 1e-9;
}

/// The most memory that this process has held, in megabytes of 1,048,576 bytes.
inline double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace attache
