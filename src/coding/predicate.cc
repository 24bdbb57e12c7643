// Normalising the parse; see predicate.h.
//
// One walk over the tokens by depth, governors before what hangs on them, so that a subject is known before an infinitive
// asks for it. For each predicate: its own arguments from its dependents, then those that its construction takes from
// elsewhere (relative clause, participle, control, coordination, carrier), then its mood.
#include "coding/predicate.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace attache {
namespace {

bool is_subject(Deprel r) {
  return r == Deprel::kNsubj || r == Deprel::kNsubjOuter || r == Deprel::kCsubj || r == Deprel::kCsubjOuter;
}
bool is_passive_subject(Deprel r) { return r == Deprel::kNsubjPass || r == Deprel::kCsubjPass; }
bool is_oblique(Deprel r) { return r == Deprel::kObl || r == Deprel::kOblAgent || r == Deprel::kOblUnmarked; }
bool is_nominal_modifier(Deprel r) { return r == Deprel::kNmod || r == Deprel::kNmodUnmarked || r == Deprel::kNmodDesc; }

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Builder {
 public:
  Builder(const Document& document, const PredicateLexicon& lexicon) : doc_(document), lexicon_(lexicon) {
    out_.at.resize(doc_.tokens().size());
  }

  Predicates run() {
    for (const TokenId token : by_depth()) {
      if (is_predicate(token)) add(token);
    }
    return std::move(out_);
  }

 private:
  const Token& tok(TokenId id) const { return doc_.token(id); }
  std::string_view lemma(TokenId id) const { return doc_.lemma(id); }

  // Heads before dependents; within one depth in the order of the text.
  std::vector<TokenId> by_depth() const {
    std::vector<TokenId> order;
    order.reserve(doc_.tokens().size());
    for (const Sentence& sentence : doc_.sentences()) {
      const std::size_t first = order.size();
      for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (!doc_.tokens()[i].head) order.emplace_back(i);
      }
      for (std::size_t next = first; next < order.size(); ++next) {
        for (const TokenId child : doc_.children(order[next])) order.push_back(child);
      }
    }
    return order;
  }

  TokenId child_with(TokenId token, Deprel relation) const {
    for (const TokenId child : doc_.children(token)) {
      if (tok(child).relation == relation) return child;
    }
    return {};
  }

  bool is_predicate(TokenId id) const {
    const Token& token = tok(id);
    switch (token.upos) {
      case Upos::kVerb:
        return token.relation != Deprel::kAmod && token.relation != Deprel::kCompound && token.relation != Deprel::kCase &&
               token.relation != Deprel::kMark && token.relation != Deprel::kFixed;
      case Upos::kAux:
        return token.relation != Deprel::kAux && token.relation != Deprel::kAuxPass && token.relation != Deprel::kCop;
      case Upos::kNoun:
      case Upos::kPropn:
        if (lexicon_.is_act_noun(lemma(id))) return true;
        [[fallthrough]];
      default:
        return static_cast<bool>(child_with(id, Deprel::kCop)) ||
               (token.upos == Upos::kAdj && token.relation != Deprel::kAmod &&
                (child_with(id, Deprel::kXcomp) || child_with(id, Deprel::kNsubj)));
    }
  }

  void add(TokenId head) {
    Predicate p;
    p.head = head;
    p.kind = kind_of(head);
    p.lemma = lemma_of(head, p.kind);
    p.passive = is_passive(head);
    p.bare_passive = p.passive && is_bare_passive(head);
    place_in_tree(p);
    own_arguments(p);
    p.mood = mood_of(p);
    borrowed_arguments(p);
    p.clause = clause_of(p);
    out_.at[head.index()] = PredicateId(out_.all.size());
    out_.all.push_back(std::move(p));
  }

  PredicateKind kind_of(TokenId head) const {
    const Token& token = tok(head);
    if (token.upos == Upos::kVerb || token.upos == Upos::kAux) return PredicateKind::kVerb;
    const bool copula = static_cast<bool>(child_with(head, Deprel::kCop));
    if (token.upos == Upos::kAdj) return PredicateKind::kAdjective;
    // "Is home to", "will be home": an adverb that frames know as an adjective.
    if (copula && token.upos == Upos::kAdv && lexicon_.is_adjective(lemma(head))) return PredicateKind::kAdjective;
    if (copula && !lexicon_.is_act_noun(lemma(head))) return PredicateKind::kCopula;
    return lexicon_.is_act_noun(lemma(head)) ? PredicateKind::kNominal : PredicateKind::kCopula;
  }

