// Finding and resolving actors; see actors.h. Each noun phrase is looked at once, at its head: is it a name that the register
// has, a name that only the tagger found, or a noun that the lexicon knows (knowledge/ontology)? Titles and appositions then
// join names and descriptions into one mention.
#include "world/actors.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <unordered_set>

namespace attache {
namespace {

constexpr int kMaxDepth = 4;

bool is_noun(const Token& token) { return token.upos == Upos::kNoun || token.upos == Upos::kPropn; }

// A token that does not head a phrase of its own but is part of another noun's name or compound.
bool heads_phrase(const Document& document, TokenId token) {
  const Token& t = document.token(token);
  return !(is_inside_name(t.relation) && t.head && is_noun(document.token(t.head)));
}

bool is_east_asian(std::string_view code) {
  constexpr std::array kCodes{"CHN", "TWN", "KOR", "PRK", "VNM"};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

}  // namespace

std::string description(const Document& document, TokenSpan tokens) {
  while (tokens.size() > 1) {
    const Token& first = document.tokens()[tokens.begin];
    const bool article = first.upos == Upos::kDet || first.upos == Upos::kPunct || first.xpos == Xpos::kPrpS;
    if (!article) break;
    ++tokens.begin;
  }
  while (tokens.size() > 1 && document.tokens()[tokens.end - 1].upos == Upos::kPunct) --tokens.end;
  std::string out(document.words(tokens));
  for (char& c : out) {
    if (c == '\n') c = ' ';
  }
  return out;
}

// ---- owners ----------------------------------------------------------------------------------------------------------

ActorMention WorldContext::registered(const RegisteredName& name) const {
  ActorMention mention;
  mention.tokens = name.tokens;
  mention.head = name.head;
  mention.actor = name.id;
  mention.runner_up = name.runner_up;
  if (!name.is_actor()) {
    const OutletRecord outlet = knowledge.outlet(name.sense.record);
    mention.kind = ActorKind::kOutlet;
    mention.party = {std::string(outlet.name), {}, "MED"};
    return mention;
  }
  const ActorRecord actor = knowledge.actor(name.sense.record);
  mention.kind = actor.kind;
  if (actor.kind == ActorKind::kPerson) {
    auto role = knowledge.role_at(actor, day);
    // Out of office: the last one held before, else the first.
    for (std::uint32_t i = 0; !role && i < actor.role_count; ++i) {
      const RoleRecord next = knowledge.role(actor.first_role + i);
      if (!role || !day || !next.when.from || *next.when.from <= *day) role = next;
      mention.confidence = 0.8F;
    }
    std::string sector(role ? role->sector : std::string_view());
    // A former president, general or deputy is of his land's elites (PLOVER: ELI).
    const bool left = role && day && role->when.to && *role->when.to < *day;
    if (left &&
        (sector == "GOV" || sector == "MIL" || sector == "LEG" || sector == "SPY" || sector == "JUD" || sector == "COP"))
      sector = "ELI";
    mention.party = {std::string(actor.name), role ? std::string(role->code) : std::string(), std::move(sector)};
    return mention;
  }
  mention.party = {std::string(document.words(name.tokens)), std::string(actor.code), std::string(actor.sector)};
  switch (name.sense.form) {
    case Sense::Form::kAdjective:
      mention.via = Via::kAdjective;
      break;
    case Sense::Form::kDemonym:
      mention.kind = ActorKind::kPeople;
      mention.party.sector.clear();
      break;
    case Sense::Form::kMetonym:
    case Sense::Form::kCapital:
      mention.via = Via::kMetonym;
      mention.confidence = 0.9F;
      break;
    default:
      break;
  }
  return mention;
}

std::optional<Owner> WorldContext::owner_at(TokenId token, int depth) const {
  if (const RegisteredName* name = names.at(token); name != nullptr && name->is_actor()) {
    const ActorMention mention = registered(*name);
    return Owner{mention.party.code, mention.party.sector, mention.actor, token, mention.kind};
  }
  if (depth >= kMaxDepth || !is_noun(document.token(token))) return std::nullopt;
  const Phrase phrase = phrase_at(document, token);
  // "Prime Minister Nikol Pashinyan's office": the name may hang below its title.
  for (const TokenId child : document.children(token)) {
    const Deprel relation = document.token(child).relation;
    if (relation != Deprel::kFlat && relation != Deprel::kAppos) continue;
    if (const RegisteredName* name = names.at(child); name != nullptr && name->is_actor()) return owner_at(child, depth + 1);
  }
  if (head_of(phrase) == nullptr && lexicon.force(lower_lemma(document, token)) == nullptr) return std::nullopt;
  const auto above = owners(phrase);
  if (above.empty()) return std::nullopt;
  Owner owner = above.front();
  if (const HeadWord* word = head_of(phrase)) {
    owner.sector = word->sector;
    owner.kind = word->kind == HeadKind::kPerson ? ActorKind::kPerson : ActorKind::kBody;
  } else {
    owner.sector = "MIL";
    owner.kind = ActorKind::kArmedForce;
  }
  owner.actor.clear();
  owner.at = token;
  return owner;
}

std::vector<Owner> WorldContext::owners(const Phrase& phrase) const {
  std::vector<Owner> out;
  const auto add = [&](TokenId token) {
    auto owner = owner_at(token, 1);
    if (!owner || owner->code.empty()) return;
    const bool there = std::any_of(out.begin(), out.end(), [&](const Owner& o) { return o.code == owner->code; });
    if (!there) out.push_back(std::move(*owner));
  };
  if (phrase.possessor) {
    add(phrase.possessor);
    for (const TokenId child : document.children(phrase.possessor)) {
      if (document.token(child).relation == Deprel::kConj) add(child);
    }
  }
  if (!out.empty()) return out;
  // "the Russian private military company Wagner": an armed group told by its name is its own master.
  for (const TokenId child : document.children(phrase.head)) {
    const Deprel relation = document.token(child).relation;
    if (child < phrase.head || (relation != Deprel::kAppos && relation != Deprel::kFlat)) continue;
    const RegisteredName* name = names.at(child);
    if (name == nullptr || !name->is_actor() || lexicon.force(lower_lemma(document, phrase.head)) == nullptr) continue;
    const ActorKind kind = knowledge.actor(name->sense.record).kind;
    if (kind == ActorKind::kGroup || kind == ActorKind::kArmedForce) add(child);
  }
  if (!out.empty()) return out;
  const RegisteredName* own = names.at(phrase.head);
  for (const TokenId token : phrase.left) {
    const RegisteredName* name = names.at(token);
    if (name == nullptr || name == own || !name->is_actor() || token.index() != name->tokens.begin) continue;
    if (knowledge.actor(name->sense.record).kind == ActorKind::kPerson) continue;
    // "Russia-led", "Baku-based"
    const TokenId governor = document.token(name->head).head;
    if (governor && governor != phrase.head && !is_noun(document.token(governor)) && names.at(governor) == nullptr) continue;
    add(token);
  }
  if (!out.empty()) return out;
  const std::string noun = lower_lemma(document, phrase.head);
  for (const TokenId token : phrase.after) {
    const std::string preposition = case_of(document, token);
    const bool belongs = preposition == "of" || preposition == "for" || preposition == "from" || preposition == "at" ||
                         (preposition == "in" && lexicon.in("local words", noun)) ||
                         (preposition == "to" && lexicon.in("words with to", noun));
    if (belongs) {
      add(token);
      for (const TokenId child : document.children(token)) {  // "the ministries of Turkey and Qatar"
        if (!out.empty() && document.token(child).relation == Deprel::kConj) add(child);
      }
    }
    if (belongs && out.empty()) {  // "the Ministry of Defence of Ukraine", Ukraine hung on Defence
      for (const TokenId below : document.children(token)) {
        if (document.token(below).relation == Deprel::kNmod && case_of(document, below) == "of") add(below);
      }
    }
    if (!out.empty()) return out;
  }
  // "an officer close to the garrison's staff"
  for (const TokenId child : document.children(phrase.head)) {
    if (lower(document.form(child)) != "close") continue;
    for (const TokenId below : document.children(child)) {
      if (document.token(below).relation == Deprel::kObl) add(below);
    }
  }
  return out;
}

std::vector<std::string> WorldContext::words_of(const Phrase& phrase) const {
  std::vector<std::string> words;
  for (const TokenId token : phrase.left) {
    const RegisteredName* name = names.at(token);
    if (name != nullptr && name->is_actor() && name != names.at(phrase.head)) continue;
    const Token& t = document.token(token);
    if (t.upos == Upos::kPunct && document.form(token) != "-") continue;
    words.push_back(t.upos == Upos::kNoun ? lower_lemma(document, token) : lower(document.form(token)));
  }
  std::string head = lower_lemma(document, phrase.head);
  if (document.token(phrase.head).upos == Upos::kPropn && phrase.plural && head.size() > 3 && head.back() == 's')
    head.pop_back();
  words.push_back(std::move(head));
  return words;
}

namespace {

// "of the general staff", as words, for offices and ministries; empty when the phrase has no "of" or "for" behind it.
std::vector<std::string> words_after(const WorldContext& context, const Phrase& phrase) {
  std::vector<std::string> out;
  for (const TokenId token : phrase.after) {
    const std::string preposition = case_of(context.document, token);
    if (preposition != "of" && preposition != "for") continue;
    if (const RegisteredName* name = context.names.at(token); name != nullptr && name->is_actor()) continue;
    out.push_back("of");
    for (std::string& word : context.words_of(phrase_at(context.document, token))) out.push_back(std::move(word));
    break;
  }
  return out;
}

}  // namespace

const HeadWord* WorldContext::head_of(const Phrase& phrase) const {
  std::vector<std::string> words = words_of(phrase);
  const std::size_t own = words.size();
  for (std::string& word : words_after(*this, phrase)) words.push_back(std::move(word));
  const std::size_t with_of = words.size();
  for (const std::size_t end : {with_of, own}) {
    words.resize(end);
    for (std::size_t from = 0; from < own; ++from) {
      if (const HeadWord* word = lexicon.head(lexicon.phrase(words, from))) return word;
    }
    if (with_of == own) break;
  }
  return nullptr;
}

// ---- mentions --------------------------------------------------------------------------------------------------------

namespace {

class ActorFinder {
 public:
  explicit ActorFinder(const WorldContext& context)
      : context_(context),
        doc_(context.document),
        taken_(doc_.tokens().size(), false),
        name_at_(doc_.tokens().size(), nullptr) {
    names_.reserve(doc_.names().size());
    for (const Name& name : doc_.names()) {
      if (context_.names.ends_name(TokenId(name.tokens.begin))) continue;
      names_.push_back({without_honorifics(widened(name.tokens), name.kind), name.kind});
      lengthen(names_.back());
      for (std::uint32_t i = names_.back().tokens.begin; i < names_.back().tokens.end; ++i) name_at_[i] = &names_.back();
    }
    collect_full_names();
  }

