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
  return among(
      word, {"will", "'ll", "\xE2\x80\x99ll", "wo", "shall", "would", "'d", "may", "might", "could", "should", "must", "can"});
}

// Participles that say that something lies ahead: "talks scheduled for Thursday", "a vote due on Monday".
bool looks_ahead(std::string_view lemma) {
  return among(lemma, {"schedule", "plan", "expect", "set", "due", "slate", "book", "tentatively", "deadline", "upcoming",
                       "intend", "prepare", "postpone", "delay"});
}

// Verbs whose content lies ahead: "they plan a march on Thursday".
bool promises(std::string_view lemma) {
  return among(lemma, {"plan", "want", "intend", "aim", "hope", "expect", "prepare", "vow", "promise", "threaten", "pledge"});
}

// "The minister says on Monday" tells what has been said.
bool reports(std::string_view lemma) {
  return among(lemma, {"say", "tell", "report", "write", "show", "announce", "claim", "note"});
}

struct Auxiliaries {
  bool have = false, had = false, past = false, present = false, future = false, to = false;
};
Auxiliaries auxiliaries_of(const Document& document, TokenId verb) {
  Auxiliaries out;
  for (const TokenId child : document.children(verb)) {
    const Token& token = document.token(child);
    const std::string word = lower_form(document, child);
    if (token.relation == Deprel::kAux || token.relation == Deprel::kAuxPass || token.relation == Deprel::kCop) {
      out.future = out.future || is_future_auxiliary(word);
      out.have = out.have || document.lemma(child) == "have";
      out.had = out.had || word == "had";
      out.past = out.past || among(word, {"was", "were", "did", "had"});
      out.present = out.present || among(word, {"is", "are", "am", "'s", "'re", "do", "does"});
    }
    out.to = out.to || (token.relation == Deprel::kMark && word == "to");
  }
  return out;
}

// The tense of one verb with its auxiliaries; unknown for a participle that leaves it to the clause above.
Tense tense_of_verb(const Document& document, TokenId verb) {
  const Auxiliaries aux = auxiliaries_of(document, verb);
  const Token& token = document.token(verb);
  const std::string_view lemma = document.lemma(verb);
  if (aux.have) return Tense::kPast;
  if (aux.future) return Tense::kFuture;
  if (looks_ahead(lemma) && (token.xpos == Xpos::kVbn || token.xpos == Xpos::kJj || token.xpos == Xpos::kNn))
    return Tense::kFuture;
  if (aux.to) {
    // "They were to leave", "had ordered them to leave": told as gone by.
    return aux.past || (token.head && auxiliaries_of(document, token.head).had) ? Tense::kPast : Tense::kFuture;
  }
  if (aux.past || token.xpos == Xpos::kVbd) return Tense::kPast;
  if (token.xpos == Xpos::kVbn) return aux.present ? Tense::kPresent : Tense::kPast;
  if (token.xpos == Xpos::kVbg && !aux.present) return Tense::kUnknown;
  const bool present = token.xpos == Xpos::kVbz || token.xpos == Xpos::kVbp || aux.present;
  if (!present) return Tense::kUnknown;
  if (promises(lemma)) return Tense::kFuture;
  return reports(lemma) ? Tense::kPast : Tense::kPresent;
}

bool is_predicate(const Document& document, TokenId id) {
  const Upos tag = document.token(id).upos;
  if (tag == Upos::kVerb || tag == Upos::kAux) return true;
  const auto children = document.children(id);
  return std::any_of(children.begin(), children.end(), [&](TokenId c) { return document.token(c).relation == Deprel::kCop; });
}

// Whether an auxiliary stands below a verb of its own, other than `verb`.
bool tells_tense(const Document& document, TokenId auxiliary, TokenId verb) {
  const TokenId head = document.token(auxiliary).head;
  return head && head != verb && document.token(head).upos == Upos::kVerb;
}

// Without a parse: the nearest telling word before the expression, else behind it.
Tense tense_of_words(const Document& document, TokenSpan sentence, TokenSpan expression) {
  const auto tense_of_word = [&](std::uint32_t i) {
    if (i > sentence.begin && document.form(TokenId(i)) == "May") return Tense::kUnknown;  // the month
    const std::string word = lower_form(document, TokenId(i));
    if (is_future_auxiliary(word) || looks_ahead(word) || among(word, {"scheduled", "planned", "expected", "plans"}))
      return Tense::kFuture;
    if (word == "to" && i + 1 < sentence.end) {
      const std::string_view next = document.form(TokenId(i + 1));
      const bool infinitive =
          next.size() > 1 && next[0] >= 'a' && next[0] <= 'z' && !among(next, {"the", "a", "an", "its", "his", "their"});
      if (infinitive) return Tense::kFuture;
    }
    if (among(word, {"was", "were", "had", "said", "did", "has", "have", "took", "told", "began", "met", "left", "went", "came",
                     "fell"}) ||
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
        if (tense == Tense::kPresent || tense == Tense::kPast) {
          // A "will" between that verb and the expression belongs to a verb that the parse has missed.
          for (std::uint32_t i = at.index() + 1; i < expression.begin; ++i) {
            if (document.token(TokenId(i)).xpos == Xpos::kMd &&
                among(lower_form(document, TokenId(i)), {"will", "'ll", "shall"}) &&
                document.token(TokenId(i)).upos == Upos::kAux && !tells_tense(document, TokenId(i), at)) {
              return Tense::kFuture;
            }
          }
        }
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
