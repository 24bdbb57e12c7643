// The document's own arithmetic (children, subtrees) and the names of the tag sets; see document.h.
#include "language/document.h"

#include <algorithm>
#include <array>
#include <utility>

namespace attache {
namespace {

// The tables stand in the order of the enums; a test walks every value there and back.
constexpr auto kUposNames = std::to_array<std::string_view>({"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                                             "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"});
constexpr auto kXposNames = std::to_array<std::string_view>(
    {"_",    "ADD", "AFX", "CC",   "CD",  ",",     ":",   ".",   "$",     "DT",  "EX",  "FW",   "GW",
     "HYPH", "IN",  "JJ",  "JJR",  "JJS", "-LRB-", "LS",  "MD",  "NFP",   "NN",  "NNP", "NNPS", "NNS",
     "PDT",  "POS", "PRP", "PRP$", "RB",  "RBR",   "RBS", "RP",  "-RRB-", "SYM", "TO",  "UH",   "VB",
     "VBD",  "VBG", "VBN", "VBP",  "VBZ", "WDT",   "WP",  "WP$", "WRB",   "XX",  "``",  "''"});
constexpr auto kDeprelNames = std::to_array<std::string_view>(
    {"acl",        "acl:relcl", "advcl",      "advcl:relcl",   "advmod",   "amod",       "appos",        "aux",
     "aux:pass",   "case",      "cc",         "cc:preconj",    "ccomp",    "compound",   "compound:prt", "conj",
     "cop",        "csubj",     "csubj:pass", "csubj:outer",   "dep",      "det",        "det:predet",   "discourse",
     "dislocated", "expl",      "fixed",      "flat",          "goeswith", "iobj",       "list",         "mark",
     "nmod",       "nmod:desc", "nmod:poss",  "nmod:unmarked", "nsubj",    "nsubj:pass", "nsubj:outer",  "nummod",
     "obj",        "obl",       "obl:agent",  "obl:unmarked",  "orphan",   "parataxis",  "punct",        "reparandum",
     "root",       "vocative",  "xcomp"});
static_assert(kUposNames.size() == static_cast<std::size_t>(Upos::kX) + 1);
static_assert(kXposNames.size() == static_cast<std::size_t>(Xpos::kQuoteClose) + 1);
static_assert(kDeprelNames.size() == static_cast<std::size_t>(Deprel::kXcomp) + 1);

template <class Enum, class Table>
Enum find_or(const Table& table, std::string_view name, Enum otherwise) {
  const auto at = std::find(table.begin(), table.end(), name);
  return at == table.end() ? otherwise : static_cast<Enum>(at - table.begin());
}

}  // namespace

std::string_view name(Upos tag) { return kUposNames[static_cast<std::size_t>(tag)]; }
Upos upos_from(std::string_view name) { return find_or(kUposNames, name, Upos::kX); }
std::string_view name(Xpos tag) { return kXposNames[static_cast<std::size_t>(tag)]; }
Xpos xpos_from(std::string_view name) { return find_or(kXposNames, name, Xpos::kNone); }
std::string_view name(Deprel relation) { return kDeprelNames[static_cast<std::size_t>(relation)]; }
Deprel deprel_from(std::string_view name) {
  const Deprel whole = find_or(kDeprelNames, name, Deprel::kDep);
  return whole != Deprel::kDep ? whole : find_or(kDeprelNames, name.substr(0, name.find(':')), Deprel::kDep);
}

std::string_view name(NameKind kind) {
  constexpr auto kNames = std::to_array<std::string_view>({"person", "organisation", "place", "other"});
  return kNames[static_cast<std::size_t>(kind)];
}

Document::Document(DocumentParts parts) : parts_(std::move(parts)) {
  const std::size_t count = parts_.tokens.size();
  child_starts_.assign(count + 1, 0);
  for (const Token& token : parts_.tokens) {
    if (token.head) ++child_starts_[token.head.index() + 1];
  }
  for (std::size_t i = 0; i < count; ++i) child_starts_[i + 1] += child_starts_[i];
  child_lists_.resize(child_starts_[count]);
  std::vector<std::uint32_t> next(child_starts_.begin(), child_starts_.end() - 1);
  subtrees_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const TokenId id(i);
    subtrees_[i] = {id.index(), id.index() + 1};
    if (const TokenId head = parts_.tokens[i].head) child_lists_[next[head.index()]++] = id;
  }
  // Every token widens the subtrees of its ancestors. The walk is bounded by the sentence's length, so that even a
  // broken tree with a cycle ends it.
  for (std::size_t i = 0; i < count; ++i) {
    const TokenSpan self{TokenId(i).index(), TokenId(i).index() + 1};
    std::size_t steps = 0;
    for (TokenId up = parts_.tokens[i].head; up && steps < count; up = parts_.tokens[up.index()].head, ++steps) {
      subtrees_[up.index()] = subtrees_[up.index()].joined(self);
    }
  }
}

ByteSpan Document::bytes(TokenSpan tokens) const {
  if (tokens.empty()) return {};
  return {parts_.tokens[tokens.begin].span.begin, parts_.tokens[tokens.end - 1].span.end};
}

TokenSpan Document::subtree(TokenId id) const { return subtrees_[id.index()]; }

}  // namespace attache
