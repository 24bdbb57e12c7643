// Coreference; see coreference.h and docs/world.md. One walk through the text, with few and strong rules: "he" and "she" take
// the person of fitting gender who is most present, by how often, how lately and in which roles he was mentioned; other
// pronouns take the subject of their sentence or of the one before, of fitting number and sort, before anything nearer; a
// definite description takes the last mention of the same noun, then of the same sort.
#include "world/coreference.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <span>
#include <unordered_map>

#include "world/forces.h"

namespace attache {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// How many mentions "the ministry" or "the troops" look back over. More than an article has; it bounds the time for texts that
/// are none.
constexpr std::size_t kReach = 2000;

/// How many mentions "he" and "she" look back over: beyond, nobody is present any more.
constexpr std::size_t kPersonReach = 400;

/// Above all numbers of entities: those who have none.
constexpr std::uint32_t kNobody = 0xFFFFFFFF;

enum class Gender : std::uint8_t { kUnknown, kMan, kWoman };

// How present a person is for "he" and "she", as Lappin and Leass (1994) have it: each mention adds to it by its role, and what
// it adds fades with every sentence.
constexpr double kMention = 1.0;          // any mention
constexpr double kSubject = 0.8;          // is a subject
constexpr double kRoot = 0.3;             // and that of the sentence
constexpr double kOblique = 0.3;          // stands behind a preposition: the less
constexpr double kFades = 0.4;            // what is left a sentence later
constexpr double kPerWord = 0.01;         // for each word since the last mention
constexpr double kKnown = 0.3;            // the gender is known, and fits
constexpr double kCalledOtherwise = 6.0;  // has been meant by a pronoun of the other gender
constexpr double kBothSubjects = 0.3;     // the last mention and the pronoun are subjects
constexpr double kSayer = 1.1;            // says what the pronoun is the subject of
constexpr double kReflexive = 5.0;        // is the subject of the clause of "himself"

class Resolver {
 public:
  Resolver(const WorldContext& context, std::string_view home, Grounding& grounding)
      : context_(context), doc_(context.document), home_(home), g_(grounding), latest_(doc_.tokens().size(), 0) {}

  void run() {
    note_pronouns();
    std::sort(g_.actors.begin(), g_.actors.end(), [](const auto& a, const auto& b) { return a.head < b.head; });
    std::sort(g_.forces.begin(), g_.forces.end(), [](const auto& a, const auto& b) { return a.head < b.head; });
    note_genders();
    note_quotations();
    // In the order of the text, so that what a mention resolves to may be resolved itself.
    std::size_t actor = 0, force = 0;
    while (actor < g_.actors.size() || force < g_.forces.size()) {
      const bool actor_next =
          force == g_.forces.size() || (actor < g_.actors.size() && g_.actors[actor].head <= g_.forces[force].head);
      if (actor_next) {
        resolve_actor(actor++);
      } else {
        resolve_force(force++);
      }
    }
    settle();
  }

 private:
  // A mention that later ones may refer to.
  struct Antecedent {
    TokenId head;
    bool force = false;
    std::size_t index = 0;
    std::uint32_t noun = 0;     ///< noun_number() of its head
    std::uint32_t earlier = 0;  ///< 1 + index of the one before it with the same head, 0 for none
    std::uint32_t entity = 0;   ///< of an actor
  };

  void say(TokenId head, bool force, std::size_t index) {
    std::uint32_t& latest = latest_[head.index()];
    const std::uint32_t entity = force ? 0 : g_.actors[index].entity = entity_of(g_.actors[index]);
    said_.push_back({head, force, index, noun_number(lower_lemma(doc_, head)), latest, entity});
    latest = static_cast<std::uint32_t>(said_.size());
  }

  /// Nouns by number, so that looking back compares no words.
  std::uint32_t noun_number(std::string noun) {
    return nouns_.try_emplace(std::move(noun), static_cast<std::uint32_t>(nouns_.size())).first->second;
  }

  /// What has been said, the latest first, as far back as kReach.
  struct Back {
    std::span<const Antecedent> said;
    [[nodiscard]] auto begin() const { return said.rbegin(); }
    [[nodiscard]] auto end() const { return said.rend(); }
  };
  [[nodiscard]] Back looking_back(std::size_t reach = kReach) const {
    return {std::span(said_).last(std::min(said_.size(), reach))};
  }

  /// The latest antecedent with a head that a test admits.
  template <class Admits>
  const Antecedent* with_head(TokenId head, Admits admits) const {
    for (std::uint32_t at = latest_[head.index()]; at != 0; at = said_[at - 1].earlier) {
      if (admits(said_[at - 1])) return &said_[at - 1];
    }
    return nullptr;
  }

  // ---- pronouns ------------------------------------------------------------------------------------------------------

  void note_pronouns() {
    for (std::uint32_t i = 0; i < doc_.tokens().size(); ++i) {
      const Token& token = doc_.tokens()[i];
      if (token.upos != Upos::kPron || token.relation == Deprel::kExpl) continue;
      const std::string form = lower(doc_.form(TokenId(i)));
      const bool personal = one_of(form, {"he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them",
                                          "their", "it", "its", "we", "us", "our", "i", "me", "my"});
      if (!personal) continue;
      ActorMention mention;
      mention.tokens = {i, i + 1};
      mention.head = TokenId(i);
      mention.via = Via::kCoreference;
      mention.party.name = std::string(doc_.form(TokenId(i)));
      mention.plural = one_of(form, {"they", "them", "their", "we", "us", "our"});
      mention.confidence = 0.0F;  // until it is resolved
      g_.actors.push_back(std::move(mention));
    }
  }

  bool is_subject(TokenId head) const {
    TokenId at = head;
    while (doc_.token(at).relation == Deprel::kConj && doc_.token(at).head) at = doc_.token(at).head;
    const Deprel relation = doc_.token(at).relation;
    return relation == Deprel::kNsubj || relation == Deprel::kNsubjPass || relation == Deprel::kNsubjOuter;
  }

  /// What the words of a mention tell: its titles and nouns, else the first name, else the office that is held.
  Gender gender_told(const ActorMention& mention) const {
    const auto either = [](bool man, bool woman) {
      return man == woman ? Gender::kUnknown : man ? Gender::kMan : Gender::kWoman;
    };
    bool man = false, woman = false;
    const auto look = [&](const std::string& word) {
      man |= context_.lexicon.in("men's words", word);
      woman |= context_.lexicon.in("women's words", word);
    };
    // Words that stand before the name or are the noun itself, not a possessor's: "Assad's wife", "the king's envoy".
    const TokenId head = mention.head;
    look(lower_lemma(doc_, head));
    for (const TokenId child : doc_.children(head)) {
      const Deprel relation = doc_.token(child).relation;
      if (is_inside_name(relation) || relation == Deprel::kNmodDesc || relation == Deprel::kAppos)
        look(lower(doc_.form(child)));
    }
    if (doc_.token(head).upos == Upos::kPropn && head.index() > 0) look(lower(doc_.form(TokenId(head.index() - 1))));
    if (const Gender told = either(man, woman); told != Gender::kUnknown) return told;
    const std::string first = lower(std::string_view(mention.party.name).substr(0, mention.party.name.find(' ')));
    if (const Gender told = either(context_.lexicon.in("men's names", first), context_.lexicon.in("women's names", first));
        told != Gender::kUnknown)
      return told;
    const std::string_view office = office_of(mention.actor);
    const auto says = [&](std::string_view word) { return office.find(word) != std::string_view::npos; };
    return either(says("spokesman") || says("king") || says("chairman"), says("woman") || says("queen"));
  }

