// Plain copy to an article; see read.h.
#include "wire/read.h"

#include <algorithm>

#include "wire/decode.h"
#include "wire/parts.h"

namespace attache {

Article read_plain(std::string bytes, const ReadOptions& options) {
  DecodedText decoded = decode(std::move(bytes), std::min(options.max_bytes, std::size_t{1} << 30U));
  Article article;
  article.text = std::move(decoded.text);
  article.offsets = std::move(decoded.offsets);
  article.remarks = std::move(decoded.remarks);
  article.outlet = options.outlet;
  article.published = options.published;
  article.published_day_only = options.published_day_only;
  article.published_east = options.published_east;
  article.url = options.url;
  article.language = options.language;
  article.source_path = options.source_path;
  read_parts(article);
  article.key = key_of(article);
  return article;
}

}  // namespace attache