  std::vector<ActorMention> run() {
    for (std::uint32_t i = 0; i < doc_.tokens().size(); ++i) {
      const TokenId token(i);
      if (!taken_[i] && heads_phrase(doc_, token)) look_at(token);
    }
    // What was left inside other phrases: adjectives, metonyms, names before nouns that are no actors.
    for (const RegisteredName& name : context_.names.all()) {
      if (!taken_[name.tokens.begin]) add_plain(name);
    }
    std::sort(mentions_.begin(), mentions_.end(),
              [](const ActorMention& a, const ActorMention& b) { return a.tokens < b.tokens; });
    share_descriptions();
    return std::move(mentions_);
  }

 private:
  // A person whose full name stands somewhere in the document.
  struct FullName {
    TokenSpan tokens;  // where it stands first
    std::string written;
    const RegisteredName* registered = nullptr;  // nullptr: the register does not know the name
  };

  // "Mr Key": the name is Key.
  TokenSpan without_honorifics(TokenSpan name, NameKind kind) const {
    while (kind == NameKind::kPerson && name.size() > 1 &&
           context_.lexicon.in("honorifics", lower(doc_.form(TokenId(name.begin))))) {
      ++name.begin;
    }
    return name;
  }

  // The tagger's name with the first names that the parse joins to it.
  TokenSpan widened(TokenSpan name) const {
    while (name.begin > 0) {
      const TokenId before(name.begin - 1);
      const Token& token = doc_.token(before);
      const Token& first = doc_.tokens()[name.begin];
      const bool joined = (is_inside_name(token.relation) && token.head && name.contains(token.head.index())) ||
                          (first.relation == Deprel::kFlat && first.head == before);
      if (token.upos != Upos::kPropn || !joined || context_.names.at(before) != nullptr || context_.names.is_place(before) ||
          context_.lexicon.head(lower_lemma(doc_, before)) != nullptr) {
        break;
      }
      --name.begin;
    }
    return name;
  }

