// Marking spans in a text; see marked.h.
//
// Evidence spans may lie inside each other ("his spokesman" is the source, "spokesman" a cue), so opening and closing marks
// are sorted as a stack would have them: at one offset, closings before openings, longer spans open first.
#include "app/export/marked.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/utf8.h"

namespace attache {
namespace {

struct Mark {
  ByteSpan span;
  std::vector<Slot> slots;  // the same words may fill several
};

Style style_of(Slot slot) {
  switch (slot) {
    case Slot::kPredicate:
      return Style::kBold;
    case Slot::kActor:
    case Slot::kRecipient:
      return Style::kBlue;
    case Slot::kForce:
    case Slot::kCount:
      return Style::kRed;
    case Slot::kPlace:
      return Style::kGreen;
    case Slot::kTime:
      return Style::kMagenta;
    case Slot::kSource:
    case Slot::kCue:
      return Style::kCyan;
    default:
      return Style::kYellow;
  }
}

std::vector<Mark> marks_of(const Article& article, const Claim& claim) {
  const CodePointIndex index(article.text);
  std::vector<Mark> marks;
  for (const Evidence& evidence : claim.evidence) {
    const ByteSpan span{index.byte(article.text, evidence.span.begin), index.byte(article.text, evidence.span.end)};
    if (span.empty()) continue;
    const auto same = std::find_if(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.span == span; });
    if (same == marks.end())
      marks.push_back({span, {evidence.slot}});
    else if (std::find(same->slots.begin(), same->slots.end(), evidence.slot) == same->slots.end())
      same->slots.push_back(evidence.slot);
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return marks;
}

// Superscript figures: they cannot be taken for figures of the text.
std::string raised(std::size_t number) {
  static constexpr std::string_view kFigures[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char digit : std::to_string(number)) out += kFigures[digit - '0'];
  return out;
}

std::string mark_paragraph(const Article& article, ByteSpan paragraph, const std::vector<Mark>& marks,
                           const Terminal& terminal) {
  struct Edge {
    std::uint32_t at;
    bool opens;
    std::size_t mark;
  };
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!paragraph.contains(marks[i].span)) continue;
    edges.push_back({marks[i].span.begin, true, i});
    edges.push_back({marks[i].span.end, false, i});
  }
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.opens != b.opens) return !a.opens;
    return a.opens ? a.mark < b.mark : a.mark > b.mark;
  });

  std::string out;
  std::uint32_t at = paragraph.begin;
  std::vector<std::size_t> open;
  // Words are styled one by one, so that wrapping never breaks an escape sequence.
  const auto write = [&](std::string_view piece) {
    const Style style = open.empty() ? Style::kPlain : style_of(marks[open.back()].slots.front());
    for (std::size_t from = 0; from < piece.size();) {
      const auto space = std::min(piece.find_first_of(" \n", from), piece.size());
      out += styled(piece.substr(from, space - from), style, terminal);
      if (space < piece.size()) out += ' ';
      from = space + 1;
    }
  };
  for (const Edge& edge : edges) {
    write(std::string_view(article.text).substr(at, edge.at - at));
    at = edge.at;
    if (edge.opens) {
      out += "[";
      open.push_back(edge.mark);
    } else {
      out += "]" + raised(edge.mark + 1);
      open.erase(std::remove(open.begin(), open.end(), edge.mark), open.end());
    }
  }
  write(std::string_view(article.text).substr(at, paragraph.end - at));
  return out;
}

}  // namespace

std::string marked_text(const Article& article, const Claim& claim, const Terminal& terminal) {
  const CodePointIndex index(article.text);
  const ByteSpan clause{index.byte(article.text, claim.span.begin), index.byte(article.text, claim.span.end)};
  const std::vector<Mark> marks = marks_of(article, claim);
  constexpr int kMargin = 2;
  std::string out;
  bool skipped = false;
  for (const Paragraph& paragraph : article.paragraphs) {
    const bool holds = paragraph.span.overlaps(clause) || std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
                         return paragraph.span.contains(mark.span);
                       });
    if (!holds) {
      skipped = true;
      continue;
    }
    if (skipped && !out.empty()) out += "  …\n";
    skipped = false;
    out += wrapped(mark_paragraph(article, paragraph.span, marks, terminal), terminal.width - kMargin, "  ") + "\n";
  }
  return out;
}

std::vector<std::string> evidence_lines(const Article& article, const Claim& claim, const Terminal& terminal) {
  const std::vector<Mark> marks = marks_of(article, claim);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::string slots;
    for (const Slot slot : marks[i].slots) slots += (slots.empty() ? "" : ", ") + std::string(name(slot));
    const std::string_view words = std::string_view(article.text).substr(marks[i].span.begin, marks[i].span.size());
    out.push_back(fmt::format("{} {:<10} {}", raised(i + 1), slots, styled(words, style_of(marks[i].slots.front()), terminal)));
  }
  return out;
}

}  // namespace attache
