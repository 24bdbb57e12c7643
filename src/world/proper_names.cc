// Names set right by the registers; see proper_names.h. Candidates of three origins are laid over the text, the longest first:
// the name finder's names less their titles, registered names, places' names. Then names that the document writes again are of
// one kind.
#include "world/proper_names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>

#include "world/lexicon.h"
#include "world/names.h"
#include "world/phrase.h"

namespace attache {
namespace {

enum class Rank { kFinder, kPlace, kRegister };

struct Candidate {
  Name name;
  Rank rank = Rank::kFinder;
};

class Finder {
 public:
  Finder(const WorldContext& context, const std::vector<PlaceMention>& places) : context_(context), doc_(context.document) {
    registered();
    by_place(places);
    bodies();
    by_finder();
  }

  std::vector<Name> run() {
    // The longest first; of those as long, what a register says.
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      if (a.name.tokens.size() != b.name.tokens.size()) return a.name.tokens.size() > b.name.tokens.size();
      return a.rank > b.rank;
    });
    std::vector<bool> taken(doc_.tokens().size(), false);
    std::vector<Candidate> chosen;
    for (Candidate& c : candidates_) {
      const TokenSpan t = c.name.tokens;
      if (std::any_of(taken.begin() + t.begin, taken.begin() + t.end, [](bool b) { return b; })) continue;
      std::fill(taken.begin() + t.begin, taken.begin() + t.end, true);
      chosen.push_back(c);
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Candidate& a, const Candidate& b) { return a.name.tokens.begin < b.name.tokens.begin; });
    agree(chosen);
    std::vector<Name> out;
    for (const Candidate& c : chosen) {
      if (c.name.kind != NameKind::kOther) out.push_back(c.name);
    }
    return out;
  }

 private:
  bool is_upper(std::uint32_t i) const {
    const std::string_view form = doc_.form(TokenId(i));
    const auto c = static_cast<unsigned char>(form.front());
    return std::isupper(c) != 0 || c >= 0x80;
  }

  // Without the common nouns behind it: "Interfax" of "Interfax news agency".
  void add(TokenSpan tokens, NameKind kind, Rank rank) {
    while (!tokens.empty() && !is_upper(tokens.end - 1) && doc_.tokens()[tokens.end - 1].upos == Upos::kNoun) --tokens.end;
    if (!tokens.empty()) candidates_.push_back({{tokens, kind}, rank});
  }

  void registered() {
    for (const RegisteredName& name : context_.names.all()) {
      if ((name.is_adjective() && !is_acronym(name.tokens)) || !is_upper(name.tokens.begin)) continue;
      add(name.tokens, kind_of(name), Rank::kRegister);
    }
  }

  // "U.S." and "UK" are names before a noun too.
  bool is_acronym(TokenSpan tokens) const {
    const std::string_view form = doc_.words(tokens);
    return form.size() > 1 && std::all_of(form.begin(), form.end(), [](char c) { return c == '.' || (c >= 'A' && c <= 'Z'); });
  }

  NameKind kind_of(const RegisteredName& name) const {
    if (!name.is_actor()) return NameKind::kOrganisation;  // an outlet
    const ActorKind kind = context_.knowledge.actor(name.sense.record).kind;
    if (kind == ActorKind::kPerson) return NameKind::kPerson;
    if (kind != ActorKind::kState) return NameKind::kOrganisation;
    return name.sense.form == Sense::Form::kMetonym && !name.capital ? NameKind::kOrganisation : NameKind::kPlace;
  }

  void by_place(const std::vector<PlaceMention>& places) {
    for (const PlaceMention& place : places) {
      if (place.name_span.empty()) continue;
      std::uint32_t begin = place.tokens.begin;
      while (begin < place.tokens.end && doc_.tokens()[begin].span.begin < place.name_span.begin) ++begin;
      std::uint32_t end = begin;
      while (end < place.tokens.end && doc_.tokens()[end].span.end <= place.name_span.end) ++end;
      const TokenSpan tokens{begin, end};
      const RegisteredName* name = tokens.empty() ? nullptr : context_.names.at(TokenId(begin));
      if (!tokens.empty() && is_upper(begin) && !(name != nullptr && name->is_adjective()))
        add(tokens, NameKind::kPlace, Rank::kPlace);
    }
  }

  // "the Russian Foreign Ministry": a capitalised body with the capitalised words before it, where the finder saw its end or an
  // adjective begins it. What the finder takes for a person or a place there it knows better.
  void bodies() {
    for (std::uint32_t i = 1; i < doc_.tokens().size(); ++i) {
      const Token& token = doc_.tokens()[i];
      if (!is_upper(i) || (token.upos != Upos::kPropn && token.upos != Upos::kNoun)) continue;
      const HeadWord* word = context_.lexicon.head(lower_lemma(doc_, TokenId(i)));
      if (word == nullptr || word->kind == HeadKind::kPerson) continue;
      const std::uint32_t first = doc_.sentence(token.sentence).tokens.begin;
      std::uint32_t begin = i;
      while (begin > first && is_upper(begin - 1) && is_inside(begin - 1)) --begin;
      if (begin < i && may_be_body({begin, i + 1})) add({begin, i + 1}, NameKind::kOrganisation, Rank::kFinder);
    }
  }
  bool may_be_body(TokenSpan tokens) const {
    const auto& names = doc_.names();
    auto at = std::upper_bound(names.begin(), names.end(), tokens.begin,
                               [](std::uint32_t begin, const Name& name) { return begin < name.tokens.end; });
    bool seen = is_adjective(tokens.begin);
    for (; at != names.end() && at->tokens.begin < tokens.end; ++at) {
      if (at->kind == NameKind::kOther) continue;
      if (at->kind != NameKind::kOrganisation || at->tokens.begin < tokens.begin) return false;
      seen = true;
    }
    return seen;
  }
  bool is_adjective(std::uint32_t i) const {
    const RegisteredName* known = context_.names.at(TokenId(i));
    return known != nullptr && known->is_adjective();
  }
  bool is_inside(std::uint32_t i) const {
    const Upos upos = doc_.tokens()[i].upos;
    return upos == Upos::kPropn || upos == Upos::kAdj || upos == Upos::kNoun;
  }

  void by_finder() {
    for (Name name : doc_.names()) {
      if (name.kind == NameKind::kOther) continue;
      const bool capital = is_upper(name.tokens.begin);
      // "Azerbaijani President Ilham Aliyev" without the first two; "Tajik" alone is no name, but "US" is.
      if (name.kind == NameKind::kPerson) {
        strip_title(name.tokens);
        while (name.tokens.size() > 1 && is_adjective(name.tokens.begin)) ++name.tokens.begin;
        strip_title(name.tokens);
      }
      if (name.tokens.size() == 1 && is_upper(name.tokens.begin) && is_adjective(name.tokens.begin) && !is_acronym(name.tokens))
        continue;
      // Names that people write small ("punjab") are names; "the foreign ministry" is a description.
      bool small = true;
      for (std::uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) small = small && !is_upper(i);
      if (small && name.kind == NameKind::kOrganisation &&
          context_.lexicon.head(lower_lemma(doc_, TokenId(name.tokens.end - 1))) != nullptr)
        continue;
      if (capital) {
        add(name.tokens, name.kind, Rank::kFinder);
      } else {
        candidates_.push_back({name, Rank::kFinder});
      }
    }
  }

  bool is_title(TokenSpan tokens) const {
    std::string phrase;
    for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
      phrase += (i > tokens.begin ? " " : "") + lower(doc_.form(TokenId(i)));
    if (phrase.ends_with('.')) phrase.pop_back();
    const HeadWord* word = context_.lexicon.head(phrase);
    return word != nullptr && word->kind == HeadKind::kPerson;
  }

  // "Prime Minister Nikol Pashinyan", "Gen. Adam Berg"
  void strip_title(TokenSpan& tokens) const {
    for (std::uint32_t end = std::min(tokens.end - 1, tokens.begin + 4); end > tokens.begin; --end) {
      if (tokens.size() > 1 && is_title({tokens.begin, end})) {
        tokens.begin = end;
        return strip_title(tokens);
      }
    }
  }

  std::string words(TokenSpan tokens) const { return std::string(doc_.words(tokens)); }

  // What a document writes again is of one kind: the registers' where they know it, else the one that the finder gave most;
  // the last word of a person's name is the person.
  void agree(std::vector<Candidate>& chosen) const {
    std::map<std::string, std::map<NameKind, int>> votes;
    for (const Candidate& c : chosen) {
      votes[words(c.name.tokens)][c.name.kind] += c.rank == Rank::kRegister ? 1000 : c.rank == Rank::kPlace ? 2 : 1;
      if (c.name.kind != NameKind::kPerson || c.name.tokens.size() < 2) continue;
      votes[words({c.name.tokens.end - 1, c.name.tokens.end})][NameKind::kPerson] += 20;
    }
    for (Candidate& c : chosen) {
      if (c.rank == Rank::kRegister) continue;
      const auto& mine = votes[words(c.name.tokens)];
      c.name.kind =
          std::max_element(mine.begin(), mine.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
    }
  }

  const WorldContext& context_;
  const Document& doc_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Name> proper_names(const WorldContext& context, const std::vector<PlaceMention>& places) {
  return Finder(context, places).run();
}

}  // namespace attache