  /// What the document tells of a person, wherever it does.
  void note_genders() {
    for (const ActorMention& mention : g_.actors) {
      if (mention.kind != ActorKind::kPerson || mention.plural || doc_.token(mention.head).upos == Upos::kPron) continue;
      const Gender told = gender_told(mention);
      if (told != Gender::kUnknown) genders_.try_emplace(entity_of(mention), told);
    }
  }

  Gender gender(std::uint32_t entity) const {
    const auto at = genders_.find(entity);
    return at == genders_.end() ? Gender::kUnknown : at->second;
  }

  /// The office that an actor holds on the day; empty for none.
  std::string_view office_of(const std::string& actor) const {
    const auto [at, fresh] = offices_.try_emplace(actor);
    if (!fresh) return at->second;
    const auto person = context_.knowledge.find_actor(actor);
    const auto role = person ? context_.knowledge.role_at(*person, context_.day) : std::nullopt;
    if (role) at->second = role->office;
    return at->second;
  }

  // The latest antecedents that a test admits: the subject of the same sentence, of the one before, then the nearest within
  // three sentences.
  template <class Admits>
  const Antecedent* salient(TokenId at, Admits admits) const {
    const std::uint32_t sentence = doc_.token(at).sentence.index();
    const Antecedent* nearest = nullptr;
    const Antecedent* subject_before = nullptr;
    const TokenId controls = controller(at);
    const bool object = doc_.token(at).relation == Deprel::kObj || doc_.token(at).relation == Deprel::kIobj;
    if (controls && !object) {
      if (const Antecedent* found = with_head(controls, admits)) return found;
    }
    const TokenId barred = object ? doer_above(at) : demander_above(at);
    for (auto a = said_.rbegin(); a != said_.rend(); ++a) {
      const std::uint32_t where = doc_.token(a->head).sentence.index();
      if (where + 3 < sentence) break;
      if (!admits(*a) || a->head == barred || (object && a->head == controls)) continue;
      if (nearest == nullptr) nearest = &*a;
      if (!is_subject(a->head)) continue;
      if (where == sentence && governs_apart(a->head, at)) return &*a;
      if (where + 1 == sentence) subject_before = &*a;  // the first subject of that sentence
    }
    return subject_before != nullptr ? subject_before : nearest;
  }

  // "Armenia asked Moscow to pull its guards out": the subject of the infinitive is the object above it.
  TokenId controller(TokenId pronoun) const {
    int steps = 0;
    for (TokenId at = pronoun; at && steps < 60; at = doc_.token(at).head, ++steps) {
      const Token& token = doc_.token(at);
      if (token.upos != Upos::kVerb) continue;
      const TokenId told = told_to(at);
      if (told || token.relation != Deprel::kAclRelcl) return told;  // "to pull out the soldiers that it keeps there"
    }
    return {};
  }

  // Who is asked, told or ordered to do what a verb says; none where nobody is.
  TokenId told_to(TokenId verb) const {
    const Token& token = doc_.token(verb);
    if (!token.head || !has(token.features, Feature::kInfinitive)) return {};
    const bool told =
        token.relation == Deprel::kXcomp ||
        (token.relation == Deprel::kAdvcl && context_.lexicon.in("addressing verbs", lower_lemma(doc_, token.head)));
    if (!told) return {};
    const TokenId object = first_child(doc_, token.head, Deprel::kObj);
    return object ? object : first_child(doc_, token.head, Deprel::kIobj);
  }

  // The noun, named or not, that is the subject of the clause that a possessive stands in.
  TokenId clause_subject(TokenId pronoun) const {
    int steps = 0;
    for (TokenId at = pronoun; at && steps < 60; at = doc_.token(at).head, ++steps) {
      for (const TokenId child : doc_.children(at)) {
        const Deprel relation = doc_.token(child).relation;
        const bool subject = relation == Deprel::kNsubj || relation == Deprel::kNsubjPass;
        if (subject && child < pronoun && !is_below(doc_, pronoun, child)) return child;
      }
      if (doc_.token(at).upos == Upos::kVerb && doc_.token(at).relation != Deprel::kXcomp) return {};
    }
    return {};
  }

  // The subject, told or understood, of the verb that a pronoun is the object of: "Manila has no plan to send it back".
  TokenId doer_above(TokenId pronoun) const {
    int steps = 0;
    for (TokenId at = doc_.token(pronoun).head; at && steps < 60; at = doc_.token(at).head, ++steps) {
      for (const TokenId child : doc_.children(at)) {
        const Deprel relation = doc_.token(child).relation;
        if (relation == Deprel::kNsubj || relation == Deprel::kNsubjPass) return child;
      }
      if (const TokenId told = told_to(at))
        return told;  // "Armenia asked the guards to leave the country's airport": the guards do
    }
    return {};
  }

  // "The United States demanded that it leave": not the United States.
  TokenId demander_above(TokenId pronoun) const {
    const TokenId verb = doc_.token(pronoun).head;
    if (!verb || !is_subject(pronoun) || doc_.token(verb).relation != Deprel::kCcomp) return {};
    const TokenId above = doc_.token(verb).head;
    if (!above || !context_.lexicon.in("demanding verbs", lower_lemma(doc_, above))) return {};
    return first_child(doc_, above, Deprel::kNsubj);
  }

  bool mentioned(TokenId head) const { return latest_[head.index()] != 0; }

  // A subject is no antecedent of an object of the same verb ("Putin met him").
  bool governs_apart(TokenId subject, TokenId pronoun) const {
    const Token& p = doc_.token(pronoun);
    if (p.relation == Deprel::kNmodPoss || is_subject(pronoun)) return doc_.token(subject).head != p.head;
    return doc_.token(subject).head != p.head;
  }

  // ---- he and she ----------------------------------------------------------------------------------------------------