  // "Amnesty Kenya": with the state behind, it names an organisation.
  void lengthen(Name& name) const {
    for (std::uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
      if (context_.names.ends_name(TokenId(i))) name.kind = NameKind::kOrganisation;
    }
    for (; name.tokens.end < doc_.tokens().size() && context_.names.ends_name(TokenId(name.tokens.end)); ++name.tokens.end) {
      name.kind = NameKind::kOrganisation;
    }
  }

  bool is_person(const RegisteredName& name) const {
    return name.is_actor() && context_.knowledge.actor(name.sense.record).kind == ActorKind::kPerson;
  }

  // Whether two writings of a full name, of the same last word, may be one person's: "Matthew William Goode" and "Matthew
  // Goode", "J. Smith" and "John Smith".
  bool same_first_name(TokenSpan one, TokenSpan other) const {
    const std::string_view a = doc_.form(TokenId(one.begin)), b = doc_.form(TokenId(other.begin));
    const auto initial_of = [](std::string_view x, std::string_view y) { return x.size() == 2 && x[1] == '.' && x[0] == y[0]; };
    return a == b || initial_of(a, b) || initial_of(b, a);
  }

  // Notes whose name it is under its surname and its first name; the first writing of a person's name stands for all.
  void remember(TokenSpan tokens, const RegisteredName* registered, std::string_view surname) {
    auto& bearers = surnames_[std::string(surname)];
    for (const std::size_t bearer : bearers) {
      FullName& known = people_[bearer];
      const bool same = known.registered != nullptr && registered != nullptr ? known.registered->id == registered->id
                                                                             : same_first_name(known.tokens, tokens);
      if (!same) continue;
      if (known.registered == nullptr) known.registered = registered;
      return;
    }
    bearers.push_back(people_.size());
    first_names_[std::string(doc_.form(TokenId(tokens.begin)))].push_back(people_.size());
    people_.push_back({tokens, std::string(doc_.words(tokens)), registered});
  }

  // The registered person of whose names a tagged one is a longer writing: "Oscar Pistorius" is not Boris Pistorius.
  const RegisteredName* longer_writing(const Name& name, const RegisteredName& last) const {
    const std::string first = std::string(doc_.form(TokenId(name.tokens.begin))) + " ";
    const ActorRecord actor = context_.knowledge.actor(last.sense.record);
    const bool same =
        std::any_of(actor.names.begin(), actor.names.end(), [&](std::string_view n) { return n.starts_with(first); });
    return same ? &last : nullptr;
  }

  bool is_first_name(TokenId token) const {
    const std::string word = lower(doc_.form(token));
    return context_.lexicon.in("men's names", word) || context_.lexicon.in("women's names", word);
  }

  void collect_full_names() {
    struct Found {
      TokenSpan tokens;
      const RegisteredName* registered;
    };
    std::vector<Found> found;
    for (const RegisteredName& name : context_.names.all()) {
      if (!is_person(name) || name.tokens.size() < 2 || name.sense.form == Sense::Form::kShort) continue;
      found.push_back({name.tokens, &name});
      written_.try_emplace(name.id, std::string(doc_.words(name.tokens)));
    }
    for (const Name& name : names_) {
      if (name.kind == NameKind::kOrganisation) remember_organisation(name);
      if (name.kind == NameKind::kPerson && name.tokens.size() == 1) {
        const Deprel relation = doc_.token(TokenId(name.tokens.begin)).relation;
        if (relation == Deprel::kNsubj || relation == Deprel::kNmodPoss) doers_.emplace(doc_.form(TokenId(name.tokens.begin)));
      }
      if (name.kind != NameKind::kPerson || name.tokens.size() < 2) continue;
      const RegisteredName* last = context_.names.at(TokenId(name.tokens.end - 1));
      if (last == nullptr) {
        found.push_back({name.tokens, nullptr});
      } else if (last->tokens.size() == 1 && is_first_name(TokenId(name.tokens.begin))) {
        found.push_back({name.tokens, is_person(*last) ? longer_writing(name, *last) : nullptr});
      }
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.tokens < b.tokens; });
    for (const Found& each : found) {
      remember(each.tokens, each.registered, doc_.form(TokenId(each.tokens.end - 1)));
      if (each.registered != nullptr && is_east_asian(context_.registered(*each.registered).party.code))
        remember(each.tokens, each.registered, doc_.form(TokenId(each.tokens.begin)));
    }
  }

  // The person whom a surname means here; where several have it, whoever was introduced first, or nobody where that is not
  // asked for.
  const FullName* bearer(std::string_view surname, bool first_of_many) const {
    const auto at = surnames_.find(std::string(surname));
    if (at == surnames_.end() || (at->second.size() > 1 && !first_of_many)) return nullptr;
    return &people_[at->second.front()];
  }

  // "Jenna", where one Jenna alone has been introduced.
  const FullName* by_first_name(std::string_view name) const {
    const auto at = first_names_.find(std::string(name));
    return at == first_names_.end() || at->second.size() > 1 ? nullptr : &people_[at->second.front()];
  }

  // The full name that a tagged one is a writing of.
  const FullName* person_named(TokenSpan name) const {
    const std::string_view last = doc_.form(TokenId(name.end - 1));
    if (name.size() == 1) {
      const FullName* found = bearer(last, true);
      return found != nullptr ? found : by_first_name(last);
    }
    const auto at = surnames_.find(std::string(last));
    if (at == surnames_.end()) return nullptr;
    for (const std::size_t who : at->second) {
      if (same_first_name(people_[who].tokens, name)) return &people_[who];
    }
    return nullptr;
  }

