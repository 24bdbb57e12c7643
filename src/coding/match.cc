// Matching frames; see match.h. The order of the frames of a lemma decides: those with more needs first (frame.cc).
#include "coding/match.h"

#include <algorithm>
#include <array>

#include "world/phrase.h"

namespace attache {
namespace {

template <class Id, class Mention>
const Mention* mention_at(const std::vector<Id>& index, const std::vector<Mention>& mentions, TokenId head) {
  if (!head || head.index() >= index.size()) return nullptr;
  const Id id = index[head.index()];
  return id ? &mentions[id.index()] : nullptr;
}

using Where = Selector::Where;

// One try of one frame on one predicate: which argument each selector has been given.
class Attempt {
 public:
  Attempt(const Scene& scene, const Predicate& predicate, const Frame& frame)
      : scene_(scene), predicate_(predicate), frame_(frame), used_(predicate.arguments.size(), false) {}

  const Need* first_unmet() {
    const auto unmet =
        std::find_if_not(frame_.needs.begin(), frame_.needs.end(), [&](const Need& need) { return satisfy(need); });
    return unmet == frame_.needs.end() ? nullptr : &*unmet;
  }

  FrameMatch fill() {
    FrameMatch out;
    fill_slot(frame_.force, {FillerType::kForce}, out.forces);
    fill_slot(frame_.actor, {FillerType::kActor}, out.actors);
    fill_slot(frame_.recipient, {FillerType::kActor}, out.recipients);
    if (out.recipients.empty()) fill_owners(frame_.recipient, out);
    if (out.recipients.empty()) fill_slot(frame_.recipient, {FillerType::kPlace}, out.recipient_places);
    fill_slot(frame_.place, {FillerType::kPlace}, out.places);
    fill_content(out);
    return out;
  }

 private:
  struct Given {
    Where where;
    std::string preposition;
    std::size_t argument;
  };

  // The arguments that a selector may take, best first.
  std::vector<std::size_t> candidates(const Selector& selector) const {
    std::vector<std::size_t> out;
    const auto take = [&](Role role, bool inherited) {
      for (std::size_t i = 0; i < predicate_.arguments.size(); ++i) {
        const Argument& a = predicate_.arguments[i];
        if (a.role == role && a.inherited == inherited) out.push_back(i);
      }
    };
    const bool nominal = predicate_.kind == PredicateKind::kNominal;
    switch (selector.where) {
      case Where::kSubject:
        take(Role::kSubject, false);
        if (nominal) {
          take(Role::kPossessor, false);
          take(Role::kModifier, false);
          take(Role::kOf, false);
          take(Role::kPossessor, true);
          take(Role::kOf, true);
        }
        take(Role::kSubject, true);
        break;
      case Where::kObject:
        if (nominal) {
          take(Role::kOf, false);
          take(Role::kModifier, false);
          take(Role::kPossessor, false);
          take(Role::kOf, true);
        }
        take(Role::kObject, false);
        take(Role::kObject, true);
        if (!nominal && out.empty()) take(Role::kIndirect, false);  // "told the ambassador to leave"
        if (!nominal && out.empty()) take_bare_nouns(out);
        break;
      case Where::kIndirect:
        take(Role::kIndirect, false);
        take(Role::kIndirect, true);
        break;
      case Where::kClause:
        take(Role::kClause, false);
        break;
      case Where::kInfinitive:
        for (std::size_t i = 0; i < predicate_.arguments.size(); ++i) {
          if (predicate_.arguments[i].role == Role::kClause && predicate_.arguments[i].marker == "to") out.push_back(i);
        }
        break;
      case Where::kAdjunct:
        take(Role::kAdjunct, false);
        break;
      case Where::kAdverb:
        take(Role::kAdverb, false);
        take(Role::kAdverb, true);
        break;
      case Where::kOblique:
        for (std::size_t i = 0; i < predicate_.arguments.size(); ++i) {
          const Argument& a = predicate_.arguments[i];
          const bool phrase =
              a.role == Role::kOblique || a.role == Role::kAdjunct || a.role == Role::kOf || a.role == Role::kClause;
          if (phrase && a.marker == selector.preposition) out.push_back(i);
        }
        break;
    }
    return out;
  }

