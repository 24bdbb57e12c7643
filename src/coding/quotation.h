// Quotation marks: which tokens stand inside which quotation. A quotation may run over several sentences and paragraphs; by the
// custom of English print each further paragraph opens again without the one before having been closed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/remark.h"
#include "language/document.h"

namespace attache {

struct Quotations {
  std::vector<TokenSpan> spans;   ///< the tokens between the marks, in the order of the text, not nested
  std::vector<std::uint32_t> at;  ///< per token: index into spans plus one; 0 outside
  std::vector<Remark> remarks;

  [[nodiscard]] bool inside(TokenId token) const { return at[token.index()] != 0; }
};

/// Whether a token is a double quotation mark or a guillemet.
[[nodiscard]] bool is_quotation_mark(std::string_view form);

/// Pairs double quotation marks, straight and typographic, paragraph by paragraph.
[[nodiscard]] Quotations find_quotations(const Document& document);

}  // namespace attache
