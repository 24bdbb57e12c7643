// Noun phrases as the world stage needs them: which words belong to a noun without its clauses, its lemma phrase with what
// stands before it, and which token governs a stretch of text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace attache {

[[nodiscard]] std::string lower(std::string_view text);
/// The lemma in lower case, in the singular for nouns that have none too ("troop", "headquarter"), as the tables write them.
[[nodiscard]] std::string lower_lemma(const Document& document, TokenId token);

/// The token of a stretch whose governor stands outside it; the last such token of a noun phrase that the parse broke.
[[nodiscard]] TokenId top_of(const Document& document, TokenSpan tokens);

[[nodiscard]] TokenId first_child(const Document& document, TokenId token, Deprel relation);
/// The preposition of an oblique or a nominal modifier: its case word in lower case ("of"); empty when it has none.
[[nodiscard]] std::string case_of(const Document& document, TokenId token);
/// Whether a relation joins words into one name or compound.
[[nodiscard]] bool is_inside_name(Deprel relation);
/// Whether `above` governs `token`, directly or not.
[[nodiscard]] bool is_below(const Document& document, TokenId token, TokenId above);

struct Phrase {
  TokenId head;
  TokenSpan tokens;            ///< the words of the phrase, its determiner included, clauses and appositions left out
  std::vector<TokenId> left;   ///< words before the head that modify it, in order, determiners left out
  TokenId possessor;           ///< "Armenia" in "Armenia's foreign ministry"
  std::vector<TokenId> after;  ///< heads of prepositional phrases that follow, in order
  bool definite = false;       ///< "the", a possessor or a demonstrative
  bool indefinite = false;     ///< "a", "another", "some", "several", a number
  bool plural = false;
};
[[nodiscard]] Phrase phrase_at(const Document& document, TokenId head);

}  // namespace attache