  std::string lemma_of(TokenId head, PredicateKind kind) const {
    if (kind == PredicateKind::kCopula) return "be";
    std::string out(lemma(head));
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (kind != PredicateKind::kVerb) return out;
    // The particle, also where the parser took it for an adverb or for a preposition ("pulled out of Mali"); then the bare
    // object of an idiom ("opened fire").
    for (const TokenId child : doc_.children(head)) {
      const Deprel r = tok(child).relation;
      std::string phrase = out + " " + std::string(lemma(child));
      const bool particle = r == Deprel::kCompoundPrt || (r == Deprel::kAdvmod && child > head && lexicon_.is_verb(phrase));
      if (particle) return phrase;
      if (is_oblique(r) && child > head) {
        const TokenId first_case = child_with(child, Deprel::kCase);
        phrase = first_case ? out + " " + std::string(lemma(first_case)) : std::string{};
        const std::string_view joined = preposition(doc_, child);
        const bool adverbial =
            one_of(joined, {"over", "off", "up", "down"});  // "handed over its base": "over" is no preposition
        const bool adjacent = first_case && first_case.index() == head.index() + 1;
        if (first_case && (joined != lemma(first_case) || (adverbial && adjacent)) && lexicon_.is_verb(phrase)) return phrase;
        if (first_case) {  // "went on strike", "took to the streets", "put on trial"
          phrase += " " + std::string(lemma(child));
          if (lexicon_.is_verb(phrase)) return phrase;
        }
      }
      if (r == Deprel::kObj && child > head) {  // an object has no preposition: "handed over its base", "took in refugees"
        const TokenId particle_of = child_with(child, Deprel::kCase);
        std::string with_particle = out + " ";
        if (particle_of && particle_of.index() == head.index() + 1) with_particle += lemma(particle_of);
        if (lexicon_.is_verb(with_particle)) return with_particle;
      }
      if (r == Deprel::kObj && !child_with(child, Deprel::kDet) && lexicon_.is_verb(phrase)) return phrase;
      if (r == Deprel::kXcomp && tok(child).upos == Upos::kAdj && lexicon_.is_verb(phrase)) return phrase;  // "set free"
    }
    return out;
  }

  // A passive without an auxiliary: in headlines, and where the tagger took a past tense for a participle.
  bool is_bare_passive(TokenId head) const {
    return !child_with(head, Deprel::kAuxPass) && child_with(head, Deprel::kNsubjPass) && !child_with(head, Deprel::kAux);
  }

  bool is_passive(TokenId head) const {
    if (tok(head).upos != Upos::kVerb || tok(head).xpos != Xpos::kVbn) return false;
    for (const TokenId child : doc_.children(head)) {
      const Deprel r = tok(child).relation;
      if (r == Deprel::kAuxPass || is_passive_subject(r)) return true;
      if (r == Deprel::kAux && lemma(child) == "have") return false;
      if (r == Deprel::kAux && one_of(lemma(child), {"be", "get"})) return true;
      if (is_subject(r)) return false;
    }
    // A bare participle after a noun or a comma ("troops deployed in Syria"), or sharing the auxiliary of a passive.
    const Deprel r = tok(head).relation;
    if (r == Deprel::kConj && tok(head).head) {
      const Predicate* first = out_.of(tok(head).head);
      return first != nullptr && first->passive;
    }
    return r == Deprel::kAcl || r == Deprel::kAdvcl || r == Deprel::kRoot || r == Deprel::kXcomp || r == Deprel::kParataxis;
  }

  void place_in_tree(Predicate& p) const {
    const Token& token = tok(p.head);
    p.link = token.relation;
    if (const TokenId mark = child_with(p.head, Deprel::kMark)) p.marker = lemma(mark);
    if (p.marker.empty()) p.marker = preposition(doc_, p.head);
    std::size_t steps = 0;
    for (TokenId up = token.head; up && steps < 500; up = tok(up).head, ++steps) {
      if (out_.at[up.index()]) {
        p.governor = out_.at[up.index()];
        break;
      }
    }
    find_host(p);
  }

  // A nominal under a carrier verb ("carried out an attack", "the withdrawal began"), an infinitive or participle under one
  // ("began to leave").
  void find_host(Predicate& p) const {
    const TokenId up = tok(p.head).head;
    if (!up || !out_.at[up.index()]) return;
    const Predicate& above = out_[out_.at[up.index()]];
    if (above.kind != PredicateKind::kVerb || !lexicon_.is_carrier(above.lemma)) return;
    const Deprel r = p.link;
    const bool nominal = p.kind == PredicateKind::kNominal && (r == Deprel::kObj || is_subject(r) || is_passive_subject(r));
    const bool verbal =
        p.kind != PredicateKind::kNominal && (r == Deprel::kXcomp || (r == Deprel::kCcomp && !child_subject(p.head)));
    if (nominal || verbal) p.host = out_.at[up.index()];
  }

  TokenId child_subject(TokenId head) const {
    for (const TokenId child : doc_.children(head)) {
      if (is_subject(tok(child).relation) || is_passive_subject(tok(child).relation)) return child;
    }
    return {};
  }

  static void put(Predicate& p, Role role, TokenId head, std::string_view marker = {}, bool inherited = false) {
    if (!head || head == p.head) return;
    for (const Argument& a : p.arguments) {
      if (a.head == head) return;
    }
    p.arguments.push_back({role, head, marker, inherited});
  }

