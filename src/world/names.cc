// Finding registered names; see names.h.
#include "world/names.h"

#include <algorithm>
#include <cctype>
#include <span>
#include <unordered_map>

#include "world/phrase.h"

namespace attache {
namespace {

bool has_capital(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](unsigned char c) { return std::isupper(c) || c >= 0x80; });
}

// "May", "Male", "Time" at the start of a sentence are names only when the tagger says so.
bool reads_as_name(const Document& document, TokenSpan tokens, Sense::Form form) {
  if (tokens.size() > 1) return true;
  const Token& token = document.tokens()[tokens.begin];
  switch (token.upos) {
    case Upos::kPropn:
      return true;
    case Upos::kNoun:
    case Upos::kX:
      return true;
    case Upos::kAdj:
      return form == Sense::Form::kAdjective || form == Sense::Form::kDemonym ||
             has_capital(document.form(TokenId(tokens.begin)).substr(1));
    default:
      return false;
  }
}

// "Amnesty Kenya", "Radio France": the name of an organisation that a state's ends is not the state's. The parse joins the two,
// and the name finder takes what stands before for an organisation or a person, or both for one name of whatever kind.
bool ends_longer_name(const Document& document, TokenSpan tokens, const std::vector<std::uint32_t>& name_at) {
  if (tokens.begin == 0 || document.tokens()[tokens.begin - 1].sentence != document.tokens()[tokens.begin].sentence)
    return false;
  const Token& before = document.tokens()[tokens.begin - 1];
  const Token& first = document.tokens()[tokens.begin];
  if (before.upos != Upos::kPropn || !before.space_after) return false;
  const bool joined = (is_inside_name(first.relation) && first.head == TokenId(tokens.begin - 1)) ||
                      (is_inside_name(before.relation) && before.head && tokens.contains(before.head.index()));
  const std::uint32_t name = name_at[tokens.begin - 1];
  if (!joined || name == 0) return false;
  const Name& found = document.names()[name - 1];
  return found.kind == NameKind::kOrganisation || found.kind == NameKind::kPerson || found.tokens.contains(tokens.begin);
}

std::string id_of(const Knowledge& knowledge, const Sense& sense) {
  if (sense.what == Sense::What::kOutlet) return "outlet:" + std::string(knowledge.outlet(sense.record).id);
  return std::string(knowledge.actor(sense.record).id);
}

// Whether a person holds an office, or a body exists, on the day.
bool is_current(const Knowledge& knowledge, const Sense& sense, std::optional<Day> day) {
  if (!day || sense.what != Sense::What::kActor) return true;
  const ActorRecord actor = knowledge.actor(sense.record);
  if (actor.kind == ActorKind::kPerson) return knowledge.role_at(actor, day).has_value();
  return actor.exists.contains(*day);
}

}  // namespace