  /// Which stretch between quotation marks each word stands in, 0 for none. Marks left open end with their paragraph.
  void note_quotations() {
    quoted_.assign(doc_.tokens().size(), 0);
    std::uint32_t open = 0, count = 0, paragraph = 0;
    for (std::uint32_t i = 0; i < doc_.tokens().size(); ++i) {
      const std::uint32_t here = doc_.sentence(doc_.tokens()[i].sentence).paragraph;
      if (here != paragraph) open = 0;
      paragraph = here;
      const std::string_view form = doc_.form(TokenId(i));
      const bool opens = one_of(form, {"\u201c", "``"}), closes = one_of(form, {"\u201d", "''"});
      if (opens || (form == "\"" && open == 0)) {
        open = ++count;
      } else if (closes || form == "\"") {
        open = 0;
      } else {
        quoted_[i] = open;
      }
    }
  }

  /// Who says what a quotation has, by the verb in its sentences that says it; 0 for nobody known. He would say "I".
  std::uint32_t speaker_of(std::uint32_t quotation, TokenId inside) {
    const auto [at, fresh] = speakers_.try_emplace(quotation, 0);
    if (!fresh) return at->second;
    std::uint32_t begin = inside.index(), end = inside.index();
    while (begin > 0 && quoted_[begin - 1] == quotation) --begin;
    while (end + 1 < quoted_.size() && quoted_[end + 1] == quotation) ++end;
    const auto sayer_in = [&](TokenSpan words) -> std::uint32_t {
      for (std::uint32_t i = words.begin; i < words.end; ++i) {
        const Token& token = doc_.tokens()[i];
        if (quoted_[i] != 0 || token.relation != Deprel::kNsubj || !token.head || quoted_[token.head.index()] != 0) continue;
        if (context_.lexicon.in("quoting verbs", lower_lemma(doc_, token.head))) return person_at(TokenId(i));
      }
      return 0;
    };
    const SentenceId first = doc_.tokens()[begin].sentence, last = doc_.tokens()[end].sentence;
    std::uint32_t speaker = sayer_in(doc_.sentence(first).tokens);
    if (speaker == 0 && last != first) speaker = sayer_in(doc_.sentence(last).tokens);
    speakers_[quotation] = speaker;
    return speaker;
  }

  /// The person that a token heads a mention of, resolved or a name; 0 for none.
  std::uint32_t person_at(TokenId token) {
    const auto at = std::lower_bound(g_.actors.begin(), g_.actors.end(), token,
                                     [](const ActorMention& one, TokenId head) { return one.head < head; });
    if (at == g_.actors.end() || at->head != token || at->kind != ActorKind::kPerson || at->confidence <= 0.0F) return 0;
    return entity_of(*at);
  }

  /// Whether a pronoun cannot mean a mention for where the two stand: "Putin met him", "his father, James".
  bool stand_apart(TokenId mention, TokenId pronoun) const {
    const Token& p = doc_.token(pronoun);
    const Token& m = doc_.token(mention);
    if (p.relation == Deprel::kNmodPoss) {
      // "his father James", "his spokesman, James"
      TokenId owned = p.head;
      if (owned == mention) return true;
      const Token& thing = doc_.token(owned);  // "Philonise, his brother"
      if (thing.relation == Deprel::kAppos && thing.head == mention) return true;
      return m.head == owned && (m.relation == Deprel::kAppos || is_inside_name(m.relation));
    }
    if (is_reflexive(pronoun)) return false;
    if (p.head && doc_.token(p.head).relation == Deprel::kAclRelcl && doc_.token(p.head).head == mention &&
        !is_subject(pronoun)) {
      const TokenId who = first_child(doc_, p.head, Deprel::kNsubj);  // "Dilworth, who followed him"
      if (who && has(doc_.token(who).features, Feature::kRelative)) return true;
    }
    return p.head && m.head == p.head && m.relation != Deprel::kConj && m.relation != Deprel::kNmodPoss;
  }

  /// "Memon said she believed": the subject of the verb of saying or thinking that a pronoun's clause hangs on.
  TokenId sayer_above(TokenId pronoun) const {
    const TokenId verb = doc_.token(pronoun).head;
    if (!verb || !is_subject(pronoun) || doc_.token(verb).relation != Deprel::kCcomp) return {};
    const TokenId above = doc_.token(verb).head;
    if (!above || !context_.lexicon.in("quoting verbs", lower_lemma(doc_, above))) return {};
    return first_child(doc_, above, Deprel::kNsubj);
  }

  /// The subject of the clause that a reflexive stands in; whom "who" means, where that is the subject.
  TokenId own_subject(TokenId pronoun) const {
    if (is_subject(pronoun)) return {};
    const TokenId subject = clause_subject(pronoun);
    if (!subject || doc_.token(subject).upos != Upos::kPron || !has(doc_.token(subject).features, Feature::kRelative))
      return subject;
    const TokenId verb = doc_.token(subject).head;
    return verb && doc_.token(verb).relation == Deprel::kAclRelcl ? doc_.token(verb).head : subject;
  }

  bool is_reflexive(TokenId pronoun) const { return lower(doc_.form(pronoun)).find("sel") != std::string::npos; }

  /// What a mention adds to the presence of whom it names, at a place in the text after it.
  double presence(const Antecedent& a, TokenId at) const {
    const Token& mention = doc_.token(a.head);
    double sum = kMention;
    if (is_subject(a.head)) {
      sum += kSubject;
      if (mention.head && !doc_.token(mention.head).head) sum += kRoot;
    } else if (mention.relation == Deprel::kObl || mention.relation == Deprel::kNmod) {
      sum -= kOblique;
    }
    return sum * std::pow(kFades, doc_.token(at).sentence.index() - mention.sentence.index());
  }

  /// "An officer", "the soldier": one person.
  bool is_soldier(const Antecedent& a) const {
    const ForceEntry* entry = context_.lexicon.force(lower_lemma(doc_, a.head));
    return entry != nullptr && entry->role == ForceRole::kPerson && has(doc_.token(a.head).features, Feature::kSingular);
  }

  /// "In his speech, Biden said": the subject that a possessive before it looks forward to.
  const Antecedent* subject_ahead(TokenId pronoun, Gender gender_asked) {
    const Token& p = doc_.token(pronoun);
    if (p.relation != Deprel::kNmodPoss || !p.head || doc_.token(p.head).relation != Deprel::kObl) return nullptr;
    const TokenId subject = first_child(doc_, doc_.token(p.head).head, Deprel::kNsubj);
    if (!subject || subject < pronoun || doc_.token(subject).upos != Upos::kPropn) return nullptr;
    const auto at = std::lower_bound(g_.actors.begin(), g_.actors.end(), subject,
                                     [](const ActorMention& one, TokenId head) { return one.head < head; });
    if (at == g_.actors.end() || at->head != subject || at->kind != ActorKind::kPerson || at->via == Via::kDescription)
      return nullptr;
    at->entity = entity_of(*at);
    if (const Gender known = gender(at->entity); known != Gender::kUnknown && known != gender_asked) return nullptr;
    ahead_ = {subject, false, static_cast<std::size_t>(at - g_.actors.begin()), 0, 0, at->entity};
    return &ahead_;
  }