  // An organisation's full name, under its initials and its first word: "the European Space Agency (ESA)", "Tsinghua
  // University".
  void remember_organisation(const Name& name) {
    if (name.tokens.size() < 2) return;
    std::string initials;
    for (std::uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
      const char first = doc_.form(TokenId(i)).front();
      if (std::isupper(static_cast<unsigned char>(first)) != 0) initials += first;
    }
    const std::string written(doc_.words(name.tokens));
    const TokenId last(name.tokens.end - 1);
    std::vector<std::string> keys{initials, std::string(doc_.form(TokenId(name.tokens.begin)))};
    if (context_.lexicon.head(lower_lemma(doc_, last)) == nullptr) keys.emplace_back(doc_.form(last));  // "the Rice Owls"
    for (const std::string& key : keys) {
      const auto [at, fresh] = organisations_.try_emplace(key, written);
      if (!fresh && at->second != written) at->second.clear();  // of several: nobody's
    }
  }

  // ---- one phrase ----------------------------------------------------------------------------------------------------

  void look_at(TokenId token) {
    const Token& t = doc_.token(token);
    if (!is_noun(t) && t.upos != Upos::kAdj && t.upos != Upos::kX) return;
    const RegisteredName* registered = context_.names.at(token);
    if (registered != nullptr && is_surname_here(token, *registered))
      return unknown_name(phrase_at(doc_, token), *name_at_[token.index()]);
    if (registered != nullptr && !registered->is_adjective()) {
      if (taken_[registered->tokens.begin] || possesses_actor(token)) return;
      return name_phrase(token, *registered);
    }
    if (!is_noun(t)) return;
    const Phrase phrase = phrase_at(doc_, token);
    const Name* tagged = name_at_[token.index()];
    const bool capital =
        std::isupper(static_cast<unsigned char>(doc_.form(token).front())) != 0 || doc_.form(token).front() < 0;
    if (registered == nullptr && tagged != nullptr && t.upos == Upos::kPropn && capital && !is_town(token, *tagged) &&
        context_.head_of(phrase) == nullptr) {
      return unknown_name(phrase, *tagged);
    }
    if (registered == nullptr && context_.head_of(phrase) != nullptr) described(phrase);
  }

  // Whether a name is a place's alone. There are towns called Gordon, Floyd and Jerome: whoever the tagger takes for a person
  // and who has a first name, has been introduced with one, or does something somewhere in the document, is none of them.
  bool is_town(TokenId token, const Name& tagged) const {
    if (!context_.names.is_place(token)) return false;
    if (tagged.kind != NameKind::kPerson) return true;
    return tagged.tokens.size() == 1 && person_named(tagged.tokens) == nullptr && !is_first_name(token) &&
           !doers_.contains(std::string(doc_.form(token)));
  }

  // "Paris", where the document has introduced a Valeska Paris and the tagger takes the word for a person.
  bool is_surname_here(TokenId token, const RegisteredName& registered) const {
    const Name* tagged = name_at_[token.index()];
    if (registered.tokens.size() != 1 || is_person(registered) || tagged == nullptr || tagged->kind != NameKind::kPerson)
      return false;
    return bearer(doc_.form(TokenId(tagged->tokens.end - 1)), false) != nullptr;
  }

  // The possessor of a body or an office is part of its description.
  bool possesses_actor(TokenId token) const {
    const Token& t = doc_.token(token);
    return t.relation == Deprel::kNmodPoss && t.head && is_noun(doc_.token(t.head)) && context_.names.at(t.head) == nullptr &&
           context_.head_of(phrase_at(doc_, t.head)) != nullptr;
  }

  void take(TokenSpan tokens) { std::fill(taken_.begin() + tokens.begin, taken_.begin() + tokens.end, true); }

  void add(ActorMention mention) {
    take(mention.tokens);
    mentions_.push_back(std::move(mention));
  }

  // A registered name that heads its phrase: with its titles before it, joined with a title above it ("the minister, X").
  void name_phrase(TokenId token, const RegisteredName& name) {
    ActorMention mention = context_.registered(name);
    if (mention.kind == ActorKind::kPerson) {
      complete_name(mention, name);
    } else if (mention.via == Via::kMetonym && !acts(name)) {
      return;
    }
    const Phrase phrase = phrase_at(doc_, name.head);
    mention.tokens = with_titles(phrase, name.tokens, mention.kind);
    mention.head = name.tokens.contains(token.index()) ? name.head : token;
    if (mention.kind == ActorKind::kBody || mention.kind == ActorKind::kArmedForce) other_owner(mention, phrase);
    if (mention.kind == ActorKind::kPerson) take_apposition(name.head);
    add(std::move(mention));
  }

  // "South Korea's National Security Council" is not the one that the register has.
  void other_owner(ActorMention& mention, const Phrase& phrase) const {
    const auto owners = context_.owners(phrase);
    if (owners.empty() || owners.front().kind != ActorKind::kState || owners.front().code == mention.party.code) return;
    mention.party.code = owners.front().code;
    mention.party.name = description(doc_, phrase.tokens);
    mention.actor.clear();
    mention.via = Via::kDescription;
    mention.tokens = phrase.tokens;
  }

  // "Hikmet Hajiyev, foreign policy aide to the president": the apposition names nobody else.
  void take_apposition(TokenId head) {
    for (const TokenId child : doc_.children(head)) {
      const Token& t = doc_.token(child);
      if (t.relation != Deprel::kAppos || t.upos != Upos::kNoun) continue;
      const Phrase phrase = phrase_at(doc_, child);
      const HeadWord* word = context_.head_of(phrase);
      if (word != nullptr && word->kind == HeadKind::kPerson && !phrase.plural) take(phrase.tokens);
    }
  }

