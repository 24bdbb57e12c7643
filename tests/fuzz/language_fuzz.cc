// Any bytes through the language stage: words, sentences, tags, trees, names. Nothing crashes; every token's offsets give its
// text back, every sentence is one tree, and the same text gives the same document twice.
//   ATTACHE_MODEL=models/english.attache language_fuzz -max_len=400 corpus/ examples/*
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "language/analyse.h"
#include "language/conllu.h"

namespace {

using namespace attache;

const Analyser& analyser() {
  static const Analyser opened = [] {
    const char* model = std::getenv("ATTACHE_MODEL");
    Result<Analyser> result = Analyser::open(model != nullptr ? model : "models/english.attache");
    if (!result) {
      std::fprintf(stderr, "%s\n", result.error().text().c_str());
      std::exit(2);
    }
    return std::move(*result);
  }();
  return opened;
}

void check(const Document& document, const std::string& text) {
  std::uint32_t before = 0;
  for (const Token& token : document.tokens()) {
    if (token.span.begin < before || token.span.end < token.span.begin || token.span.end > text.size()) std::abort();
    before = token.span.begin;
  }
  for (const Sentence& sentence : document.sentences()) {
    std::uint32_t roots = 0;
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      std::size_t steps = 0;
      TokenId at(i);
      while (document.token(at).head && steps++ <= sentence.tokens.size()) at = document.token(at).head;
      if (document.token(at).head || !sentence.tokens.contains(at.index()))
        std::abort();  // a ring, or a way out of the sentence
      if (!document.token(TokenId(i)).head) ++roots;
    }
    if (roots != 1) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Analyser::Workspace workspace;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(text)) return 0;  // wire/ hands on nothing else
  const Document document = analyser().analyse(text, paragraphs_of(text), workspace);
  check(document, text);
  const bool again = size % 16 == 0;  // costs twice as much
  if (again && to_conllu(document) != to_conllu(analyser().analyse(text, paragraphs_of(text), workspace))) std::abort();
  return 0;
}