  // "has flown at least 14 MiG-29 and Su-24 aircraft": a noun without a preposition that the parser took for a measure.
  void take_bare_nouns(std::vector<std::size_t>& out) const {
    if (predicate_.passive) return;
    for (std::size_t i = 0; i < predicate_.arguments.size(); ++i) {
      const Argument& a = predicate_.arguments[i];
      const Upos upos = scene_.document.token(a.head).upos;
      const bool noun = upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kNum;
      if (a.role == Role::kAdverb && noun && a.head > predicate_.head && scene_.time(a.head) == nullptr) out.push_back(i);
    }
  }

  bool fits(TokenId head, const TypeConstraint& want) const {
    const TokenId core = scene_.core(head);
    const ActorMention* actor = scene_.actor(core);
    const ForceMention* force = scene_.force(core);
    const PlaceMention* place = scene_.place(core);
    const Predicate* predicate = scene_.predicates.of(head);
    switch (want.type) {
      case FillerType::kAny:
        return true;
      case FillerType::kActor:
        return actor != nullptr || force != nullptr || someone(core);
      case FillerType::kForce:
        return force != nullptr;
      case FillerType::kPlace:
        return place != nullptr;
      case FillerType::kPerson:
        return actor != nullptr ? actor->kind == ActorKind::kPerson : force == nullptr && someone(core);
      case FillerType::kState:
        return actor != nullptr &&
               (actor->kind == ActorKind::kState || actor->kind == ActorKind::kOrganisation ||
                actor->kind == ActorKind::kBody || (actor->kind == ActorKind::kPerson && actor->party.sector == "GOV"));
      case FillerType::kOrganisation:
        return actor != nullptr && actor->kind == ActorKind::kOrganisation;
      case FillerType::kGroup:
        return actor != nullptr && (actor->kind == ActorKind::kGroup || actor->kind == ActorKind::kPeople);
      case FillerType::kOutlet:
        return actor != nullptr && actor->kind == ActorKind::kOutlet;
      case FillerType::kClause:
        return (predicate != nullptr && predicate->kind != PredicateKind::kNominal) || (predicate == nullptr && told_by(head));
      case FillerType::kAct:
        return predicate != nullptr && predicate->kind == PredicateKind::kNominal;
      case FillerType::kForeign:
        return is_foreign(core);
      case FillerType::kThing:
        return actor == nullptr && force == nullptr && place == nullptr;
      case FillerType::kNouns:
        return scene_.called(head, want.nouns);
      case FillerType::kNone:
        return false;
    }
    return false;
  }

  // Someone whom the registers do not know: a proper noun that is no place and no day, or a noun for people ("miners", "a
  // court").
  bool someone(TokenId core) const {
    const Document& document = scene_.document;
    if (scene_.place(core) != nullptr || scene_.time(core) != nullptr) return false;
    if (document.token(core).upos == Upos::kPropn) return true;
    const std::string noun = lower(scene_.document.lemma(core));
    return scene_.frames.is("victim", noun) || scene_.frames.is("someone", noun);
  }

  // "both its ambassador and its troops"
  bool any_fits(TokenId head, const TypeConstraint& want) const {
    if (fits(head, want)) return true;
    const auto all = conjuncts(scene_.document, head);
    return std::any_of(all.begin(), all.end(), [&](TokenId one) { return fits(one, want); });
  }