  // "Peskov" is Dmitry Peskov; as the document writes the full name, where it does.
  void complete_name(ActorMention& mention, const RegisteredName& name) const {
    if (name.tokens.size() == 1) {
      if (const FullName* full = bearer(doc_.form(TokenId(name.tokens.begin)), false)) {
        if (full->registered == nullptr) {
          mention.party = {full->written, {}, {}};
          mention.actor.clear();
        } else {
          mention.party = context_.registered(*full->registered).party;
          mention.actor = full->registered->id;
        }
        mention.via = Via::kCoreference;
      }
    }
    if (const auto written = written_.find(mention.actor); written != written_.end()) mention.party.name = written->second;
  }

  // The name with what stands before it and tells office or state: "Kremlin spokesman Dmitry Peskov".
  TokenSpan with_titles(const Phrase& phrase, TokenSpan name, ActorKind kind) const {
    TokenSpan out = name;
    if (kind != ActorKind::kPerson && kind != ActorKind::kOutlet) return out;
    for (const TokenId token : phrase.left) {
      if (token.index() < name.begin && !taken_[token.index()]) out.begin = std::min(out.begin, token.index());
    }
    if (phrase.possessor && phrase.possessor.index() < name.begin) out.begin = std::min(out.begin, phrase.possessor.index());
    return out;
  }

  // A name that only the tagger found.
  void unknown_name(const Phrase& phrase, const Name& name) {
    if (name.kind == NameKind::kPlace || taken_[name.tokens.begin]) return;
    ActorMention mention;
    mention.head = phrase.head;
    mention.via = Via::kShape;
    mention.confidence = 0.6F;
    mention.party.name = std::string(doc_.words(name.tokens));
    const FullName* full = name.tokens.size() == 1 || name.kind == NameKind::kPerson ? person_named(name.tokens) : nullptr;
    if (full != nullptr && (name.tokens.size() == 1 || full->registered != nullptr)) {
      mention.via = Via::kCoreference;
      mention.kind = ActorKind::kPerson;
      mention.confidence = 0.9F;
      if (full->registered != nullptr) {
        mention.party = context_.registered(*full->registered).party;
        mention.actor = full->registered->id;
      }
      mention.party.name = full->written;
      mention.tokens = with_titles(phrase, name.tokens, ActorKind::kPerson);
      add(std::move(mention));
      return;
    }
    if (full != nullptr) mention.party.name = full->written;
    if (name.kind == NameKind::kOrganisation && name.tokens.size() == 1) {
      const auto whole = organisations_.find(mention.party.name);
      if (whole != organisations_.end() && !whole->second.empty()) mention.party.name = whole->second;
    }
    const TokenId title = title_of(phrase, name);
    if (name.kind == NameKind::kOther && !title) return;
    mention.kind = name.kind == NameKind::kPerson ? ActorKind::kPerson : ActorKind::kOrganisation;
    if (mention.kind == ActorKind::kPerson && doc_.token(phrase.head).xpos == Xpos::kNnps) {  // "Mesoamericans"
      mention.kind = ActorKind::kPeople;
      mention.plural = true;
    }
    if (title) {
      const Phrase words = phrase_at(doc_, title);
      const HeadWord* head = context_.head_of(words);
      if (head->kind == HeadKind::kOutlet) mention.kind = ActorKind::kOutlet;
      if (head->kind == HeadKind::kPerson) mention.kind = ActorKind::kPerson;
      mention.party.sector = head->sector;
      mention.via = Via::kApposition;
      auto owners = context_.owners(words);
      if (owners.empty()) owners = context_.owners(phrase);
      if (!owners.empty() && mention.kind != ActorKind::kOutlet) mention.party.code = owners.front().code;
      refine_sector(mention.party, *head, owners);
      mention.confidence = 0.8F;
      if (doc_.token(title).relation == Deprel::kAppos) take(phrase_at(doc_, title).tokens);
    } else if (mention.kind == ActorKind::kOrganisation) {
      if (const auto owners = context_.owners(phrase); !owners.empty()) mention.party.code = owners.front().code;
    }
    mention.tokens = with_titles(phrase, name.tokens, ActorKind::kPerson);
    add(std::move(mention));
  }

  // The noun that tells what a named one is: before the name, or in apposition behind it.
  TokenId title_of(const Phrase& phrase, const Name& name) const {
    for (auto at = phrase.left.rbegin(); at != phrase.left.rend(); ++at) {
      if (name.tokens.contains(at->index())) continue;
      if (is_noun(doc_.token(*at)) && context_.head_of(phrase_at(doc_, *at)) != nullptr) return *at;
    }
    for (const TokenId child : doc_.children(phrase.head)) {
      const Token& t = doc_.token(child);
      if (t.relation == Deprel::kAppos && t.upos == Upos::kNoun && context_.head_of(phrase_at(doc_, child)) != nullptr)
        return child;
    }
    return {};
  }

  // A noun of the lexicon: an office, a body, people.
  void described(const Phrase& phrase) {
    const HeadWord& head = *context_.head_of(phrase);
    if (join_name(phrase, head)) return;
    if (is_troops(phrase)) return;  // forces.h
    if (head.kind == HeadKind::kBody && is_relation(phrase)) return;
    auto owners = context_.owners(phrase);
    const std::string noun = lower_lemma(doc_, phrase.head);
    TokenSpan words = without_goal(phrase, noun);
    if (owners.empty() && (head.kind == HeadKind::kSource || context_.lexicon.in("local words", noun)))
      owners = owner_behind(words);
    if (owners.empty() && context_.lexicon.in("heads of something", noun)) return;
    if (phrase.possessor && context_.lexicon.in("words for others", noun)) owners.clear();
    if (head.kind == HeadKind::kPerson && !phrase.plural && resolve_office(phrase, owners)) return;

    ActorMention mention;
    mention.head = phrase.head;
    mention.tokens = words;
    mention.via = noun == "side" ? Via::kMetonym : Via::kDescription;
    if (mention.via == Via::kMetonym && owners.empty()) return;
    mention.party.name = description(doc_, words);
    mention.party.sector = head.sector;
    mention.plural = phrase.plural;
    mention.confidence = 0.8F;
    switch (head.kind) {
      case HeadKind::kPerson:
      case HeadKind::kSource:
        mention.kind = phrase.plural ? ActorKind::kPeople : ActorKind::kPerson;
        break;
      case HeadKind::kPeople:
        mention.kind = ActorKind::kPeople;
        break;
      case HeadKind::kBody:
        mention.kind = ActorKind::kBody;
        break;
      case HeadKind::kOutlet:
        mention.kind = ActorKind::kOutlet;
        break;
    }
    if (!owners.empty() && mention.kind != ActorKind::kOutlet) mention.party.code = owners.front().code;
    refine_sector(mention.party, head, owners);
    if (const HeadWord* body = body_before(phrase, head)) mention.party.sector = body->sector;
    if (phrase.plural && owners.size() > 1 && (head.kind == HeadKind::kBody || head.kind == HeadKind::kPerson))
      one_each(mention, phrase, owners);
    add(std::move(mention));
  }