  /// Whom "he" or "she" means.
  const Antecedent* person_meant(TokenId at, Gender gender_asked) {
    const std::uint32_t quotation = quoted_[at.index()];
    const std::uint32_t speaker = quotation == 0 ? 0 : speaker_of(quotation, at);
    if (const Antecedent* ahead = subject_ahead(at, gender_asked)) return ahead;
    const TokenId sayer = sayer_above(at), own = is_reflexive(at) ? own_subject(at) : TokenId();
    struct Candidate {
      const Antecedent* last;  // its latest mention
      double presence;
      bool barred;
    };
    std::vector<Candidate> candidates;
    std::unordered_map<std::uint32_t, std::size_t> place;  // by entity
    for (const Antecedent& a : looking_back(kPersonReach)) {
      // "An officer said …, he claimed": somebody without a name, whom the pronoun may mean as well.
      if (a.force ? !is_soldier(a) : actor(a).kind != ActorKind::kPerson || actor(a).plural || a.entity == speaker) continue;
      const Gender known = a.force ? Gender::kUnknown : gender(a.entity);
      if (known != Gender::kUnknown && known != gender_asked) continue;
      const std::uint32_t entity = a.force ? kNobody - static_cast<std::uint32_t>(a.index) : a.entity;
      const auto [found, fresh] = place.try_emplace(entity, candidates.size());
      if (fresh) {
        double start = -kPerWord * std::min(at.index() - a.head.index(), 100U);
        if (known == gender_asked) start += kKnown;
        if (is_subject(at) && is_subject(a.head)) start += kBothSubjects;
        if (const auto called = called_.find(entity); called != called_.end() && called->second != gender_asked)
          start -= kCalledOtherwise;
        candidates.push_back({&a, start, false});
      }
      Candidate& one = candidates[found->second];
      one.presence += presence(a, at);
      const Token& mention = doc_.token(a.head);  // "the rebel leader, a former major, said he …": by either noun
      if (sayer && (a.head == sayer || (mention.relation == Deprel::kAppos && mention.head == sayer))) one.presence += kSayer;
      if (own && a.head == own) one.presence += kReflexive;
      one.barred |= stand_apart(a.head, at);
    }
    const Antecedent* best = nullptr;
    double most = 0.0;
    for (const Candidate& one : candidates) {
      if (one.barred || (best != nullptr && one.presence <= most)) continue;
      best = one.last;
      most = one.presence;
    }
    if (best == nullptr || best->force) return nullptr;
    called_[best->entity] = gender_asked;
    return best;
  }

  // ---- what the antecedents are ----------------------------------------------------------------------------------------

  const ActorMention& actor(const Antecedent& a) const { return g_.actors[a.index]; }
  const ForceMention& force(const Antecedent& a) const { return g_.forces[a.index]; }

  void resolve_pronoun(std::size_t index) {
    const TokenId at = g_.actors[index].head;
    const std::string form = lower(doc_.form(at));
    if (one_of(form, {"we", "us", "our", "i", "me", "my"})) {
      g_.actors[index].confidence = 0.5F;  // the speaker's side, which coding knows
      return;
    }
    const Antecedent* found = nullptr;
    if (one_of(form, {"he", "him", "his", "himself", "she", "her", "hers", "herself"})) {
      found = person_meant(at, form.front() == 's' || form.starts_with("her") ? Gender::kWoman : Gender::kMan);
    } else if (one_of(form, {"they", "them", "their"})) {
      // Those who leave, stay or are withdrawn are forces where there are any.
      const TokenId governor = doc_.token(at).head;
      const std::string act = governor ? lower_lemma(doc_, governor) : std::string();
      if (context_.lexicon.in("force acts", act) || context_.lexicon.in("force verbs", act)) {
        found = salient(at, [&](const Antecedent& a) {
          return a.force || actor(a).via == Via::kName ? a.force || actor(a).plural : false;
        });
      }
      if (found == nullptr) {
        found = salient(at, [&](const Antecedent& a) {
          return a.force || actor(a).plural || actor(a).kind == ActorKind::kGroup || is_joined(a);
        });
      }
      // "The company said they would": where nobody in the plural has been named.
      if (found == nullptr) {
        found = salient(at, [&](const Antecedent& a) {
          return !a.force && actor(a).via != Via::kAdjective && is_collective(actor(a).kind);
        });
      }
    } else {
      // "The Kremlin denied it": as an object mostly no one, but of verbs that move forces or address someone.
      const std::string act = doc_.token(at).head ? lower_lemma(doc_, doc_.token(at).head) : std::string();
      const bool object = doc_.token(at).relation == Deprel::kObj;
      if (object && !context_.lexicon.in("force verbs", act) && !context_.lexicon.in("addressing verbs", act)) return;
      // "The bridge has lost its railing": the subject is nobody that we know.
      const TokenId subject = clause_subject(at);
      if (subject && doc_.token(subject).upos == Upos::kNoun && !mentioned(subject)) return;
      found = salient(at, [&](const Antecedent& a) {
        if (a.force) return has(doc_.token(a.head).features, Feature::kSingular);
        const ActorKind kind = actor(a).kind;
        return !actor(a).plural && kind != ActorKind::kPerson && kind != ActorKind::kPeople && kind != ActorKind::kOther &&
               actor(a).via != Via::kAdjective;
      });
    }
    if (found == nullptr) return;
    if (found->force) {
      pronoun_of_force(index, found->index);
      return;
    }
    ActorMention& mention = g_.actors[index];
    const ActorMention& source = g_.actors[found->index];
    const bool many = mention.plural;
    mention.party = source.party;
    mention.others = source.others;
    if (many && !source.plural && is_joined(*found)) {
      join_others(mention, *found);
    } else {
      mention.entity = source.entity;
    }
    mention.kind = source.kind;
    mention.actor = source.actor;
    mention.plural = source.plural || !mention.others.empty();
    mention.confidence = 0.7F * source.confidence;
  }

  static bool is_collective(ActorKind kind) {
    return kind == ActorKind::kOrganisation || kind == ActorKind::kBody || kind == ActorKind::kCompany ||
           kind == ActorKind::kOutlet || kind == ActorKind::kGroup;
  }

  /// The actor that a word heads a mention of, if the mention has been read already.
  const Antecedent* joined_at(const Antecedent& first, TokenId token) const {
    return with_head(token, [&](const Antecedent& a) {
      return !a.force && actor(a).kind == actor(first).kind && !actor(a).plural && actor(a).via != Via::kAdjective &&
             a.entity != first.entity;
    });
  }

