// Any bytes, as copy and as records: nothing crashes, the text is clean UTF-8, and paragraphs are ordered and inside it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "wire/read.h"

namespace {

void check(const attache::Article& article) {
  std::uint32_t at = 0;
  for (const attache::Paragraph& paragraph : article.paragraphs) {
    if (paragraph.span.begin < at || paragraph.span.empty() || paragraph.span.end > article.text.size()) std::abort();
    at = paragraph.span.end;
  }
  if (!attache::is_valid_utf8(article.text) || article.text.find('\r') != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(attache::read_plain(bytes, {}));
  const attache::Taker taker{[](attache::Article&& article) {
                               check(article);
                               return true;
                             },
                             {}};
  attache::read_bytes(bytes, {}, taker);
  attache::JsonlReader reader({}, taker);
  if (reader.feed(bytes.substr(0, size / 2)) && reader.feed(bytes.substr(size / 2))) reader.finish();
  return 0;
}
