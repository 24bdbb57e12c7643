// See extent.h.
#include "coding/extent.h"

#include <algorithm>
#include <initializer_list>

#include "world/forces.h"
#include "world/phrase.h"

namespace attache {
namespace {

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(const Document& document, TokenId token) { return document.token(token).upos == Upos::kNum; }

// A word before the noun that tells which of them.
bool tells_part(const Document& document, TokenId token) {
  const std::string word = lower(document.form(token));
  if (among(word, {"first", "initial", "last", "final", "remaining", "all", "several", "few", "most", "half"})) return true;
  const bool before_number = token.index() + 1 < document.tokens().size() && is_number(document, TokenId(token.index() + 1));
  return among(word, {"some", "many"}) && !before_number;
}

// A noun that takes its force with "of": "part of the vehicles".
bool is_share(std::string_view lemma) {
  return among(lemma, {"part",   "number", "half",    "third", "quarter", "majority",  "most",  "some",
                       "all",    "many",   "several", "few",   "rest",    "remainder", "batch", "group",
                       "column", "convoy", "portion", "dozen", "hundred", "first",     "last"});
}

}  // namespace

std::string told_part(const Document& document, TokenId force) {
  TokenId first;
  for (const TokenId child : document.children(force)) {
    if (child < force && tells_part(document, child) && (!first || child < first)) first = child;
  }
  const Token& token = document.token(force);
  if (!first && token.relation == Deprel::kNmod && token.head && token.head < force && case_of(document, force) == "of" &&
      is_share(lower_lemma(document, token.head))) {
    first = token.head;
  }
  if (!first) return {};
  return std::string(document.words(document.bytes({first.index(), force.index() + 1})));
}

Cut cut_of(const Document& document, const Predicate& predicate) {
  Cut cut;
  cut.is_cut = among(predicate.lemma, {"cut", "reduce", "cut back", "scale back", "scale down", "draw down", "thin out", "trim",
                                       "halve", "slash", "downsize", "reduction", "drawdown", "cut down"});
  if (!cut.is_cut) return cut;
  std::optional<std::int64_t> from, to, by;
  for (const Argument& a : predicate.arguments) {
    if (a.role != Role::kOblique) continue;
    std::optional<std::int64_t> number = number_at(document, a.head);
    for (const TokenId child : document.children(a.head)) {
      if (!number && document.token(child).relation == Deprel::kNummod) number = number_at(document, child);
    }
    if (!number) continue;
    if (a.marker == "from") from = number;
    if (a.marker == "to") to = number;
    if (a.marker == "by") by = number;
  }
  if (by)
    cut.count = Count{*by, *by};
  else if (from && to && *from > *to)
    cut.count = Count{*from - *to, *from - *to};
  return cut;
}

}  // namespace attache
