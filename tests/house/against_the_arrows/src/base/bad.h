// Never compiled: food for the layer check, which must refuse every line below.
#pragma once

#include <nlohmann/json.hpp>

#include "query/answer.h"

inline void bad() {
  std::cout << getenv("HOME");
  std::exit(std::chrono::system_clock::now() > std::chrono::system_clock::time_point{});
}