  bool satisfy(const Need& need) {
    const bool must_be_empty = need.types.size() == 1 && need.types.front().type == FillerType::kNone;
    for (const Selector& selector : need.at) {
      for (const std::size_t i : candidates(selector)) {
        if (used_[i]) continue;
        const Argument& a = predicate_.arguments[i];
        if (must_be_empty) {
          // A nominal's modifiers and possessors may be anything; only what is plainly its object counts.
          if (predicate_.kind != PredicateKind::kNominal || a.role == Role::kOf || a.role == Role::kObject) return false;
          continue;
        }
        const bool right = std::any_of(need.types.begin(), need.types.end(), [&](const TypeConstraint& t) {
          return any_fits(a.head, t) || (t.type == FillerType::kClause && a.role == Role::kClause);
        });
        if (!right) continue;
        used_[i] = true;
        given_.push_back({selector.where, selector.preposition, i});
        return true;
      }
    }
    return must_be_empty;
  }

  std::optional<std::size_t> choose(const Selector& selector, const TypeConstraint& type) {
    for (const Given& given : given_) {
      if (given.where == selector.where && given.preposition == selector.preposition &&
          any_fits(predicate_.arguments[given.argument].head, type)) {
        return given.argument;
      }
    }
    for (const std::size_t i : candidates(selector)) {
      if (used_[i] || !any_fits(predicate_.arguments[i].head, type)) continue;
      used_[i] = true;
      given_.push_back({selector.where, selector.preposition, i});
      return i;
    }
    return std::nullopt;
  }

  void fill_slot(const std::vector<Selector>& selectors, const TypeConstraint& type, std::vector<TokenId>& out) {
    for (const Selector& selector : selectors) {
      const auto argument = choose(selector, type);
      if (!argument) continue;
      for (const TokenId head : conjuncts(scene_.document, predicate_.arguments[*argument].head)) {
        if (fits(head, type)) add(scene_.core(head), out);
      }
      if (type.type == FillerType::kForce || type.type == FillerType::kActor) join_forces(out);
      return;
    }
  }

  // "Blamed the government's policies", "sanctions on Belarusian banks": done to those whose it is.
  void fill_owners(const std::vector<Selector>& selectors, FrameMatch& out) const {
    for (const Selector& selector : selectors) {
      for (const std::size_t i : candidates(selector)) {
        for (const TokenId child : scene_.document.children(predicate_.arguments[i].head)) {
          const Deprel r = scene_.document.token(child).relation;
          const bool owner = r == Deprel::kNmodPoss || r == Deprel::kAmod || r == Deprel::kCompound ||
                             (r == Deprel::kNmod &&
                              (preposition(scene_.document, child) == "of" || preposition(scene_.document, child) == "by"));
          const TokenId core = scene_.core(child);
          const bool own = std::find(out.actors.begin(), out.actors.end(), core) != out.actors.end();
          const bool named = scene_.actor(core) != nullptr && !code_of(core).empty();
          const bool same = named && !out.actors.empty() && code_of(core) == code_of(out.actors.front());
          if (owner && named && !own && !same) add(core, out.recipients);
        }
        if (!out.recipients.empty()) return;
      }
    }
  }

  static void add(TokenId head, std::vector<TokenId>& out) {
    if (std::find(out.begin(), out.end(), head) == out.end()) out.push_back(head);
  }

  // "our military and border guards", coordinated by the words though not by the tree.
  void join_forces(std::vector<TokenId>& out) const {
    for (std::size_t i = 0, known = out.size(); i < known; ++i) {
      const ForceMention* mention = scene_.force(out[i]);
      if (mention == nullptr) continue;
      for (const ForceMention& other : scene_.grounding.forces) {
        if (other.head == out[i]) continue;
        const bool shared =
            other.shares_owner_with == out[i] || (mention->shares_owner_with && mention->shares_owner_with == other.head);
        const bool part = scene_.document.token(other.head).relation == Deprel::kNmod;  // "a contingent of police"
        const bool inside = !part && mention->tokens.contains(other.head.index()) && other.force.kind != mention->force.kind &&
                            other.force.owner == mention->force.owner;
        if (shared || inside) add(other.head, out);
      }
    }
  }

