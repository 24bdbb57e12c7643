// What several tests of the language stage need: the files of cases and the model.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "language/orthography.h"

namespace attache {

inline std::string source_path(const std::string& relative) { return std::string(ATTACHE_SOURCE_DIR) + "/" + relative; }

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// How a language is written, from the trainer's folder.
inline Orthography orthography_of(const std::string& language) {
  const std::string path = source_path("train/languages/" + language + "/orthography.txt");
  return Orthography::parse(read_file(path), path).value();
}

inline std::string model_path() { return source_path("models/english.attache"); }

}  // namespace attache
