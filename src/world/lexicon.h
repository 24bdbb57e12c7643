// The words that the world stage knows by what they are rather than whom they name: "ministry", "gunman", "border guard",
// "foreign minister". They come from knowledge/ontology and knowledge/forces; nothing of them stands in the code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/claim.h"
#include "knowledge/knowledge.h"

namespace attache {

/// What sort of thing a noun names (knowledge/ontology/people-and-bodies.txt).
enum class HeadKind : std::uint8_t { kPerson, kPeople, kBody, kOutlet, kSource };
struct HeadWord {
  HeadKind kind = HeadKind::kPerson;
  std::string sector;
};

/// An office in the registers' wording that a phrase may mean.
struct Office {
  std::string wording;             ///< "foreign minister"
  std::vector<std::string> codes;  ///< those that call it so; empty: all
};

/// How a force word takes numbers (knowledge/forces/words.txt).
enum class ForceRole : std::uint8_t { kPerson, kUnit, kEquipment, kMass };
struct ForceEntry {
  ForceKind kind = ForceKind::kNone;
  ForceRole role = ForceRole::kPerson;
  bool weak = false;  ///< a force only with an owner, a number or a telling modifier
};

class Lexicon {
 public:
  explicit Lexicon(const Knowledge& knowledge);

  // All phrases are lower-case lemmas; nullptr or nothing when unknown.
  [[nodiscard]] const HeadWord* head(std::string_view phrase) const { return find(heads_, phrase); }
  [[nodiscard]] const ForceEntry* force(std::string_view phrase) const { return find(forces_, phrase); }
  [[nodiscard]] const std::vector<Office>* offices(std::string_view phrase) const { return find(offices_, phrase); }
  /// The words from `from` on as a phrase to look up; empty, which is no phrase, when they are more than any phrase here has.
  [[nodiscard]] std::string phrase(const std::vector<std::string>& words, std::size_t from) const;
  /// What "border" makes of "troops".
  [[nodiscard]] std::optional<ForceKind> force_modifier(std::string_view word) const;
  /// Words that say that a force's owner is no named state: "foreign".
  [[nodiscard]] bool is_unnamed_owner(std::string_view word) const { return unnamed_owners_.contains(std::string(word)); }
  /// Members of a list of knowledge/ontology/lists.txt: in("place takers", "leave").
  [[nodiscard]] bool in(std::string_view list, std::string_view word) const;
  [[nodiscard]] bool has(std::string_view list) const { return lists_.contains(std::string(list)); }

 private:
  template <class Value>
  using Table = std::unordered_map<std::string, Value>;
  template <class Value>
  static const Value* find(const Table<Value>& table, std::string_view key) {
    const auto at = table.find(std::string(key));
    return at == table.end() ? nullptr : &at->second;
  }

  Table<HeadWord> heads_;
  Table<ForceEntry> forces_;
  Table<std::vector<Office>> offices_;
  Table<ForceKind> modifiers_;
  Table<std::unordered_set<std::string>> lists_;
  std::unordered_set<std::string> unnamed_owners_;
  std::size_t longest_ = 0;  // words of the longest phrase
};

}  // namespace attache
