// Blocks, wrapped lines and paragraphs; see layout.h.
#include "wire/layout.h"

#include <algorithm>
#include <functional>

#include "wire/publication.h"
#include "wire/shapes.h"
#include "wire/words.h"

namespace attache {
namespace {

constexpr std::size_t kNarrowestWrap = 40;  // code points; a shorter line was ended on purpose
constexpr std::size_t kWidestWrap = 110;    // a longer line was not wrapped by hand or by a wire's printer

struct Line {
  std::size_t begin = 0;  // trimmed
  std::size_t end = 0;
  std::size_t width = 0;       // code points
  std::size_t first_word = 0;  // code points
  std::size_t indent = 0;      // bytes of white space before it, beyond the block's own margin
  bool last_of_block = false;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view raw = text.substr(at, stop - at);
    const std::string_view line = trim(raw);
    if (line.empty()) {
      if (!out.empty()) out.back().last_of_block = true;
    } else {
      const auto begin = static_cast<std::size_t>(line.data() - text.data());
      out.push_back({begin, begin + line.size(), count_code_points(line),
                     count_code_points(line.substr(0, line.find_first_of(" \t"))), begin - at, false});
    }
    at = stop + 1;
  }
  if (!out.empty()) out.back().last_of_block = true;
  return out;
}

// Takes the block's margin off its lines' indents: the smallest, that of the first line left out, which may stand alone
// at the left (copied HTML) or further in (a paragraph's first line). What is left counts as width.
void take_off_margin(std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  std::size_t margin = lines[end - 1].indent;
  for (std::size_t i = begin + 1; i < end; ++i) margin = std::min(margin, lines[i].indent);
  for (std::size_t i = begin; i < end; ++i) {
    lines[i].indent -= std::min(margin, lines[i].indent);
    lines[i].width += lines[i].indent;
  }
}

// The width that a block is wrapped at: its longest line, in a long block with a few outliers allowed; 0 when its lines
// are longer than wrapped lines are.
std::size_t wrap_width(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> widths;
  widths.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) widths.push_back(lines[i].width);
  const auto rank = static_cast<std::ptrdiff_t>(widths.size() / 10);
  std::nth_element(widths.begin(), widths.begin() + rank, widths.end(), std::greater<>());
  const std::size_t width = widths[static_cast<std::size_t>(rank)];
  return width <= kWidestWrap ? width : 0;
}

}  // namespace

std::vector<ByteSpan> split_paragraphs(std::string_view text) {
  std::vector<Line> lines = lines_of(text);
  const auto text_of = [&](const Line& line) { return text.substr(line.begin, line.end - line.begin); };

  // First the width of every block, and how often a full line stops in mid-sentence: in wrapped text most do, in text
  // with a paragraph a line hardly any.
  std::vector<std::size_t> width(lines.size(), 0);
  std::vector<bool> full(lines.size(), false);
  std::size_t mid_sentence = 0;
  std::size_t at_sentence_end = 0;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    while (!lines[end].last_of_block) ++end;
    ++end;
    take_off_margin(lines, begin, end);
    const std::size_t block_width = wrap_width(lines, begin, end);
    for (std::size_t i = begin; i + 1 < end; ++i) {
      width[i] = block_width;
      full[i] = lines[i].width >= kNarrowestWrap && lines[i].width <= kWidestWrap &&
                lines[i].width + 1 + lines[i + 1].first_word > block_width && block_width > 0;
      if (full[i]) ++(ends_sentence(text_of(lines[i])) ? at_sentence_end : mid_sentence);
    }
    begin = end;
  }
  const bool wrapped = mid_sentence >= 2 && mid_sentence >= at_sentence_end;

  std::vector<ByteSpan> out;
  bool joins = false;  // the line goes on the paragraph before it
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (joins) {
      out.back().end = static_cast<std::uint32_t>(line.end);
    } else {
      out.push_back({static_cast<std::uint32_t>(line.begin), static_cast<std::uint32_t>(line.end)});
    }
    joins = false;
    if (line.last_of_block) continue;
    const std::string_view here = text_of(line);
    const std::string_view next = text_of(lines[i + 1]);
    const bool runs_on = width[i] > 0 && line.width >= kNarrowestWrap && !ends_sentence(here) && starts_small(next);
    const bool indented = lines[i + 1].indent >= 2 && line.indent < 2;
    if (!runs_on && (!wrapped || !full[i] || indented)) continue;
    joins = !is_byline(here) && !read_publication_line(here) && !opens_part(next);
  }
  return out;
}

}  // namespace attache
