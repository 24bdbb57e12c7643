// Assembling claims; see claims.h. A list of passes over drafts: a draft is a claim with the predicate that it came from.
//
//   draft      one per asserting match, force and owner: roles, force, status, chain
//   places     the clause's own, the force's, then the place where the document last had that force
//   times      the clause's own, its carrier's
//   bases      "at X's request", "under a treaty with", the request that embeds it
//   agreements with whom, when the asker is told; on what day, when the same source tells it elsewhere
//   movements  "from A to B" is a withdrawal and a deployment
//   denials    "Baku denied this" repeats the denied claim, negated
//   regards    from the act of speech to its content
#include "coding/claims.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "coding/extent.h"
#include "world/actors.h"
#include "world/phrase.h"
#include "world/where.h"

namespace attache {
namespace {

struct Draft {
  Claim claim;
  PredicateId predicate;
  std::size_t match = 0;
  bool place_missing = false;
  std::optional<std::size_t> told = std::nullopt;  // "the deployment": the draft that told of it before
  bool in_country = false;  // "in the country", "all its troops": of the places that the document has, the whole country
};

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view country_part(std::string_view code) { return code.substr(0, code.find(' ')); }
std::string_view sector_part(std::string_view code) {
  const auto at = code.find(' ');
  return at == std::string_view::npos ? std::string_view{} : code.substr(at + 1);
}

class Assembler {
 public:
  Assembler(const Article& article, const Scene& scene, const std::vector<std::optional<FrameMatch>>& matches,
            const std::vector<Presentation>& presentations, const Attributions& attributions)
      : article_(article),
        scene_(scene),
        doc_(scene.document),
        matches_(matches),
        presentations_(presentations),
        attributions_(attributions),
        code_points_(scene.document.text()) {}

  std::vector<Claim> run() {
    has_body_ = std::any_of(doc_.paragraphs().begin(), doc_.paragraphs().end(),
                            [](const Paragraph& p) { return p.kind == PartKind::kBody; });
    carried_.resize(scene_.predicates.all.size());
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      const PredicateId host = predicate(PredicateId(i)).host;
      if (matches_[i] && matches_[i]->content && host) carried_[host.index()] = matches_[i]->content;
    }
    for (const std::size_t i : in_text_order()) draft(i);
    agreements_without_parties();
    fill_places();
    fill_givers();
    fill_owners();
    fill_countries();
    for (Draft& d : drafts_) d.claim.time = time_of(d);
    deployed_since();
    for (Draft& d : drafts_) fill_basis(d);
    agreed_with_the_asker();
    agreements_told_again();
    split_movements();
    deny_by_pronoun();
    demands();
    return finish();
  }

 private:
  const Predicate& predicate(PredicateId id) const { return scene_.predicates[id]; }
  std::string_view lemma(TokenId t) const { return doc_.lemma(t); }

