// Any text, as one paragraph: words are in order, inside the paragraph, never empty, cut between characters; every word stands
// in just one sentence.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "base/utf8.h"
#include "language/orthography.h"
#include "language/segment.h"
#include "wire/decode.h"

namespace {

/// English, from ATTACHE_ORTHOGRAPHY or where the repository's root has it.
const attache::Orthography& english() {
  static const attache::Orthography orthography = [] {
    const char* given = std::getenv("ATTACHE_ORTHOGRAPHY");
    const std::string path = given != nullptr ? given : "train/languages/english/orthography.txt";
    std::ifstream in(path);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    attache::Result<attache::Orthography> read = attache::Orthography::parse(text, path);
    if (text.empty() || !read) {
      std::fprintf(stderr, "%s: no orthography file; run this in the repository's root or set ATTACHE_ORTHOGRAPHY\n",
                   path.c_str());
      std::exit(2);
    }
    return std::move(*read);
  }();
  return orthography;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = attache::decode(std::string(reinterpret_cast<const char*>(data), size), size).text;
  attache::Segments segments;
  attache::segment(text, {0, static_cast<std::uint32_t>(text.size())}, english(), segments);
  std::uint32_t at = 0;
  for (const attache::WordSpan& word : segments.words) {
    const auto [begin, end] = word.span;
    if (begin < at || begin >= end || end > text.size()) std::abort();
    if (!attache::is_valid_utf8(std::string_view(text).substr(begin, end - begin))) std::abort();
    at = end;
  }
  std::uint32_t last = 0;
  for (const std::uint32_t end : segments.sentence_ends) {
    if (end <= last || end > segments.words.size()) std::abort();
    last = end;
  }
  if (last != segments.words.size()) std::abort();
  return 0;
}