  // "The deployment of its police to Haiti": where they go is no part of who they are, though the tree hangs it on them; but
  // "the ambassador to Chad" is one.
  TokenSpan without_goal(const Phrase& phrase, const std::string& noun) const {
    TokenSpan words = phrase.tokens;
    for (const TokenId token : phrase.after) {
      const std::string preposition = case_of(doc_, token);
      if (preposition != "into" && (preposition != "to" || context_.lexicon.in("words with to", noun))) continue;
      words.end = std::min(words.end, doc_.subtree(token).begin);
    }
    return words;
  }

  // "Its alliance with Russia", "the union between the two": what binds two parties is no body.
  bool is_relation(const Phrase& phrase) const {
    return std::any_of(phrase.after.begin(), phrase.after.end(), [&](TokenId token) {
      const std::string preposition = case_of(doc_, token);
      return preposition == "with" || preposition == "between";
    });
  }

  // "The defence ministries of Turkey and Qatar", "the leaders of India and China": one of each; who holds the office, where
  // the registers know.
  void one_each(ActorMention& mention, const Phrase& phrase, const std::vector<Owner>& owners) const {
    std::vector<std::string> words = context_.words_of(phrase);
    std::erase_if(words, [](const std::string& word) { return word == "the" || word == "two" || word == "both"; });
    std::string noun;
    for (const std::string& word : words) noun += " " + word;
    for (std::size_t i = 0; i < owners.size(); ++i) {
      Party party{std::string(doc_.form(owners[i].at)) + noun, owners[i].code, mention.party.sector};
      std::optional<RoleRecord> role;
      for (std::size_t from = 0; !role && mention.kind != ActorKind::kBody && from < words.size(); ++from) {
        role = office_of(context_.lexicon.phrase(words, from), owners[i]);
      }
      if (role)
        party = {std::string(context_.knowledge.actor(role->person).name), std::string(role->code), std::string(role->sector)};
      if (i == 0)
        mention.party = std::move(party);
      else
        mention.others.push_back(std::move(party));
    }
  }

  // "an Indian army source", "a defence ministry official": the body that the words before the head name.
  const HeadWord* body_before(const Phrase& phrase, const HeadWord& head) const {
    if (head.kind != HeadKind::kSource && !(head.kind == HeadKind::kPerson && head.sector == "GOV")) return nullptr;
    auto words = context_.words_of(phrase);
    words.pop_back();
    for (std::size_t from = 0; from < words.size(); ++from) {
      const HeadWord* word = context_.lexicon.head(context_.lexicon.phrase(words, from));
      if (word != nullptr && word->kind == HeadKind::kBody) return word;
    }
    return nullptr;
  }

  // "A rear party", "riot police officers": words that name a force by more than one of them, and no institution.
  bool is_troops(const Phrase& phrase) const {
    const auto words = context_.words_of(phrase);
    for (std::size_t from = 0; from + 1 < words.size(); ++from) {
      const std::string key = context_.lexicon.phrase(words, from);
      if (context_.lexicon.head(key) != nullptr) return false;
      if (context_.lexicon.force(key) != nullptr) return true;
    }
    return false;
  }

  // "a source in the Armenian government", where the parse hangs the place on the verb. Widens the words.
  std::vector<Owner> owner_behind(TokenSpan& words) const {
    if (words.end >= doc_.tokens().size() || doc_.tokens()[words.end].relation != Deprel::kCase) return {};
    const std::string preposition = lower(doc_.form(TokenId(words.end)));
    if (preposition != "in" && preposition != "at" && preposition != "from" && preposition != "within" &&
        preposition != "inside")
      return {};
    const TokenId noun = doc_.tokens()[words.end].head;
    if (!noun || noun.index() <= words.end) return {};
    auto owner = context_.owner_at(noun, 1);
    if (!owner || owner->code.empty()) return {};
    words = words.joined(phrase_at(doc_, noun).tokens);
    return {std::move(*owner)};
  }

  // An official takes the sector of the body that he belongs to, of the lexicon's word otherwise.
  static void refine_sector(Party& party, const HeadWord& head, const std::vector<Owner>& owners) {
    if (owners.empty()) return;
    const Owner& owner = owners.front();
    const bool of_body = owner.kind == ActorKind::kBody || owner.kind == ActorKind::kArmedForce ||
                         owner.kind == ActorKind::kOrganisation || owner.kind == ActorKind::kGroup;
    if (head.kind == HeadKind::kPeople && owner.kind == ActorKind::kGroup) party.sector = owner.sector;
    if (head.kind == HeadKind::kSource || (of_body && (head.sector == "GOV" || head.sector.empty())))
      party.sector = owner.sector;
    if (owner.kind == ActorKind::kState && head.kind == HeadKind::kSource) party.sector = "GOV";
  }