  // "which", "that" and "who" stand for the noun that their clause hangs on.
  TokenId resolved(const Predicate& p, TokenId argument) const {
    if (tok(argument).upos != Upos::kPron) return argument;
    if (p.link == Deprel::kAclRelcl &&
        (has(tok(argument).features, Feature::kRelative) || one_of(lemma(argument), {"which", "that", "who", "whom"}))) {
      return tok(p.head).head;
    }
    // "pacts with France, which has troops there", where the parser hangs the clause elsewhere: the noun right before the
    // pronoun.
    const bool relative =
        p.link == Deprel::kAdvcl || p.link == Deprel::kConj || p.link == Deprel::kParataxis || p.link == Deprel::kAcl;
    if (relative && one_of(lemma(argument), {"which", "who"})) {
      const std::uint32_t first = doc_.sentence(tok(argument).sentence).tokens.begin;
      for (std::uint32_t i = argument.index(); i-- > first && i + 4 > argument.index();) {
        const Upos upos = doc_.tokens()[i].upos;
        if (upos == Upos::kNoun || upos == Upos::kPropn) return TokenId(i);
        if (upos != Upos::kPunct && upos != Upos::kAdp) break;
      }
    }
    return argument;
  }

  void own_arguments(Predicate& p) const {
    for (const TokenId child : doc_.children(p.head)) {
      const Token& token = tok(child);
      const TokenId filler = resolved(p, child);
      if (is_subject(token.relation)) {
        put(p, p.passive && token.relation == Deprel::kNsubj ? Role::kObject : Role::kSubject, filler);
      } else if (is_passive_subject(token.relation)) {
        put(p, Role::kObject, filler);
      } else if (token.relation == Deprel::kObj) {
        if (const TokenId to_whom = misread_recipient(p, child)) put(p, Role::kIndirect, to_whom);
        // Of two objects the first is the one to whom: "denied American aircraft the use of its airspace".
        const auto earlier =
            std::find_if(p.arguments.begin(), p.arguments.end(), [](const Argument& a) { return a.role == Role::kObject; });
        if (earlier != p.arguments.end() && !p.passive) earlier->role = Role::kIndirect;
        put(p, Role::kObject, filler);
      } else if (token.relation == Deprel::kIobj) {
        put(p, Role::kIndirect, filler);
      } else if (is_oblique(token.relation) || (p.kind != PredicateKind::kVerb && is_nominal_modifier(token.relation))) {
        oblique(p, child, filler);
      } else if (token.relation == Deprel::kCcomp || token.relation == Deprel::kXcomp) {
        put(p, is_misread_object(p, child) ? Role::kObject : Role::kClause, child, clause_marker(child));
      } else if (token.relation == Deprel::kAdvcl || token.relation == Deprel::kAdvclRelcl) {
        const bool complement = (clause_marker(child) == "to" && is_controlled(p, child)) || is_complement(p, child);
        put(p, complement ? Role::kClause : Role::kAdjunct, child, clause_marker(child));
      } else if (token.relation == Deprel::kAcl) {  // of a verb it is a parser's slip for a complement
        put(p, Role::kClause, child, clause_marker(child));
      } else if (token.relation == Deprel::kAdvmod) {
        put(p, Role::kAdverb, child);
      } else if (token.relation == Deprel::kNmodPoss) {
        if (p.kind == PredicateKind::kNominal) put(p, Role::kPossessor, child);
      } else if (token.relation == Deprel::kAmod || token.relation == Deprel::kCompound) {
        if (p.kind == PredicateKind::kNominal) put(p, Role::kModifier, child);
      }
    }
    if (p.kind == PredicateKind::kCopula) {
      // "X has been in Lebanon": the predicate noun is itself the oblique.
      const std::string_view in = preposition(doc_, p.head);
      p.arguments.push_back({in.empty() ? Role::kObject : Role::kOblique, p.head, in, false});
    }
  }

  // "ruled out sending troops", "due to leave": a clause right behind a word that has no object is its complement, whatever the
  // parser calls it.
  bool is_complement(const Predicate& p, TokenId clause) const {
    if (clause < p.head || child_with(p.head, Deprel::kObj)) return false;
    const std::string_view marker = clause_marker(clause);
    if (p.kind == PredicateKind::kAdjective) return marker == "to";
    if (marker == "that" && !child_with(p.head, Deprel::kCcomp)) return true;  // "denied on Wednesday that ..."
    return marker == "-ing" && doc_.subtree(clause).begin <= p.head.index() + 2;
  }

  // "gave Ukraine 30 jets", "granted British warships access": a noun that the parser joined to the object, though a number or
  // a determiner stands between, or though it is a plural.
  TokenId misread_recipient(const Predicate& p, TokenId object) const {
    if (!one_of(p.lemma,
                {"give", "grant", "deny", "offer", "send", "sell", "supply", "lend", "hand", "promise", "refuse", "allow"}))
      return {};
    TokenId noun;
    for (const TokenId child : doc_.children(object)) {
      const Deprel r = tok(child).relation;
      if (child > object) break;
      if (r == Deprel::kCompound && tok(child).upos != Upos::kAdj) noun = child;
      const bool opens = r == Deprel::kNummod || r == Deprel::kDet || r == Deprel::kNmodPoss;
      if (opens && noun) return noun;
    }
    return noun && tok(noun).xpos == Xpos::kNns ? noun : TokenId{};
  }