  std::vector<std::size_t> in_text_order() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      if (matches_[i]) order.push_back(i);
    }
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return predicate(PredicateId(a)).head < predicate(PredicateId(b)).head; });
    return order;
  }

  CodePointSpan code_points(TokenSpan tokens) const { return code_points_.span(doc_.text(), doc_.bytes(tokens)); }
  CodePointSpan code_points(TokenId token) const { return code_points({token.index(), token.index() + 1}); }

  // Captions, bylines and the like are not coded; a headline only where there is no body.
  bool is_coded(SentenceId sentence) const {
    const PartKind kind = doc_.paragraph_of(sentence).kind;
    if (kind == PartKind::kBody) return true;
    return !has_body_ && (kind == PartKind::kHeadline || kind == PartKind::kSubheading);
  }

  // ---- roles -------------------------------------------------------------------------------------------------------

  // "We", "our": the speaker's side.
  Party speaker_party(TokenId at, std::string name) const {
    UtteranceId utterance = attributions_.innermost[at.index()];
    // In a quotation that tells what a third one said, "our" is the quoted speaker's.
    for (UtteranceId outer = utterance; outer; outer = attributions_.utterances[outer.index()].outer) {
      if (!attributions_.utterances[outer.index()].direct) continue;
      utterance = outer;
      break;
    }
    if (!utterance) return {std::move(name), {}, {}};
    const auto& links = attributions_.utterances[utterance.index()].links;
    if (links.empty()) return {std::move(name), {}, {}};
    return {std::move(name), std::string(country_part(links.front().code)), std::string(sector_part(links.front().code))};
  }

  bool is_first_person(TokenId head) const { return one_of(lemma(head), {"we", "us", "our", "I", "i", "my", "ours"}); }

  Party party_of(TokenId head) const {
    if (const ForceMention* force = scene_.force(head)) {
      if (force->party.code.empty() && force->first_person) return {force->party.name, speaker_party(head, {}).code, "MIL"};
      return force->party;
    }
    if (const ActorMention* actor = scene_.actor(head)) {
      if (actor->party.code.empty() && is_first_person(head)) return speaker_party(head, actor->party.name);
      return actor->party;
    }
    return {description(doc_, phrase_at(doc_, head).tokens), {}, {}};
  }

  void add_parties(const std::vector<TokenId>& heads, std::vector<Party>& out, Slot slot, Claim& claim) const {
    for (const TokenId head : heads) {
      std::vector<Party> parties{party_of(head)};
      if (const ActorMention* actor = scene_.actor(head); actor != nullptr && scene_.force(head) == nullptr) {
        parties.insert(parties.end(), actor->others.begin(), actor->others.end());  // "the two leaders"
      }
      for (Party& party : parties) {
        if (std::find(out.begin(), out.end(), party) == out.end()) out.push_back(std::move(party));
      }
      claim.evidence.push_back({slot, code_points(head)});
    }
  }

  // "Flew to Pyongyang", "sent euros to Kyiv": the land that a place in the recipient's slot lies in, if it is not the doer's
  // own.
  void add_lands(const std::vector<TokenId>& heads, Claim& claim) const {
    for (const TokenId head : heads) {
      const PlaceMention* place = scene_.place(head);
      if (place == nullptr || place->coreferent || place->place.country.size() != 3) continue;
      if (place->kind != "country" && place->kind != "city") continue;
      const std::string& code = place->place.country;
      const bool own =
          std::any_of(claim.actor.begin(), claim.actor.end(), [&](const Party& doer) { return doer.code == code; });
      if (own) continue;
      claim.recipient.push_back({place->place.name, code, "GOV"});
      claim.evidence.push_back({Slot::kRecipient, code_points(head)});
    }
  }

  // "Urged that Lima let the ships pass": who is to do it is asked.
  void add_asked(const Predicate& content, Claim& claim) const {
    if (content.kind == PredicateKind::kNominal) return;
    for (const Argument& a : content.arguments) {
      if (a.inherited || a.role != (content.passive ? Role::kObject : Role::kSubject)) continue;
      const Party asked = party_of(scene_.core(a.head));
      const bool own =
          std::any_of(claim.actor.begin(), claim.actor.end(), [&](const Party& doer) { return doer.code == asked.code; });
      if (asked.code.empty() || own) continue;
      add_parties({scene_.core(a.head)}, claim.recipient, Slot::kRecipient, claim);
      return;
    }
  }

  // ---- drafts ------------------------------------------------------------------------------------------------------

  void draft(std::size_t index) {
    const FrameMatch& match = *matches_[index];
    const Frame& frame = scene_.frames[match.frame];
    const Predicate& p = predicate(match.predicate);
    if (!frame.asserts || !is_coded(doc_.token(p.head).sentence)) return;
    const Presentation& shown = presentations_[index];
    if (!shown.told) return;
    if (p.kind == PredicateKind::kNominal && !nominal_counts(match, shown, p)) return;

    Claim claim;
    claim.event = frame.event;
    claim.mode = frame.mode;
    claim.posture = frame.posture;
    claim.status = frame.status && shown.status == Status::kActual ? *frame.status : shown.status;
    claim.negated = shown.negated != frame.negated;
    if (!claim.negated && denied_in_speech(shown, p.head)) claim.negated = true;
    claim.frame = frame.id + (begins(p, frame) ? "/begin" : "");
    claim.span = code_points(p.host && p.kind == PredicateKind::kNominal ? predicate(p.host).clause : p.clause);
    claim.part = doc_.paragraph_of(doc_.token(p.head).sentence).kind;
    claim.attribution = attributions_.chain(p.head);
    claim.quoted = attributions_.quoted[p.head.index()];
    claim.evidence.push_back({Slot::kPredicate, code_points(p.head)});
    if (shown.status_word) claim.evidence.push_back({Slot::kStatus, code_points(shown.status_word)});
    if (shown.negation_word) claim.evidence.push_back({Slot::kNegation, code_points(shown.negation_word)});
    add_parties(match.actors, claim.actor, Slot::kActor, claim);
    add_parties(match.recipients, claim.recipient, Slot::kRecipient, claim);
    if (claim.posture == Posture::kNone) add_lands(match.recipient_places, claim);
    if (claim.event == EventType::kRequest && claim.recipient.empty() && match.content)
      add_asked(predicate(match.content), claim);
    if (frame.by_speaker && !say_it(p, claim)) return;
    if (frame.together) join_partners(p, claim);
    const Draft* told = claim.actor.empty() ? told_before(match, p, frame) : nullptr;
    if (told != nullptr) {
      claim.actor = told->claim.actor;
    } else if (claim.actor.empty()) {
      borrow_actor(shown, match, p, claim);
    }
    agree_to_future(claim);

    if (frame.posture == Posture::kNone) {
      drafts_.push_back({std::move(claim), match.predicate, index});
      return;
    }
    if (told != nullptr) {
      claim.force = told->claim.force;
      if (claim.mode.empty()) claim.mode = told->claim.mode;
      const auto before = static_cast<std::size_t>(told - drafts_.data());
      drafts_.push_back({std::move(claim), match.predicate, index});
      drafts_.back().told = before;
      return;
    }
    if (frame.with != EventType::kNone) told_with(frame, match, claim);
    closing_of_foreign_base(match, p, claim);
    const bool to_come =
        claim.status == Status::kPlanned || claim.status == Status::kRequested || claim.status == Status::kProposed;
    if (frame.to_come != Posture::kNone && to_come) {  // "are to be stationed along the border"
      become(claim, frame.to_come);
    }
    // "Did not let them land", "will never let them stay" (ruling 22)
    const bool refused =
        claim.negated && (claim.status == Status::kActual || claim.status == Status::kPlanned) && !shown.embedded_by;
    if (claim.posture == Posture::kAccess && claim.event == EventType::kAgree && refused) {
      claim.event = EventType::kReject;
      claim.mode = "REJECT-assist";
      claim.status = Status::kActual;
    }
    if (claim.posture == Posture::kDeploy && p.passive && p.mood.tense == Mood::Tense::kPresent && !p.mood.perfect &&
        !p.mood.progressive && claim.status == Status::kActual) {  // "are deployed in": they are there
      become(claim, Posture::kRemain);
    }
    for (auto& [force, head] : forces_of(match, p, claim)) {
      const std::string& owner = force.owner;
      Claim one = claim;
      one.force = force;
      if (head) {
        one.evidence.push_back({Slot::kForce, code_points(head)});
        if (const ForceMention* mention = scene_.force(head); mention != nullptr && mention->count_span) {
          one.evidence.push_back({Slot::kCount, *mention->count_span});
        }
        // "forces and border guards would withdraw": each force does its own leaving.
        if (std::find(match.actors.begin(), match.actors.end(), head) != match.actors.end()) {
          one.actor = {party_of(head)};
          if (!force.owner.empty()) one.actor.front().code = force.owner;
        }
        if (one.actor.size() > 1 &&
            std::count_if(one.actor.begin(), one.actor.end(), [&owner](const Party& a) { return a.code == owner; }) == 1) {
          std::erase_if(one.actor, [&owner](const Party& a) { return a.code != owner; });  // each sends its own
        }
      }
      if (one.actor.empty() && !force.owner.empty()) one.actor = {{owner_name(force, head), force.owner, "MIL"}};
      if (one.event == EventType::kMobilize && one.mode.empty()) one.mode = mobilize_mode(force.kind);
      const bool in_country = frame.posture == Posture::kWithdraw && head && names_all(head);
      drafts_.push_back({std::move(one), match.predicate, index});
      drafts_.back().in_country = in_country;
    }
  }

  // "The ministry, quoted by X, denied that ...": where the parse hid the denial from the frames, the attribution has it.
  bool denied_in_speech(const Presentation& shown, TokenId head) const {
    const UtteranceId utterance = attributions_.innermost[head.index()];
    if (!utterance || !attributions_.utterances[utterance.index()].denial) return false;
    return !shown.embedded_by || !scene_.frames[matches_[*shown.embedded_by]->frame].content_negated;
  }

  // "Have begun to leave", "are pulling back": a departure that is under way.
  bool begins(const Predicate& p, const Frame& frame) const {
    if (frame.posture != Posture::kWithdraw) return false;
    if (p.host && one_of(predicate(p.host).lemma, {"begin", "start", "commence"})) return true;
    return p.kind == PredicateKind::kVerb && p.mood.progressive && p.mood.tense == Mood::Tense::kPresent;
  }

  bool names_all(TokenId head) const { return lower(told_part(doc_, head)).starts_with("all"); }

  // A nominal is a claim as the content of a speech act or where it alone tells an act with its doer (ruling 2).
  bool nominal_counts(const FrameMatch& match, const Presentation& shown, const Predicate& p) const {
    if (p.host && matches_[p.host.index()]) {  // "held talks": the verb's frame has told it
      const Frame& host = scene_.frames[matches_[p.host.index()]->frame];
      if (host.asserts && host.event == scene_.frames[match.frame].event) return false;
    }
    if (shown.embedded_by || p.host) return true;
    if (happens_at(p)) return parties_of(match) > 1;
    const bool possessed = std::any_of(p.arguments.begin(), p.arguments.end(), [](const Argument& a) {
      return !a.inherited &&
             (a.role == Role::kSubject || a.role == Role::kPossessor || a.role == Role::kOf || a.role == Role::kModifier);
    });
    return possessed && (!match.forces.empty() || (!match.actors.empty() && p.link != Deprel::kCompound));
  }

  // "agreed at a meeting in Sochi on Monday": the clause that happens there.
  const Predicate* happens_at(const Predicate& p) const {
    const bool occasion = p.kind == PredicateKind::kNominal && one_of(p.marker, {"at", "during", "in"}) && p.governor &&
                          doc_.token(p.head).head == predicate(p.governor).head && scene_.frames.is_meeting(lemma(p.head));
    return occasion ? &predicate(p.governor) : nullptr;
  }

  // How many states and bodies take part, those behind "with" too.
  std::size_t parties_of(const FrameMatch& match) const {
    Claim probe;
    add_parties(match.actors, probe.actor, Slot::kActor, probe);
    join_partners(predicate(match.predicate), probe);
    std::vector<std::string_view> codes;
    for (const Party& party : probe.actor) {
      const bool known = party.code.empty() || std::find(codes.begin(), codes.end(), party.code) != codes.end();
      if (!known) codes.push_back(party.code);
    }
    return codes.size();
  }

  // PLOVER: AID, COOPERATE, CONSULT and SUPPORT that are still to come are agreements to them.
  static void agree_to_future(Claim& claim) {
    const bool verbal = claim.event == EventType::kAid || claim.event == EventType::kCooperate ||
                        claim.event == EventType::kConsult || claim.event == EventType::kSupport;
    const bool to_come = claim.status == Status::kPlanned || claim.status == Status::kAgreed;
    if (!verbal || !to_come || claim.negated || claim.posture != Posture::kNone) return;
    claim.event = EventType::kAgree;
    claim.mode.clear();
  }

  // Makes the speaker of a clause the doer of a claim, whose chain then starts above that speaker; false where nobody says it.
  bool say_it(const Predicate& p, Claim& claim) const {
    const UtteranceId id = attributions_.innermost[p.head.index()];
    if (!id) return false;
    const Utterance& utterance = attributions_.utterances[id.index()];
    if (!utterance.source_head || utterance.links.empty() || utterance.denial) return false;
    claim.actor.clear();
    add_parties({scene_.core(utterance.source_head)}, claim.actor, Slot::kActor, claim);
    const Link& speaker = utterance.links.front();
    claim.actor = {{speaker.name, std::string(country_part(speaker.code)), std::string(sector_part(speaker.code))}};
    std::erase_if(claim.attribution, [&](const Link& link) { return link.name == speaker.name; });
    claim.quoted = false;
    return true;
  }

  // "Pledged 500 troops": the pledge, beside the deployment that it is about.
  void told_with(const Frame& frame, const FrameMatch& match, const Claim& about) {
    Claim claim = about;
    claim.event = frame.with;
    claim.mode.clear();
    claim.posture = Posture::kNone;
    claim.status = Status::kActual;
    claim.negated = false;
    for (Party& party : claim.actor) {
      if (party.sector.empty() && party.code.size() == 3) party.sector = "GOV";
    }
    beside_.push_back({std::move(claim), match.predicate});
  }

  // "Y must leave, X said": X's demand of Y, beside the act that is asked.
  void demands() {
    for (std::size_t i = 0; i < scene_.predicates.all.size(); ++i) {
      const Predicate& p = predicate(PredicateId(i));
      if (!p.mood.obliged || p.mood.conditional || p.mood.perfect || !is_coded(doc_.token(p.head).sentence)) continue;
      if (p.link == Deprel::kAdvcl || p.link == Deprel::kAclRelcl || p.link == Deprel::kAcl) continue;
      std::vector<TokenId> asked;
      for (const Argument& a : p.arguments) {
        const TokenId core = scene_.core(a.head);
        const bool someone = scene_.actor(core) != nullptr || scene_.force(core) != nullptr;
        if (someone && !is_first_person(core) && (a.role == Role::kSubject || (p.passive && a.role == Role::kObject)))
          asked.push_back(core);
      }
      if (asked.empty()) continue;
      Claim claim;
      claim.event = EventType::kRequest;
      claim.frame = "request.must";
      claim.span = code_points(p.clause);
      claim.part = doc_.paragraph_of(doc_.token(p.head).sentence).kind;
      claim.attribution = attributions_.chain(p.head);
      claim.evidence.push_back({Slot::kPredicate, code_points(p.mood.status_word ? p.mood.status_word : p.head)});
      add_parties(asked, claim.recipient, Slot::kRecipient, claim);
      if (!say_it(p, claim) || claim.actor == claim.recipient) continue;
      beside_.push_back({std::move(claim), PredicateId(i)});
    }
  }

  // "X met with Y", "X agreed with Y": both do it.
  void join_partners(const Predicate& p, Claim& claim) const {
    for (const Argument& a : p.arguments) {
      if (a.role != Role::kOblique || !one_of(a.marker, {"with", "between", "among", "of"})) continue;
      for (const TokenId head : conjuncts(doc_, a.head)) {
        const TokenId core = scene_.core(head);
        if (scene_.actor(core) == nullptr && scene_.force(core) == nullptr) continue;
        const Party party = party_of(core);
        if (std::find(claim.actor.begin(), claim.actor.end(), party) == claim.actor.end()) claim.actor.push_back(party);
        claim.evidence.push_back({Slot::kActor, code_points(core)});
      }
    }
  }

  // "Armenia closed the Russian base": the host expels whoever's base it is (ruling 24).
  void closing_of_foreign_base(const FrameMatch& match, const Predicate& p, Claim& claim) const {
    if (claim.event != EventType::kRetreat || claim.posture != Posture::kWithdraw || !match.forces.empty() ||
        claim.actor.empty())
      return;
    for (const Argument& a : p.arguments) {
      if (a.role != Role::kObject && a.role != Role::kOf) continue;
      for (const TokenId child : doc_.children(a.head)) {
        const ActorMention* owner = scene_.actor(child);
        const Deprel r = doc_.token(child).relation;
        if (owner == nullptr || owner->party.code.empty() || owner->party.code == claim.actor.front().code) continue;
        if (r != Deprel::kAmod && r != Deprel::kNmodPoss && r != Deprel::kCompound) continue;
        claim.event = EventType::kSanction;
        claim.mode = "SANCTION-expel";
        claim.recipient = {{owner->party.name, owner->party.code, "MIL"}};
        return;
      }
    }
  }

  // "Qatar confirmed the deployment": the one that the document told last, whoever confirms it.
  const Draft* told_before(const FrameMatch& match, const Predicate& p, const Frame& frame) const {
    if (p.kind != PredicateKind::kNominal || frame.posture == Posture::kNone || !match.forces.empty()) return nullptr;
    const auto children = doc_.children(p.head);
    const bool definite = std::any_of(children.begin(), children.end(), [&](TokenId child) {
      return doc_.token(child).relation == Deprel::kDet && one_of(lemma(child), {"the", "this", "that"});
    });
    const bool own = std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) {
      return !a.inherited && a.role != Role::kAdverb && a.role != Role::kClause && a.role != Role::kAdjunct &&
             (a.role != Role::kModifier || scene_.actor(a.head) != nullptr || scene_.force(a.head) != nullptr);
    });
    if (!definite || own) return nullptr;
    for (std::size_t back = drafts_.size(); back-- > 0;) {
      if (drafts_[back].claim.posture == frame.posture && drafts_[back].claim.force) return &drafts_[back];
    }
    return nullptr;
  }

  // The doer of a content without one is the doer of what embeds it: "Vucic would order a withdrawal". Who only confirms or
  // denies an act with forces need not be the one who does it.
  void borrow_actor(const Presentation& shown, const FrameMatch& match, const Predicate& p, Claim& claim) const {
    if (!shown.embedded_by || p.kind != PredicateKind::kNominal) return;
    const FrameMatch& outer = *matches_[*shown.embedded_by];
    const Frame& frame = scene_.frames[outer.frame];
    const bool tells_only = frame.content_status == Status::kActual || (frame.content_negated && !frame.content_status);
    if (!frame.asserts && tells_only && !match.forces.empty()) {
      const ForceMention* mention = scene_.force(match.forces.front());
      if (mention != nullptr && !mention->force.owner.empty()) return;
    }
    const bool asks_another = frame.content_status == Status::kRequested && !outer.recipients.empty();
    add_parties(asks_another ? outer.recipients : outer.actors, claim.actor, Slot::kActor, claim);
  }

  std::string owner_name(const Force& force, TokenId head) const {
    if (const ForceMention* mention = scene_.force(head); mention != nullptr && !mention->party.name.empty())
      return mention->party.name;
    return force.owner;
  }

  struct ForceAt {
    Force force;
    TokenId head;
  };

  std::vector<ForceAt> forces_of(const FrameMatch& match, const Predicate& p, const Claim& claim) {
    std::vector<ForceAt> out;
    for (const TokenId head : match.forces) {
      const ForceMention* mention = scene_.force(head);
      const bool their = doc_.token(head).relation == Deprel::kNmodPoss && match.forces.size() > 1;  // "part of their vehicles"
      if (mention == nullptr || their) continue;
      Force force = mention->force;
      if (force.owner.empty()) force.owner = party_of(head).code;
      if (force.owner.empty() && !mention->unnamed && claim.actor.size() == 1 && claim.posture != Posture::kAccess &&
          owns(claim.actor.front())) {
        force.owner = claim.actor.front().code;
      }
      if (force.owner.empty() && !mention->unnamed) {
        auto owners = owners_above(match, head);
        if (owners.empty() && claim.posture != Posture::kAccess) owners = owners_together(claim);
        if (!owners.empty()) {
          tell_extent(force, head, p);
          for (const std::string& owner : owners) {
            force.owner = owner;
            out.push_back({force, head});
          }
          continue;
        }
      }
      const bool nobody =
          std::all_of(claim.actor.begin(), claim.actor.end(), [](const Party& party) { return party.code.empty(); });
      if (force.owner.empty() && nobody && claim.posture != Posture::kAccess) force.owner = publisher();
      tell_extent(force, head, p);
      out.push_back({force, head});
      for (const std::string& owner : mention->more_owners) {  // "Russian and Belarusian troops"
        force.owner = owner;
        out.push_back({force, head});
      }
    }
    if (!out.empty()) return out;
    // No force named: the actor's own, or (access) the one who is let in; of the kind that the document last spoke of.
    const bool others = claim.posture == Posture::kAccess || claim.event == EventType::kSanction;
    const auto& owners = others ? claim.recipient : claim.actor;
    for (const Party& party : owners) {
      if (party.code.empty()) continue;
      Force force;
      force.owner = party.code;
      // "new Russian departures" says no kind; "their exit" and a clause speak of those named before.
      const bool named = !match.actors.empty() && doc_.token(match.actors.front()).upos != Upos::kPron;
      const bool anew = named && (p.kind == PredicateKind::kNominal || has_sites(p));
      force.kind = anew ? ForceKind::kMilitary : last_kind(party.code, p.head);
      if (party.code == "UN" && force.kind == ForceKind::kMilitary) force.kind = ForceKind::kPeacekeepers;
      if (std::any_of(out.begin(), out.end(), [&](const ForceAt& f) { return f.force.owner == force.owner; })) continue;
      out.push_back({std::move(force), {}});
    }
    if (out.empty()) {
      Force force;
      force.kind = ForceKind::kMilitary;
      if (const ForceMention* last = last_force(p.head)) force = {last->force.owner, last->force.kind, {}, {}};
      if (p.kind != PredicateKind::kNominal) force.owner.clear();
      out.push_back({std::move(force), {}});
    }
    return out;
  }

  // "Russia has a string of military facilities": sites, not those who man them.
  bool has_sites(const Predicate& p) const {
    return std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) {
      return a.role == Role::kObject && scene_.force(a.head) == nullptr &&
             (scene_.frames.is("base-site", lemma(a.head)) || scene_.frames.is("military-facility", lemma(a.head)));
    });
  }

  // "Delhi and Beijing agreed to the disengagement of their guards": those who agreed.
  std::vector<std::string> owners_above(const FrameMatch& match, TokenId force) const {
    const auto children = doc_.children(force);
    const bool their = std::any_of(children.begin(), children.end(), [&](TokenId child) {
      return doc_.token(child).relation == Deprel::kNmodPoss && one_of(lemma(child), {"they", "their", "its", "it"});
    });
    const auto& by = presentations_[static_cast<std::size_t>(match.predicate.index())].embedded_by;
    std::vector<std::string> out;
    if (!their || !by) return out;
    for (const TokenId actor : matches_[*by]->actors) {
      const std::string code = party_of(actor).code;
      if (!code.empty() && std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
    }
    return out;
  }

  // "Sweden and Finland will send soldiers": each its own.
  static std::vector<std::string> owners_together(const Claim& claim) {
    std::vector<std::string> out;
    for (const Party& party : claim.actor) {
      if (!owns(party)) return {};
      if (std::find(out.begin(), out.end(), party.code) == out.end()) out.push_back(party.code);
    }
    return out.size() > 1 ? out : std::vector<std::string>{};
  }

  // What a ministry or an army tells of forces without saying whose is its own.
  std::string publisher() const {
    const auto& outlet = scene_.grounding.outlet;
    return outlet && one_of(outlet->party.sector, {"GOV", "MIL"}) ? outlet->party.code : std::string{};
  }

  void tell_extent(Force& force, TokenId head, const Predicate& p) const {
    const std::string part = told_part(doc_, head);
    if (!part.empty()) force.unit = part;
    const Cut cut = cut_of(doc_, p);
    if (cut.count)
      force.count = cut.count;
    else if (cut.is_cut && part.empty())
      force.unit = "some";
  }

  static bool owns(const Party& party) { return !party.code.empty() && !one_of(party.sector, {"MED", "CVL", "NGO"}); }

  // The nearest force before a token, of an owner where one is given.
  const ForceMention* last_force(TokenId before, std::string_view owner = {}) const {
    const ForceMention* last = nullptr;
    for (const ForceMention& mention : scene_.grounding.forces) {
      if (mention.head >= before) break;
      if (mention.force.owner.empty() || (!owner.empty() && mention.force.owner != owner)) continue;
      last = &mention;
    }
    return last;
  }

  ForceKind last_kind(std::string_view owner, TokenId before) const {
    const ForceMention* last = last_force(before, owner);
    return last == nullptr ? ForceKind::kMilitary : last->force.kind;
  }

  // Tells the claim as another posture, with the event and mode that go with it (CODEBOOK ruling 4).
  static void become(Claim& claim, Posture posture) {
    claim.posture = posture;
    claim.mode.clear();
    switch (posture) {
      case Posture::kDeploy:
        claim.event = EventType::kMobilize;
        if (claim.force) claim.mode = mobilize_mode(claim.force->kind);
        break;
      case Posture::kWithdraw:
        claim.event = EventType::kRetreat;
        claim.mode = "RETREAT-withdraw";
        break;
      default:
        claim.event = EventType::kNone;
        break;
    }
  }

  // CODEBOOK ruling 29.
  static std::string mobilize_mode(ForceKind kind) {
    switch (kind) {
      case ForceKind::kAir:
      case ForceKind::kArmour:
      case ForceKind::kMissiles:
      case ForceKind::kNaval:
        return "MOBILIZE-weapons";
      case ForceKind::kPolice:
        return "MOBILIZE-police";
      case ForceKind::kMilitia:
        return "MOBILIZE-militia";
      case ForceKind::kObservers:
        return {};
      default:
        return "MOBILIZE-troops";
    }
  }

  // "The withdrawal was agreed": by those who agreed before in the document.
  void agreements_without_parties() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (drafts_[i].claim.event != EventType::kAgree || !drafts_[i].claim.actor.empty()) continue;
      for (std::size_t back = i; back-- > 0;) {
        if (drafts_[back].claim.event != EventType::kAgree || drafts_[back].claim.actor.empty()) continue;
        drafts_[i].claim.actor = drafts_[back].claim.actor;
        break;
      }
    }
  }

  // What an act of speech is about: the drafts of its content.
  PredicateId content_of(const Draft& d) const {
    const PredicateId content = matches_[d.match]->content;
    if (content) return content;
    return carried_[d.predicate.index()];
  }

  const Draft* posture_agreed(const Draft& agreement) const {
    const PredicateId content = content_of(agreement);
    if (!content) return nullptr;
    const auto found = std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& d) {
      return d.predicate == content && d.claim.posture != Posture::kNone && d.claim.force;
    });
    return found == drafts_.end() ? nullptr : &*found;
  }

  // "Paris agreed to withdraw troops at Dakar's request": agreed with whoever asked.
  void agreed_with_the_asker() {
    for (Draft& d : drafts_) {
      if (d.claim.event != EventType::kAgree || !d.claim.recipient.empty() || d.claim.actor.size() != 1) continue;
      const Draft* content = posture_agreed(d);
      if (content == nullptr || !content->claim.basis || content->claim.basis->by.empty()) continue;
      const Basis& basis = *content->claim.basis;
      const bool asked = basis.kind == BasisKind::kRequest || basis.kind == BasisKind::kInvitation;
      if (asked && basis.by != d.claim.actor.front().code) d.claim.recipient = {{state_name(basis.by), basis.by, "GOV"}};
    }
  }

  // One source tells one agreement in several sentences and its day in one of them: the others have that day (ruling 27: a time
  // is inferred within one chain alone).
  void agreements_told_again() {
    const auto one_chain = [](const Claim& a, const Claim& b) {
      return std::equal(a.attribution.begin(), a.attribution.end(), b.attribution.begin(), b.attribution.end(),
                        [](const Link& x, const Link& y) { return x.name == y.name; });
    };
    const auto unknown = [](const Claim& c) {
      return std::all_of(c.actor.begin(), c.actor.end(), [](const Party& p) { return p.code.empty(); });
    };
    const auto shares_actor = [&](const Claim& a, const Claim& b) {  // "the two governments" may be those
      return unknown(a) || unknown(b) || std::any_of(a.actor.begin(), a.actor.end(), [&](const Party& x) {
               return !x.code.empty() &&
                      std::any_of(b.actor.begin(), b.actor.end(), [&](const Party& y) { return x.code == y.code; });
             });
    };
    struct Told {
      Draft* agreement;
      const Draft* content;
    };
    std::vector<Told> told;
    for (Draft& d : drafts_) {
      if (d.claim.event != EventType::kAgree || d.claim.status != Status::kActual || d.claim.negated) continue;
      if (const Draft* content = posture_agreed(d)) told.push_back({&d, content});
    }
    for (const Told& undated : told) {
      if (undated.agreement->claim.time || undated.agreement->claim.attribution.size() < 2) continue;
      for (const Told& dated : told) {
        const auto& time = dated.agreement->claim.time;
        if (!time || !time->latest_end) continue;
        const Claim &a = undated.content->claim, &b = dated.content->claim;
        const bool same = a.posture == b.posture && a.force->owner == b.force->owner &&
                          one_chain(undated.agreement->claim, dated.agreement->claim) &&
                          shares_actor(undated.agreement->claim, dated.agreement->claim);
        if (!same) continue;
        undated.agreement->claim.time = time;
        break;
      }
    }
  }

  // ---- places ------------------------------------------------------------------------------------------------------

  static bool leaves(Posture posture) { return posture == Posture::kWithdraw; }

  // How well a preposition tells the place of a posture; 0: not at all.
  static int place_weight(Posture posture, std::string_view marker) {
    const bool out = one_of(marker, {"from", "out_of", "off"});
    const bool in =
        one_of(marker, {"in",    "at",         "on",     "near",      "inside",   "within",   "across",  "around",
                        "along", "throughout", "over",   "outside",   "under",    "through",  "behind",  "above",
                        "below", "beyond",     "beside", "alongside", "north_of", "south_of", "east_of", "west_of"});
    const bool into = one_of(marker, {"to", "into", "onto", "toward", "towards", "for", "against"});
    if (leaves(posture)) return out ? 3 : in ? 1 : 0;
    if (posture == Posture::kDeploy) return into && marker != "for" && marker != "against" ? 3 : in ? 2 : 0;
    if (posture == Posture::kAccess) return into ? 3 : in ? 2 : 0;
    if (posture == Posture::kNone) return in && marker != "under" && marker != "over" ? 2 : 0;
    return in ? 2 : 0;
  }

  std::vector<TokenId> clause_places(const Draft& d) const {
    const Predicate& p = predicate(d.predicate);
    const FrameMatch& match = *matches_[d.match];
    std::vector<TokenId> best;
    for (const TokenId told : match.places) {  // "left Gori, Senaki and Zugdidi"
      for (const TokenId one : conjuncts(doc_, told)) {
        if (const TokenId core = one == told ? told : place_core(one)) add_with_listed(core, best);
      }
    }
    if (!best.empty()) return best;
    int best_weight = 0;
    const auto consider = [&](TokenId head, int weight) {
      if (weight <= best_weight) return;
      std::vector<TokenId> found;
      for (const TokenId one : conjuncts(doc_, head)) {
        if (const TokenId core = place_core(one)) add_with_listed(core, found);
      }
      if (!found.empty()) {
        best = std::move(found);
        best_weight = weight;
      }
    };
    for (const Argument& a : p.arguments) {
      if (a.role == Role::kOblique) {
        if (a.marker == "near" &&
            std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& b) { return unknown_place(b); }))
          continue;
        if (a.marker == "on" && d.claim.posture == Posture::kNone && is_state(a.head)) continue;  // "sanctions on Belarus"
        if (agreed_at_home(d, a.head, a.marker)) continue;
        const int weight = place_weight(d.claim.posture, a.marker);
        const TokenId also = weight > 0 && weight == best_weight && follows_and(a.head) ? place_core(a.head) : TokenId{};
        if (also) best.push_back(also);
        consider(a.head, weight);
      }
      if (a.role == Role::kAdverb && one_of(lemma(a.head), {"there", "here", "abroad"})) consider(a.head, 2);
      if (a.role == Role::kObject && d.claim.posture != Posture::kNone && scene_.force(a.head) == nullptr) consider(a.head, 2);
      if (a.role == Role::kOf && d.claim.posture != Posture::kNone && scene_.force(a.head) == nullptr) consider(a.head, 1);
      // "arrested five journalists in Minsk", "attended a summit in Quito"; "seized the town" happens there.
      const EventType event = d.claim.event;
      const bool bodily = event == EventType::kAssault || event == EventType::kCoerce || event == EventType::kProtest;
      const bool held = event == EventType::kConsult || event == EventType::kAid || event == EventType::kCooperate ||
                        event == EventType::kMobilize;
      if (a.role == Role::kObject && event == EventType::kAssault && !is_state(a.head)) consider(a.head, 1);
      if (a.role == Role::kObject && (d.claim.posture != Posture::kNone || bodily || held))
        below(a.head, d.claim.posture, consider);
    }
    // "ordered the deployment of troops to Mali": the parser may hang the place on the order.
    if (best.empty() && p.kind == PredicateKind::kNominal && d.claim.posture != Posture::kNone && p.governor) {
      for (const Argument& a : predicate(p.governor).arguments) {
        if (a.role == Role::kOblique && a.head > p.head && place_weight(d.claim.posture, a.marker) == 3) consider(a.head, 3);
      }
    }
    return best;
  }

  // "An agreement on the departure of the French soldiers in Paris": nobody's forces leave their own capital; it was agreed
  // there.
  bool agreed_at_home(const Draft& d, TokenId where, std::string_view marker) const {
    const bool nominal = predicate(d.predicate).kind == PredicateKind::kNominal && presentations_[d.match].embedded_by;
    if (!leaves(d.claim.posture) || !nominal || !d.claim.force || d.claim.force->owner.empty()) return false;
    const PlaceMention* place = scene_.place(scene_.core(where));
    return one_of(marker, {"in", "at"}) && place != nullptr && place->place.country == d.claim.force->owner;
  }

  // "bases in Niamey, Ouallam and Ayorou": one mention for the words up to the first town, the others stand beside that.
  void add_with_listed(TokenId place, std::vector<TokenId>& out) const {
    if (std::find(out.begin(), out.end(), place) == out.end()) out.push_back(place);
    const TokenSpan named = scene_.place(place)->tokens;
    for (std::uint32_t i = named.begin; i < named.end; ++i) {
      for (const TokenId other : conjuncts(doc_, TokenId(i))) {
        const bool listed = !named.contains(other.index()) && scene_.place(other) != nullptr;
        if (listed && std::find(out.begin(), out.end(), other) == out.end()) out.push_back(other);
      }
    }
  }

  // "access to the port of Duqm": the place below the object.
  template <class Consider>
  void below(TokenId object, Posture posture, const Consider& consider) const {
    if (scene_.force(object) != nullptr || scene_.place(object) != nullptr) return;
    for (const TokenId child : doc_.children(object)) {
      if (doc_.token(child).relation != Deprel::kNmod) continue;
      if (posture == Posture::kNone && preposition(doc_, child) == "on" && is_state(child)) continue;  // "sanctions on Belarus"
      consider(child, std::min(place_weight(posture, preposition(doc_, child)), 2));
    }
  }

  bool is_state(TokenId head) const {
    const PlaceMention* place = scene_.place(head);
    return place != nullptr && !place->place.country.empty() && place->place.key == place->place.country;
  }

  // "In Suva and at the base": whether "and" opens the phrase.
  bool follows_and(TokenId head) const {
    const std::uint32_t first = doc_.subtree(head).begin;
    return first > 0 && doc_.tokens()[first].upos == Upos::kCconj;
  }

  // "In the eastern city": a place that the clause names without saying which.
  bool unknown_place(const Argument& a) const {
    return a.role == Role::kOblique && one_of(a.marker, {"in", "at"}) && !place_core(a.head) &&
           one_of(lemma(a.head), {"city", "town", "village", "region", "province", "area", "district", "country"});
  }

  // The place of a phrase: its own, or that of what it is part of ("camps at Goma and Sake").
  TokenId place_core(TokenId head) const {
    const TokenId core = scene_.core(head);
    if (scene_.place(core) != nullptr) return core;
    for (const TokenId child : doc_.children(head)) {
      if (doc_.token(child).relation == Deprel::kNmod && scene_.place(child) != nullptr &&
          place_weight(Posture::kRemain, preposition(doc_, child)) > 0) {
        return child;
      }
    }
    return {};
  }

  void set_places(Draft& d, const std::vector<TokenId>& heads, bool context) {
    for (const TokenId head : heads) {
      Place place = scene_.place(head)->place;
      // Of forces abroad, "the country" is not their own.
      const bool own = scene_.place(head)->coreferent && d.claim.posture != Posture::kNone && d.claim.force &&
                       place.key == place.country && place.country == d.claim.force->owner;
      if (own) {
        d.in_country = true;
        continue;
      }
      place.from_context = context;
      // "Camp Adder, its last base in Iraq": by its own name.
      const Token& noun = doc_.token(head);
      if (noun.relation == Deprel::kAppos && noun.head && scene_.place(noun.head) == nullptr &&
          scene_.called(noun.head, "base-site")) {
        place.name = description(doc_, phrase_at(doc_, noun.head).tokens);
      }
      if (place.country.empty() && place.key.empty() &&
          d.claim.posture != Posture::kNone) {  // "a Turkish base": in the land spoken of
        if (const Place* around = surrounding(d))
          place.country = around->country;
        else
          place.country = other_state(d);
      }
      if (std::any_of(d.claim.place.begin(), d.claim.place.end(), [&](const Place& q) { return q.name == place.name; }))
        continue;
      d.claim.place.push_back(std::move(place));
      d.claim.evidence.push_back({Slot::kPlace, code_points(scene_.place(head)->tokens)});
    }
  }

  // "a police post near Yirol", "the camp outside the town": a place that no register knows, by its words; in the country that
  // the document speaks of.
  void unknown_places(Draft& d) {
    const Predicate& p = predicate(d.predicate);
    TokenId best;
    int best_weight = 0;
    for (const Argument& a : p.arguments) {
      int weight = 0;
      if (a.role == Role::kOblique) weight = place_weight(d.claim.posture, a.marker);
      if (a.role == Role::kObject && d.claim.posture != Posture::kNone) weight = 2;
      if (weight <= best_weight || !names_unknown_place(a, d.claim.posture)) continue;
      best = a.head;
      best_weight = weight;
    }
    if (!best) return;
    Place place;
    place.name = description(doc_, phrase_at(doc_, best).tokens);
    if (const Place* around = surrounding(d)) place.country = around->country;
    place.from_context = true;
    d.claim.evidence.push_back({Slot::kPlace, code_points(best)});
    d.claim.place.push_back(std::move(place));
  }

  // Nothing in the clause itself: where those are who take part, or what a clause of time tells ("when a mine blew up their
  // truck in X").
  void near_places(Draft& d) {
    const EventType event = d.claim.event;
    if (event != EventType::kAssault && event != EventType::kProtest && event != EventType::kCoerce) return;
    const EventPlaces near = places_of_event(doc_, scene_.grounding, predicate(d.predicate).head, Nearness::kClause);
    if (near.nearness == Nearness::kNone) return;
    std::vector<TokenId> heads;
    for (const PlaceMentionId place : near.places) {
      const TokenId head = scene_.grounding.places[place.index()].head;
      if (!is_state(head)) heads.push_back(head);  // "sanctions on Belarus", "killed men from Iran"
    }
    set_places(d, heads, near.nearness != Nearness::kOwn);
  }

  bool names_unknown_place(const Argument& a, Posture posture) const {
    const ActorMention* actor = scene_.actor(a.head);
    if ((actor != nullptr && !actor->party.code.empty()) || scene_.force(a.head) != nullptr || scene_.time(a.head) != nullptr)
      return false;
    const Token& token = doc_.token(a.head);
    if (token.upos == Upos::kPropn) {
      if (posture != Posture::kNone)
        return a.role == Role::kOblique || leaves(posture) ||
               scene_.called(a.head, "base-site");  // whatever the finder of names takes it for: forces are there
      const auto& names = scene_.grounding.names;
      const auto next = std::upper_bound(names.begin(), names.end(), a.head.index(),
                                         [](std::uint32_t at, const Name& name) { return at < name.tokens.begin; });
      const bool named = next != names.begin() && std::prev(next)->tokens.contains(a.head.index());
      return a.role == Role::kOblique && (!named || std::prev(next)->kind == NameKind::kPlace);
    }
    return actor == nullptr && token.upos == Upos::kNoun &&
           (scene_.frames.is("base-site", lemma(a.head)) || scene_.frames.is("barracks-noun", lemma(a.head)));
  }

  void fill_places() {
    for (Draft& d : drafts_) {
      set_places(d, clause_places(d), false);
      if (d.claim.place.empty()) unknown_places(d);
      if (d.claim.place.empty() && d.claim.posture == Posture::kNone) near_places(d);
      if (d.claim.place.empty() && d.claim.posture != Posture::kNone) force_places(d);
      if (d.claim.place.empty() && d.claim.posture != Posture::kNone) d.place_missing = true;
    }
    for (Draft& d : drafts_) {  // "gave the Americans access to four more bases": its own
      if (d.claim.posture != Posture::kAccess || d.claim.actor.empty()) continue;
      for (Place& place : d.claim.place) {
        if (place.country.empty() && place.key.empty()) place.country = d.claim.actor.front().code;
      }
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& d = drafts_[i];
      if (!d.place_missing) continue;
      if (expelled_from_home(d)) continue;
      if (d.told && !drafts_[*d.told].claim.place.empty())
        take_place(d, drafts_[*d.told]);
      else
        context_place(i);
    }
  }

  // "Niger's junta ordered the German soldiers out": out of Niger.
  bool expelled_from_home(Draft& d) const {
    if (d.claim.event != EventType::kSanction || !leaves(d.claim.posture) || d.claim.actor.empty() || !d.claim.force)
      return false;
    const std::string& host = d.claim.actor.front().code;
    if (host.size() != 3 || host == d.claim.force->owner) return false;
    const Place* country = country_named(host);
    d.claim.place = {country != nullptr ? *country : Place{state_name(host), host, {}, {}, host, {}, true}};
    d.claim.place.front().from_context = true;
    d.place_missing = false;
    return true;
  }

  // "The camp was handed over to the army": by those who had it.
  void fill_givers() {
    for (Draft& d : drafts_) {
      if (d.claim.posture != Posture::kHandover || !d.claim.force || !d.claim.force->owner.empty()) continue;
      const auto takes = [&](const std::string& code) {
        return std::any_of(d.claim.recipient.begin(), d.claim.recipient.end(),
                           [&](const Party& taker) { return taker.code == code; });
      };
      const auto had_it = [&](const Draft& other, bool same_place) {
        if (&other == &d || !other.claim.force || other.claim.force->owner.empty() || takes(other.claim.force->owner))
          return false;
        if (other.claim.place.empty() || d.claim.place.empty()) return !same_place;
        const Place &a = other.claim.place.front(), &b = d.claim.place.front();
        return same_place ? !a.key.empty() && a.key == b.key : a.country == b.country;
      };
      for (const bool same_place : {true, false}) {
        const auto giver =
            std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& other) { return had_it(other, same_place); });
        if (giver == drafts_.end()) continue;
        d.claim.force->owner = giver->claim.force->owner;
        d.claim.force->kind = giver->claim.force->kind;
        if (d.claim.actor.empty()) d.claim.actor = {{d.claim.force->owner, d.claim.force->owner, "MIL"}};
        break;
      }
    }
  }

  // Troops of whom the clause does not say whose they are: of the owner whose forces the document told of before in that
  // country, else of the one owner that it names, else (where it names none) of the country that they are in or come to.
  void fill_owners() {
    std::string sole;
    bool many = false;
    for (const ForceMention& mention : scene_.grounding.forces) {
      if (mention.force.owner.empty()) continue;
      many |= !sole.empty() && sole != mention.force.owner;
      sole = mention.force.owner;
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Claim& claim = drafts_[i].claim;
      if (claim.posture == Posture::kNone || claim.posture == Posture::kAccess || claim.posture == Posture::kHandover) continue;
      if (!claim.force || !claim.force->owner.empty() || claim.force->kind == ForceKind::kMilitia || is_unnamed(drafts_[i]))
        continue;
      std::string owner = owner_before(i);
      if (owner.empty() && !many) owner = sole;
      if (owner.empty()) owner = speaker_abroad(claim);
      if (owner.empty() && sole.empty() && !claim.place.empty() && !leaves(claim.posture)) owner = claim.place.front().country;
      if (owner.empty()) continue;
      claim.force->owner = owner;
      if (claim.actor.empty()) claim.actor = {{owner, owner, "MIL"}};
      if (claim.actor.size() == 1 && claim.actor.front().code.empty() && claim.actor.front().sector == "MIL")
        claim.actor.front().code = owner;
      guessed_.insert(i);
    }
  }

  // "Police", "rebels", "the opposition", "the mayor's office": of the land where the clause happens, else of the one that the
  // story is about; not those who come from elsewhere or are of several lands.
  void fill_countries() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Claim& claim = drafts_[i].claim;
      std::string land;
      for (auto* parties : {&claim.actor, &claim.recipient}) {
        for (Party& party : *parties) {
          if (!party.code.empty() || !one_of(party.sector, {"GOV", "MIL", "COP", "REB", "UAF", "OPP", "LEG", "JUD", "PTY",
                                                            "CVL", "LAB", "EDU", "SPY"}))
            continue;
          if (is_from_elsewhere(party.name)) continue;
          if (land.empty()) land = land_of(drafts_[i]);
          party.code = land;
          if (!land.empty() && party.sector == "UAF") party.sector = "REB";  // ruling 19
          if (!land.empty()) guessed_.insert(i);
        }
      }
    }
  }

  bool is_from_elsewhere(const std::string& name) const {
    const std::string words = lower(name);
    std::string_view before;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      const std::string_view word = std::string_view(words).substr(at, end - at);
      if (scene_.frames.is("of-no-one-land", word)) return true;
      if (!before.empty() && scene_.frames.is("of-no-one-land", std::string(before) + " " + std::string(word))) return true;
      before = word;
      at = end + 1;
    }
    return false;
  }

  std::string land_of(const Draft& d) const {
    for (const Place& place : d.claim.place) {
      if (!place.country.empty() && !place.from_context) return place.country;
    }
    if (const Place* around = surrounding(d)) return around->country;
    return other_state(d);
  }

  // "Israel's defence minister said troops would stay on Mount Hermon": what a government tells of troops in another land is of
  // its own.
  static std::string speaker_abroad(const Claim& claim) {
    if (claim.attribution.size() < 2 || claim.place.empty()) return {};
    const std::string_view code = claim.attribution.front().code;
    const bool governs = code.size() == 7 && (sector_part(code) == "GOV" || sector_part(code) == "MIL");
    return governs && country_part(code) != claim.place.front().country ? std::string(country_part(code)) : std::string{};
  }

  bool is_unnamed(const Draft& d) const {
    const auto& forces = matches_[d.match]->forces;
    return std::any_of(forces.begin(), forces.end(), [&](TokenId head) {
      const ForceMention* mention = scene_.force(head);
      return mention != nullptr && mention->unnamed;
    });
  }

  std::string owner_before(std::size_t index) const {
    const Claim& claim = drafts_[index].claim;
    for (std::size_t back = index; back-- > 0;) {
      const Claim& earlier = drafts_[back].claim;
      if (!earlier.force || earlier.force->owner.empty() || earlier.force->kind == ForceKind::kMilitia) continue;
      if (claim.place.empty() || earlier.place.empty() || claim.place.front().country == earlier.place.front().country)
        return earlier.force->owner;
    }
    return {};
  }

  // "soldiers in neighbouring Chad": the place stands with the force.
  void force_places(Draft& d) {
    const FrameMatch& match = *matches_[d.match];
    for (const TokenId force : match.forces) {
      for (const TokenId child : doc_.children(force)) {
        if (doc_.token(child).relation != Deprel::kNmod || preposition(doc_, child) == "of") continue;
        if (agreed_at_home(d, child, preposition(doc_, child))) continue;
        if (place_weight(Posture::kRemain, preposition(doc_, child)) == 0) continue;
        if (const TokenId place = place_core(child)) return set_places(d, {place}, false);
      }
    }
  }

  // Where the document last (else next) had this owner's force of this kind, else any of this owner.
  void context_place(std::size_t index) {
    Draft& d = drafts_[index];
    const auto same = [&](const Draft& other, bool kind_too) {
      // Nobody leaves the place that they are still to reach.
      if (leaves(d.claim.posture) && other.claim.posture == Posture::kDeploy && other.claim.status != Status::kActual)
        return false;
      return !other.place_missing && !other.claim.place.empty() && other.claim.force && d.claim.force &&
             other.claim.force->owner == d.claim.force->owner && (!kind_too || other.claim.force->kind == d.claim.force->kind);
    };
    for (const bool kind_too : {true, false}) {
      for (std::size_t back = index; back-- > 0;) {
        if (same(drafts_[back], kind_too)) return take_place(d, drafts_[back]);
      }
      for (std::size_t next = index + 1; next < drafts_.size(); ++next) {
        if (same(drafts_[next], kind_too)) return take_place(d, drafts_[next]);
      }
    }
    scene_place(d);
  }

  // The country as the document names it.
  const Place* country_named(const std::string& code) const {
    for (const PlaceMention& mention : scene_.grounding.places) {
      if (mention.place.key == code && mention.place.country == code) return &mention.place;
    }
    return nullptr;
  }

  void take_place(Draft& d, const Draft& from) const {
    d.claim.place = from.claim.place;
    const std::string code = code_of_place(d);
    const Place* country = d.in_country ? country_named(code) : nullptr;
    if (country != nullptr)
      d.claim.place = {*country};
    else if (d.in_country && !code.empty())
      d.claim.place = {Place{state_name(code), code, {}, {}, code, {}, true}};
    for (Place& place : d.claim.place) place.from_context = true;
  }

  // What the document calls a state: "Chad" for TCD; the code where it names only its towns.
  std::string state_name(const std::string& code) const {
    for (const ActorMention& actor : scene_.grounding.actors) {
      if (actor.kind == ActorKind::kState && actor.via == Via::kName && actor.party.code == code) return actor.party.name;
    }
    return code;
  }

  static std::string code_of_place(const Draft& d) {
    const std::string& code = d.claim.place.front().country;
    return d.claim.force && code == d.claim.force->owner ? std::string{} : code;
  }

  // The first state that the document names, other than the owner.
  std::string other_state(const Draft& d) const {
    for (const ActorMention& actor : scene_.grounding.actors) {
      const bool named = actor.kind == ActorKind::kState && actor.via == Via::kName;
      if (named && (!d.claim.force || actor.party.code != d.claim.force->owner)) return actor.party.code;
    }
    return {};
  }

  // The country that the document speaks of most, other than the owner's: its last place before the clause, else its first.
  const Place* surrounding(const Draft& d) const {
    const std::string owner = d.claim.force ? d.claim.force->owner : std::string{};
    std::unordered_map<std::string, int> counts;
    const auto counted = [&](const PlaceMention& mention) {
      const PartKind part = doc_.paragraph_of(doc_.token(mention.head).sentence).kind;
      const bool copy = part == PartKind::kBody || part == PartKind::kHeadline || part == PartKind::kSubheading;
      return copy && !mention.place.country.empty() && mention.place.country != owner;
    };
    std::string most;
    for (const PlaceMention& mention : scene_.grounding.places) {
      if (counted(mention) && ++counts[mention.place.country] > (most.empty() ? 0 : counts[most])) most = mention.place.country;
    }
    const PlaceMention* chosen = nullptr;
    for (const PlaceMention& mention : scene_.grounding.places) {
      if (!counted(mention) || mention.place.country != most) continue;
      if (chosen == nullptr || mention.head < predicate(d.predicate).head) chosen = &mention;
    }
    return chosen == nullptr ? nullptr : &chosen->place;
  }

  void scene_place(Draft& d) const {
    const Place* around = surrounding(d);
    if (around == nullptr) return;
    d.claim.place = {*around};
    d.claim.place.front().from_context = true;
  }

  // ---- times -------------------------------------------------------------------------------------------------------

  // The predicate that a token belongs to: the nearest one at or above it.
  PredicateId owner_of(TokenId token) const {
    std::size_t steps = 0;
    for (TokenId at = token; at && steps < 300; at = doc_.token(at).head, ++steps) {
      if (scene_.predicates.at[at.index()]) return scene_.predicates.at[at.index()];
    }
    return {};
  }

  // "asked India to withdraw its troops by 15 March": a bound behind the content is the content's, though the tree hangs it on
  // the asking.
  bool is_for_content(std::size_t match, const TimeMention& time) const {
    const PredicateId content = matches_[match]->content;
    return content && time.bound != TimeMention::Bound::kAt && time.bound != TimeMention::Bound::kDuring &&
           time.bound != TimeMention::Bound::kSince && predicate(content).head < time.head;
  }
  bool reaches_content(PredicateId owner, const Predicate& p, const TimeMention& time) const {
    const auto& outer = matches_[owner.index()];
    return outer && outer->content && predicate(outer->content).head == p.head && is_for_content(owner.index(), time);
  }

  // What a time hangs on: "the end" in "by the end of June" is no act.
  TokenId above(const TimeMention& time) const {
    TokenId at = time.head;
    for (int steps = 0; steps < 8 && at && time.tokens.contains(at.index()); ++steps) at = doc_.token(at).head;
    return at ? at : time.head;
  }

  std::optional<HappenedTime> time_of(Draft& d) {
    const Predicate& p = predicate(d.predicate);
    const auto sentence = doc_.sentence(doc_.token(p.head).sentence).tokens;
    const TimeMention* best = nullptr;
    for (const TimeMention& time : scene_.grounding.times) {
      if (!time.time || !sentence.contains(time.tokens.begin)) continue;
      const PredicateId owner = owner_of(above(time));
      if (!owner) continue;
      const bool one_occasion = happens_at(predicate(owner)) == &p || happens_at(p) == &predicate(owner);
      const bool mine = owner == d.predicate || (p.host && owner == p.host) || one_occasion;
      if (dates_a_basis(time) || (mine ? is_for_content(d.match, time) : !reaches_content(owner, p, time))) continue;
      if (best == nullptr || (best->type != "DATE" && time.type == "DATE")) best = &time;
    }
    if (best == nullptr) return no_longer(d);
    // What is told as done is not done on a day to come.
    const auto& published = article_.published;
    const bool done = d.claim.posture != Posture::kNone && d.claim.posture != Posture::kRemain &&
                      d.claim.status == Status::kActual && !d.claim.negated;
    if (done && published && best->time->earliest_start && *best->time->earliest_start > *publication_day(article_))
      return std::nullopt;
    d.claim.evidence.push_back({Slot::kTime, code_points(best->tokens)});
    return best->time;
  }

  // "The base once housed 12,000 troops", "used to be stationed there": at a time past that the text does not tell.
  std::optional<HappenedTime> no_longer(Draft& d) const {
    if (d.claim.posture != Posture::kRemain || d.claim.negated || !article_.published) return std::nullopt;
    const Predicate& p = predicate(d.predicate);
    TokenId word;
    for (const Argument& a : p.arguments) {
      if (a.role == Role::kAdverb && one_of(lemma(a.head), {"once", "formerly", "previously"})) word = a.head;
    }
    for (TokenId above = doc_.token(p.head).head; !word && above && doc_.token(p.head).relation == Deprel::kXcomp; above = {}) {
      if (lemma(above) == "use") word = above;
    }
    if (!word) return std::nullopt;
    d.claim.evidence.push_back({Slot::kTime, code_points(word)});
    return parse_edtf("../" + to_string(*publication_day(article_) - std::chrono::days{1}));
  }

  // "Deployed in Dhaka since July 20": they are there.
  void deployed_since() {
    for (Draft& d : drafts_) {
      const bool open_end = d.claim.time && d.claim.time->edtf.ends_with("/..");
      if (d.claim.posture != Posture::kDeploy || !open_end || !predicate(d.predicate).passive ||
          d.claim.status != Status::kActual)
        continue;
      become(d.claim, Posture::kRemain);
    }
  }

  // "Under a 1992 treaty": the treaty's year.
  bool dates_a_basis(const TimeMention& time) const {
    const TokenId noun = doc_.token(time.head).head;
    return noun && doc_.token(noun).upos == Upos::kNoun && basis_kind(lemma(noun)) != BasisKind::kNone;
  }

  // ---- basis -------------------------------------------------------------------------------------------------------

  static BasisKind basis_kind(std::string_view noun) {
    if (one_of(noun, {"request", "demand", "behest", "appeal", "call"})) return BasisKind::kRequest;
    if (one_of(noun, {"invitation", "invite"})) return BasisKind::kInvitation;
    if (one_of(noun, {"order", "instruction", "decree", "directive"})) return BasisKind::kOrder;
    if (one_of(noun, {"mandate", "resolution"})) return BasisKind::kMandate;
    if (one_of(noun, {"agreement", "treaty", "pact", "deal", "accord", "statement", "memorandum", "protocol", "arrangement"})) {
      return BasisKind::kAgreement;
    }
    return BasisKind::kNone;
  }

  void fill_basis(Draft& d) {
    if (d.claim.posture == Posture::kNone) return;
    const Predicate& p = predicate(d.predicate);
    if (from_phrase(d, p.arguments)) return;
    if (p.host && from_phrase(d, predicate(p.host).arguments)) return;
    // The embedding request, order or invitation, where the host or the place's holder makes it (ruling 16).
    const auto& by = presentations_[d.match].embedded_by;
    if (!by || d.claim.negated) return;
    const FrameMatch& outer = *matches_[*by];
    const Frame& frame = scene_.frames[outer.frame];
    if (frame.content_basis == BasisKind::kNone || outer.actors.empty()) return;
    const Party asker = party_of(outer.actors.front());
    const bool holds_place = std::any_of(d.claim.place.begin(), d.claim.place.end(),
                                         [&](const Place& place) { return place.country == asker.code; });
    if (!asker.code.empty() && holds_place) d.claim.basis = Basis{frame.content_basis, asker.code};
  }

  bool from_phrase(Draft& d, const std::vector<Argument>& arguments) const {
    for (const Argument& a : arguments) {
      if (a.role != Role::kOblique || !one_of(a.marker, {"at", "on", "upon", "under", "by", "following", "after", "in"}))
        continue;
      const BasisKind kind = basis_kind(lemma(a.head));
      if (kind == BasisKind::kNone) continue;
      if (kind != BasisKind::kAgreement && kind != BasisKind::kMandate && one_of(a.marker, {"in", "under"})) continue;
      d.claim.basis = Basis{kind, basis_by(d, a.head, kind)};
      d.claim.evidence.push_back({Slot::kBasis, code_points(doc_.subtree(a.head))});
      return true;
    }
    return false;
  }

  std::string basis_by(const Draft& d, TokenId noun, BasisKind kind) const {
    for (const TokenId child : doc_.children(noun)) {
      const Deprel r = doc_.token(child).relation;
      if (r != Deprel::kNmodPoss && r != Deprel::kNmod && r != Deprel::kAmod && r != Deprel::kCompound) continue;
      const Party party = scene_.actor(child) != nullptr || scene_.force(child) != nullptr ? party_of(child) : Party{};
      if (!party.code.empty() && (!d.claim.force || party.code != d.claim.force->owner)) return party.code;
    }
    if (kind == BasisKind::kAgreement) {  // the holder of the place is the other party
      for (const Place& place : d.claim.place) {
        if (!place.country.empty() && (!d.claim.force || place.country != d.claim.force->owner)) return place.country;
      }
    }
    return {};
  }

  // ---- movements, denials, regards ---------------------------------------------------------------------------------

  // Ruling 9: told with both ends, a movement is a withdrawal from A and a deployment to B; going home is the first alone.
  void split_movements() {
    const std::size_t count = drafts_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Posture posture = drafts_[i].claim.posture;
      if (posture != Posture::kDeploy && posture != Posture::kWithdraw) continue;
      const Predicate& p = predicate(drafts_[i].predicate);
      TokenId from, to;
      for (const Argument& a : p.arguments) {
        const bool left = a.role == Role::kObject && posture == Posture::kWithdraw &&
                          scene_.force(a.head) == nullptr;  // "left Gao for Kidal"
        if (a.role != Role::kOblique && !left) continue;
        const TokenId place = place_core(a.head);
        if (!place) continue;
        if (left || one_of(a.marker, {"from", "out_of"})) from = place;
        if (one_of(a.marker, {"to", "into"}) || (a.marker == "for" && posture == Posture::kWithdraw)) to = place;
      }
      if (!from && to && posture == Posture::kDeploy) go_home(i, scene_.place(to)->place);
      if (from && !to && posture == Posture::kDeploy) become_withdrawal(drafts_[i], from);
      if (!from || !to) continue;
      const std::string& owner = drafts_[i].claim.force ? drafts_[i].claim.force->owner : std::string{};
      const bool homeward =
          !owner.empty() && scene_.place(to)->place.country == owner && scene_.place(from)->place.country != owner;
      drafts_[i].claim.place.clear();
      if (posture == Posture::kDeploy && homeward) {
        become_withdrawal(drafts_[i], from);
        continue;
      }
      // Inside one country it is a deployment there, no withdrawal (ruling 9).
      const std::string& left = scene_.place(from)->place.country;
      const bool inside = !homeward && !left.empty() && left == scene_.place(to)->place.country;
      if (inside) become(drafts_[i].claim, Posture::kDeploy);
      set_places(drafts_[i], {posture == Posture::kDeploy || inside ? to : from}, false);
      if (homeward || inside) continue;
      Draft other = drafts_[i];
      other.claim.place.clear();
      become(other.claim, posture == Posture::kDeploy ? Posture::kWithdraw : Posture::kDeploy);
      if (posture == Posture::kDeploy) other.claim.basis.reset();
      set_places(other, {posture == Posture::kDeploy ? from : to}, false);
      drafts_.push_back(std::move(other));
    }
  }

  // A movement told by where it starts: "troops moved from Gao", "returned from Mali".
  void become_withdrawal(Draft& d, TokenId from) {
    become(d.claim, Posture::kWithdraw);
    d.claim.place.clear();
    set_places(d, {from}, false);
  }

  // "Part of the vehicles has been sent to Russia": from where the document has them, which is a withdrawal.
  void go_home(std::size_t index, const Place& to) {
    Draft& d = drafts_[index];
    if (!d.claim.force || d.claim.force->owner.empty() || to.country != d.claim.force->owner) return;
    for (std::size_t i = index; i-- > 0;) {
      const Claim& before = drafts_[i].claim;
      if (!before.force || before.force->owner != d.claim.force->owner || before.place.empty()) continue;
      if (before.place.front().country == to.country) continue;
      become(d.claim, Posture::kWithdraw);
      take_place(d, drafts_[i]);
      return;
    }
  }

  // "Baku denied this", "Vucic has denied doing so", "rejects the accusation": the last claim about the denier, negated.
  void deny_by_pronoun() {
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      if (!matches_[i]) continue;
      const FrameMatch& match = *matches_[i];
      const Frame& frame = scene_.frames[match.frame];
      if (frame.asserts || !frame.content_negated || match.actors.empty() || !match.content_head) continue;
      if (!refers_back(match)) continue;
      const Predicate& p = predicate(match.predicate);
      if (!is_coded(doc_.token(p.head).sentence)) continue;
      const Party denier = party_of(match.actors.front());
      const Draft* denied = nullptr;
      for (const Draft& d : drafts_) {
        if (predicate(d.predicate).head >= p.head || d.claim.negated) continue;
        const bool about =
            std::any_of(d.claim.actor.begin(), d.claim.actor.end(), [&](const Party& a) { return a.code == denier.code; });
        // The act itself rather than the speech about it.
        if (about && !denier.code.empty()) {
          if (denied == nullptr || !matches_[denied->match]->content ||
              predicate(denied->predicate).head < predicate(d.predicate).head)
            denied = &d;
        }
      }
      if (denied == nullptr) continue;
      Draft copy = *denied;
      copy.claim.negated = true;
      copy.claim.span = code_points(p.clause);
      copy.claim.quoted = false;
      copy.claim.frame = frame.id;
      copy.claim.evidence = {{Slot::kNegation, code_points(p.head)}};
      copy.claim.attribution = {Link{denier.name,
                                     denier.sector.empty() ? denier.code : denier.code + " " + denier.sector,
                                     std::string(doc_.form(p.head)),
                                     {}}};
      const auto outer = attributions_.chain(p.head);
      copy.claim.attribution.insert(copy.claim.attribution.end(), outer.begin(), outer.end());
      denials_.push_back({drafts_.size(), static_cast<std::size_t>(denied - drafts_.data())});
      drafts_.push_back(std::move(copy));
    }
  }

  bool refers_back(const FrameMatch& match) const {
    const TokenId head = match.content_head;
    for (const TokenId child : doc_.children(head)) {  // "denied a report that ...": what it says stands there
      const Deprel r = doc_.token(child).relation;
      if (!match.content && (r == Deprel::kAcl || r == Deprel::kCcomp)) return false;
    }
    if (match.content) {
      const Predicate& content = predicate(match.content);
      return content.lemma == "do" && std::any_of(content.arguments.begin(), content.arguments.end(), [&](const Argument& a) {
               return one_of(lemma(a.head), {"so", "this", "that", "it"});
             });
    }
    return one_of(lemma(head), {"this", "that", "it", "accusation", "allegation", "charge", "claim", "report"});
  }

  std::vector<Claim> finish() {
    // Where each predicate's first claim stands, for regards.
    std::vector<std::optional<std::uint32_t>> first(scene_.predicates.all.size());
    std::vector<std::size_t> order(drafts_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return drafts_[a].claim.span.begin < drafts_[b].claim.span.begin; });
    std::vector<std::uint32_t> position(drafts_.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      position[order[i]] = static_cast<std::uint32_t>(i);
      auto& slot = first[drafts_[order[i]].predicate.index()];
      if (!slot) slot = static_cast<std::uint32_t>(i);
    }
    for (Draft& d : drafts_) {
      if (const PredicateId content = content_of(d)) d.claim.regards = first[content.index()];
    }
    for (const auto& [denial, denied] : denials_) drafts_[denial].claim.regards = position[denied];
    std::vector<Claim> out;
    out.reserve(drafts_.size() + beside_.size());
    for (const std::size_t i : order) {
      Claim& claim = drafts_[i].claim;
      const ByteSpan bytes{code_points_.byte(doc_.text(), claim.span.begin), code_points_.byte(doc_.text(), claim.span.end)};
      claim.text = std::string(doc_.words(bytes));
      claim.confidence = confidence(claim) - (guessed_.contains(i) ? 0.2 : 0.0);
      out.push_back(std::move(claim));
    }
    for (Beside& beside : beside_) {
      beside.claim.regards = first[beside.about.index()];
      const ByteSpan bytes{code_points_.byte(doc_.text(), beside.claim.span.begin),
                           code_points_.byte(doc_.text(), beside.claim.span.end)};
      beside.claim.text = std::string(doc_.words(bytes));
      beside.claim.confidence = confidence(beside.claim);
      out.push_back(std::move(beside.claim));
    }
    return out;
  }

  // A first, uncalibrated figure: what had to be taken from elsewhere costs.
  static double confidence(const Claim& claim) {
    double value = 0.9;
    if (claim.actor.empty() || claim.actor.front().code.empty()) value -= 0.2;
    if (std::any_of(claim.place.begin(), claim.place.end(), [](const Place& p) { return p.from_context; })) value -= 0.15;
    if (claim.posture != Posture::kNone && claim.place.empty()) value -= 0.2;
    if (claim.status == Status::kPossible || claim.status == Status::kConditional) value -= 0.05;
    return std::max(value, 0.1);
  }

  struct Denial {
    std::size_t denial, denied;
  };
  // An act of speech told in the words of another claim, which it is about.
  struct Beside {
    Claim claim;
    PredicateId about;
  };

  const Article& article_;
  const Scene& scene_;
  const Document& doc_;
  const std::vector<std::optional<FrameMatch>>& matches_;
  const std::vector<Presentation>& presentations_;
  const Attributions& attributions_;
  CodePointIndex code_points_;
  bool has_body_ = false;
  std::vector<PredicateId> carried_;  // by a light verb: "*reached* an agreement on" has the noun's content
  std::vector<Draft> drafts_;
  std::vector<Denial> denials_;
  std::vector<Beside> beside_;
  std::set<std::size_t> guessed_;  // drafts whose owner the clause does not tell
};

}  // namespace

std::vector<Claim> assemble_claims(const Article& article, const Scene& scene,
                                   const std::vector<std::optional<FrameMatch>>& matches,
                                   const std::vector<Presentation>& presentations, const Attributions& attributions) {
  return Assembler(article, scene, matches, presentations, attributions).run();
}

}  // namespace attache
