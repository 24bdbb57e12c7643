// A claim's words with its evidence marked: what `attache why` shows.
#pragma once

#include <string>
#include <vector>

#include "app/terminal/terminal.h"
#include "facts/article.h"
#include "facts/claim.h"

namespace attache {

/// The paragraphs of the article that hold the claim or its evidence, wrapped to the terminal, paragraphs between them
/// shown as "…". Each piece of evidence stands in brackets with a number, coloured where the terminal takes it; the numbers
/// are explained by evidence_lines().
[[nodiscard]] std::string marked_text(const Article& article, const Claim& claim, const Terminal& terminal);
/// One line a number: "1 actor  Vladimir Putin".
[[nodiscard]] std::vector<std::string> evidence_lines(const Article& article, const Claim& claim, const Terminal& terminal);

}  // namespace attache