  // "left the National Assembly compound": a thing behind a transitive verb is its object, whatever the parser calls it.
  bool is_misread_object(const Predicate& p, TokenId child) const {
    const bool noun = tok(child).upos == Upos::kNoun || tok(child).upos == Upos::kPropn;
    return noun && p.kind == PredicateKind::kVerb && !p.passive && child > p.head && !child_with(child, Deprel::kCop) &&
           !child_with(child, Deprel::kMark) && !child_with(p.head, Deprel::kObj) && !child_subject(child) &&
           !one_of(p.lemma, {"become", "remain", "stay", "seem", "be", "prove", "appear"});
  }

  // "asked the guards to leave": parsers waver between a complement and a purpose; after a verb that controls its object, with
  // an object before it, it is the complement.
  bool is_controlled(const Predicate& p, TokenId clause) const {
    if (clause < p.head) return false;
    if (!lexicon_.is_object_control(p.lemma)) return controls_oblique(p, clause);
    if (!one_of(clause_marker(clause), {"to", "of", "for", "from", "into"})) return false;
    return p.passive || child_with(p.head, Deprel::kObj) || child_with(p.head, Deprel::kIobj) || oblique_person(p);
  }

  // "called on Kigali to send more", "calls for the army to leave"
  bool controls_oblique(const Predicate& p, TokenId before = {}) const {
    return std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) {
      return a.role == Role::kOblique && (!before || a.head < before) &&
             lexicon_.is_object_control(p.lemma + " " + std::string(a.marker));
    });
  }

  // An infinitive or gerund on the object of a verb of asking, where the verb has no clause of its own.
  bool is_asked_of(const Predicate& asking, TokenId infinitive) const {
    if (asking.passive || !lexicon_.is_object_control(asking.lemma) || tok(infinitive).relation != Deprel::kAcl) return false;
    return one_of(clause_marker(infinitive), {"to", "of", "from", "into"}) && !child_with(asking.head, Deprel::kXcomp) &&
           !child_with(asking.head, Deprel::kCcomp);
  }

  void oblique(Predicate& p, TokenId child, TokenId filler) const {
    const std::string_view in = preposition(doc_, child);
    if (!in.empty() && one_of(in, {"over", "off", "up", "down"}) && p.lemma.ends_with(" " + std::string(in)) &&
        !has_role(p, Role::kObject)) {
      return put(p, Role::kObject, filler);
    }
    if (in == "by" && (p.passive || tok(child).relation == Deprel::kOblAgent || p.kind == PredicateKind::kNominal)) {
      put(p, Role::kSubject, filler, in);
    } else if (in == "of" && p.kind == PredicateKind::kNominal) {
      put(p, Role::kOf, filler, in);
    } else if (in.empty()) {
      put(p, Role::kAdverb, filler);
    } else {
      put(p, Role::kOblique, filler, in);
    }
  }

  std::string_view clause_marker(TokenId head) const {
    if (const TokenId mark = child_with(head, Deprel::kMark)) return lemma(mark);
    if (const TokenId mark = child_with(head, Deprel::kCase)) return lemma(mark);
    return tok(head).xpos == Xpos::kVbg ? "-ing" : "";
  }

  static TokenId first(const Predicate& p, Role role) {
    for (const Argument& a : p.arguments) {
      if (a.role == role) return a.head;
    }
    return {};
  }
  static bool has_role(const Predicate& p, Role role) { return static_cast<bool>(first(p, role)); }

  // The one who does a predicate above: what an infinitive below takes as its subject.
  static TokenId doer(const Predicate& p) {
    if (const TokenId subject = first(p, Role::kSubject)) return subject;
    if (p.kind != PredicateKind::kNominal) return {};
    if (const TokenId possessor = first(p, Role::kPossessor)) return possessor;
    return first(p, Role::kModifier);
  }

  // What takes the missing subject's place: the object in a passive.
  static void put_subject(Predicate& p, TokenId filler) {
    put(p, p.passive ? Role::kObject : Role::kSubject, filler, {}, true);
  }

  void borrowed_arguments(Predicate& p) const {
    // "took over the base from British soldiers": what the parser hangs on the object may be the verb's.
    if (p.kind == PredicateKind::kVerb) {
      const std::vector<Argument> own = p.arguments;
      for (const Argument& a : own) {
        if (a.inherited || (a.role != Role::kOblique && (a.role != Role::kObject || p.passive))) continue;
        for (const TokenId child : doc_.children(a.head)) {
          const std::string_view in = preposition(doc_, child);
          const bool movable =
              a.role == Role::kObject ? one_of(in, {"from", "to", "into", "on", "against", "with", "under"}) : in == "to";
          if (tok(child).relation == Deprel::kNmod && movable) put(p, Role::kOblique, child, in, true);
          // "asked the mission to leave", "accused Chad of sending fighters": hung on the noun
          if (a.role == Role::kObject && is_asked_of(p, child)) put(p, Role::kClause, child, clause_marker(child));
          // "some of its troops from Iraq"
          if (a.role != Role::kObject || in != "of") continue;
          for (const TokenId below : doc_.children(child)) {
            const std::string_view next = preposition(doc_, below);
            if (tok(below).relation == Deprel::kNmod && one_of(next, {"from", "to", "into"}))
              put(p, Role::kOblique, below, next, true);
          }
        }
      }
      amounts(p);
      // "told the guards to stop", read as a clause with a subject: they are told.
      if (lexicon_.is_object_control(p.lemma) && !p.passive && !has_role(p, Role::kIndirect) && !has_role(p, Role::kObject)) {
        for (const Argument& a : own) {
          if (a.role != Role::kClause || a.marker != "to") continue;
          const TokenId told = child_with(a.head, Deprel::kNsubj);
          if (told && told > p.head) put(p, Role::kIndirect, told, {}, true);
        }
      }
      // "agreed at a meeting in Moscow that guards would leave": a whole clause with "that" tells what was agreed, not which
      // meeting.
      if (!has_role(p, Role::kClause)) {
        for (const Argument& a : own) {
          if (a.role != Role::kOblique) continue;
          for (const TokenId child : doc_.children(a.head)) {
            const Deprel r = tok(child).relation;
            const TokenId mark = child_with(child, Deprel::kMark);
            const bool whole = mark && lemma(mark) == "that" && child_subject(child);
            if (whole && (r == Deprel::kAcl || r == Deprel::kAclRelcl || r == Deprel::kCcomp))
              put(p, Role::kClause, child, "that");
          }
        }
      }
      // "There are 300 soldiers at the base": where they are is the clause's.
      if (const TokenId subject = first(p, Role::kSubject); subject && p.lemma == "be" && child_with(p.head, Deprel::kExpl)) {
        for (const TokenId child : doc_.children(subject)) {
          const std::string_view in = preposition(doc_, child);
          if (tok(child).relation == Deprel::kNmod && !in.empty() && in != "of") put(p, Role::kOblique, child, in, true);
        }
      }
    }
    const TokenId up = tok(p.head).head;
    if (!up) return;
    const Predicate* above = out_.of(up);
    const bool lacks_subject = !has_role(p, p.passive ? Role::kObject : Role::kSubject);
    switch (p.link) {
      case Deprel::kAclRelcl:
      case Deprel::kAcl: {
        if (p.kind == PredicateKind::kNominal) break;
        // "the camp, where its soldiers live"
        if (p.link == Deprel::kAclRelcl && has_where(p)) {
          put(p, Role::kOblique, up, "in", true);
          break;
        }
        const bool infinitive = p.marker == "to";
        const Predicate* asking = out_.of(tok(up).head ? tok(up).head : up);
        if (lacks_subject && asking != nullptr && tok(up).relation == Deprel::kObj && is_asked_of(*asking, p.head)) {
          put_subject(p, up);
          break;
        }
        const bool holds_antecedent =
            std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) { return a.head == up; });
        if (infinitive || p.marker == "of" || p.marker == "for") {  // "a decision to withdraw"
          if (lacks_subject) {
            TokenId who;
            if (above != nullptr) who = doer(*above);
            if (!who) who = possessor_or_verb_subject(up);
            if (!who && in_headline(p.head)) who = up;  // "US troops to leave Niger"
            if (who) put_subject(p, who);
          }
        } else if (!holds_antecedent && one_of(p.marker, {"", "-ing"})) {
          if (p.passive || lacks_subject) {
            put_subject(p, up);
          } else if (!has_role(p, Role::kObject)) {  // "the agreement they reached"
            put(p, Role::kObject, up, {}, true);
          }
        }
        break;
      }
      case Deprel::kXcomp:
      case Deprel::kCcomp:
      case Deprel::kAdvcl:
        if (above != nullptr && lacks_subject) {
          TokenId who;
          const bool controls = above->passive || lexicon_.is_object_control(above->lemma) || controls_oblique(*above);
          if ((p.link != Deprel::kAdvcl || is_controlled(*above, p.head)) && controls) {
            if (lexicon_.is_object_control(above->lemma) || above->passive) {
              who = first(*above, Role::kIndirect);  // "gave the troops a month to leave"
              if (!who) who = first(*above, Role::kObject);
            }
            if (!who) who = oblique_person(*above);
          }
          if (!who && above->passive && p.link != Deprel::kCcomp) who = first(*above, Role::kObject);
          if (!who) who = doer(*above);
          if (who) put_subject(p, who);
        }
        break;
      case Deprel::kConj:
        if (above != nullptr && p.kind != PredicateKind::kNominal) {
          if (lacks_subject) {
            const Role surface = above->passive ? Role::kObject : Role::kSubject;
            if (const TokenId who = first(*above, surface)) put_subject(p, who);
          }
        } else if (above != nullptr && p.kind == PredicateKind::kNominal) {
          for (const Argument& a : above->arguments) put(p, a.role, a.head, a.marker, true);
        }
        break;
      default:
        // "threatened further attacks", "promised help": who speaks will act.
        if (p.kind == PredicateKind::kNominal && above != nullptr && above->kind == PredicateKind::kVerb && lacks_subject &&
            (p.link == Deprel::kObj || p.marker == "with" || p.marker == "to" || p.marker == "on") &&
            lexicon_.is_own_act(above->lemma)) {
          if (const TokenId who = doer(*above)) put_subject(p, who);
        }
        // "agreed at a meeting in Sochi": those who agreed met.
        if (is_occasion(p) && above != nullptr && lacks_subject) {
          if (const TokenId who = doer(*above)) put_subject(p, who);
        }
        break;
    }
    if (p.host) {
      const Predicate& host = out_[p.host];
      if (p.kind == PredicateKind::kNominal && p.link == Deprel::kObj)
        put(p, Role::kSubject, first(host, Role::kSubject), {}, true);
      for (const Argument& a : host.arguments) {
        if (a.role == Role::kOblique || a.role == Role::kAdverb || a.role == Role::kAdjunct)
          put(p, a.role, a.head, a.marker, true);
      }
    }
  }

  // A meeting that something happens at.
  bool is_occasion(const Predicate& p) const {
    return p.kind == PredicateKind::kNominal && is_oblique(p.link) &&
           one_of(p.marker, {"at", "during", "in", "after", "following"}) && lexicon_.is_meeting(lemma(p.head));
  }

  bool has_where(const Predicate& p) const {
    return std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) {
      return a.role == Role::kAdverb && one_of(lemma(a.head), {"where", "whereupon"});
    });
  }

  // "Around 300 of the soldiers have been flown out", "is deploying up to 25,000 soldiers": an amount beside a verb that lacks
  // a subject or object is that, though its adverb looks like a preposition.
  void amounts(Predicate& p) const {
    for (Argument& a : p.arguments) {
      const bool before = a.head < p.head;
      if (a.role != Role::kOblique || a.inherited || has_role(p, before && !p.passive ? Role::kSubject : Role::kObject))
        continue;
      if (!before && (p.passive || a.head.index() > p.head.index() + 6)) continue;
      if (!one_of(a.marker, {"around", "about", "over", "under", "near", "up_to", "between", "above", "below"})) continue;
      const bool counted = tok(a.head).upos == Upos::kNum || child_with(a.head, Deprel::kNummod);
      if (!counted) continue;
      a.role = before && !p.passive ? Role::kSubject : Role::kObject;
      a.marker = {};
      return;
    }
  }

  bool in_headline(TokenId token) const {
    const PartKind kind = doc_.paragraph_of(tok(token).sentence).kind;
    return kind == PartKind::kHeadline || kind == PartKind::kSubheading;
  }

  // "appealed to Russia to withdraw", "called on troops to leave".
  static TokenId oblique_person(const Predicate& above) {
    for (const Argument& a : above.arguments) {
      if (a.role == Role::kOblique && one_of(a.marker, {"on", "upon", "to", "with", "for"})) return a.head;
    }
    return {};
  }

  // "Manila has no plan to send it back", "Russia's plan to leave".
  TokenId possessor_or_verb_subject(TokenId noun) const {
    if (const TokenId possessor = child_with(noun, Deprel::kNmodPoss)) return possessor;
    for (const TokenId child : doc_.children(noun)) {
      if (tok(child).relation == Deprel::kNmod && one_of(preposition(doc_, child), {"by", "of", "from"})) return child;
    }
    const TokenId up = tok(noun).head;
    if (up && tok(noun).relation == Deprel::kObj) {
      if (const Predicate* verb = out_.of(up)) return first(*verb, Role::kSubject);
    }
    return {};
  }

  Mood mood_of(const Predicate& p) const {
    Mood mood;
    if (p.host) {
      mood = out_[p.host].mood;
      if (out_[p.host].lemma == "be" && p.marker == "to" && mood.tense == Mood::Tense::kPresent)
        mood.tense = Mood::Tense::kFuture;  // "are to leave"
    } else if (p.kind != PredicateKind::kNominal) {
      read_verb(p, mood);
    }
    read_words(p, mood);
    return mood;
  }

  void read_verb(const Predicate& p, Mood& mood) const {
    using Tense = Mood::Tense;
    const Token& head = tok(p.head);
    TokenId finite;  // the first auxiliary or the copula carries the tense
    bool marked_to = false;
    for (const TokenId child : doc_.children(p.head)) {
      const Token& token = tok(child);
      if (token.relation == Deprel::kMark && lemma(child) == "to") marked_to = true;
      if (token.relation != Deprel::kAux && token.relation != Deprel::kAuxPass && token.relation != Deprel::kCop) continue;
      if (!finite) finite = child;
      const std::string_view word = lemma(child);
      if (one_of(word, {"will", "shall", "'ll", "wo", "sha"})) {
        mood.tense = Tense::kFuture;
        mood.status_word = child;
      } else if (one_of(word, {"would", "'d"})) {
        mood.would = true;
        mood.status_word = child;
      } else if (one_of(word, {"may", "might", "could"})) {
        mood.possible = true;
        mood.status_word = child;
      } else if (one_of(word, {"must", "should", "ought"})) {
        mood.obliged = true;
        mood.status_word = child;
      } else if (word == "have") {
        mood.perfect = true;
      } else if (word == "be" &&
                 (tok(child).xpos == Xpos::kVbg || (head.xpos == Xpos::kVbg && token.relation == Deprel::kAux))) {
        mood.progressive = true;
      }
    }
    const Xpos carrier = finite ? tok(finite).xpos : head.xpos;
    if (mood.tense == Tense::kNone && carrier == Xpos::kVbd) mood.tense = Tense::kPast;
    if (mood.tense == Tense::kNone && (carrier == Xpos::kVbz || carrier == Xpos::kVbp)) mood.tense = Tense::kPresent;
    // "are to leave": be + to-infinitive is a plan.
    if (marked_to && finite && lemma(finite) == "be" && head.xpos == Xpos::kVb) {
      mood.tense = Tense::kFuture;
      mood.status_word = finite;
    } else if (marked_to || (head.xpos == Xpos::kVb && !finite)) {
      mood.infinitive = true;
    }
    if (p.link == Deprel::kConj && !finite && tok(p.head).head) inherit_auxiliaries(p, mood);
    if (!finite && head.xpos == Xpos::kVbn && p.link == Deprel::kRoot)
      mood.tense = Tense::kPast;  // headline: "Troops sent to ..."
  }

  // "will withdraw and hand over": the second verb shares what stands before the first.
  void inherit_auxiliaries(const Predicate& p, Mood& mood) const {
    const Predicate* first_conjunct = out_.of(tok(p.head).head);
    if (first_conjunct == nullptr) return;
    const Xpos mine = tok(p.head).xpos;
    const Xpos theirs = tok(first_conjunct->head).xpos;
    const bool bare = mine == Xpos::kVb || mine == Xpos::kVbn || mine == Xpos::kVbg;
    if (bare && (mine == theirs || first_conjunct->kind != PredicateKind::kVerb)) mood = first_conjunct->mood;
  }

  // Negation, doubt and condition, from adverbs, determiners and conjunctions.
  void read_words(const Predicate& p, Mood& mood) const {
    for (const TokenId child : doc_.children(p.head)) {
      const Token& token = tok(child);
      const std::string_view word = lemma(child);
      if (token.relation == Deprel::kAdvmod || token.relation == Deprel::kDet || token.relation == Deprel::kCc ||
          token.relation == Deprel::kCcPreconj) {
        if (one_of(word, {"not", "n't", "never", "neither", "nor", "hardly"}) ||
            (word == "no" && token.relation == Deprel::kDet && p.kind == PredicateKind::kNominal) || is_no_longer(child)) {
          mood.negated = true;
          mood.negation_word = child;
        } else if (one_of(word, {"likely", "possibly", "probably", "perhaps", "maybe", "apparently"})) {
          mood.possible = true;
          mood.status_word = child;
        } else if (word == "yet" && mood.infinitive) {
          mood.negated = true;
          mood.negation_word = child;
        }
      } else if (token.relation == Deprel::kMark && one_of(word, {"if", "unless", "provided", "should"})) {
        mood.conditional = true;
        mood.status_word = child;
      } else if (is_subject(token.relation) || is_passive_subject(token.relation) || token.relation == Deprel::kObj) {
        if (const TokenId no = negative_quantifier(child)) {
          mood.negated = true;
          mood.negation_word = no;
        }
      } else if (token.relation == Deprel::kAmod && p.kind == PredicateKind::kNominal) {
        if (one_of(word, {"possible", "potential", "likely"})) {
          mood.possible = true;
          mood.status_word = child;
        } else if (one_of(word,
                          {"planned", "future", "upcoming", "imminent", "forthcoming", "scheduled", "expected", "eventual"})) {
          mood.tense = Mood::Tense::kFuture;
          mood.status_word = child;
        }
      }
    }
    // "has yet to vacate": the adverb hangs on "have", the act below it.
    if (p.link == Deprel::kXcomp && tok(p.head).head && lemma(tok(p.head).head) == "have") {
      for (const TokenId child : doc_.children(tok(p.head).head)) {
        if (lemma(child) == "yet") {
          mood.negated = true;
          mood.negation_word = child;
        }
      }
    }
    for (const TokenId child : doc_.children(p.head)) {
      if (lemma(child) == "yet" && tok(child).relation == Deprel::kAdvmod && p.marker == "to") {
        mood.negated = true;
        mood.negation_word = child;
      }
    }
    if (p.marker == "without") mood.negated = true;
  }

  // "no longer", whatever the tree makes of the two words.
  bool is_no_longer(TokenId adverb) const {
    if (!one_of(lemma(adverb), {"long", "longer", "more"}) || adverb.index() == 0) return false;
    return one_of(doc_.form(adverb), {"longer", "more"}) && one_of(doc_.form(TokenId(adverb.index() - 1)), {"no", "No"});
  }

  TokenId negative_quantifier(TokenId noun) const {
    if (one_of(lemma(noun), {"nobody", "nothing", "none", "no-one"})) return noun;
    for (const TokenId child : doc_.children(noun)) {
      if (tok(child).relation == Deprel::kDet && one_of(lemma(child), {"no", "neither"})) return child;
    }
    return {};
  }

  // The subtree less what is another clause's: coordinated clauses, parentheses, the punctuation at the rim.
  TokenSpan clause_of(const Predicate& p) const {
    TokenSpan span{p.head.index(), p.head.index() + 1};
    for (const TokenId child : doc_.children(p.head)) {
      const Token& token = tok(child);
      if (token.relation == Deprel::kPunct || token.relation == Deprel::kCc || token.relation == Deprel::kParataxis ||
          token.relation == Deprel::kDiscourse) {
        continue;
      }
      if (token.relation == Deprel::kConj && p.kind == PredicateKind::kVerb) continue;
      if (token.relation == Deprel::kMark && one_of(lemma(child), {"that", "to"})) continue;
      span = span.joined(doc_.subtree(child));
    }
    while (span.size() > 1 && doc_.tokens()[span.end - 1].upos == Upos::kPunct) --span.end;
    while (span.size() > 1 && doc_.tokens()[span.begin].upos == Upos::kPunct) ++span.begin;
    return span;
  }

  const Document& doc_;
  const PredicateLexicon& lexicon_;
  Predicates out_;
};

