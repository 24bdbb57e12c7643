// Actors: who is named or described in a document. Registered names resolve to the register; persons to the office that they
// held on the day of publication; descriptions ("the Armenian prime minister", "Putin's spokesman", "Niger's junta") to whom
// they describe where the register knows, else to a name as described with the code and sector that its words give; unknown
// names take both from their title or apposition. Capitals and palaces are actors only where they act.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "language/document.h"
#include "world/grounding.h"
#include "world/lexicon.h"
#include "world/names.h"
#include "world/phrase.h"

namespace attache {

/// Whom or what a phrase belongs to.
struct Owner {
  std::string code;    ///< "RUS"; empty when unknown
  std::string sector;  ///< the owner's own
  std::string actor;   ///< id in the register; empty when it has none
  TokenId at;          ///< the word that says so
  ActorKind kind = ActorKind::kOther;
};

/// What the finders of actors and forces share about one document.
struct WorldContext {
  const Document& document;
  const Knowledge& knowledge;
  const Lexicon& lexicon;
  const RegisteredNames& names;
  std::optional<Day> day;  ///< of publication

  /// The owners that a phrase names: its possessor, its adjectives and nouns before the head, or "of X" behind it. Several
  /// where they are coordinated ("Russian and Belarusian"); empty when it names none.
  [[nodiscard]] std::vector<Owner> owners(const Phrase& phrase) const;
  /// The actor that a token names or describes, as an owner; nothing when it is none.
  [[nodiscard]] std::optional<Owner> owner_at(TokenId token, int depth = 0) const;
  /// The words of a phrase that say what it is, as lower-case lemmas: "deputy foreign minister", with "of …" behind if there.
  [[nodiscard]] std::vector<std::string> words_of(const Phrase& phrase) const;
  /// The longest ending of the words that the lexicon has as a head.
  [[nodiscard]] const HeadWord* head_of(const Phrase& phrase) const;
  /// Party, kind and id of a registered name.
  [[nodiscard]] ActorMention registered(const RegisteredName& name) const;
};

/// Finds all actors but for pronouns and short descriptions, which coreference.h resolves.
[[nodiscard]] std::vector<ActorMention> find_actors(const WorldContext& context);

/// The words of a description without its determiner: "senior lawmaker of the governing party".
[[nodiscard]] std::string description(const Document& document, TokenSpan tokens);

}  // namespace attache
