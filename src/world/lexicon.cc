// Reading the tables of knowledge/ontology and knowledge/forces; see lexicon.h.
#include "world/lexicon.h"

#include <algorithm>

#include "world/phrase.h"

namespace attache {
namespace {

HeadKind head_kind(std::string_view name) {
  if (name == "people") return HeadKind::kPeople;
  if (name == "body") return HeadKind::kBody;
  if (name == "outlet") return HeadKind::kOutlet;
  if (name == "source") return HeadKind::kSource;
  return HeadKind::kPerson;
}

ForceRole force_role(std::string_view name) {
  if (name == "unit") return ForceRole::kUnit;
  if (name == "equipment") return ForceRole::kEquipment;
  if (name == "mass") return ForceRole::kMass;
  return ForceRole::kPerson;
}

std::string without_articles(std::string_view phrase) {
  std::string out;
  for (std::size_t at = 0; at < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
    const std::string_view word = phrase.substr(at, end - at);
    if (word != "the" && word != "a" && word != "an") {
      if (!out.empty()) out += ' ';
      out += word;
    }
    at = end + 1;
  }
  return out;
}

}  // namespace

Lexicon::Lexicon(const Knowledge& knowledge) {
  const auto count_words = [&](std::string_view phrase) {
    longest_ = std::max(longest_, static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1);
  };
  for (const Stanza& stanza : knowledge.stanzas("ontology")) {
    if (stanza.kind() == "Heads") {
      for (const std::string& word : stanza.list("Word")) {
        count_words(word);
        heads_.try_emplace(lower(word), HeadWord{head_kind(stanza.get("Kind")), std::string(stanza.get("Sector"))});
      }
    } else if (stanza.kind() == "Office") {
      const std::string wording = stanza.has("Is") ? std::string(stanza.get("Is")) : stanza.id();
      for (const std::string& word : stanza.list("Word")) {
        count_words(word);
        offices_[without_articles(lower(word))].push_back({wording, stanza.list("Of")});
      }
    } else if (stanza.kind() == "List") {
      for (const std::string& word : stanza.list("Word")) lists_[stanza.id()].insert(lower(word));
    }
  }
  for (const Stanza& stanza : knowledge.stanzas("forces")) {
    const ForceKind kind = force_kind_from(stanza.get("Kind")).value_or(ForceKind::kNone);
    for (const std::string& word : stanza.list("Word")) {
      if (stanza.kind() == "Forces") {
        count_words(word);
        forces_.try_emplace(lower(word), ForceEntry{kind, force_role(stanza.get("Role")), stanza.get("Weak") == "yes"});
      } else if (stanza.kind() == "Force-modifiers") {
        modifiers_.try_emplace(lower(word), kind);
      } else if (stanza.kind() == "Force-owners") {
        unnamed_owners_.insert(lower(word));
      }
    }
  }
}

std::string Lexicon::phrase(const std::vector<std::string>& words, std::size_t from) const {
  std::string out;
  if (words.size() - from > longest_) return out;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (i > from) out += ' ';
    out += words[i];
  }
  return out;
}

std::optional<ForceKind> Lexicon::force_modifier(std::string_view word) const {
  const ForceKind* kind = find(modifiers_, word);
  return kind == nullptr ? std::nullopt : std::optional(*kind);
}

bool Lexicon::in(std::string_view list, std::string_view word) const {
  const auto* words = find(lists_, list);
  return words != nullptr && words->contains(std::string(word));
}

}  // namespace attache
