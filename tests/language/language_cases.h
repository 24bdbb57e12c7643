// What several tests of the language stage need: the files of cases and the model.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace attache {

inline std::string source_path(const std::string& relative) { return std::string(ATTACHE_SOURCE_DIR) + "/" + relative; }

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::string model_path() { return source_path("models/english.attache"); }

}  // namespace attache
