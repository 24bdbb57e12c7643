// attache_parse_debug MODEL [--words]: reads text on standard input (empty lines separate paragraphs) and prints its trees as
// CoNLL-U; with --words the input is CoNLL-U whose words and sentences are kept. For developers; no part of the program.
#include <iostream>
#include <iterator>
#include <string>

#include "language/analyse.h"
#include "language/conllu.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: attache_parse_debug MODEL [--words] < text\n";
    return 2;
  }
  const auto analyser = attache::Analyser::open(argv[1]);
  if (!analyser) {
    std::cerr << analyser.error().text() << "\n";
    return 1;
  }
  std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  attache::Analyser::Workspace workspace;
  if (argc > 2 && std::string_view(argv[2]) == "--words") {
    auto parts = attache::parts_from_conllu(text);
    if (!parts) {
      std::cerr << parts.error().text() << "\n";
      return 1;
    }
    std::cout << to_conllu(analyser->analyse_words(std::move(*parts), workspace));
  } else {
    std::cout << to_conllu(analyser->analyse(std::move(text), {}, workspace));
  }
}