  void fill_content(FrameMatch& out) {
    for (const Selector& selector : frame_.content) {
      for (const std::size_t i : candidates(selector)) {
        const TokenId head = predicate_.arguments[i].head;
        if (std::find(out.actors.begin(), out.actors.end(), head) != out.actors.end() ||
            std::find(out.recipients.begin(), out.recipients.end(), head) != out.recipients.end()) {
          continue;
        }
        if (!out.content_head) out.content_head = head;
        const PredicateId content = act_at(head);
        if (!content) continue;
        out.content = content;
        out.content_head = head;
        return;
      }
    }
  }

  std::string code_of(TokenId core) const {
    if (const ForceMention* force = scene_.force(core)) return force->force.owner;
    const ActorMention* actor = scene_.actor(core);
    return actor == nullptr ? std::string{} : actor->party.code;
  }

  bool is_foreign(TokenId core) const {
    if (const ForceMention* force = scene_.force(core); force != nullptr && force->unnamed)
      return true;  // "all foreign forces"
    const std::string code = code_of(core);
    if (code.empty()) return false;
    for (const std::size_t i : candidates({Where::kSubject, {}})) {
      const std::string subject = code_of(scene_.core(predicate_.arguments[i].head));
      if (!subject.empty()) return subject != code;
    }
    return false;
  }

  // The clause of a noun of saying: "reports that troops would be moved".
  PredicateId told_by(TokenId noun) const {
    if (!scene_.frames.is("statement-noun", scene_.document.lemma(noun))) return {};
    for (const TokenId child : scene_.document.children(noun)) {
      const Deprel r = scene_.document.token(child).relation;
      if ((r == Deprel::kCcomp || r == Deprel::kAcl) && scene_.predicates.at[child.index()])
        return scene_.predicates.at[child.index()];
    }
    return {};
  }

  // The act that a filler names: itself, what "reports" tell, or below "a wave of", "a series of".
  PredicateId act_at(TokenId head) const {
    if (scene_.predicates.at[head.index()]) return scene_.predicates.at[head.index()];
    if (const PredicateId told = told_by(head)) return told;
    if (!scene_.frames.is("transparent", scene_.document.lemma(head))) return {};
    for (const TokenId child : scene_.document.children(head)) {
      if (preposition(scene_.document, child) == "of") return scene_.predicates.at[child.index()];
    }
    return {};
  }

