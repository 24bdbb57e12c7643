// The way back from an article's text to the bytes received, and the day of publication; see article.h.
#include "facts/article.h"

#include <algorithm>

namespace attache {

std::uint32_t original_offset(const Article& article, std::uint32_t text_offset) {
  const auto after = std::upper_bound(article.offsets.begin(), article.offsets.end(), text_offset,
                                      [](std::uint32_t offset, const OffsetStep& step) { return offset < step.text; });
  if (after == article.offsets.begin()) return text_offset;
  const OffsetStep& step = *(after - 1);
  return step.original + (text_offset - step.text);
}

std::optional<Day> publication_day(const Article& article) {
  if (!article.published) return std::nullopt;
  return ReportedTime{article.published->seconds + article.published_east}.day();
}

}  // namespace attache