  /// "Putin and Xi met": the first of several single actors of one kind that "and" joins in a subject.
  bool is_joined(const Antecedent& first) const {
    if (first.force || actor(first).via == Via::kAdjective || doc_.token(first.head).upos == Upos::kPron) return false;
    if (!is_subject(first.head)) return false;
    const auto children = doc_.children(first.head);
    return std::any_of(children.begin(), children.end(), [&](TokenId child) {
      if (doc_.token(child).relation != Deprel::kConj || joined_at(first, child) == nullptr) return false;
      const TokenId conjunction = first_child(doc_, child, Deprel::kCc);
      return conjunction && lower(doc_.form(conjunction)) == "and";
    });
  }

  void join_others(ActorMention& mention, const Antecedent& first) const {
    for (const TokenId child : doc_.children(first.head)) {
      if (doc_.token(child).relation != Deprel::kConj) continue;
      if (const Antecedent* other = joined_at(first, child)) mention.others.push_back(actor(*other).party);
    }
  }

  // "they" for soldiers is a force as well; the mention as an actor stays, with the force's party.
  void pronoun_of_force(std::size_t index, std::size_t source) {
    ActorMention& mention = g_.actors[index];
    ForceMention copy = g_.forces[source];
    copy.tokens = mention.tokens;
    copy.head = mention.head;
    copy.force.count.reset();
    copy.count_span.reset();
    copy.shares_owner_with = {};
    copy.coreferent = true;
    copy.confidence *= 0.8F;
    mention.party = copy.party;
    mention.kind = copy.force.unit.empty() ? ActorKind::kPeople : ActorKind::kArmedForce;
    mention.confidence = copy.confidence;
    if (const ActorMention* named = before(g_.forces[source].head);
        named != nullptr && named->via == Via::kName) {  // "MINUSMA ... its mandate"
      mention.party = named->party;
      mention.actor = named->actor;
      mention.kind = named->kind;
    }
    added_forces_.push_back(std::move(copy));
  }

  // ---- descriptions --------------------------------------------------------------------------------------------------

  void resolve_actor(std::size_t index) {
    ActorMention& mention = g_.actors[index];
    if (doc_.token(mention.head).upos == Upos::kPron) {
      resolve_pronoun(index);
    } else if (mention.via == Via::kDescription && mention.party.code.empty() && mention.actor.empty()) {
      describe_again(index);
    }
    if (g_.actors[index].confidence > 0.0F) say(g_.actors[index].head, false, index);
  }

  void adopt(ActorMention& mention, std::size_t source) {
    const ActorMention& from = g_.actors[source];
    mention.party = from.party;
    mention.others = from.others;
    mention.actor = from.actor;
    mention.kind = from.kind;
    mention.entity = from.entity;
    mention.via = Via::kCoreference;
    mention.confidence = 0.7F * from.confidence;
  }

  void describe_again(std::size_t index) {
    ActorMention& mention = g_.actors[index];
    const Phrase phrase = phrase_at(doc_, mention.head);
    const std::string noun = lower_lemma(doc_, mention.head);
    if (phrase.possessor) {  // "its foreign ministry", "the country's parliament": the possessor has been resolved
      if (context_.lexicon.in("words for others", noun)) return;
      if (const ActorMention* owner = before(phrase.possessor)) {
        mention.party.code = owner->party.code;
        if (owner->kind == ActorKind::kOrganisation || owner->kind == ActorKind::kArmedForce)
          mention.party.sector = owner->party.sector;
      } else {
        mention.party.code = owner_by_noun(phrase.possessor);
      }
      return;
    }
    // "a spokesman for the headquarters", "an officer close to the garrison's staff"
    std::vector<TokenId> behind;
    for (const TokenId token : phrase.after) {
      if (one_of(case_of(doc_, token), {"of", "for", "at", "in", "from"})) behind.push_back(token);
    }
    for (const TokenId child : doc_.children(mention.head)) {
      if (lower(doc_.form(child)) != "close") continue;
      for (const TokenId below : doc_.children(child)) {
        if (doc_.token(below).relation == Deprel::kObl) behind.push_back(below);
      }
    }
    for (const TokenId token : behind) {
      const std::string code = owner_by_noun(token);
      if (code.empty()) continue;
      mention.party.code = code;
      const HeadWord* body = context_.head_of(phrase_at(doc_, token));
      if (body != nullptr && (mention.party.sector.empty() || mention.party.sector == "GOV"))
        mention.party.sector = body->sector;
      mention.via = Via::kCoreference;
      mention.confidence = 0.6F;
      return;
    }
    if (phrase.definite && !phrase.plural) {
      if (mention.kind == ActorKind::kPerson && by_office(index, context_.words_of(phrase))) return;
      if (noun == "mission" &&
          last_of(index, [](const ActorMention& a) { return a.kind == ActorKind::kArmedForce && a.via == Via::kName; }))
        return;
      if (context_.lexicon.in("organisation words", noun)) {
        const std::string called = "called " + noun;  // which organisations are alliances, blocs, unions
        const bool known = context_.lexicon.has(called);
        const bool found = last_of(index, [&](const ActorMention& a) {
          if (a.kind != ActorKind::kOrganisation || a.actor.find('.') != std::string::npos) return false;
          return !known || context_.lexicon.in(called, lower(a.actor));
        });
        if (found) return;
      }
      if (last_with_noun(index, noun)) return;
      if (context_.lexicon.in("state words", noun)) return state_meant(index);
      if (context_.lexicon.in("group words", noun)) {
        last_of(index, [](const ActorMention& a) { return a.kind == ActorKind::kGroup; });
        return;
      }
      if (mention.kind == ActorKind::kOutlet) {
        last_of(index, [](const ActorMention& a) { return a.kind == ActorKind::kOutlet && a.via != Via::kDescription; });
        return;
      }
    }
    if (phrase.plural && pair(index, noun)) return;
    if (noun == "secretary-general" || noun == "general" || mention.party.sector == "IGO") {
      if (!phrase.plural && phrase.definite && mention.party.sector == "IGO") {  // "the Secretary-General"
        for (const Antecedent& a : looking_back()) {
          if (a.force || actor(a).party.sector != "IGO" || actor(a).party.code.empty()) continue;
          mention.party.code = actor(a).party.code;
          mention.confidence = 0.5F;
          return;
        }
      }
    }
    // The institutions and people of a story at home are those of the state that it is told from.
    const bool local =
        mention.kind == ActorKind::kBody
            ? !phrase.plural && mention.party.sector != "IGO" && mention.party.sector != "NGO" && mention.party.sector != "BUS"
            : one_of(mention.party.sector, {"CVL", "COP", "LEG", "JUD", "OPP", "PTY"}) ||
                  (phrase.definite && phrase.plural && mention.party.sector == "MIL") ||
                  (phrase.definite && noun == "authority");
    const std::string state = local ? state_of_scene(mention.head, mention.kind == ActorKind::kBody) : std::string();
    if (!state.empty()) {
      mention.party.code = state;
      mention.confidence = 0.5F;
    }
  }