  // "the newspaper Hraparak", "Russia's Interfax news agency", "the minister, X": the noun and the name are one.
  bool join_name(const Phrase& phrase, const HeadWord& head) {
    const bool person = head.kind == HeadKind::kPerson;
    if (phrase.plural || head.kind == HeadKind::kPeople || head.kind == HeadKind::kSource) return false;
    const RegisteredName* registered = nullptr;
    const Name* unknown = nullptr;
    const auto consider = [&](TokenId token) {
      if (registered != nullptr || unknown != nullptr || token.index() >= doc_.tokens().size() || taken_[token.index()]) return;
      if (const RegisteredName* name = context_.names.at(token)) {
        if (person ? is_person(*name) : !name->is_actor()) registered = name;
      } else if (const Name* tagged = name_at_[token.index()]; tagged != nullptr && doc_.token(token).upos == Upos::kPropn) {
        if (person ? tagged->kind == NameKind::kPerson : head.kind == HeadKind::kOutlet && tagged->kind != NameKind::kPerson)
          unknown = tagged;
      }
    };
    for (const TokenId child : doc_.children(phrase.head)) {
      const Deprel relation = doc_.token(child).relation;
      const bool joined = relation == Deprel::kAppos ||
                          (child > phrase.head && (is_inside_name(relation) || relation == Deprel::kNmodUnmarked));
      if (joined) consider(child);
      // "the mission, UNIFIL"
      const RegisteredName* name = context_.names.at(child);
      if (relation == Deprel::kAppos && head.kind == HeadKind::kBody && registered == nullptr && name != nullptr &&
          name->is_actor() && !name->is_adjective()) {
        const ActorKind kind = context_.knowledge.actor(name->sense.record).kind;
        if (kind != ActorKind::kPerson && kind != ActorKind::kState) registered = name;
      }
      // "the minister, General of the Army X"
      if (relation == Deprel::kAppos && person) consider(TokenId(phrase_at(doc_, child).tokens.end - 1));
    }
    // Right behind, whatever the parse says of it: "Kremlin spokesman Dmitry Peskov", "the newspaper Hraparak".
    consider(TokenId(phrase.head.index() + 1));
    if (phrase.tokens.end > phrase.head.index() + 1) consider(TokenId(phrase.tokens.end));
    if (!person) {
      for (const TokenId token : phrase.left) consider(token);
    } else if (const RegisteredName* name = context_.names.at(TokenId(phrase.tokens.end - 1));
               name != nullptr && is_person(*name)) {
      // "General of the Army Sergei Shoigu", but not "spokesman for Prime Minister X"
      const Token& top = doc_.token(name->head);
      const bool loose = top.relation == Deprel::kAppos || top.relation == Deprel::kNmod || is_inside_name(top.relation);
      const bool own_case = !case_of(doc_, name->head).empty() && doc_.tokens()[name->tokens.begin - 1].upos == Upos::kAdp;
      if (registered == nullptr && unknown == nullptr && loose && !own_case && top.head &&
          (top.head == phrase.head || context_.lexicon.head(lower_lemma(doc_, top.head)) == nullptr)) {
        registered = name;
      }
    }
    if (registered != nullptr) {
      ActorMention mention = context_.registered(*registered);
      if (mention.kind == ActorKind::kPerson) complete_name(mention, *registered);
      mention.head = phrase.head;
      mention.tokens = phrase.tokens.joined(registered->tokens);
      add(std::move(mention));
      return true;
    }
    if (unknown == nullptr) return false;
    ActorMention mention;
    mention.head = phrase.head;
    mention.tokens = phrase.tokens.joined(unknown->tokens);
    mention.kind = head.kind == HeadKind::kOutlet ? ActorKind::kOutlet : ActorKind::kPerson;
    mention.via = Via::kApposition;
    mention.party = {std::string(doc_.words(unknown->tokens)), {}, head.sector};
    if (const FullName* full = person ? person_named(unknown->tokens) : nullptr) mention.party.name = full->written;
    const auto owners = context_.owners(phrase);
    if (!owners.empty() && mention.kind != ActorKind::kOutlet) mention.party.code = owners.front().code;
    refine_sector(mention.party, head, owners);
    mention.confidence = 0.8F;
    add(std::move(mention));
    return true;
  }

  // ---- offices -------------------------------------------------------------------------------------------------------

  // "the Armenian prime minister" on a day: whoever held the office.
  bool resolve_office(const Phrase& phrase, const std::vector<Owner>& owners) {
    if (phrase.indefinite || owners.empty()) return false;
    std::vector<std::string> words = context_.words_of(phrase);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (context_.lexicon.in("not in office", words[i])) return false;
    }
    const Owner& owner = owners.front();
    std::optional<RoleRecord> role;
    if (owner.actor.starts_with("person:")) {
      role = office_beside(owner, words);
    } else {
      const std::size_t own = words.size();
      for (std::string& word : words_after(context_, phrase)) words.push_back(std::move(word));
      for (std::size_t from = 0; !role && from < own; ++from) role = office_of(context_.lexicon.phrase(words, from), owner);
      words.resize(own);
      for (std::size_t from = 0; !role && from < own; ++from) role = office_of(context_.lexicon.phrase(words, from), owner);
    }
    if (!role) return false;
    const ActorRecord person = context_.knowledge.actor(role->person);
    ActorMention mention;
    mention.head = phrase.head;
    mention.tokens = phrase.tokens;
    mention.kind = ActorKind::kPerson;
    mention.via = Via::kDescription;
    mention.actor = std::string(person.id);
    mention.party = {std::string(person.name), std::string(role->code), std::string(role->sector)};
    if (const auto written = written_.find(mention.actor); written != written_.end()) mention.party.name = written->second;
    mention.confidence = 0.9F;
    add(std::move(mention));
    return true;
  }

  // The one holder of an office that the registers word so, if there is one alone.
  std::optional<RoleRecord> holder(const std::string& office) const {
    const auto found = context_.knowledge.holder(office, context_.day);
    if (!found || !context_.day) return found;
    int holders = 0;
    for (const RoleRecord& role : context_.knowledge.roles_of_office(office))
      holders += role.when.contains(*context_.day) ? 1 : 0;
    return holders == 1 ? found : std::nullopt;
  }

