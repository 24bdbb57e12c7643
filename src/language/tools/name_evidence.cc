// attache_name_evidence MODEL ROWS < CONLLU: for train/names.py, what the name finder goes by. Writes, little-endian: u32
// words, u32 width of the name layer's inputs; the inputs as i8 [words][width]; per word u32 its number of features; the
// features as u32, one word's after the other's. Words and sentences are those of the input. For developers; no part of the
// program.
#include <charconv>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "language/analyse.h"
#include "language/conllu.h"

namespace {

template <class Value>
void put(const std::vector<Value>& values) {
  std::fwrite(values.data(), sizeof(Value), values.size(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::uint32_t rows = 0;
  if (argc > 2) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), rows);
  if (rows == 0 || (rows & (rows - 1)) != 0) {
    std::cerr << "usage: attache_name_evidence MODEL ROWS < CONLLU   (ROWS is a power of two)\n";
    return 2;
  }
  const auto analyser = attache::Analyser::open(argv[1]);
  if (!analyser) {
    std::cerr << analyser.error().text() << "\n";
    return 1;
  }
  const std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  auto parts = attache::parts_from_conllu(text);
  if (!parts) {
    std::cerr << parts.error().text() << "\n";
    return 1;
  }
  attache::Analyser::Workspace workspace;
  const auto evidence = analyser->name_evidence(std::move(*parts), rows, workspace);
  const std::size_t words = evidence.features.size();
  put(std::vector<std::uint32_t>{static_cast<std::uint32_t>(words),
                                 static_cast<std::uint32_t>(words == 0 ? 0 : evidence.inputs.size() / words)});
  put(evidence.inputs);
  std::vector<std::uint32_t> counts;
  for (const auto& each : evidence.features) counts.push_back(static_cast<std::uint32_t>(each.size()));
  put(counts);
  for (const auto& each : evidence.features) put(each);
}
