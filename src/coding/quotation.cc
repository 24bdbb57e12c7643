// Pairing quotation marks; see quotation.h.
#include "coding/quotation.h"

#include <string>
#include <string_view>

namespace attache {
namespace {

enum class Mark { kNone, kOpen, kClose, kEither };

// Single marks are left alone: they are apostrophes far more often.
Mark mark_of(std::string_view form) {
  if (form == "\"" || form == "''" || form == "``") return Mark::kEither;
  if (form == "\u201C" || form == "\u00AB" || form == "\u201E") return Mark::kOpen;
  if (form == "\u201D" || form == "\u00BB") return Mark::kClose;
  return Mark::kNone;
}

}  // namespace

bool is_quotation_mark(std::string_view form) { return mark_of(form) != Mark::kNone; }

Quotations find_quotations(const Document& document) {
  Quotations out;
  out.at.assign(document.tokens().size(), 0);
  std::uint32_t open_at = 0;
  bool open = false;
  std::uint32_t paragraph = 0;
  const auto close = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return;
    out.spans.push_back({begin, end});
    for (std::uint32_t i = begin; i < end; ++i) out.at[i] = static_cast<std::uint32_t>(out.spans.size());
  };
  std::uint32_t last = 0;
  for (const Sentence& sentence : document.sentences()) {
    if (sentence.paragraph != paragraph) {
      // Left open at the end of a paragraph: the quotation goes on in the next if that opens anew; its words count either way.
      if (open) {
        close(open_at, last);
        out.remarks.push_back({RemarkCode::kUnbalancedQuote, document.tokens()[open_at].span, "not closed in its paragraph"});
      }
      open = false;
      paragraph = sentence.paragraph;
    }
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const Mark mark = mark_of(document.form(TokenId(i)));
      if (mark != Mark::kNone) {
        const bool opens = mark == Mark::kOpen || (mark == Mark::kEither && !open);
        if (opens) {
          open = true;
          open_at = i + 1;
        } else if (open) {
          close(open_at, i);
          open = false;
        }
      }
      last = i + 1;
    }
  }
  if (open) {
    close(open_at, last);
    out.remarks.push_back({RemarkCode::kUnbalancedQuote, document.tokens()[open_at > 0 ? open_at - 1 : 0].span, "not closed"});
  }
  return out;
}

}  // namespace attache