  std::optional<RoleRecord> office_of(const std::string& phrase, const Owner& owner) const {
    std::vector<std::string> wordings;
    // The spokesman of a palace is the president's.
    const RegisteredName* name = context_.names.at(owner.at);
    const bool palace = name != nullptr && name->sense.form == Sense::Form::kMetonym && !name->capital;
    if (palace && phrase.starts_with("spokes")) wordings.push_back("spokesman of the president");
    if (const auto* offices = context_.lexicon.offices(phrase)) {
      for (const bool specific : {true, false}) {
        for (const Office& office : *offices) {
          const bool named = std::find(office.codes.begin(), office.codes.end(), owner.code) != office.codes.end();
          if (specific ? named : office.codes.empty()) wordings.push_back(office.wording);
        }
      }
    }
    std::vector<std::string_view> owner_names{owner.code};
    if (const auto state = context_.knowledge.find_actor(owner.code))
      owner_names.insert(owner_names.begin(), state->names.begin(), state->names.end());
    if (owner.actor != owner.code) {
      if (const auto body = context_.knowledge.find_actor(owner.actor))
        owner_names.insert(owner_names.begin(), body->names.begin(), body->names.end());
    }
    for (const std::string& wording : wordings) {
      for (const std::string_view of : owner_names) {
        for (const std::string_view article : {"", "the "}) {
          const std::string office = wording + " of " + std::string(article) + std::string(of);
          if (const auto role = holder(office)) return role;
          if (const std::size_t at = office.find("spokesman"); at != std::string::npos) {
            std::string woman = office;
            woman.replace(at, 9, "spokeswoman");
            if (const auto role = holder(woman)) return role;
          }
        }
      }
    }
    return std::nullopt;
  }

  // "Putin's spokesman": the office beside that of the person named.
  std::optional<RoleRecord> office_beside(const Owner& owner, const std::vector<std::string>& words) const {
    const auto person = context_.knowledge.find_actor(owner.actor);
    if (!person) return std::nullopt;
    const auto role = context_.knowledge.role_at(*person, context_.day);
    if (!role) return std::nullopt;
    std::vector<std::string> kinds{words.back()};
    if (words.back().starts_with("spokes") || words.back() == "secretary") kinds = {"spokesman", "spokeswoman"};
    for (const std::string& kind : kinds) {
      if (auto found = holder(kind + " of the " + std::string(role->office))) return found;
    }
    return std::nullopt;
  }

  // ---- metonyms and the rest -----------------------------------------------------------------------------------------

  // Whether a capital or a palace stands here for its government.
  bool acts(const RegisteredName& name) const {
    TokenId at = name.head;
    const Token* token = &doc_.token(at);
    while (token->relation == Deprel::kConj && token->head) {
      at = token->head;
      token = &doc_.token(at);
    }
    const std::string preposition = case_of(doc_, at);
    if (!name.capital) return preposition != "in" && preposition != "at" && preposition != "near" && preposition != "outside";
    const std::string governor = token->head ? lower_lemma(doc_, token->head) : std::string();
    switch (token->relation) {
      case Deprel::kNsubj:
      case Deprel::kNsubjOuter:
      case Deprel::kVocative:
        return true;
      case Deprel::kNsubjPass:
        return context_.lexicon.in("addressing verbs", governor);
      case Deprel::kObj:
      case Deprel::kIobj:
        return context_.lexicon.in("addressing verbs", governor);
      case Deprel::kNmodPoss:
        return !context_.lexicon.in("possessed places", governor);
      case Deprel::kCompound:
      case Deprel::kAmod:
      case Deprel::kNmodDesc:
        return context_.lexicon.head(governor) != nullptr;
      case Deprel::kOblAgent:
        return true;
      case Deprel::kObl:
      case Deprel::kNmod:
        if (context_.lexicon.in("acting prepositions", preposition)) return true;
        if (preposition == "in" || preposition == "near" || preposition == "outside" || preposition == "around" ||
            preposition == "at")
          return false;
        if (token->head && doc_.token(token->head).upos == Upos::kVerb)
          return context_.lexicon.in("addressing verbs", governor);
        return context_.lexicon.in("dealing nouns", governor) || context_.lexicon.in("addressing verbs", governor);
      default:
        return false;
    }
  }

  void add_plain(const RegisteredName& name) {
    ActorMention mention = context_.registered(name);
    if (mention.via == Via::kMetonym && !acts(name)) return;
    if (mention.kind == ActorKind::kPerson) complete_name(mention, name);
    if (mention.kind == ActorKind::kPeople) {
      const Token& token = doc_.token(name.head);
      if (token.relation == Deprel::kAmod || token.relation == Deprel::kCompound || token.upos == Upos::kAdj) {
        mention.via = Via::kAdjective;
        mention.kind = ActorKind::kState;
        mention.party.sector = "GOV";
      } else {
        mention.plural = true;
      }
    }
    add(std::move(mention));
  }

  // A name that was described once keeps its code and sector in all its mentions.
  void share_descriptions() {
    std::unordered_map<std::string, const ActorMention*> described;
    for (const ActorMention& mention : mentions_) {
      if (!mention.actor.empty() || mention.party.code.empty()) continue;
      if (mention.via == Via::kApposition) described.try_emplace(mention.party.name, &mention);
    }
    for (const ActorMention& mention : mentions_) {
      if (mention.actor.empty() && mention.via == Via::kApposition) described.try_emplace(mention.party.name, &mention);
    }
    for (ActorMention& mention : mentions_) {
      if (!mention.actor.empty() || (mention.via != Via::kShape && mention.via != Via::kCoreference)) continue;
      if (const auto at = described.find(mention.party.name); at != described.end()) {
        mention.party = at->second->party;
        mention.kind = at->second->kind;
        mention.confidence = 0.8F;
      }
    }
  }

  const WorldContext& context_;
  const Document& doc_;
  std::vector<bool> taken_;
  std::vector<Name> names_;  // the tagger's, widened
  std::vector<const Name*> name_at_;
  std::vector<FullName> people_;
  std::unordered_map<std::string, std::vector<std::size_t>> surnames_, first_names_;  // places in people_
  std::unordered_set<std::string> doers_;                       // names of one word of those who do or own something
  std::unordered_map<std::string, std::string> organisations_;  // full names by initials and first words
  std::unordered_map<std::string, std::string> written_;        // person id -> full name as the document writes it
  std::vector<ActorMention> mentions_;
};

}  // namespace

std::vector<ActorMention> find_actors(const WorldContext& context) { return ActorFinder(context).run(); }

}  // namespace attache