  // The state whose army or parliament a text means that names none: the one that the sentence has spoken of so far, else that
  // of the dateline. Where the sentence speaks of several, only institutions may still be the dateline's.
  std::string state_of_scene(TokenId at, bool institution) const {
    std::string sole;
    for (auto a = said_.rbegin(); a != said_.rend() && doc_.token(a->head).sentence == doc_.token(at).sentence; ++a) {
      const std::string& code = a->force ? force(*a).force.owner : actor(*a).party.code;
      const bool of_state = a->force || one_of(actor(*a).party.sector, {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"});
      if (code.empty() || !of_state || code == sole) continue;
      if (!sole.empty()) return institution ? home_ : std::string();
      sole = code;
    }
    if (sole.empty() || sole == home_ || institution) return sole.empty() ? home_ : sole;
    return {};
  }

  // The code of the last actor or force that was named by the noun at a token: "the headquarters", "the garrison's staff".
  std::string owner_by_noun(TokenId token) {
    const std::uint32_t noun = noun_number(lower_lemma(doc_, token));
    for (const Antecedent& a : looking_back()) {
      const std::string& code = a.force ? force(a).force.owner : actor(a).party.code;
      if (!code.empty() && a.noun == noun) return code;
    }
    const Phrase phrase = phrase_at(doc_, token);
    return phrase.possessor ? owner_by_noun(phrase.possessor) : std::string();
  }

  // "the country": the subject of the sentence if it is a state, but not whoever does what is told of the country ("Paris could
  // leave soldiers in the country"); else the state named last.
  void state_meant(std::size_t index) {
    const TokenId at = g_.actors[index].head;
    const TokenId doer = doer_above(at);
    const ActorMention* barred = doer ? before(doer) : nullptr;
    const auto state = [&](const Antecedent& a) {
      return !a.force && actor(a).kind == ActorKind::kState && actor(a).via != Via::kAdjective &&
             (barred == nullptr || actor(a).party.code != barred->party.code);
    };
    const Antecedent* found = nullptr;
    for (const Antecedent& a : looking_back()) {
      const bool here = doc_.token(a.head).sentence == doc_.token(at).sentence;
      if (!here && found != nullptr) break;
      if (!state(a)) continue;
      if (found == nullptr || is_subject(a.head)) found = &a;
      if (!here || is_subject(a.head)) break;
    }
    if (found != nullptr) adopt(g_.actors[index], found->index);
  }

  // "the prime minister": whoever of the persons named before holds such an office.
  bool by_office(std::size_t index, const std::vector<std::string>& words) {
    const std::vector<Office>* offices = nullptr;
    for (std::size_t from = 0; offices == nullptr && from < words.size(); ++from) {
      offices = context_.lexicon.offices(context_.lexicon.phrase(words, from));
    }
    if (offices == nullptr) return false;
    return last_of(index, [&](const ActorMention& a) {
      const std::string_view held = a.kind == ActorKind::kPerson ? office_of(a.actor) : std::string_view{};
      return !held.empty() && std::any_of(offices->begin(), offices->end(),
                                          [&](const Office& o) { return held.starts_with(o.wording + " of "); });
    });
  }

  // "The Labour Party" is not "the Civic Party": a word of a name before the noun that the earlier mention does not have.
  bool is_named_otherwise(const ActorMention& mention, const ActorMention& earlier) const {
    const std::uint32_t sentence = doc_.sentence(doc_.token(mention.head).sentence).tokens.begin;
    for (std::uint32_t i = mention.tokens.begin; i < mention.tokens.end; ++i) {
      const Token& token = doc_.tokens()[i];
      const bool capital = i != sentence && std::isupper(static_cast<unsigned char>(doc_.form(TokenId(i)).front())) != 0;
      if (i == mention.head.index() || token.upos == Upos::kDet || (token.upos != Upos::kPropn && !capital)) continue;
      const std::string_view word = doc_.form(TokenId(i));
      if (earlier.party.name.find(word) == std::string::npos && doc_.words(earlier.tokens).find(word) == std::string_view::npos)
        return true;
    }
    return false;
  }

  // "the ministry": the last mention of the same noun, of one or of many, of a person or of none.
  bool last_with_noun(std::size_t index, const std::string& word) {
    const ActorMention& mention = g_.actors[index];
    const std::uint32_t noun = noun_number(word);
    for (const Antecedent& a : looking_back()) {
      if (a.force || a.noun != noun) continue;
      const ActorMention& earlier = actor(a);
      const bool person = earlier.kind == ActorKind::kPerson;
      if (earlier.via == Via::kAdjective || person != (mention.kind == ActorKind::kPerson) ||
          earlier.plural != mention.plural || is_named_otherwise(mention, earlier))
        continue;
      adopt(g_.actors[index], a.index);
      return true;
    }
    return false;
  }

  template <class Admits>
  bool last_of(std::size_t index, Admits admits) {
    for (const Antecedent& a : looking_back()) {
      if (a.force || !admits(actor(a))) continue;
      adopt(g_.actors[index], a.index);
      return true;
    }
    return false;
  }

  // "the two leaders", "both sides": the last two persons or states.
  bool pair(std::size_t index, const std::string& noun) {
    const TokenSpan words = g_.actors[index].tokens;  // "the leaders of the two countries" too
    bool two = false;
    for (std::uint32_t i = words.begin; i < words.end; ++i) two |= one_of(lower(doc_.form(TokenId(i))), {"two", "both"});
    const bool states = context_.lexicon.in("state words", noun) || noun == "side";
    if (!two || (!states && !phrase_at(doc_, g_.actors[index].head).definite)) return false;
    bool of_states = states;  // "the leaders of the two countries"
    for (std::uint32_t i = words.begin; i < words.end; ++i)
      of_states |= context_.lexicon.in("state words", lower_lemma(doc_, TokenId(i)));
    const bool persons = g_.actors[index].kind == ActorKind::kPeople && !of_states;
    const bool bodies = g_.actors[index].kind == ActorKind::kBody && !of_states;
    const std::uint32_t number = noun_number(noun);
    std::vector<Party> found;
    for (const Antecedent& a : looking_back()) {
      if (found.size() == 2) break;
      if (a.force) continue;
      const ActorMention& m = actor(a);
      if (bodies    ? m.kind != ActorKind::kBody || a.noun != number
          : persons ? m.kind != ActorKind::kPerson
                    : m.kind != ActorKind::kState)
        continue;
      if (bodies && m.others.size() == 1) {  // "the ministries of Turkey and Qatar"
        adopt(g_.actors[index], a.index);
        return true;
      }
      if (m.party.code.empty() ||
          std::any_of(found.begin(), found.end(), [&](const Party& p) { return p.code == m.party.code; }))
        continue;
      found.push_back(m.party);
    }
    if (found.size() < 2) return false;
    ActorMention& mention = g_.actors[index];
    mention.party = found[1];
    mention.others = {found[0]};
    mention.via = Via::kCoreference;
    mention.confidence = 0.6F;
    return true;
  }

  // ---- forces --------------------------------------------------------------------------------------------------------

  const ActorMention* before(TokenId head) const {
    const Antecedent* found = with_head(head, [](const Antecedent& a) { return !a.force; });
    return found == nullptr ? nullptr : &actor(*found);
  }

  void set_owner(ForceMention& mention, std::string_view code) {
    mention.force.owner = std::string(code);
    mention.party.code = mention.force.owner;
  }

  void resolve_force(std::size_t index) {
    if (g_.forces[index].force.owner.empty() || lower_lemma(doc_, g_.forces[index].head) == "officer") find_owner(index);
    const ForceMention& mention = g_.forces[index];
    if (mention.confidence > 0.4F || !mention.force.owner.empty()) say(mention.head, true, index);
  }

  void find_owner(std::size_t index) {
    ForceMention& mention = g_.forces[index];
    if (mention.shares_owner_with) {
      const auto first = std::lower_bound(g_.forces.begin(), g_.forces.end(), mention.shares_owner_with,
                                          [](const ForceMention& one, TokenId head) { return one.head < head; });
      if (first == g_.forces.end() || first->head != mention.shares_owner_with) return;
      set_owner(mention, first->force.owner);
      mention.first_person = first->first_person;
      return;
    }
    Phrase phrase = phrase_at(doc_, mention.head);
    const Token& token = doc_.token(mention.head);
    const bool beside = token.head && (token.relation == Deprel::kAmod || token.relation == Deprel::kCompound);
    if (beside && !phrase.possessor) {  // "our military and border guards", where "our" hangs on the guards
      const Phrase above = phrase_at(doc_, token.head);
      phrase.possessor = above.possessor;
      phrase.definite |= above.definite;
    }
    if (phrase.possessor) {
      mention.first_person = one_of(lower(doc_.form(phrase.possessor)), {"our", "my"});
      // "their forces": of those named before; "our forces" is left to coding, which knows the speaker.
      if (const ActorMention* owner = before(phrase.possessor)) set_owner(mention, owner->party.code);
      return;
    }
    for (const TokenId token : phrase.left) {
      if (context_.lexicon.is_unnamed_owner(lower(doc_.form(token)))) return;
    }
    const std::string noun = lower_lemma(doc_, mention.head);
    if (noun == "officer") return follow_police(mention);
    if (!phrase.definite && (owner_from_subject(mention) || owner_from_origin(mention))) return;
    if (!phrase.definite && doc_.token(mention.head).relation == Deprel::kNsubj && mention.force.kind == ForceKind::kMilitia)
      return;
    const Antecedent* antecedent = nullptr;
    const bool general = mention.force.kind == ForceKind::kMilitary;
    const std::uint32_t number = noun_number(noun);
    const bool institution = is_institution(noun);
    std::string_view sole;
    bool many = false;
    for (const Antecedent& a : looking_back()) {
      if (!a.force) continue;
      const ForceMention& earlier = force(a);
      if (earlier.force.owner.empty()) continue;
      const bool same_kind = earlier.force.kind == mention.force.kind;
      const bool guards = earlier.force.kind == ForceKind::kMilitary || earlier.force.kind == ForceKind::kBorderGuards ||
                          earlier.force.kind == ForceKind::kPeacekeepers || earlier.force.kind == ForceKind::kMercenaries;
      if (!same_kind && !(general && guards)) continue;
      // An institution is not what "the soldiers" or another institution goes back to.
      if (a.noun != number && (institution || is_institution(lower_lemma(doc_, earlier.head)))) continue;
      if (sole.empty()) sole = earlier.force.owner;
      many |= sole != earlier.force.owner;
      if (antecedent == nullptr || (a.noun == number && antecedent->noun != number)) antecedent = &a;
    }
    const bool bare = !phrase.definite;
    if (antecedent != nullptr && (!bare || !many)) {
      const ForceMention& source = force(*antecedent);
      set_owner(mention, source.force.owner);
      if (general && !(bare && one_of(noun, {"troop", "force", "soldier"}))) mention.force.kind = source.force.kind;
      mention.more_owners = source.more_owners;
      mention.party.sector = source.party.sector;
      mention.coreferent = true;
      mention.confidence = std::max(mention.confidence, 0.6F);
      return;
    }
    // "Tanks were still dug in": those of the one owner that the sentence before speaks of.
    if (bare && sole_owner_before(mention)) return;
    // "the army", "police": those of the state that the story is told from.
    const std::string state = institution ? state_of_scene(mention.head, true) : std::string();
    if (!state.empty()) {
      set_owner(mention, state);
      mention.coreferent = true;
      mention.confidence = 0.5F;
    }
  }

  static bool is_institution(const std::string& noun) {
    return one_of(noun, {"army", "military", "police", "navy", "gendarmerie"});
  }

  bool sole_owner_before(ForceMention& mention) {
    if (mention.force.kind == ForceKind::kMilitia || mention.force.kind == ForceKind::kPolice || !is_subject(mention.head))
      return false;
    const std::uint32_t sentence = doc_.token(mention.head).sentence.index();
    std::string sole;
    for (const Antecedent& a : looking_back()) {
      const std::uint32_t where = doc_.token(a.head).sentence.index();
      if (where + 1 < sentence) break;
      if (!a.force || force(a).force.owner.empty() || where == sentence) continue;
      if (!sole.empty() && sole != force(a).force.owner) return false;
      sole = force(a).force.owner;
    }
    if (sole.empty()) return false;
    set_owner(mention, sole);
    mention.coreferent = true;
    mention.confidence = 0.5F;
    return true;
  }

  // What the actor or the force at a token has: "UNIFIL has 10,000 personnel".
  bool owned_by(ForceMention& mention, TokenId token) {
    const Antecedent* owner = with_head(token, [&](const Antecedent& a) {
      return a.force ? !force(a).force.owner.empty() : !actor(a).party.code.empty() && actor(a).kind != ActorKind::kOutlet;
    });
    if (owner == nullptr) return false;
    if (owner->force && mention.force.kind == ForceKind::kMilitary) mention.force.kind = force(*owner).force.kind;
    set_owner(mention, owner->force ? force(*owner).force.owner : actor(*owner).party.code);
    return true;
  }

  // "A battalion could follow from Romania"
  bool owner_from_origin(ForceMention& mention) {
    const Token& token = doc_.token(mention.head);
    if (token.relation != Deprel::kNsubj || !token.head || !one_of(lower_lemma(doc_, token.head), {"come", "arrive", "follow"}))
      return false;
    for (const TokenId child : doc_.children(token.head)) {
      if (doc_.token(child).relation != Deprel::kObl || case_of(doc_, child) != "from") continue;
      const auto owner = context_.owner_at(child);
      if (!owner || owner->kind != ActorKind::kState) continue;
      set_owner(mention, owner->code);
      return true;
    }
    return false;
  }

  // "Officers" are police where police have been named, of the same state if they have one.
  void follow_police(ForceMention& mention) {
    for (const Antecedent& a : looking_back()) {
      if (!a.force || force(a).force.kind != ForceKind::kPolice || force(a).force.owner.empty()) continue;
      if (!mention.force.owner.empty() && mention.force.owner != force(a).force.owner) continue;
      set_owner(mention, force(a).force.owner);
      mention.confidence = 0.6F;
      return;
    }
  }

  // "Rome, which keeps 300 soldiers there": what a state keeps, sends or withdraws is its own.
  bool owner_from_subject(ForceMention& mention) {
    const Token& token = doc_.token(mention.head);
    TokenId verb = token.head;
    if (!verb || (token.relation != Deprel::kObj && token.relation != Deprel::kNmod && token.relation != Deprel::kConj))
      return false;
    if (token.relation != Deprel::kObj) verb = doc_.token(verb).relation == Deprel::kObj ? doc_.token(verb).head : TokenId();
    if (!verb || !context_.lexicon.in("keeping verbs", lower_lemma(doc_, verb))) return false;
    for (int steps = 0; verb && steps < 8; ++steps) {
      for (const TokenId child : doc_.children(verb)) {
        const Token& subject = doc_.token(child);
        if (subject.relation != Deprel::kNsubj) continue;
        const bool relative = subject.upos == Upos::kPron && doc_.token(verb).relation == Deprel::kAclRelcl;
        const TokenId owner = relative ? doc_.token(verb).head : child;
        if (!owned_by(mention, owner)) return false;
        for (const TokenId other : doc_.children(owner)) {  // "Azerbaijan and Armenia began to withdraw troops"
          if (doc_.token(other).relation != Deprel::kConj) continue;
          const Antecedent* joint = with_head(other, [&](const Antecedent& a) {
            return !a.force && actor(a).kind == ActorKind::kState && actor(a).party.code != mention.force.owner;
          });
          if (joint != nullptr) mention.more_owners.push_back(actor(*joint).party.code);
        }
        return true;
      }
      const Deprel relation = doc_.token(verb).relation;
      if (relation == Deprel::kAcl && doc_.token(verb).head) {  // "an offer by the union to train guards"
        for (const TokenId by : doc_.children(doc_.token(verb).head)) {
          const bool doer =
              doc_.token(by).relation == Deprel::kNmodPoss || case_of(doc_, by) == "by" || case_of(doc_, by) == "from";
          if (doer && owned_by(mention, by)) return true;
        }
      }
      if (relation != Deprel::kXcomp && relation != Deprel::kConj && relation != Deprel::kAdvcl) return false;
      const TokenId above = doc_.token(verb).head;
      if (relation == Deprel::kXcomp && above) {  // "asked NATO to send troops"
        if (const TokenId object = first_child(doc_, above, Deprel::kObj)) return owned_by(mention, object);
      }
      if (above) {  // "rejected an offer by the union to train guards"
        for (const TokenId object : doc_.children(above)) {
          if (doc_.token(object).relation != Deprel::kObj || !context_.lexicon.in("dealing nouns", lower_lemma(doc_, object)))
            continue;
          for (const TokenId by : doc_.children(object)) {
            if (case_of(doc_, by) == "by" || case_of(doc_, by) == "from") return owned_by(mention, by);
          }
        }
      }
      verb = above;
    }
    return false;
  }

  // ---- entities ------------------------------------------------------------------------------------------------------

  std::uint32_t number(const std::string& key) {
    return entities_.try_emplace(key, static_cast<std::uint32_t>(entities_.size() + 1)).first->second;
  }

  std::uint32_t entity_of(const ActorMention& mention) {
    if (mention.entity != 0) return mention.entity;  // another mention's
    std::string others;                              // "they", who were named as "Armenia and Azerbaijan"
    for (const Party& other : mention.others) others += "+" + other.code + "/" + other.name;
    if (!mention.actor.empty()) return number(mention.actor + others);
    // A name is one bearer's, whatever the words beside it tell of him; a description is not.
    const ActorKind kind = mention.kind;
    const bool named = kind == ActorKind::kPerson || kind == ActorKind::kOrganisation
                           ? mention.via != Via::kDescription || (mention.party.code.empty() && kind != ActorKind::kPerson)
                           : kind == ActorKind::kBody && mention.party.code.empty();
    std::string_view name = mention.party.name;
    for (const std::string_view article : {"the ", "The "}) {
      if (name.starts_with(article)) name.remove_prefix(article.size());
    }
    if (named) return number("named/" + std::string(name) + others);
    return number(mention.party.code + "/" + mention.party.sector + "/" + std::string(name) + others);
  }

  void settle() {
    std::erase_if(g_.actors, [](const ActorMention& m) { return m.confidence <= 0.0F; });
    std::erase_if(g_.forces, [&](const ForceMention& m) {
      return m.confidence <= 0.4F && (m.force.owner.empty() || lower_lemma(doc_, m.head) == "officer");
    });
    for (ForceMention& mention : added_forces_) g_.forces.push_back(std::move(mention));
    std::sort(g_.forces.begin(), g_.forces.end(), [](const auto& a, const auto& b) { return a.head < b.head; });
    for (ActorMention& mention : g_.actors) mention.entity = entity_of(mention);
    for (ForceMention& mention : g_.forces) {
      mention.entity = number("force/" + mention.force.owner + "/" + std::string(name(mention.force.kind)) + "/" +
                              (mention.force.owner.empty() ? mention.party.name : std::string()));
    }
  }

  const WorldContext& context_;
  const Document& doc_;
  std::string home_;
  Grounding& g_;
  std::vector<Antecedent> said_;       // in the order of the text
  std::vector<std::uint32_t> latest_;  // per token: 1 + index of the last antecedent that it heads, 0 for none
  std::unordered_map<std::string, std::uint32_t> nouns_;
  mutable std::unordered_map<std::string, std::string_view> offices_;  // by actor, as far as they have been asked for
  std::vector<ForceMention> added_forces_;
  std::unordered_map<std::string, std::uint32_t> entities_;
  std::unordered_map<std::uint32_t, Gender> genders_;          // by entity, what the words tell
  std::unordered_map<std::uint32_t, Gender> called_;           // by entity, the pronouns that have meant it
  Antecedent ahead_;                                           // see subject_ahead
  std::vector<std::uint32_t> quoted_;                          // per token, the quotation that it stands in; 0 for none
  std::unordered_map<std::uint32_t, std::uint32_t> speakers_;  // by quotation
};

}  // namespace

void resolve_coreference(const WorldContext& context, std::string_view home, Grounding& grounding) {
  Resolver(context, home, grounding).run();
}

}  // namespace attache
