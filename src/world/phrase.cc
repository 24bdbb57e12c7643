// Noun phrases; see phrase.h.
#include "world/phrase.h"

#include <algorithm>
#include <cctype>

namespace attache {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string lower_lemma(const Document& document, TokenId token) {
  std::string lemma = lower(document.lemma(token));
  // Nouns without a singular, and capitalised plurals, keep their s as lemmas: "troops", "Forces".
  const Xpos tag = document.token(token).xpos;
  const bool kept = (tag == Xpos::kNns || tag == Xpos::kNnps) && lemma.size() > 3 && lemma.ends_with('s') &&
                    !lemma.ends_with("ss") && lemma == lower(document.form(token));
  if (kept) lemma.pop_back();
  return lemma;
}

TokenId top_of(const Document& document, TokenSpan tokens) {
  TokenId top(tokens.begin);
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document.tokens()[i];
    if (token.head && tokens.contains(token.head.index())) continue;
    if (token.relation == Deprel::kPunct || token.relation == Deprel::kCase || token.relation == Deprel::kDet) continue;
    top = TokenId(i);
  }
  return top;
}

TokenId first_child(const Document& document, TokenId token, Deprel relation) {
  for (const TokenId child : document.children(token)) {
    if (document.token(child).relation == relation) return child;
  }
  return {};
}

std::string case_of(const Document& document, TokenId token) {
  for (const TokenId child : document.children(token)) {
    if (document.token(child).relation == Deprel::kCase && document.token(child).xpos != Xpos::kPos)
      return lower(document.form(child));
  }
  return {};
}

bool is_inside_name(Deprel relation) {
  return relation == Deprel::kFlat || relation == Deprel::kCompound || relation == Deprel::kNmodDesc ||
         relation == Deprel::kGoeswith || relation == Deprel::kFixed;
}

bool is_below(const Document& document, TokenId token, TokenId above) {
  for (int steps = 0; token && steps < 300; token = document.token(token).head, ++steps) {
    if (token == above) return true;
  }
  return false;
}

namespace {

// What of a noun's dependents belongs to its phrase.
bool belongs(Deprel relation) {
  switch (relation) {
    case Deprel::kAmod:
    case Deprel::kCompound:
    case Deprel::kDet:
    case Deprel::kDetPredet:
    case Deprel::kFlat:
    case Deprel::kGoeswith:
    case Deprel::kNmod:
    case Deprel::kNmodDesc:
    case Deprel::kNmodPoss:
    case Deprel::kNmodUnmarked:
    case Deprel::kNummod:
    case Deprel::kFixed:
    case Deprel::kAcl:
      return true;
    default:
      return false;
  }
}

TokenSpan whole(const Document& document, TokenId token) {
  TokenSpan span{token.index(), token.index() + 1};
  for (const TokenId child : document.children(token)) {
    const Deprel relation = document.token(child).relation;
    if (relation == Deprel::kPunct || relation == Deprel::kAclRelcl || relation == Deprel::kAppos ||
        relation == Deprel::kParataxis)
      continue;
    // "a source in the government and an army source": a conjunct with an article of its own is another thing.
    const TokenId article = relation == Deprel::kConj ? first_child(document, child, Deprel::kDet) : TokenId();
    if (article && has(document.token(article).features, Feature::kIndefinite)) continue;
    span = span.joined(whole(document, child));
  }
  return span;
}

}  // namespace

Phrase phrase_at(const Document& document, TokenId head) {
  Phrase phrase;
  phrase.head = head;
  phrase.tokens = {head.index(), head.index() + 1};
  const Token& noun = document.token(head);
  const bool plural_form = has(noun.features, Feature::kPlural) || noun.xpos == Xpos::kNns || noun.xpos == Xpos::kNnps;
  phrase.plural = plural_form && lower(document.lemma(head)) != lower(document.form(head));  // "headquarters" may be one

  for (const TokenId child : document.children(head)) {
    const Token& token = document.token(child);
    if (!belongs(token.relation)) continue;
    const bool before = child < head;
    if (token.relation == Deprel::kAcl && (before || !has(token.features, Feature::kParticiple))) continue;
    // "a report that the port would be sold": with a mark of its own it is no description.
    if (token.relation == Deprel::kAcl && first_child(document, child, Deprel::kMark)) continue;
    const TokenSpan span = whole(document, child);
    // Behind a comma stands an afterthought: "monitors, by contrast", "the minister, quoted by".
    if (!before && span.begin > 0 && document.tokens()[span.begin - 1].upos == Upos::kPunct &&
        document.form(TokenId(span.begin - 1)) != "-")
      continue;
    phrase.tokens = phrase.tokens.joined(span);
    if (token.relation == Deprel::kDet) {
      const std::string form = lower(document.form(child));
      phrase.definite |= form == "the" || form == "this" || form == "that" || form == "these" || form == "those";
      phrase.indefinite |= form == "a" || form == "an" || form == "another" || form == "some" || form == "any" || form == "no";
    } else if (token.relation == Deprel::kNmodPoss) {
      phrase.possessor = child;
      phrase.definite = true;
    } else if (token.relation == Deprel::kNummod) {
      phrase.indefinite = true;
    }
    if (!before && (token.relation == Deprel::kNmod || token.relation == Deprel::kNmodUnmarked)) phrase.after.push_back(child);
  }
  // Words before the head that hang on it, directly or through one another.
  for (std::uint32_t i = phrase.tokens.begin; i < head.index(); ++i) {
    const TokenId token(i);
    const Token& word = document.token(token);
    if (word.relation == Deprel::kDet || word.relation == Deprel::kPunct || word.relation == Deprel::kCc ||
        word.relation == Deprel::kCase || word.relation == Deprel::kNummod) {
      continue;
    }
    if (phrase.possessor && is_below(document, token, phrase.possessor)) continue;
    phrase.left.push_back(token);
  }
  return phrase;
}

}  // namespace attache
