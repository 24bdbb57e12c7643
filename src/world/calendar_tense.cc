// See calendar_tense.h.
#include "world/calendar_tense.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace attache::calendar {
namespace {

std::string lower_form(const Document& document, TokenId id) {
  std::string out;
  for (const char c : document.form(id)) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_future_auxiliary(std::string_view word) {
  return among(word, {"will", "'ll", "\xE2\x80\x99ll", "wo", "shall", "would", "'d", "may", "might", "could", "should", "must", "can"});
}

// Participles that say that something lies ahead: "talks scheduled for Thursday", "a vote due on Monday".
bool looks_ahead(std::string_view lemma) {
  return among(lemma, {"schedule", "plan", "expect", "set", "due", "slate", "book", "tentatively", "deadline", "upcoming", "intend",
                       "prepare", "postpone", "delay"});
}

// The tense of one verb with its auxiliaries; unknown for a participle that leaves it to the clause above.
Tense tense_of_verb(const Document& document, TokenId verb) {
  bool have = false;
  bool past_auxiliary = false;
  bool future = false;
  bool infinitive = false;
  for (const TokenId child : document.children(verb)) {
    const Token& token = document.token(child);
    if (token.relation == Deprel::kAux || token.relation == Deprel::kAuxPass || token.relation == Deprel::kCop) {
      const std::string word = lower_form(document, child);
      future = future || is_future_auxiliary(word);
      have = have || document.lemma(child) == "have";
      past_auxiliary = past_auxiliary || among(word, {"was", "were", "did", "had"});
    }
    if (token.relation == Deprel::kMark && lower_form(document, child) == "to") infinitive = true;
  }
  const Token& token = document.token(verb);
  const std::string form = lower_form(document, verb);
  if (have) return Tense::kPast;
  if (future) return Tense::kFuture;
  if (looks_ahead(document.lemma(verb)) && (token.xpos == Xpos::kVbn || token.xpos == Xpos::kJj || token.xpos == Xpos::kNn)) return Tense::kFuture;
  if (infinitive) return Tense::kFuture;
  if (past_auxiliary || token.xpos == Xpos::kVbd) return Tense::kPast;
  if (token.xpos == Xpos::kVbn) return token.relation == Deprel::kAcl || token.relation == Deprel::kAdvcl ? Tense::kPast : Tense::kPresent;
  if (token.xpos == Xpos::kVbz || token.xpos == Xpos::kVbp) return Tense::kPresent;
  if (token.xpos == Xpos::kVbg) {
    const bool finite = std::any_of(document.children(verb).begin(), document.children(verb).end(),
                                    [&](TokenId child) { return document.token(child).relation == Deprel::kAux; });
    return finite ? Tense::kPresent : Tense::kUnknown;
  }
  return Tense::kUnknown;
}

bool is_predicate(const Document& document, TokenId id) {
  const Upos tag = document.token(id).upos;
  if (tag == Upos::kVerb || tag == Upos::kAux) return true;
  const auto children = document.children(id);
  return std::any_of(children.begin(), children.end(), [&](TokenId c) { return document.token(c).relation == Deprel::kCop; });
}

// Without a parse: the nearest telling word before the expression, else behind it.
Tense tense_of_words(const Document& document, TokenSpan sentence, TokenSpan expression) {
  const auto tense_of_word = [&](std::uint32_t i) {
    if (i > sentence.begin && document.form(TokenId(i)) == "May") return Tense::kUnknown;  // the month
    const std::string word = lower_form(document, TokenId(i));
    if (is_future_auxiliary(word) || looks_ahead(word) || among(word, {"scheduled", "planned", "expected", "plans"})) return Tense::kFuture;
    if (word == "to" && i + 1 < sentence.end) {
      const std::string_view next = document.form(TokenId(i + 1));
      const bool infinitive = next.size() > 1 && next[0] >= 'a' && next[0] <= 'z' && !among(next, {"the", "a", "an", "its", "his", "their"});
      if (infinitive) return Tense::kFuture;
    }
    if (among(word, {"was", "were", "had", "said", "did", "has", "have", "took", "told", "began", "met", "left", "went", "came", "fell"}) ||
        (word.size() > 4 && word.ends_with("ed"))) {
      return Tense::kPast;
    }
    return Tense::kUnknown;
  };
  if (expression.end < sentence.end && looks_ahead(lower_form(document, TokenId(expression.end)))) return Tense::kFuture;
  for (std::uint32_t i = expression.begin; i > sentence.begin; --i) {
    if (const Tense tense = tense_of_word(i - 1); tense != Tense::kUnknown) return tense;
  }
  for (std::uint32_t i = expression.end; i < sentence.end; ++i) {
    if (const Tense tense = tense_of_word(i); tense != Tense::kUnknown) return tense;
  }
  return Tense::kUnknown;
}

}  // namespace

Tense tense_at(const Document& document, TokenSpan expression) {
  const TokenId first(expression.begin);
  const SentenceId sentence_id = document.token(first).sentence;
  const TokenSpan sentence = sentence_id ? document.sentence(sentence_id).tokens : expression;
  bool parsed = false;
  for (std::uint32_t i = expression.begin; i < expression.end; ++i) parsed = parsed || document.token(TokenId(i)).head;
  if (!parsed) return tense_of_words(document, sentence, expression);
  TokenId at = first;
  std::uint32_t steps = 0;
  // First out of the expression itself, then up to a predicate that tells a tense.
  while (at && steps++ <= sentence.size()) {
    if (!expression.contains(at.index())) {
      if (is_predicate(document, at)) {
        const Tense tense = tense_of_verb(document, at);
        if (tense != Tense::kUnknown) return tense;
      } else if (looks_ahead(document.lemma(at))) {
        return Tense::kFuture;
      }
    }
    at = document.token(at).head;
  }
  return Tense::kUnknown;
}

}  // namespace attache::calendar