// Prepositions of several words, as the treebanks join them by `fixed` or by a second case.
struct Compound {
  std::string_view first, second, joined;
};
constexpr auto kCompounds = std::to_array<Compound>({
    {"out", "of", "out_of"},
    {"because", "of", "because_of"},
    {"due", "to", "due_to"},
    {"according", "to", "according_to"},
    {"accord", "to", "according_to"},
    {"instead", "of", "instead_of"},
    {"ahead", "of", "ahead_of"},
    {"south", "of", "near"},
    {"north", "of", "near"},
    {"east", "of", "near"},
    {"west", "of", "near"},
    {"away", "from", "from"},
    {"along", "with", "with"},
    {"close", "to", "near"},
    {"next", "to", "near"},
    {"prior", "to", "before"},
    {"such", "as", "such_as"},
    {"as", "of", "since"},
    {"from", "in", "from"},
    {"from", "within", "from"},
    {"together", "with", "with"},
    {"on", "to", "onto"},
    {"up", "to", "up_to"},
    {"inside", "of", "in"},
    {"thanks", "to", "due_to"},
    {"back", "to", "to"},
    {"back", "from", "from"},
});

}  // namespace

namespace {

void collect_conjuncts(const Document& document, TokenId head, std::vector<TokenId>& out) {
  out.push_back(head);
  for (const TokenId child : document.children(head)) {
    if (document.token(child).relation == Deprel::kConj) collect_conjuncts(document, child, out);
  }
}

// Nothing stands between two words but words: no comma, no "and".
bool side_by_side(const Document& document, TokenId a, TokenId b) {
  for (std::uint32_t i = a.index() + 1; i < b.index(); ++i) {
    const Upos upos = document.tokens()[i].upos;
    if (upos == Upos::kPunct || upos == Upos::kCconj || upos == Upos::kSconj || upos == Upos::kVerb) return false;
  }
  return true;
}

}  // namespace

