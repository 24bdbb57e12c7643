// The normalised parse: every clause of a document as a predicate with its arguments, the alternations of English undone.
//
// "Russia withdrew its troops", "the troops were withdrawn by Russia", "the troops, withdrawn by Russia, ...", "the troops that
// Russia withdrew", "Russia agreed to withdraw its troops", "Russia's withdrawal of its troops" and "Russia came in and
// withdrew its troops" all give a predicate `withdraw` with the subject Russia and the object troops. Frames (frame.h) are
// matched against predicates and never see a passive, a relative clause, control, raising or coordination. This is the only
// place that knows of them.
//
// Relations are those of Universal Dependencies v2; the normalisation follows the enhanced dependencies' rules for
// control, relative clauses and shared arguments, with passives, light verbs and nominals undone on top.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "language/document.h"

namespace attache {

using PredicateId = StrongId<struct PredicateTag>;

/// What an argument is to its predicate, after normalisation.
enum class Role : std::uint8_t {
  kSubject,    ///< who does it (a passive's by-phrase; the one who controls an infinitive)
  kObject,     ///< whom or what it is done to (a passive's surface subject)
  kIndirect,   ///< "gave *them* leave"
  kOblique,    ///< a prepositional phrase; the preposition is the marker
  kClause,     ///< a clausal complement: "said *that ...*", "agreed *to ...*"; the marker is "that", "to", "-ing" or ""
  kAdjunct,    ///< an adverbial clause: "if ...", "after ...", "to ..." of purpose; the marker is its conjunction
  kPossessor,  ///< of a nominal: "*Russia's* withdrawal", "*their* exit"
  kOf,         ///< of a nominal: "withdrawal *of troops*"
  kModifier,   ///< of a nominal: "*Russian* withdrawal", "*troop* withdrawal"
  kAdverb      ///< "home", "back", "away"; bare time nouns
};

struct Argument {
  Role role;
  TokenId head;
  std::string_view marker;  ///< the preposition or conjunction, lower case, several words joined by "_": "out_of"; may be empty
  bool inherited = false;   ///< from a controlling, coordinated or relative clause, not written in this one
};

/// How a clause is presented, read off its own auxiliaries and adverbs (modality.h combines it with what governs it).
struct Mood {
  enum class Tense : std::uint8_t { kNone, kPast, kPresent, kFuture } tense = Tense::kNone;
  bool perfect = false;
  bool progressive = false;
  bool infinitive = false;
  bool imperative = false;
  bool negated = false;
  bool conditional = false;  ///< under if, unless, should, provided
  bool possible = false;     ///< may, might, could, likely, possibly, apparently
  bool obliged = false;      ///< must, should, has to, ought to
  bool would = false;        ///< would: future seen from the past, or the main clause of a condition
  TokenId status_word;       ///< the auxiliary, adverb or conjunction that decided; none for plain tense
  TokenId negation_word;
};

enum class PredicateKind : std::uint8_t { kVerb, kNominal, kAdjective, kCopula };

struct Predicate {
  TokenId head;       ///< the verb, the nominal, or (copula) the predicate noun, adjective or place
  std::string lemma;  ///< with its particle: "pull out"; "be" for a copula
  PredicateKind kind = PredicateKind::kVerb;
  bool passive = false;
  bool bare_passive = false;        ///< a passive without auxiliary: may be a past tense in truth ("Troops crossed into ...")
  std::vector<Argument> arguments;  ///< in the order of the text, inherited ones last
  PredicateId governor;             ///< the nearest predicate above; none at the top of a sentence
  Deprel link = Deprel::kRoot;      ///< the relation by which it hangs on what is above it
  std::string_view marker;          ///< of that link: "that", "to", "if", "after", a preposition for nominals
  PredicateId host;  ///< the light or aspectual verb that carries a nominal or an infinitive: "*carried out* an attack",
                     ///< "*began* to leave"; the mood is the host's then
  Mood mood;
  TokenSpan clause;  ///< the tokens of the clause
};

/// Words that the normalisation itself must know: light and aspectual verbs, nouns that name acts. From knowledge/frames.
class PredicateLexicon {
 public:
  virtual ~PredicateLexicon() = default;
  /// Whether a noun lemma names an act and so is a predicate of its own.
  [[nodiscard]] virtual bool is_act_noun(std::string_view lemma) const = 0;
  /// Verbs that only carry their object or complement: "begin", "complete", "carry out", "hold", "make".
  [[nodiscard]] virtual bool is_carrier(std::string_view verb) const = 0;
  /// Whether the act that a verb's object names is the subject's own: "threatened further attacks".
  [[nodiscard]] virtual bool is_own_act(std::string_view verb) const = 0;
  /// Whether there is a frame for a verb of several words: "pull out", "open fire".
  /// Whether some frame has the word as its adjective.
  [[nodiscard]] virtual bool is_adjective(std::string_view word) const = 0;
  [[nodiscard]] virtual bool is_verb(std::string_view phrase) const = 0;
  /// Nouns of meeting: "talks", "summit".
  [[nodiscard]] virtual bool is_meeting(std::string_view noun) const = 0;
  /// Verbs whose object does the infinitive: "ask", "order", "allow".
  [[nodiscard]] virtual bool is_object_control(std::string_view verb) const = 0;
};

/// All predicates of a document.
struct Predicates {
  std::vector<Predicate> all;
  std::vector<PredicateId> at;  ///< per token: the predicate whose head it is; none for others

  [[nodiscard]] const Predicate& operator[](PredicateId id) const { return all[id.index()]; }
  [[nodiscard]] const Predicate* of(TokenId token) const {
    const PredicateId id = at[token.index()];
    return id ? &all[id.index()] : nullptr;
  }
};

[[nodiscard]] Predicates find_predicates(const Document& document, const PredicateLexicon& lexicon);

/// The heads coordinated with `head`, itself first: "forces and border guards".
[[nodiscard]] std::vector<TokenId> conjuncts(const Document& document, TokenId head);
/// The prepositions before a nominal, joined by "_" ("out_of"), lower case; empty when there is none.
[[nodiscard]] std::string_view preposition(const Document& document, TokenId head);

}  // namespace attache