  const Scene& scene_;
  const Predicate& predicate_;
  const Frame& frame_;
  std::vector<bool> used_;
  std::vector<Given> given_;
};

}  // namespace

const ActorMention* Scene::actor(TokenId head) const { return mention_at(grounding.actor_at, grounding.actors, head); }
const ForceMention* Scene::force(TokenId head) const { return mention_at(grounding.force_at, grounding.forces, head); }
const PlaceMention* Scene::place(TokenId head) const { return mention_at(grounding.place_at, grounding.places, head); }
const TimeMention* Scene::time(TokenId head) const { return mention_at(grounding.time_at, grounding.times, head); }

bool Scene::called(TokenId head, std::string_view words) const {
  const auto is = [&](TokenId at) {
    return frames.is(words, document.lemma(at)) || frames.is(words, lower(document.lemma(at)));
  };
  if (is(head)) return true;
  const bool transparent = frames.is("transparent", document.lemma(head));
  const bool proper = document.token(head).upos == Upos::kPropn;
  for (const TokenId child : document.children(head)) {
    const Deprel r = document.token(child).relation;
    if (transparent && r == Deprel::kNmod && preposition(document, child) == "of")
      return called(child, words);  // "hundreds of families"
    const bool part = r == Deprel::kCompound || r == Deprel::kFlat;
    if (proper && part && is(child)) return true;
    // "rescue team", "martial law"
    if ((part || r == Deprel::kAmod) && child < head &&
        frames.is(words, lower(document.lemma(child)) + " " + lower(document.lemma(head))))
      return true;
  }
  return false;
}

TokenId Scene::core(TokenId head) const {
  const auto known = [&](TokenId t) { return actor(t) != nullptr || force(t) != nullptr || place(t) != nullptr; };
  TokenId at = head;
  for (int steps = 0; steps < 4 && at && !known(at); ++steps) {
    TokenId next;
    const bool transparent = frames.is("transparent", document.lemma(at)) || document.token(at).upos == Upos::kNum;
    for (const TokenId child : document.children(at)) {
      const Deprel r = document.token(child).relation;
      if (r == Deprel::kAppos && known(child)) next = child;
      if (transparent && r == Deprel::kNmod && (preposition(document, child) == "of" || preposition(document, child) == "with"))
        next = child;
    }
    if (!next) return head;
    at = next;
  }
  return at && known(at) ? at : head;
}

namespace {

std::optional<FrameMatch> best_match(const Scene& scene, const Predicate& predicate, PredicateId at) {
  for (const FrameId id : scene.frames.of(predicate.kind, predicate.lemma)) {
    Attempt attempt(scene, predicate, scene.frames[id]);
    if (attempt.first_unmet() != nullptr) continue;
    FrameMatch match = attempt.fill();
    match.frame = id;
    match.predicate = at;
    return match;
  }
  return std::nullopt;
}

}  // namespace

namespace {

// "Its alliance with Russia, which has bases there": where no frame fits the noun that the clause hangs on, the last name below
// it.
std::optional<Predicate> other_antecedent(const Scene& scene, const Predicate& predicate) {
  const Document& document = scene.document;
  const TokenId antecedent = document.token(predicate.head).head;
  TokenId below;
  for (const TokenId child : document.children(antecedent)) {
    const bool phrase = document.token(child).relation == Deprel::kNmod && child > antecedent && child < predicate.head;
    if (phrase && scene.actor(scene.core(child)) != nullptr) below = child;
  }
  if (!below) return std::nullopt;
  Predicate out = predicate;
  bool changed = false;
  for (Argument& a : out.arguments) {
    if (a.head != antecedent) continue;
    a.head = below;
    changed = true;
  }
  return changed ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

const Need* first_unmet(const Scene& scene, const Predicate& predicate, const Frame& frame) {
  return Attempt(scene, predicate, frame).first_unmet();
}

namespace {

// A passive read as an active: its object is the one who does it.
Predicate active(const Predicate& passive) {
  Predicate out = passive;
  for (Argument& a : out.arguments) {
    if (a.role == Role::kObject) a.role = Role::kSubject;
  }
  return out;
}

}  // namespace

std::vector<std::optional<FrameMatch>> match_frames(const Scene& scene) {
  std::vector<std::optional<FrameMatch>> out(scene.predicates.all.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Predicate& predicate = scene.predicates.all[i];
    const bool told_as_past = predicate.bare_passive && predicate.link != Deprel::kAcl;
    if (told_as_past) out[i] = best_match(scene, active(predicate), PredicateId(i));  // "A ship docked at", tagged a participle
    if (!out[i]) out[i] = best_match(scene, predicate, PredicateId(i));
    // Nothing fits the passive: read it as a past tense, or as the participle of a verb that has no passive ("troops returned
    // from Mali").
    const bool participle = predicate.passive && (predicate.link == Deprel::kAcl || predicate.link == Deprel::kRoot);
    if (!out[i] && predicate.link == Deprel::kAclRelcl) {
      if (const auto other = other_antecedent(scene, predicate)) out[i] = best_match(scene, *other, PredicateId(i));
    }
    if (out[i] || !(predicate.bare_passive || participle)) continue;
    out[i] = best_match(scene, active(predicate), PredicateId(i));
  }
  return out;
}

}  // namespace attache