std::vector<TokenId> conjuncts(const Document& document, TokenId head) {
  std::vector<TokenId> out;
  collect_conjuncts(document, head, out);
  if (out.size() < 3) return out;
  // "Hill and Northland Prime Minister Jane Doe", read as a list of four: what has no comma and no "and" before it
  // belongs to the name behind it.
  std::sort(out.begin() + 1, out.end());
  for (std::size_t i = out.size() - 1; i > 1; --i) {
    const bool one =
        out[i - 1] > head && document.token(out[i]).upos == Upos::kPropn && side_by_side(document, out[i - 1], out[i]);
    if (one) out.erase(out.begin() + static_cast<std::ptrdiff_t>(i) - 1);
  }
  return out;
}

std::string_view preposition(const Document& document, TokenId head) {
  std::string_view first;
  for (const TokenId child : document.children(head)) {
    const Token& token = document.token(child);
    if (token.relation != Deprel::kCase || document.lemma(child) == "'s") continue;
    const std::string_view word = document.lemma(child);
    if (first.empty()) {
      first = word;
      for (const TokenId second : document.children(child)) {
        if (document.token(second).relation != Deprel::kFixed) continue;
        for (const Compound& c : kCompounds) {
          if (c.first == first && c.second == document.lemma(second)) first = c.joined;
        }
      }
    } else {
      for (const Compound& c : kCompounds) {
        if (c.first == first && c.second == word) first = c.joined;
      }
    }
  }
  return first;
}

Predicates find_predicates(const Document& document, const PredicateLexicon& lexicon) {
  return Builder(document, lexicon).run();
}

}  // namespace attache