RegisteredNames::RegisteredNames(const Document& document, const Knowledge& knowledge, const Lexicon& lexicon,
                                 std::string_view home, std::optional<Day> day)
    : place_(document.tokens().size(), false), at_(document.tokens().size(), 0), ending_(document.tokens().size(), false) {
  std::vector<Word> words;
  words.reserve(document.tokens().size());
  for (const Token& token : document.tokens()) words.push_back({document.words(token.span), token.space_after});

  std::vector<std::uint32_t> name_at(document.tokens().size(), 0);  // per token 1 + index of the finder's name, 0 for none
  for (std::size_t i = 0; i < document.names().size(); ++i) {
    const TokenSpan span = document.names()[i].tokens;
    std::fill(name_at.begin() + span.begin, name_at.begin() + span.end, static_cast<std::uint32_t>(i + 1));
  }
  // A state by name, where nobody else is called so.
  const auto names_state = [&](std::span<const Sense> senses) {
    return std::all_of(senses.begin(), senses.end(), [&](const Sense& s) {
      return s.what == Sense::What::kPlace ||
             (s.what == Sense::What::kActor && (s.form == Sense::Form::kName || s.form == Sense::Form::kAlias) &&
              knowledge.actor(s.record).kind == ActorKind::kState);
    });
  };

  // First the forms that mean one record only, to settle the others by.
  struct Open {
    TokenSpan tokens;
    std::span<const Sense> senses;
  };
  std::vector<Open> found;
  std::unordered_map<std::uint64_t, int> certain;
  const auto key = [](const Sense& s) { return (static_cast<std::uint64_t>(s.what) << 32U) | s.record; };
  // "The Senate", "the National Assembly": what many lands call theirs.
  const auto is_general = [&](TokenSpan tokens, const Sense& sense) {
    if (sense.what != Sense::What::kActor || knowledge.actor(sense.record).kind != ActorKind::kBody) return false;
    const HeadWord* word = lexicon.head(lower(document.words(tokens)));
    return word != nullptr && word->kind == HeadKind::kBody;
  };
  std::unordered_map<std::string_view, int> spoken_of;  // codes that names with one meaning have
  for (const Sentence& sentence : document.sentences()) {
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end;) {
      const Match match = knowledge.longest_match(std::span(words).subspan(i, sentence.tokens.end - i));
      const TokenSpan tokens{i, i + static_cast<std::uint32_t>(match.words)};
      if (match.words == 0 || (match.words == 1 && !has_capital(words[i].form))) {
        ++i;
        continue;
      }
      i = tokens.end;
      const auto named = [](const Sense& s) { return s.what != Sense::What::kPlace; };
      const auto count = std::count_if(match.senses.begin(), match.senses.end(), named);
      if (count == 0) {
        std::fill(place_.begin() + tokens.begin, place_.begin() + tokens.end, true);
        continue;
      }
      const bool behind_registered = !found.empty() && found.back().tokens.end == tokens.begin;
      if (!behind_registered && names_state(match.senses) && ends_longer_name(document, tokens, name_at)) {
        std::fill(ending_.begin() + tokens.begin, ending_.begin() + tokens.end, true);
        continue;
      }
      if (count == 1) {
        const Sense& only = *std::find_if(match.senses.begin(), match.senses.end(), named);
        ++certain[key(only)];
        if (only.what == Sense::What::kActor && !is_general(tokens, only)) ++spoken_of[knowledge.actor(only.record).code];
      }
      found.push_back({tokens, match.senses});
    }
  }

  for (const Open& open : found) {
    const Sense* best = nullptr;
    const Sense* next = nullptr;
    int best_score = 0;
    bool place = false, town = false;
    for (const Sense& sense : open.senses) {
      if (sense.what == Sense::What::kPlace) {
        place = true;
        const PlaceKind kind = knowledge.place(sense.record).kind;
        town |=
            kind == PlaceKind::kCity || kind == PlaceKind::kTown || kind == PlaceKind::kRegion || kind == PlaceKind::kVillage;
        continue;
      }
      if (!reads_as_name(document, open.tokens, sense.form)) continue;
      const std::string_view code = sense.what == Sense::What::kActor ? knowledge.actor(sense.record).code : std::string_view();
      const bool own = !home.empty() && code == home;
      if (!home.empty() && !own && is_general(open.tokens, sense) && !spoken_of.contains(code)) continue;
      const auto support = certain.find(key(sense));
      int score = 1 + (is_current(knowledge, sense, day) ? 4 : 0) + (sense.form == Sense::Form::kName ? 2 : 0) -
                  (sense.capitals ? 2 : 0) + (support == certain.end() ? 0 : 8) + (own ? 3 : 0) +
                  (!code.empty() && spoken_of.contains(code) ? 2 : 0);
      // An adjective before a noun, a demonym as a noun.
      const Token& last = document.tokens()[open.tokens.end - 1];
      const bool modifies = last.relation == Deprel::kAmod || last.relation == Deprel::kCompound;
      if (sense.form == Sense::Form::kAdjective && modifies) score += 1;
      if (sense.form == Sense::Form::kDemonym && !modifies) score += 1;
      if (best == nullptr || score > best_score) {
        if (best != nullptr && key(*best) != key(sense)) next = best;
        best = &sense;
        best_score = score;
      } else if (key(*best) != key(sense) && next == nullptr) {
        next = &sense;
      }
    }
    if (best == nullptr) continue;
    RegisteredName name;
    name.tokens = open.tokens;
    name.head = top_of(document, open.tokens);
    name.sense = *best;
    name.id = id_of(knowledge, *best);
    if (next != nullptr) name.runner_up = id_of(knowledge, *next);
    name.place_too = place;
    if (best->what == Sense::What::kActor && (best->form == Sense::Form::kMetonym || best->form == Sense::Form::kCapital)) {
      name.capital = town || best->form == Sense::Form::kCapital;
    }
    names_.push_back(std::move(name));
    for (std::uint32_t i = open.tokens.begin; i < open.tokens.end; ++i) at_[i] = static_cast<std::uint32_t>(names_.size());
  }
}

}  // namespace attache
