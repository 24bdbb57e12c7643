// Registered names in a document: where the text says "Kremlin", "Russian" or "Interfax", and which record of the knowledge
// each stands for. The longest known form wins; a form of several records goes to the one that the document names otherwise
// too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "language/document.h"
#include "world/lexicon.h"

namespace attache {

struct RegisteredName {
  TokenSpan tokens;
  TokenId head;            ///< governs the words of the name
  Sense sense;             ///< never a place
  std::string id;          ///< "RUS", "person:dmitry-peskov", "outlet:interfax"
  std::string runner_up;   ///< id of the next best reading
  bool place_too = false;  ///< the form is also a place
  bool capital = false;    ///< a capital that stands for its state, not a palace

  [[nodiscard]] bool is_actor() const { return sense.what == Sense::What::kActor; }
  [[nodiscard]] bool is_adjective() const {
    return sense.form == Sense::Form::kAdjective || sense.form == Sense::Form::kDemonym;
  }
};

class RegisteredNames {
 public:
  /// `home` is the state that the copy is datelined in, empty where it has no dateline: of several that are called so, its own come first,
  /// and "the Senate" is no other land's unless the copy speaks of that land.
  RegisteredNames(const Document& document, const Knowledge& knowledge, const Lexicon& lexicon, std::string_view home,
                  std::optional<Day> day);

  /// Whether the token is part of a form that names nothing but a place.
  [[nodiscard]] bool is_place(TokenId token) const { return place_[token.index()]; }
  /// Whether the token belongs to a state's name that ends an organisation's: "Kenya" in "Amnesty Kenya".
  [[nodiscard]] bool ends_name(TokenId token) const { return ending_[token.index()]; }
  [[nodiscard]] const std::vector<RegisteredName>& all() const { return names_; }
  /// The name that covers a token; nullptr when none does.
  [[nodiscard]] const RegisteredName* at(TokenId token) const {
    const std::uint32_t i = at_[token.index()];
    return i == 0 ? nullptr : &names_[i - 1];
  }

 private:
  std::vector<RegisteredName> names_;
  std::vector<bool> place_;
  std::vector<std::uint32_t> at_;  // per token 1 + index, 0 for none
  std::vector<bool> ending_;
};

}  // namespace attache
