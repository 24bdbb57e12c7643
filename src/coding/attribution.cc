// Finding who says what; see attribution.h.
//
// A flat list of constructions, each looked for at its cue: verbs of saying with their complement ("said that X"), with what
// was said before them ("X, he said") or with a quotation; "cited as saying"; "accused of"; "a report that"; "according to";
// "reportedly"; labels of transcripts; names behind a dash. The parse tells most; where it is unsure, the print's own signs
// decide: commas and quotation marks around "..., Peskov said", the "that" after the verb.
//
// Then, over sentences: a quotation belongs whole to the one whose cue touches it, else to the speaker beside it; a speaker's
// medium ("told Interfax") is carried on to his later words, since a story has one interview, not one a sentence.
#include "coding/attribution.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_map>

#include "coding/predicate.h"
#include "coding/quotation.h"

namespace attache {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string code_of(const ActorMention& actor) {
  if (actor.kind == ActorKind::kOutlet) return "MED";
  if (actor.party.code.empty()) return actor.party.sector == "MED" ? "MED" : std::string{};
  return actor.party.sector.empty() ? actor.party.code : actor.party.code + " " + actor.party.sector;
}

// A speaker as the text has it: the head of the phrase and its words.
struct Source {
  TokenId head;
  TokenSpan span;
};

class Finder {
 public:
  Finder(const Article& article, const Document& document, const Grounding& grounding, const FrameTable& words)
      : article_(article), doc_(document), grounding_(grounding), words_(words), quotes_(find_quotations(document)) {}

  Attributions run(bool attitudes_too) {
    const std::size_t count = doc_.tokens().size();
    tail();
    labels();
    for (std::uint32_t i = 0; i < count; ++i) look_at(TokenId(i));
    assign_quotations();
    names_behind_dashes();
    std::erase_if(found_, [](const Found& f) { return f.u.content.empty(); });
    cut_cues_out();
    carry_media();
    for (Found& f : found_) out_.utterances.push_back(std::move(f.u));
    settle(count);
    if (attitudes_too) attitudes(count);
    out_.remarks = std::move(quotes_.remarks);
    return std::move(out_);
  }

 private:
  // An utterance while it is being found. `speech` may take quotations; `cue_group` is what no other content may hold.
  struct Found {
    Utterance u;
    TokenSpan cue_group;
    bool speech = false;
    bool fronted = false;
    std::size_t own = 0;  ///< which link is the source's
  };

  // ---- reading the tree --------------------------------------------------------------------------------------------

  const Token& tok(TokenId t) const { return doc_.token(t); }
  const Token& tok(std::uint32_t i) const { return doc_.tokens()[i]; }
  std::string_view lemma(TokenId t) const { return doc_.lemma(t); }
  std::string form(TokenId t) const { return std::string(doc_.form(t)); }
  TokenSpan sentence_at(TokenId t) const { return doc_.sentence(tok(t).sentence).tokens; }
  std::uint32_t paragraph_at(std::uint32_t token) const { return doc_.sentence(tok(token).sentence).paragraph; }
  bool same_side(std::uint32_t a, std::uint32_t b) const { return quotes_.at[a] == quotes_.at[b]; }

  bool is_mark(std::uint32_t i) const { return tok(i).upos == Upos::kPunct && is_quotation_mark(doc_.form(TokenId(i))); }
  bool is_form(std::uint32_t i, std::initializer_list<std::string_view> forms) const {
    return one_of(doc_.form(TokenId(i)), forms);
  }
  bool is_nominal(std::uint32_t i) const {
    const Upos p = tok(i).upos;
    return p == Upos::kNoun || p == Upos::kPropn || (p == Upos::kPron && !has(tok(i).features, Feature::kRelative));
  }
  bool is_verbal(std::uint32_t i) const { return tok(i).upos == Upos::kVerb || tok(i).upos == Upos::kAux; }

  TokenId child_with(TokenId head, std::initializer_list<Deprel> relations) const {
    for (const TokenId child : doc_.children(head)) {
      for (const Deprel r : relations) {
        if (tok(child).relation == r) return child;
      }
    }
    return {};
  }

  // With its particle, which the tagger may call an adverb: "went on", "shot back".
  std::string verb_lemma(TokenId verb) const {
    std::string out(lemma(verb));
    const std::uint32_t next = verb.index() + 1;
    if (const TokenId particle = child_with(verb, {Deprel::kCompoundPrt})) {
      out += " " + std::string(lemma(particle));
    } else if (next < doc_.tokens().size() && is_form(next, {"on", "back", "out"}) &&
               (tok(next).head == verb ||
                (lemma(verb) == "go" && next + 1 < doc_.tokens().size() && is_form(next + 1, {":"})))) {
      out += " " + std::string(doc_.form(TokenId(next)));
    }
    return out;
  }

  const ActorMention* actor(TokenId head) const {
    if (!head) return nullptr;
    const ActorMentionId id = grounding_.actor_at[head.index()];
    return id ? &grounding_.actors[id.index()] : nullptr;
  }

  bool is_outlet(TokenId head) const {
    const ActorMention* mention = actor(head);
    return mention != nullptr && mention->kind == ActorKind::kOutlet;
  }

  TokenId agent(TokenId verb) const {
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if ((r == Deprel::kOblAgent || r == Deprel::kObl) && preposition(doc_, child) == "by") return child;
    }
    return {};
  }

  bool is_passive(TokenId verb) const { return static_cast<bool>(child_with(verb, {Deprel::kAuxPass, Deprel::kNsubjPass})); }

  // ---- which construction ------------------------------------------------------------------------------------------

  void look_at(TokenId token) {
    const Token& t = tok(token);
    if (t.relation == Deprel::kAmod || t.relation == Deprel::kCompound) return;  // "the disputed border"
    if (t.upos == Upos::kVerb) {
      const std::string verb = verb_lemma(token);
      if (words_.is("cite", verb)) {
        cited(token);
      } else if (words_.is("accuse", verb) && accused(token)) {
        // done
      } else if (words_.is("deny", verb)) {
        said(token, true);
      } else if (!found_out(token) && (words_.is("say", verb) || words_.is("hold", verb) || words_.is("bind", verb))) {
        said(token, false);
      } else if (words_.is("seem", verb)) {
        seemed(token);
      } else if (words_.is("label", verb)) {
        labelled(token);
      }
    } else if (t.upos == Upos::kAdj && words_.is("conviction", lemma(token))) {
      convinced(token);
    } else if (t.upos == Upos::kNoun && words_.is("statement-noun", lemma(token))) {
      stated(token);
    } else if (is_form(token.index(), {"reportedly", "allegedly", "purportedly", "supposedly"}) && t.head) {
      Found f;
      f.u.cue = {{token.index(), token.index() + 1}};
      f.u.cue_head = token;
      f.u.content = {doc_.subtree(t.head)};
      found_.push_back(std::move(f));
    }
    if (is_form(token.index(), {"according", "According"})) according_to(token);
  }

  // ---- links -------------------------------------------------------------------------------------------------------

  // "a former Kurdish commander in exile" without its article and clauses.
  std::string phrase(TokenId head) const {
    TokenSpan span{head.index(), head.index() + 1};
    for (const TokenId child : doc_.children(head)) {
      const Deprel r = tok(child).relation;
      const TokenSpan below = doc_.subtree(child);
      // "official based in the region": a short participle without a comma is part of the description.
      const bool described_by =
          r == Deprel::kAcl && below.begin == span.end && below.begin == child.index() && below.size() <= 6;
      if (r == Deprel::kAclRelcl || r == Deprel::kPunct || r == Deprel::kAppos || r == Deprel::kConj || r == Deprel::kCc ||
          (r == Deprel::kAcl && !described_by) || r == Deprel::kCase || r == Deprel::kParataxis || r == Deprel::kCcomp ||
          r == Deprel::kAdvcl) {
        continue;
      }
      if (below.begin > head.index() && is_form(below.begin, {","})) continue;
      span = span.joined(below);
    }
    while (span.begin + 1 < span.end &&
           (one_of(lemma(TokenId(span.begin)), {"a", "an", "the", "one"}) || tok(span.begin).upos == Upos::kPunct ||
            tok(span.begin).upos == Upos::kAdp || tok(span.begin).upos == Upos::kCconj)) {
      ++span.begin;
    }
    while (span.end > span.begin + 1 && tok(span.end - 1).upos == Upos::kPunct) --span.end;
    return std::string(doc_.words(span));
  }

  // The apposition or the noun itself, whichever is a known actor.
  TokenId described(TokenId head) const {
    if (const TokenId apposed = child_with(head, {Deprel::kAppos, Deprel::kFlat}); apposed && actor(apposed) != nullptr) {
      if (actor(head) == nullptr || (is_outlet(apposed) && !is_outlet(head))) return apposed;
    }
    return head;
  }

  // "the source", "the newspaper", "the statement": the speaker of that kind named last.
  const Found* named_before(TokenId head) const {
    if (tok(head).upos != Upos::kNoun || actor(described(head)) != nullptr) return nullptr;
    bool definite = false;
    for (const TokenId child : doc_.children(head)) {
      if (one_of(lemma(child), {"the", "that", "this"}) && child < head)
        definite = true;
      else if (tok(child).relation != Deprel::kPunct && tok(child).relation != Deprel::kCase)
        return nullptr;
    }
    if (!definite) return nullptr;
    for (auto f = found_.rbegin(); f != found_.rend(); ++f) {
      if (f->u.links.empty() || !f->u.source_head || f->u.source_head >= head) continue;
      const TokenSpan said_by = f->u.source.front();
      for (std::uint32_t i = said_by.begin; i < said_by.end; ++i) {
        const bool of_phrase =
            TokenId(i) == f->u.source_head || (tok(i).head == f->u.source_head && tok(i).relation != Deprel::kNmod);
        if (of_phrase && tok(i).upos == Upos::kNoun && lemma(TokenId(i)) == lemma(head)) return &*f;
      }
      // "said in a statement ... The statement said".
      if (words_.is("document", lemma(head))) {
        const TokenSpan sentence = sentence_at(f->u.cue_head);
        for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
          if (lemma(TokenId(i)) == lemma(head)) return &*f;
        }
      }
    }
    return nullptr;
  }

  // "An army officer said ...; they had set a trap, he claimed": a pronoun that the grounding left open is the one who spoke
  // last in the paragraph, where that is one person.
  const Link* speaker_before(TokenId head) const {
    if (tok(head).upos != Upos::kPron || !one_of(lemma(head), {"he", "she"})) return nullptr;
    if (const ActorMention* mention = actor(head);
        mention != nullptr && (!mention->party.code.empty() || !mention->actor.empty()))
      return nullptr;
    for (auto f = found_.rbegin(); f != found_.rend(); ++f) {
      if (f->u.links.empty() || !f->u.source_head || f->u.source_head >= head) continue;
      const TokenId before = f->u.source_head;
      if (paragraph_at(before.index()) != paragraph_at(head.index())) return nullptr;
      const bool person = tok(before).upos == Upos::kPron ||
                          (tok(before).upos == Upos::kNoun && has(tok(before).features, Feature::kSingular)) ||
                          (actor(before) != nullptr && actor(before)->kind == ActorKind::kPerson && !actor(before)->plural);
      return person ? &f->u.links.front() : nullptr;
    }
    return nullptr;
  }

  // "The agency Severny Kurier", "the weekly Pamir Times": the name of an outlet that no register has; empty for others.
  std::string unregistered_outlet(TokenId head) const {
    const auto is_medium = [&](TokenId noun) { return tok(noun).upos == Upos::kNoun && words_.is("medium", lemma(noun)); };
    const auto registered = [&](TokenId name) { return actor(name) != nullptr && !actor(name)->actor.empty(); };
    if (registered(described(head))) return {};
    if (is_medium(head)) {
      for (const TokenId child : doc_.children(head)) {
        const Deprel r = tok(child).relation;
        const bool names = r == Deprel::kAppos || r == Deprel::kFlat || r == Deprel::kNmodDesc || r == Deprel::kCompound;
        if (!names || child < head || tok(child).upos != Upos::kPropn || registered(child)) continue;
        // The whole run of proper nouns, however the parse joins them.
        TokenSpan run{std::max(doc_.subtree(child).begin, head.index() + 1), child.index() + 1};
        while (run.end < sentence_at(child).end && tok(run.end).upos == Upos::kPropn) ++run.end;
        return std::string(doc_.words(trimmed(run)));
      }
      return {};
    }
    if (tok(head).upos != Upos::kPropn) return {};
    for (const TokenId child : doc_.children(head)) {
      const Deprel r = tok(child).relation;
      if (child < head && is_medium(child) && (r == Deprel::kNmodDesc || r == Deprel::kCompound || r == Deprel::kNmod)) {
        return std::string(doc_.words(trimmed({child.index() + 1, std::max(doc_.subtree(head).begin, head.index() + 1)})));
      }
    }
    return {};
  }

  Link link_of(TokenId head, std::string cue) const {
    Link link;
    link.cue = std::move(cue);
    if (std::string outlet = unregistered_outlet(head); !outlet.empty()) {
      link.name = std::move(outlet);
      link.code = "MED";
      return link;
    }
    const TokenId known = described(head);
    if (const Link* before = speaker_before(known)) {
      const std::string own_cue = std::move(link.cue);
      link = *before;
      link.cue = own_cue;
      return link;
    }
    if (const ActorMention* mention = actor(known)) {
      link.code = code_of(*mention);
      const bool by_name = mention->via == Via::kName || mention->via == Via::kMetonym || mention->via == Via::kCoreference ||
                           mention->kind == ActorKind::kPerson || mention->kind == ActorKind::kOutlet;
      link.name = by_name && !mention->party.name.empty() ? mention->party.name : phrase(head);
    } else {
      link.name = phrase(head);
      if (words_.is("medium", lemma(head))) link.code = "MED";
    }
    if (link.code.empty()) link.code = code_within(head);
    if (link.code.empty()) link.code = code_of_body(known);
    if (const TokenId whose = child_with(head, {Deprel::kNmodPoss});
        whose && tok(whose).upos == Upos::kPron && (link.name == phrase(head) || link.name == doc_.form(head))) {
      // "its spokesperson": the mission's.
      link.name = doc_.words(TokenSpan{std::min(whose.index() + 1, head.index()), head.index() + 1});
      if (const ActorMention* owner = actor(whose); owner != nullptr && !owner->party.name.empty())
        link.name = owner->party.name + " " + link.name;
    }
    if (const ActorMention* mention = actor(known)) {  // "the two ministries"
      if (!mention->others.empty() && !mention->party.name.empty()) link.name = mention->party.name;
      for (const Party& party : mention->others) link.with.push_back(party.name);
    }
    for (const TokenId child : doc_.children(head)) {
      if (tok(child).relation != Deprel::kConj) continue;
      const ActorMention* joint = actor(child);
      link.with.push_back(joint != nullptr && !joint->party.name.empty() && joint->via == Via::kName ? joint->party.name
                                                                                                     : phrase(child));
    }
    return link;
  }

  // "a source in the Defence Ministry" speaks from the ministry; places tell nothing ("an official in Yerevan").
  std::string code_within(TokenId head, int depth = 0) const {
    for (const TokenId child : doc_.children(head)) {
      const Deprel r = tok(child).relation;
      const bool title = (r == Deprel::kNmodDesc || r == Deprel::kAppos) && actor(child) == nullptr;  // "Pentagon spokesman X"
      if (title && depth == 0) {
        if (std::string code = code_within(child, 1); !code.empty()) return code;
      }
      if (r != Deprel::kNmod && r != Deprel::kNmodPoss && r != Deprel::kCompound && r != Deprel::kAmod) continue;
      const ActorMention* inside = actor(child);
      if (inside == nullptr || inside->kind == ActorKind::kOutlet || inside->via == Via::kMetonym) continue;
      if (std::string code = code_of(*inside); !code.empty()) return code;
    }
    return {};
  }

  // "Interior ministry spokesman X", whose state is not told: that of the ministry that the document named before.
  std::string code_of_body(TokenId known) const {
    const ActorMention* mention = actor(known);
    if (mention == nullptr || mention->kind != ActorKind::kPerson ||
        !one_of(mention->party.sector, {"GOV", "MIL", "COP", "LEG"}))
      return {};
    for (auto body = grounding_.actors.rbegin(); body != grounding_.actors.rend(); ++body) {
      if (body->kind != ActorKind::kBody || body->party.code.empty() || body->tokens.begin >= mention->tokens.begin) continue;
      for (std::uint32_t i = mention->tokens.begin; i < mention->tokens.end; ++i) {
        const bool noun = tok(i).upos == Upos::kNoun || tok(i).upos == Upos::kPropn;
        if (noun && doc_.lemma(TokenId(i)) == doc_.lemma(body->head)) return body->party.code + " " + mention->party.sector;
      }
    }
    return {};
  }

  // ---- who speaks --------------------------------------------------------------------------------------------------

  // People, bodies, outlets, pronouns for them; not "the agreement says", "it is said", "on Wednesday said".
  bool can_speak(TokenId source) const {
    if (grounding_.time_at[source.index()]) return false;
    if (actor(described(source)) != nullptr) return true;
    const Token& t = tok(source);
    if (t.upos == Upos::kPron)
      return !one_of(lemma(source), {"it", "this", "that", "there", "which", "what", "these", "those"});
    if (t.upos == Upos::kPropn) return true;
    if (t.upos == Upos::kDet || t.upos == Upos::kNum || t.upos == Upos::kAdj)
      return !one_of(lemma(source), {"this", "that", "these", "those", "all", "which"});
    return t.upos == Upos::kNoun && (!words_.is("deal", lemma(source)) || words_.is("document", lemma(source)));
  }

  // The words of a source: its subtree, but not over a quotation mark nor over the verb.
  Source source_at(TokenId head, TokenId verb) const {
    TokenSpan span = doc_.subtree(head);
    if (head < verb) span.end = std::min(span.end, verb.index());
    if (head > verb) span.begin = std::max(span.begin, verb.index() + 1);
    while (span.begin < head.index() &&
           (!same_side(span.begin, head.index()) || is_mark(span.begin) || tok(span.begin).upos == Upos::kPunct))
      ++span.begin;
    for (std::uint32_t i = head.index(); i-- > span.begin;) {
      if (is_mark(i)) span.begin = i + 1;
    }
    while (span.end > head.index() + 1 && (!same_side(span.end - 1, head.index()) || tok(span.end - 1).upos == Upos::kPunct))
      --span.end;
    return {head, span};
  }

  TokenId subject(TokenId verb) const {
    TokenId best;
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if (r != Deprel::kNsubj && r != Deprel::kNsubjOuter) continue;
      if (!same_side(child.index(), verb.index())) continue;
      if (grounding_.time_at[child.index()]) continue;
      if (!best || child < verb) best = child;  // the last one before the verb
    }
    return best;
  }

  // The noun phrase that stands right before the verb behind a comma, a quotation or at the start: "..., the ministry said".
  Source phrase_before(TokenId verb) const {
    const TokenSpan sentence = sentence_at(verb);
    std::uint32_t end = verb.index();
    while (end > sentence.begin && (tok(end - 1).upos == Upos::kAdv || tok(end - 1).upos == Upos::kAux)) --end;
    std::uint32_t begin = end;
    while (begin > sentence.begin && same_side(begin - 1, verb.index())) {
      const Upos p = tok(begin - 1).upos;
      if (p == Upos::kPunct || p == Upos::kVerb || p == Upos::kAux || p == Upos::kSconj || p == Upos::kAdv) break;
      if (p == Upos::kPron && has(tok(begin - 1).features, Feature::kRelative)) break;
      --begin;
    }
    if (begin > sentence.begin && tok(begin - 1).upos != Upos::kPunct) return {};
    while (begin < end && (tok(begin).upos == Upos::kCconj || tok(begin).upos == Upos::kAdp)) ++begin;
    for (std::uint32_t i = begin; i < end; ++i) {
      const TokenId up = tok(i).head;
      if (is_nominal(i) && (!up || up.index() < begin || up.index() >= end)) return {TokenId(i), {begin, end}};
    }
    return {};
  }

  // "..., said a Western official": the speaker follows.
  Source phrase_after(TokenId verb) const {
    if (!has(tok(verb).features, Feature::kFinite) && tok(verb).xpos != Xpos::kVbd) return {};
    const TokenSpan sentence = sentence_at(verb);
    if (verb.index() == sentence.begin || verb.index() + 1 >= sentence.end) return {};
    const std::uint32_t before = verb.index() - 1;
    if (!is_form(before, {",", "?", "!", "-", "\u2014", "\u2013"}) && !is_mark(before)) return {};
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if (r != Deprel::kNsubj && r != Deprel::kObj && r != Deprel::kNsubjPass && r != Deprel::kCcomp && r != Deprel::kXcomp &&
          r != Deprel::kDep && r != Deprel::kObl)
        continue;
      const TokenSpan below = doc_.subtree(child);
      if (child > verb && below.begin == verb.index() + 1 && is_nominal(child.index()) && can_speak(child) &&
          preposition(doc_, child).empty()) {
        return source_at(child, verb);
      }
    }
    return {};
  }

  // "..., Le Courrier du Lac reported": the whole run of proper nouns between the comma and the verb, though the tree breaks
  // it.
  Source whole_name(TokenId subject, TokenId verb) const {
    if (subject.index() + 1 != verb.index() || tok(subject).upos != Upos::kPropn) return {};
    const Source run = phrase_before(verb);
    if (!run.head || !run.span.contains(subject.index())) return {};
    for (std::uint32_t i = run.span.begin; i < run.span.end; ++i) {
      if (tok(i).upos != Upos::kPropn) return {};
    }
    return {subject, run.span};
  }

  // "Sahara Monitor, citing Meridian, reported that ...": a known name that opens the sentence, between commas with the verb,
  // where the tree has not found a subject.
  Source opener(TokenId verb) const {
    const TokenSpan sentence = sentence_at(verb);
    if (verb.index() < sentence.begin + 3 || !is_form(verb.index() - 1, {","})) return {};
    for (std::uint32_t i = sentence.begin; i < verb.index() && !is_form(i, {","}); ++i) {
      const ActorMentionId at = grounding_.actor_at[i];
      if (!at) continue;
      const ActorMention& mention = grounding_.actors[at.index()];
      if (mention.tokens.begin == sentence.begin && mention.tokens.end < verb.index() && is_form(mention.tokens.end, {","}))
        return {mention.head, mention.tokens};
    }
    return {};
  }

  // The speaker of a verb: its own subject; the phrase beside it; a coordinated verb's; that which a participle hangs on.
  Source speaker(TokenId verb, int depth = 0) const {
    if (const TokenId s = subject(verb)) {
      if (tok(verb).relation == Deprel::kAclRelcl && one_of(lemma(s), {"who", "which", "that"}) && tok(verb).head)
        return source_at(tok(verb).head, verb);
      if (const Source whole = whole_name(s, verb); whole.head) return whole;
      return source_at(s, verb);
    }
    if (const Source s = phrase_before(verb); s.head && can_speak(s.head)) return s;
    if (const Source s = phrase_after(verb); s.head) return s;
    if (const Source s = opener(verb); s.head) return s;
    const Deprel r = tok(verb).relation;
    const TokenId up = tok(verb).head;
    if (!up || depth > 3) return {};
    if (r == Deprel::kConj || r == Deprel::kAdvcl || r == Deprel::kXcomp || r == Deprel::kParataxis || r == Deprel::kCcomp) {
      if (r == Deprel::kParataxis && !is_form(verb.index(), {"adding", "saying", "noting", "citing"})) return {};
      if (r == Deprel::kCcomp && tok(verb).xpos != Xpos::kVbg) return {};
      if (!is_verbal(up.index()) && !subject(up)) return {};
      if (is_passive(up)) {
        if (const TokenId by = agent(up)) return source_at(by, verb);
        if (const TokenId s = child_with(up, {Deprel::kNsubjPass})) return source_at(s, verb);
      }
      return speaker(up, depth + 1);
    }
    if (r == Deprel::kAcl) {
      // "issued a statement saying": who issued it.
      if (words_.is("document", lemma(up)) && tok(up).relation == Deprel::kObj && tok(up).head) {
        if (const TokenId issuer = subject(tok(up).head)) return source_at(issuer, verb);
      }
      // "troops promised in November" do not promise.
      return tok(verb).xpos == Xpos::kVbn ? Source{} : source_at(up, verb);
    }
    return {};
  }

  // ---- what is said ------------------------------------------------------------------------------------------------

  bool takes_listener(TokenId verb) const {
    return one_of(lemma(verb),
                  {"tell", "inform", "remind", "assure", "warn", "advise", "notify", "brief", "ask", "urge", "convince"});
  }

  // "a statement carried by KCNA": a participle that only describes.
  bool reduced(TokenId verb) const {
    if (tok(verb).upos != Upos::kVerb || subject(verb) ||
        child_with(verb, {Deprel::kAux, Deprel::kAuxPass, Deprel::kNsubjPass}))
      return false;
    const std::uint32_t next = verb.index() + 1;
    return next < doc_.tokens().size() && is_form(next, {"by"}) && verb.index() > 0 && is_nominal(verb.index() - 1);
  }

  // "said on Tuesday that", "told the newspaper that": the clause behind "that" wherever the parse has put it.
  TokenSpan that_clause(TokenId verb) const {
    const TokenSpan sentence = sentence_at(verb);
    for (std::uint32_t i = verb.index() + 1; i < sentence.end && i < verb.index() + 14; ++i) {
      if (lemma(TokenId(i)) == "that" && tok(i).relation != Deprel::kDet && tok(i).head && tok(i).head.index() > i) {
        return {i, doc_.subtree(tok(i).head).end};
      }
      if (tok(i).upos == Upos::kAux || (tok(i).upos == Upos::kVerb && tok(i).xpos != Xpos::kVbg && !reduced(TokenId(i))) ||
          is_form(i, {":", ";"}) || is_mark(i))
        return {};
      if (i == verb.index() + 1 && !takes_listener(verb) && tok(i).upos != Upos::kAdp && tok(i).upos != Upos::kAdv &&
          !time_begins(i))
        return {};
    }
    return {};
  }

  bool time_begins(std::uint32_t i) const {
    if (is_form(i, {",", "last", "this", "late", "early", "earlier", "later"})) return true;
    return static_cast<bool>(grounding_.time_at[i]);
  }

  // The clause that the verb governs to its right.
  TokenSpan complement(TokenId verb, bool infinitives) const {
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if (child < verb || (r != Deprel::kCcomp && !(r == Deprel::kXcomp && infinitives))) continue;
      TokenSpan span = doc_.subtree(child);
      if (span.begin <= verb.index()) span.begin = verb.index() + 1;
      if (r == Deprel::kXcomp) return trimmed(span);
      // What stands between the verb and its clause is the clause's, unless it is a listener, a time or a phrase of the verb's
      // own.
      if (!takes_listener(verb)) {
        for (const TokenId other : doc_.children(verb)) {
          const Deprel o = tok(other).relation;
          if (other > verb && other.index() < span.begin && (o == Deprel::kObj || o == Deprel::kNsubj) &&
              is_nominal(other.index()) && !grounding_.time_at[other.index()] && doc_.subtree(other).begin > verb.index() &&
              same_side(other.index(), verb.index())) {
            span.begin = doc_.subtree(other).begin;
            break;
          }
        }
      }
      return trimmed(without_consequence(continued(span, verb)));
    }
    if (const TokenSpan clause = that_clause(verb); !clause.empty())
      return trimmed(without_consequence(continued(clause, verb)));
    if (!takes_listener(verb)) return {};
    // "told lawmakers the brigade was ready", "asked the mission to leave": what the parse hangs on the listener.
    const TokenId listener = child_with(verb, {Deprel::kObj, Deprel::kIobj});
    if (!listener) return {};
    for (const TokenId child : doc_.children(listener)) {
      const TokenId mark = child_with(child, {Deprel::kMark});
      if (infinitives && tok(child).relation == Deprel::kAcl && mark && lemma(mark) == "to")
        return trimmed(doc_.subtree(child));
      if (tok(child).relation != Deprel::kAclRelcl || child < verb) continue;
      const TokenId subject = child_with(child, {Deprel::kNsubj, Deprel::kNsubjPass});
      if (subject && tok(subject).upos != Upos::kPron)
        return trimmed(without_consequence(continued(doc_.subtree(child), verb)));
    }
    return {};
  }

  // What the parse has cut off: "... that A, and that B"; a quotation broken off in mid-clause; a relative clause at the end.
  TokenSpan continued(TokenSpan span, TokenId verb) const {
    const std::uint32_t end = sentence_at(verb).end;
    if (span.empty()) return span;
    while (span.end < end) {
      std::uint32_t i = span.end;
      while (i < end && (is_form(i, {","}) || is_mark(i))) ++i;
      if (i + 2 >= end) break;
      if (is_form(i, {"and", "or", "but"}) && is_form(i + 1, {"that"}) && tok(i + 1).head && tok(i + 1).head.index() > i) {
        span.end = std::max(i + 2, doc_.subtree(tok(i + 1).head).end);
      } else if (is_mark(span.end) && i == span.end + 1 && quotes_.at[span.end - 1] != 0) {
        span.end = i + 1;
        while (span.end < end && !is_form(span.end, {",", ";", "."})) ++span.end;
      } else if (i == span.end + 1 && is_form(span.end, {","}) && is_form(i, {"who", "which", "whose", "where"}) &&
                 tok(i).head && tok(i).head.index() > i) {
        span.end = std::max(i + 1, doc_.subtree(tok(i).head).end);
      } else {
        break;
      }
    }
    return span;
  }

  // "said that there was no need, so the president agreed": the consequence is told by the outer speaker.
  TokenSpan without_consequence(TokenSpan span) const {
    for (std::uint32_t i = span.begin + 3; i < span.end; ++i) {
      if (doc_.form(TokenId(i)) != "so" || i + 1 >= span.end || is_form(i + 1, {"that", "far", "much", "many", "-", "long"}))
        continue;
      const Upos next = tok(i + 1).upos;
      if (next == Upos::kPropn || next == Upos::kNoun || next == Upos::kDet || next == Upos::kPron) return {span.begin, i};
    }
    return span;
  }

  TokenSpan trimmed(TokenSpan span) const {
    while (span.begin < span.end && tok(span.begin).upos == Upos::kPunct) ++span.begin;
    while (span.end > span.begin && tok(span.end - 1).upos == Upos::kPunct) --span.end;
    return span;
  }

  // What was said before the speaker is named: "X, he said", "X, he said, Y".
  std::vector<TokenSpan> said_before(TokenId verb, TokenId speaker, TokenSpan group) const {
    const TokenSpan sentence = sentence_at(verb);
    if (group.begin <= sentence.begin) return {};
    const std::uint32_t stop = group.begin - 1;
    if (!is_form(stop, {",", "?", "!", "-", "--", "\u2014", "\u2013"}) && !is_mark(stop)) return {};
    std::uint32_t begin = sentence.begin;
    if (const std::uint32_t quote = quotes_.at[verb.index()]) begin = std::max(begin, quotes_.spans[quote - 1].begin);
    bool clause = false;
    for (std::uint32_t i = begin; i < stop; ++i) clause = clause || is_verbal(i);
    if (begin <= speaker.index() && speaker.index() < stop) return {};
    if (group.end < sentence.end && (is_form(group.end, {":"}))) return {};
    const bool quoted = is_mark(stop) || (stop > begin && is_mark(stop - 1));
    // "When asked about it, he said ...", "Speaking in Minsk, he said ...": only what goes with the verb stands before it.
    const TokenId around = tok(verb).head;
    const bool inserted =
        tok(verb).relation == Deprel::kParataxis && around && around > verb;  // "The troops, he said, have left."
    bool main = inserted;
    for (std::uint32_t i = begin; i < stop; ++i) {
      const TokenId up = tok(i).head;
      if (up && up.index() >= begin && up.index() < stop) continue;
      const Deprel r = tok(i).relation;
      // A whole clause without a mark ("The guards had left, X was cited as saying") is what was said, whatever the tree calls
      // it.
      const bool whole = r == Deprel::kAdvcl && has(tok(i).features, Feature::kFinite | Feature::kParticiple) &&
                         !child_with(TokenId(i), {Deprel::kMark}) &&
                         child_with(TokenId(i), {Deprel::kNsubj, Deprel::kNsubjPass});
      const bool aside = (r == Deprel::kAdvcl && !whole) || r == Deprel::kObl || r == Deprel::kOblUnmarked ||
                         r == Deprel::kAdvmod || r == Deprel::kAclRelcl;
      // A second subject is that of a clause which the parse has broken.
      main = main || (clause && up == verb && r == Deprel::kNsubj) || (!aside && is_verbal(i)) ||
             (!aside &&
              child_with(TokenId(i), {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter, Deprel::kCsubj, Deprel::kExpl}));
    }
    if (!quoted && (!main || (!clause && tok(verb).relation != Deprel::kParataxis))) return {};
    if (!clause && !quoted && !inserted && stop - begin < 3) return {};
    std::vector<TokenSpan> out{trimmed({begin, stop})};
    const TokenId up = tok(verb).head;
    if (tok(verb).relation == Deprel::kParataxis && up) {
      const TokenSpan whole = doc_.subtree(up);
      const TokenSpan hole = doc_.subtree(verb);
      if (hole.end < whole.end && whole.contains(verb.index())) {
        const TokenSpan rest = trimmed({std::max(hole.end, group.end), whole.end});
        if (rest.size() > 1) out.push_back(rest);
      }
    }
    return out;
  }

  // ---- constructions -----------------------------------------------------------------------------------------------

  void said(TokenId verb, bool denial) {
    if (inside_citing(verb) || reduced(verb)) return;
    const std::string word = verb_lemma(verb);
    const bool speech = denial || words_.is("say", word);
    const bool binds = words_.is("bind", word);
    const bool governs_infinitive = binds || denial || words_.is("say-to", word);
    const bool passive = is_passive(verb);
    // Wishes and opinions inside a quotation are those of the one who is quoted.
    if (quotes_.at[verb.index()] != 0 && !speech) return;
    if (passive) return said_passively(verb);
    const Source source = speaker(verb);
    if (!source.head || !can_speak(source.head)) return;
    const bool self = one_of(lemma(source.head), {"I", "i", "we", "us", "you", "one"});
    if (self && (quotes_.at[verb.index()] != 0 || !speech)) return;
    if (speech && words_.is("own-reporter", lemma(source.head)) && own_finding(verb, source)) return;

    Found f;
    Utterance& u = f.u;
    u.source_head = source.head;
    u.source = {source.span};
    u.cue_head = verb;
    u.cue = {{verb.index(), verb.index() + 1}};
    u.denial = denial;
    f.speech = speech;
    f.cue_group =
        beside(verb, source) ? source.span.joined({verb.index(), verb.index() + 1}) : TokenSpan{verb.index(), verb.index() + 1};
    const TokenSpan clause = complement(verb, false);
    std::vector<TokenSpan> before;
    if (speech && !denial && beside(verb, source)) before = said_before(verb, source.head, f.cue_group);
    bool infinitive = false;
    if (!before.empty() && (clause.empty() || !follows_directly(verb, clause))) {
      u.content = std::move(before);
      f.fronted = true;
    } else if (!clause.empty()) {
      u.content = {clause};
    } else if (denial) {
      denied(u, verb);
    } else if (const TokenSpan act = complement(verb, true); governs_infinitive && !act.empty()) {
      u.content = {act};
      infinitive = true;
    } else if (words_.is("announcing", word)) {
      if (const TokenId object = child_with(verb, {Deprel::kObj})) u.content = {trimmed(doc_.subtree(object))};
    } else if (lemma(verb) == "put" && tok(verb).xpos == Xpos::kVbg) {  // "..., putting at 82 the number of those who left"
      u.content = {trimmed({verb.index(), doc_.subtree(verb).end})};
    }
    if (u.content.empty() && !speech) return;
    // The chain of what is asked for, promised or planned is that of the asking; so is what somebody wants or decides.
    const bool act_of_its_own = (infinitive && !denial) || (binds && !f.fronted && !u.content.empty());
    if (!act_of_its_own && !self) add_links(f, verb, source.head);
    if (const Source whole = whole_name(source.head, verb); whole.head) {  // the link's name too, where no register has it
      const std::string name(doc_.words(whole.span));
      for (Link& link : f.u.links) {
        if (name.ends_with(" " + link.name)) link.name = name;
      }
    }
    found_.push_back(std::move(f));
  }

  // Whether a clause is what the verb governs: it has a verb, and only "that" stands behind a comma.
  bool follows_directly(TokenId verb, TokenSpan clause) const {
    bool verbal = false;
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) verbal = verbal || is_verbal(i);
    if (!verbal) return false;
    if (clause.begin == verb.index() + 1) return true;
    for (std::uint32_t i = verb.index() + 1; i < clause.begin; ++i) {
      if (is_form(i, {",", "-", "\u2014"}) || is_mark(i)) return false;
    }
    return true;
  }

  // Whether nothing but the speaker's own words stand between him and his verb.
  bool beside(TokenId verb, const Source& source) const {
    if (source.span.begin > verb.index()) return source.span.begin == verb.index() + 1;
    for (std::uint32_t i = source.span.end; i < verb.index(); ++i) {
      if (is_verbal(i) && tok(i).upos != Upos::kAux && tok(i).xpos != Xpos::kVbg && tok(i).xpos != Xpos::kVbn) return false;
    }
    return source.span.end + 12 > verb.index();
  }

  // "rejected as 'false' claims that ...", "denied planning to ...", "rejected the accusation".
  void denied(Utterance& u, TokenId verb) const {
    const TokenSpan sentence = sentence_at(verb);
    for (std::uint32_t i = verb.index() + 1; i < sentence.end; ++i) {
      if (is_form(i, {"that"}) && tok(i).relation != Deprel::kDet && i > verb.index() + 1 && i + 2 < sentence.end) {
        const TokenId clause = tok(i).head && tok(i).head.index() > i ? tok(i).head : TokenId(i);
        u.content = {trimmed({i, std::max(doc_.subtree(clause).end, i + 1)})};
        return;
      }
      if (tok(i).upos == Upos::kAux || (tok(i).upos == Upos::kVerb && has(tok(i).features, Feature::kFinite))) break;
    }
    if (const TokenId object = child_with(verb, {Deprel::kObj, Deprel::kXcomp, Deprel::kAdvcl}); object && object > verb) {
      u.content = {trimmed(doc_.subtree(object))};
    }
  }

  // "It was reported that ...", "is said to have left", "are expected to go": a source only behind "by".
  void said_passively(TokenId verb) {
    Found f;
    Utterance& u = f.u;
    u.cue_head = verb;
    u.cue = {{verb.index(), verb.index() + 1}};
    if (!child_with(verb, {Deprel::kCcomp, Deprel::kXcomp})) return;
    const TokenSpan clause = complement(verb, true);
    if (clause.empty()) return;
    const TokenId s = child_with(verb, {Deprel::kNsubjPass, Deprel::kNsubj});
    if (const TokenId by = agent(verb); by && can_speak(by)) {
      u.source_head = by;
      u.source = {source_at(by, verb).span};
      if (!words_.is("bind", verb_lemma(verb))) u.links.push_back(link_of(by, form(verb)));
    } else if (takes_listener(verb)) {
      return;
    } else if (s && s < verb && lemma(s) != "it") {
      u.content.push_back(trimmed(doc_.subtree(s)));
    }
    u.content.push_back(clause);
    f.cue_group = {verb.index(), verb.index() + 1};
    found_.push_back(std::move(f));
  }

  // "seems to have left".
  void seemed(TokenId verb) {
    if (quotes_.at[verb.index()] != 0) return;
    const TokenSpan clause = complement(verb, true);
    if (clause.empty()) return;
    Found f;
    f.u.cue_head = verb;
    f.u.cue = {{verb.index(), verb.index() + 1}};
    if (const TokenId s = subject(verb); s && lemma(s) != "it") f.u.content.push_back(trimmed(source_at(s, verb).span));
    f.u.content.push_back(clause);
    f.cue_group = {verb.index(), verb.index() + 1};
    found_.push_back(std::move(f));
  }

  // "called the plan a mistake", "described them as thugs".
  void labelled(TokenId verb) {
    const Source source = speaker(verb);
    const TokenId object = child_with(verb, {Deprel::kObj});
    if (is_passive(verb) || !source.head || !object || object < verb || !can_speak(source.head) ||
        quotes_.at[verb.index()] != 0)
      return;
    const TokenSpan below = doc_.subtree(object);
    std::uint32_t end = below.end;
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if (child > object && (r == Deprel::kXcomp || r == Deprel::kObj || r == Deprel::kCcomp ||
                             (r == Deprel::kObl && preposition(doc_, child) == "as")))
        end = std::max(end, doc_.subtree(child).end);
    }
    if (end == below.end) return;
    Found f;
    f.u.source_head = source.head;
    f.u.source = {source.span};
    f.u.cue_head = verb;
    f.u.cue = {{verb.index(), verb.index() + 1}};
    f.u.content = {trimmed({std::max(below.begin, verb.index() + 1), end})};
    f.cue_group = f.u.cue.front();
    add_links(f, verb, source.head);
    found_.push_back(std::move(f));
  }

  // "is worried that", "are certain that".
  void convinced(TokenId adjective) {
    const Source source = speaker(adjective);
    if (!source.head || !subject(adjective) || !can_speak(source.head) || quotes_.at[adjective.index()] != 0) return;
    const TokenSpan clause = complement(adjective, false);
    if (clause.empty()) return;
    Found f;
    f.u.source_head = source.head;
    f.u.source = {source.span};
    f.u.cue_head = adjective;
    f.u.cue = {{adjective.index(), adjective.index() + 1}};
    f.u.content = {clause};
    f.cue_group = f.u.cue.front();
    add_links(f, adjective, source.head);
    found_.push_back(std::move(f));
  }

  // "a Reuters reporter saw", "Interfax has learned": the outlet's own finding, an origin.
  bool found_out(TokenId verb) {
    if (!words_.is("finding", lemma(verb)) || is_passive(verb)) return false;
    const Source source = speaker(verb);
    return source.head && own_finding(verb, source);
  }

  bool own_finding(TokenId verb, const Source& source) {
    const Link* outlet = nullptr;
    const bool reporter = words_.is("own-reporter", lemma(source.head));
    for (std::uint32_t i = source.span.begin; i < source.span.end && outlet == nullptr; ++i) {
      if (reporter || TokenId(i) == source.head) outlet = of_tail(TokenId(i));
    }
    for (const Link& link : out_.tail) {
      if (outlet == nullptr && doc_.words(source.span).starts_with(link.name)) outlet = &link;
    }
    if (outlet == nullptr || !words_.is("finding", lemma(verb))) return false;
    Found f;
    f.u.source_head = source.head;
    f.u.source = {source.span};
    f.u.cue_head = verb;
    f.u.cue = {{verb.index(), verb.index() + 1}};
    f.cue_group = source.span.joined({verb.index(), verb.index() + 1});
    if (const TokenSpan clause = complement(verb, false); !clause.empty()) {
      f.u.content = {clause};
    } else if (f.u.content = said_before(verb, source.head, f.cue_group); f.u.content.empty()) {
      f.u.content = {trimmed({verb.index() + 1, sentence_at(verb).end})};
      if (f.u.content.front().empty()) return false;
    } else {
      f.fronted = true;
    }
    f.u.links.push_back(*outlet);
    f.u.links.back().cue = form(verb);
    found_.push_back(std::move(f));
    return true;
  }

  const Link* of_tail(TokenId token) const {
    const ActorMention* mention = actor(token);
    for (const Link& link : out_.tail) {
      if (mention != nullptr && mention->kind == ActorKind::kOutlet && mention->party.name == link.name) return &link;
      if (doc_.form(token) == link.name) return &link;
    }
    return nullptr;
  }

  // Inside "cited as saying" the citing verb has made the utterance.
  bool inside_citing(TokenId verb) const {
    const TokenId up = tok(verb).head;
    return up && tok(up).upos == Upos::kVerb && words_.is("cite", lemma(up)) && is_as(verb);
  }

  bool is_as(TokenId verb) const {
    for (const TokenId child : doc_.children(verb)) {
      if (lemma(child) == "as") return true;
    }
    return verb.index() > 0 && lemma(TokenId(verb.index() - 1)) == "as";
  }

  // Whom the speaker passes on, the speaker, and the medium that carried him.
  void add_links(Found& f, TokenId verb, TokenId source) {
    Utterance& u = f.u;
    const auto add = [&](Link link) {
      const bool seen = std::any_of(u.links.begin(), u.links.end(), [&](const Link& l) { return l.name == link.name; });
      // Passing on in its own copy is no finding of its own; see Attributions::chain.
      if (std::any_of(out_.tail.begin(), out_.tail.end(), [&](const Link& l) { return l.name == link.name; })) link.cue.clear();
      if (!seen && !link.name.empty()) u.links.push_back(std::move(link));
    };
    if (const TokenId informant = citing(verb, source)) {
      for (const TokenId child : doc_.children(informant)) {  // "an officer who had been briefed by diplomats"
        if (!one_of(lemma(child), {"brief", "inform"})) continue;
        if (const TokenId by = agent(child)) add(link_of(by, form(child) + " by"));
      }
      add(link_of(informant, form(tok(informant).head)));
    }
    f.own = u.links.size();
    if (const Found* before = named_before(source)) {
      for (std::size_t i = before->own; i < before->u.links.size(); ++i) {
        add(before->u.links[i]);
        if (i == before->own) u.links.back().cue = form(verb);
      }
      return;
    }
    // "a statement by the ministry said": the ministry speaks through it.
    const TokenId owner = words_.is("document", lemma(source)) ? owner_of(source) : TokenId{};
    add(link_of(owner ? owner : source, form(verb)));
    for (const TokenId place : {verb, source}) {
      for (const TokenId child : doc_.children(place)) {  // "Zakharova, quoted by RIA, said"
        if (words_.is("cite", lemma(child)) && tok(child).upos == Upos::kVerb) {
          if (const TokenId by = agent(child)) add(link_of(described(by), form(child)));
        }
      }
    }
    if (const TokenId medium = medium_after(verb, u)) {
      const bool participle = medium.index() > 1 && preposition(doc_, medium) == "by" && tok(medium).head &&
                              tok(tok(medium).head).upos == Upos::kVerb;
      add(link_of(medium, form(participle ? tok(medium).head : verb)));
    }
  }

  // "..., citing officials, reported": the officials.
  TokenId citing(TokenId verb, TokenId source) const {
    const TokenSpan sentence = sentence_at(verb);
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (!is_form(i, {"citing", "quoting"}) || !same_side(i, verb.index())) continue;
      TokenId up = tok(i).head;
      bool ours = false;
      for (int steps = 0; steps < 3 && up && !ours; ++steps, up = tok(up).head)
        ours = up == verb || up == source || tok(verb).head == up;
      if (!ours) continue;
      if (const TokenId object = child_with(TokenId(i), {Deprel::kObj})) return object;
    }
    return {};
  }

  // Outlets in "told Interfax", "in an interview broadcast by Canal Sur", "in a statement carried by KCNA", "on state
  // television": what follows the verb up to the content.
  TokenId medium_after(TokenId verb, const Utterance& u) const {
    const TokenSpan sentence = sentence_at(verb);
    const bool tells = takes_listener(verb);
    for (std::uint32_t i = verb.index() + 1; i < sentence.end; ++i) {
      const bool in_content = std::any_of(u.content.begin(), u.content.end(), [&](TokenSpan c) { return c.contains(i); });
      const bool ends = is_form(i, {"that", ":", ";", "citing", "quoting", "adding"}) || is_mark(i) ||
                        (is_form(i, {","}) && !(i + 1 < sentence.end && tok(i + 1).upos == Upos::kAdp));
      if (in_content || ends) return {};
      const TokenId t(i);
      if (!is_outlet(t) || u.source.front().contains(i)) continue;
      const std::string_view by = preposition(doc_, t);
      if (one_of(by, {"by", "to", "with", "on", "in", "for"}) || (tells && by.empty())) return t;
    }
    return {};
  }

  // "Interfax cited X as saying", "X was cited (by Interfax) as saying", "X, Interfax quoted him as saying".
  void cited(TokenId verb) {
    TokenId saying;
    const TokenSpan sentence = sentence_at(verb);
    for (std::uint32_t i = verb.index() + 1; i + 1 < sentence.end && !saying; ++i) {
      if (doc_.form(TokenId(i)) == "as" && tok(i + 1).upos == Upos::kVerb && tok(i + 1).xpos == Xpos::kVbg)
        saying = TokenId(i + 1);
      if (has(tok(i).features, Feature::kFinite) && tok(i).upos == Upos::kVerb) break;
    }
    const bool passive = is_passive(verb);
    if (!saying && !passive) return;  // "citing officials" belongs to the verb of saying above
    const TokenId who = passive ? child_with(verb, {Deprel::kNsubjPass, Deprel::kNsubj}) : child_with(verb, {Deprel::kObj});
    if (!who) return;
    TokenId medium = passive ? agent(verb) : speaker(verb).head;
    if (!medium && passive && saying) medium = agent(saying);
    if (!medium && passive) medium = outlet_after(verb);
    Found f;
    Utterance& u = f.u;
    u.source_head = who;
    u.source = {source_at(who, verb).span};
    u.cue_head = saying ? saying : verb;
    u.cue = {{verb.index(), verb.index() + 1}};
    f.cue_group = {verb.index(), verb.index() + 1};
    f.speech = true;
    if (saying) {
      u.cue.push_back({saying.index(), saying.index() + 1});
      if (const TokenSpan clause = complement(saying, false); !clause.empty()) u.content = {clause};
    }
    if (u.content.empty()) {
      std::uint32_t begin = std::min(u.source.front().begin, verb.index());
      if (!passive && medium) begin = std::min(begin, source_at(medium, verb).span.begin);
      f.cue_group = {begin, (saying ? saying : verb).index() + 1};
      u.content = said_before(verb, who, f.cue_group);
      f.fronted = !u.content.empty();
    }
    if (u.content.empty()) {
      if (const TokenSpan clause = complement(verb, false); !clause.empty()) u.content = {clause};
    }
    u.links.push_back(link_of(who, form(u.cue_head)));
    if (const std::string more = words_behind(who, verb); !more.empty() && u.links.back().name == phrase(who))
      u.links.back().name += " " + more;
    if (medium) u.links.push_back(link_of(described(medium), form(verb)));
    found_.push_back(std::move(f));
  }

  // "Cited a deputy of the governing coalition as saying", the phrase hung on the verb: it tells which deputy.
  std::string words_behind(TokenId who, TokenId verb) const {
    const std::uint32_t end = doc_.subtree(who).end;
    for (const TokenId child : doc_.children(verb)) {
      const TokenSpan phrase_behind = doc_.subtree(child);
      const bool which = tok(child).relation == Deprel::kObl && phrase_behind.begin == end && who > verb;
      if (which && one_of(preposition(doc_, child), {"from", "of", "in", "at"}) && !grounding_.time_at[child.index()])
        return std::string(doc_.words(phrase_behind));
    }
    return {};
  }

  // The by-phrase after "as saying on Thursday by ..." hangs anywhere; an outlet right of the verb is it.
  TokenId outlet_after(TokenId verb) const {
    const TokenSpan tokens = sentence_at(verb);
    for (std::uint32_t i = verb.index() + 1; i < tokens.end; ++i) {
      if (is_outlet(TokenId(i)) && preposition(doc_, TokenId(i)) == "by") return TokenId(i);
    }
    return {};
  }

  // "accused Y of X": X is the accuser's.
  bool accused(TokenId verb) {
    if (reduced(verb)) return false;
    const bool passive = is_passive(verb);
    const Source source = passive ? Source{agent(verb), {}} : speaker(verb);
    if (!source.head && !passive) return false;
    std::vector<TokenId> below(doc_.children(verb).begin(), doc_.children(verb).end());
    if (const TokenId object = child_with(verb, {Deprel::kObj})) {  // "accused the rebels of shelling": parsed below the rebels
      below.insert(below.end(), doc_.children(object).begin(), doc_.children(object).end());
    }
    for (const TokenId child : below) {
      const Deprel r = tok(child).relation;
      const bool clause = r == Deprel::kAdvcl || r == Deprel::kXcomp || r == Deprel::kCcomp || r == Deprel::kAcl;
      if (child < verb || (!clause && r != Deprel::kObl) || !begins_with_of(child)) continue;
      Found f;
      Utterance& u = f.u;
      if (source.head) {
        u.source_head = source.head;
        u.source = {source_at(source.head, verb).span};
        u.links.push_back(link_of(source.head, form(verb)));
        for (const TokenId other : doc_.children(source.head)) {
          if (!words_.is("cite", lemma(other))) continue;
          if (const TokenId by = agent(other)) u.links.push_back(link_of(described(by), form(other)));
        }
      }
      u.cue_head = verb;
      u.cue = {{verb.index(), verb.index() + 1}};
      u.content = {trimmed(doc_.subtree(child))};
      f.cue_group = {verb.index(), verb.index() + 1};
      found_.push_back(std::move(f));
      return true;
    }
    return false;
  }

  bool begins_with_of(TokenId child) const { return is_form(doc_.subtree(child).begin, {"of", "for", "as", "over"}); }

  // "a report by an Australian newspaper that ...", "media reports that ...", "the claim that ...".
  void stated(TokenId noun) {
    const TokenSpan sentence = sentence_at(noun);
    TokenSpan clause;
    for (const TokenId child : doc_.children(noun)) {
      const Deprel r = tok(child).relation;
      if (child < noun || (r != Deprel::kCcomp && r != Deprel::kAcl && r != Deprel::kAclRelcl)) continue;
      const TokenSpan below = doc_.subtree(child);
      // A relative clause has a gap: in "the report that he wrote" nothing else is the object. A clause with a subject of its
      // own after "that" is taken for a content.
      if (!is_form(below.begin, {"that"})) continue;
      const TokenId own = subject(child) ? subject(child) : child_with(child, {Deprel::kNsubjPass});
      if (r == Deprel::kAclRelcl && (!own || own.index() == below.begin)) continue;
      clause = trimmed(below);
    }
    if (clause.empty()) {  // parsed into what stands between: "a report by a newspaper that ..."
      std::uint32_t i = noun.index() + 1;
      while (i < sentence.end &&
             (tok(i).upos == Upos::kAdp || tok(i).upos == Upos::kDet || tok(i).upos == Upos::kAdj || is_nominal(i)) &&
             !is_form(i, {"that"}))
        ++i;
      if (i < sentence.end && is_form(i, {"that"}) && tok(i).relation != Deprel::kDet && tok(i).head &&
          tok(i).head.index() > i && tok(i).head.index() != noun.index()) {
        clause = trimmed({i, doc_.subtree(tok(i).head).end});
      }
    }
    if (clause.empty()) return;
    // "said in a statement that": the speaker's own words.
    if (const TokenId up = tok(noun).head; up && preposition(doc_, noun) == "in" && words_.is("say", lemma(up))) return;
    Found f;
    Utterance& u = f.u;
    u.cue_head = noun;
    u.cue = {{noun.index(), noun.index() + 1}};
    f.cue_group = u.cue.front();
    u.content = {clause};
    if (const TokenId source = owner_of(noun)) {
      u.source_head = source;
      TokenSpan span = source_at(source, noun).span;
      if (span.contains(clause.begin)) span.end = clause.begin;
      u.source = {span};
      u.links.push_back(link_of(source, form(noun)));
    } else if (const TokenId kind = child_with(noun, {Deprel::kCompound, Deprel::kAmod});
               kind && one_of(lemma(kind), {"media", "medium", "press", "news"})) {
      u.source_head = kind;
      u.source = {{kind.index(), kind.index() + 1}};
      u.links.push_back({std::string(doc_.words(TokenSpan{kind.index(), noun.index() + 1})), "MED", form(noun), {}});
    }
    found_.push_back(std::move(f));
  }

  TokenId owner_of(TokenId noun) const {
    for (const TokenId child : doc_.children(noun)) {
      if (tok(child).relation == Deprel::kNmodPoss && can_speak(child)) return child;
      if ((tok(child).relation == Deprel::kNmod || tok(child).relation == Deprel::kObl) &&
          one_of(preposition(doc_, child), {"by", "from", "in", "of"}) && can_speak(child) &&
          !grounding_.place_at[child.index()]) {
        return child;
      }
    }
    return {};
  }

  // "according to X": the whole sentence but the phrase; the clause that it stands in where it is put in amid another's words.
  void according_to(TokenId according) {
    const TokenSpan sentence = sentence_at(according);
    if (according.index() + 2 >= sentence.end || !is_form(according.index() + 1, {"to"})) return;
    TokenId source;
    const TokenId up = tok(according).head;
    if (up && up > according) {
      source = up;
    } else {
      for (const TokenId child : doc_.children(according)) {
        if (child > according && is_nominal(child.index())) source = child;
      }
    }
    for (std::uint32_t i = according.index() + 2; i < sentence.end && !source; ++i) {
      if (is_nominal(i) && tok(i).relation != Deprel::kCompound) source = TokenId(i);
    }
    if (!source) return;
    if (!can_speak(source) && tok(source).upos != Upos::kNoun) return;
    Source s = source_at(source, according);
    s.span.begin = std::max(s.span.begin, according.index() + 2);
    Found f;
    Utterance& u = f.u;
    u.source_head = source;
    u.source = {s.span};
    u.cue_head = according;
    u.cue = {{according.index(), according.index() + 2}};
    f.cue_group = s.span.joined(u.cue.front());
    std::uint32_t begin = sentence.begin;
    if (const std::uint32_t quote = quotes_.at[according.index()]) begin = std::max(begin, quotes_.spans[quote - 1].begin);
    for (const TokenSpan part : {TokenSpan{begin, f.cue_group.begin}, TokenSpan{f.cue_group.end, sentence.end}}) {
      if (const TokenSpan words = trimmed(part); words.size() > 0) u.content.push_back(words);
    }
    f.speech = true;
    f.fronted = true;
    add_links(f, according, source);
    for (Link& link : u.links) {
      if (link.cue == doc_.form(according)) link.cue = "according to";
    }
    found_.push_back(std::move(f));
  }

  // ---- transcripts -------------------------------------------------------------------------------------------------

  // "PESKOV: We have agreed." and "Q: ...": a label holds until the next one, in a document that has several.
  void labels() {
    struct Label {
      TokenSpan name;
      std::uint32_t sentence;
    };
    std::vector<Label> found;
    const auto& sentences = doc_.sentences();
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      if (s > 0 && sentences[s].paragraph == sentences[s - 1].paragraph) continue;
      const TokenSpan tokens = sentences[s].tokens;
      std::uint32_t colon = tokens.begin;
      while (colon < tokens.end && colon < tokens.begin + 8 && !is_form(colon, {":"})) ++colon;
      if (colon == tokens.begin || colon >= tokens.end || !is_form(colon, {":"}) || !is_label({tokens.begin, colon})) continue;
      found.push_back({{tokens.begin, colon}, s});
    }
    if (found.size() < 2) return;
    for (std::size_t i = 0; i < found.size(); ++i) {
      Found f;
      Utterance& u = f.u;
      const TokenSpan name = found[i].name;
      u.source = {name};
      u.source_head = TokenId(name.begin);
      for (std::uint32_t t = name.begin; t < name.end; ++t) {
        if (actor(TokenId(t)) != nullptr) u.source_head = TokenId(t);
      }
      u.cue = {{name.end, name.end + 1}};
      u.cue_head = TokenId(name.end);
      f.cue_group = {name.begin, name.end + 1};
      const std::uint32_t last = i + 1 < found.size() ? found[i + 1].sentence : end_of_paragraph(found[i].sentence);
      u.content = {trimmed({name.end + 1, sentences[last - 1].tokens.end})};
      const bool asks = one_of(doc_.words(name), {"Q", "QUESTION", "Question", "REPORTER", "Reporter", "JOURNALIST"});
      u.links.push_back(asks ? Link{"reporter", "MED", {}, {}} : link_of(u.source_head, {}));
      if (actor(u.source_head) == nullptr && !asks) u.links.back().name = doc_.words(name);
      found_.push_back(std::move(f));
    }
  }

  std::uint32_t end_of_paragraph(std::uint32_t sentence) const {
    const auto& sentences = doc_.sentences();
    std::uint32_t last = sentence + 1;
    while (last < sentences.size() && sentences[last].paragraph == sentences[sentence].paragraph) ++last;
    return last;
  }

  // Capitals, or Q and A.
  bool is_label(TokenSpan name) const {
    const std::string_view words = doc_.words(name);
    if (one_of(words, {"Q", "A", "Question", "Answer", "Reporter", "Moderator"})) return true;
    bool upper = false;
    for (const char c : words) {
      if (std::islower(static_cast<unsigned char>(c)) != 0) return false;
      upper = upper || std::isupper(static_cast<unsigned char>(c)) != 0;
    }
    return upper && words.size() > 2;
  }

  // ---- quotations over sentences -----------------------------------------------------------------------------------

  // A quotation belongs whole to the cue that touches it; without one, to the speaker of the words beside it.
  void assign_quotations() {
    for (const TokenSpan& quote : quotes_.spans) {
      Found* owner = cue_of(quote);
      if (owner == nullptr) owner = beside(quote);
      if (owner == nullptr) continue;
      std::vector<TokenSpan> content;
      for (const TokenSpan c : owner->u.content) {  // what the quotation holds already
        if (c.begin >= quote.begin && c.end <= quote.end) continue;
        content.push_back(c);
      }
      const bool held = std::any_of(content.begin(), content.end(),
                                    [&](TokenSpan c) { return c.begin <= quote.begin && quote.end <= c.end; });
      if (!held && quote.size() > (content.empty() ? 0U : 3U)) content.push_back(quote);
      owner->u.content = std::move(content);
      owner->u.direct = true;
    }
    for (Found& f : found_) {
      for (const TokenSpan c : f.u.content) {
        for (std::uint32_t i = c.begin; i < c.end; ++i) f.u.direct = f.u.direct || quotes_.at[i] != 0;
      }
    }
  }

  // The nearest cue outside the quotation in the sentence where it begins or ends, or before a colon.
  Found* cue_of(TokenSpan quote) {
    Found* best = nullptr;
    std::uint32_t distance = 60;
    const SentenceId first = tok(quote.begin).sentence, last = tok(quote.end - 1).sentence;
    for (Found& f : found_) {
      if (!f.speech || !f.u.cue_head) continue;
      const std::uint32_t cue = f.u.cue_head.index();
      if (quote.contains(cue) || quotes_.at[cue] != 0 || (f.u.source_head && quote.contains(f.u.source_head.index()))) continue;
      const bool touches = std::any_of(f.u.content.begin(), f.u.content.end(), [&](TokenSpan c) { return c.overlaps(quote); });
      const bool before = cue < quote.begin;
      const SentenceId at = tok(cue).sentence;
      const bool colon = before && at != first && quote.begin >= 2 && is_form(quote.begin - 2, {":", ","}) &&
                         tok(quote.begin - 2).sentence == at;
      const bool here = before ? at == first : at == last || follows(f, quote);
      if (!here && !colon) continue;
      if (!touches && !f.u.content.empty() && !f.fronted && !colon) continue;  // has a clause of its own
      const std::uint32_t away =
          (before ? quote.begin - cue : std::max(f.cue_group.begin, quote.end) - quote.end) + (touches ? 0 : 8);
      if (away < distance) {
        distance = away;
        best = &f;
      }
    }
    return best;
  }

  // "... ," he said: the cue's sentence was split off behind the quotation.
  bool follows(const Found& f, TokenSpan quote) const {
    const std::uint32_t group = f.cue_group.begin;
    return group >= quote.end && group < quote.end + 4 && paragraph_at(group) == paragraph_at(quote.end - 1);
  }

  // A quotation that is a sentence of its own goes on where somebody has just been speaking.
  Found* beside(TokenSpan quote) {
    if (quote.size() <= 3) return nullptr;
    const TokenSpan sentence = sentence_at(TokenId(quote.begin));
    if (quote.begin > sentence.begin + 2) return nullptr;
    const std::uint32_t paragraph = paragraph_at(quote.begin);
    Found* before = nullptr;
    Found* after = nullptr;
    for (Found& f : found_) {
      if (!f.speech || !f.u.cue_head || f.u.content.empty() || quotes_.at[f.u.cue_head.index()] != 0) continue;
      const std::uint32_t cue = f.u.cue_head.index();
      const std::uint32_t there = paragraph_at(cue);
      if (cue < quote.begin && (there == paragraph || there + 1 == paragraph)) {
        if (before == nullptr || before->u.cue_head.index() < cue) before = &f;
      } else if (cue > quote.end && there == paragraph && f.fronted && (after == nullptr || cue < after->u.cue_head.index())) {
        after = &f;
      }
    }
    if (before != nullptr && paragraph_at(before->u.cue_head.index()) == paragraph) return before;
    return after != nullptr ? after : before;
  }

  // "..." — Anna Petrova: the name at the end of a quotation's line.
  void names_behind_dashes() {
    for (const TokenSpan& quote : quotes_.spans) {
      std::uint32_t i = quote.end + 1;
      if (quote.size() <= 3 || i + 1 >= doc_.tokens().size()) continue;
      if (!is_form(i, {"\u2014", "\u2013", "\u2015", "--", "-"}) || tok(i + 1).upos != Upos::kPropn) continue;
      std::uint32_t end = i + 1;
      while (end < doc_.tokens().size() && tok(end).upos == Upos::kPropn && end < i + 6) ++end;
      bool taken = false;
      for (const Found& f : found_) {
        taken =
            taken ||
            (!f.u.cue_head ? false : f.speech && f.u.direct && f.fronted && tok(f.u.cue_head).sentence == tok(i + 1).sentence);
      }
      if (taken) continue;
      for (Found& f : found_)
        std::erase_if(f.u.content,
                      [&](TokenSpan c) { return c.begin >= quote.begin && c.end <= quote.end && c.size() + 2 > quote.size(); });
      Found f;
      f.u.source_head = TokenId(i + 1);
      f.u.source = {{i + 1, end}};
      f.u.cue_head = TokenId(i);
      f.u.cue = {{i, i + 1}};
      f.u.content = {quote};
      f.u.direct = true;
      f.u.links.push_back(link_of(TokenId(i + 1), {}));
      found_.push_back(std::move(f));
    }
  }

  // ---- attitudes ---------------------------------------------------------------------------------------------------

  void attitudes(std::size_t count) {
    std::vector<bool> told(count, false);
    for (const Utterance& u : out_.utterances) {
      if (u.cue_head) told[u.cue_head.index()] = true;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!told[i]) attitude(TokenId(i));
    }
  }

  // "Endorsed the plan", "asked about the deal", "sought to win", "was critical of the law".
  void attitude(TokenId word) {
    const Token& t = tok(word);
    const bool verb = t.upos == Upos::kVerb && words_.is("attitude", verb_lemma(word));
    const bool adjective =
        t.upos == Upos::kAdj && (words_.is("attitude-adjective", lemma(word)) || words_.is("conviction", lemma(word)));
    if (verb && (t.xpos == Xpos::kVb || t.xpos == Xpos::kVbp)) return;  // "to endorse", "they support": a leaning, no act
    if ((!verb && !adjective) || t.relation == Deprel::kAmod || t.relation == Deprel::kCompound || is_passive(word)) return;
    const Source source = speaker(word);
    if (!source.head || !can_speak(source.head)) return;
    TokenSpan content = verb ? complement(word, false) : TokenSpan{};
    TokenSpan cue{word.index(), word.index() + 1};
    if (content.empty()) content = regarded(word, cue);
    if (content.empty() || content.contains(source.head.index())) return;
    Utterance u;
    u.source_head = source.head;
    u.source = {source.span};
    u.cue_head = word;
    u.cue = {cue};
    u.content = {content};
    out_.attitudes.push_back(std::move(u));
  }

  // What an attitude is about: an infinitive, the object, or what stands behind a preposition, which the cue then takes in.
  TokenSpan regarded(TokenId word, TokenSpan& cue) const {
    TokenId object;
    TokenId behind;
    for (const TokenId child : doc_.children(word)) {
      const Token& t = tok(child);
      if (child < word) continue;
      if (t.relation == Deprel::kXcomp || t.relation == Deprel::kCcomp || t.relation == Deprel::kAdvcl) {
        const bool marked = t.relation == Deprel::kAdvcl &&
                            !one_of(preposition(doc_, child), {"to", "for", "about", "of", "against", "on", "that"});
        if (!marked) return trimmed(right_of(word, doc_.subtree(child)));
      }
      if (t.relation == Deprel::kObj && !object) object = child;
      if (t.relation == Deprel::kObl && !behind && !grounding_.time_at[child.index()] &&
          one_of(preposition(doc_, child), {"about", "of", "for", "against", "to", "on", "at", "over", "with", "as"})) {
        behind = child;
      }
    }
    // "Asked him about the deal", "praised Doe for his work": of persons, what is said of them.
    const ActorMention* person = actor(object);
    const bool of_person = object && behind && person != nullptr && behind > object &&
                           one_of(preposition(doc_, behind), {"about", "for", "of", "on", "over"});
    if (object && !of_person) return trimmed(right_of(word, doc_.subtree(object)));
    if (!behind) return {};
    TokenSpan span = doc_.subtree(behind);
    const std::uint32_t mark = span.begin;
    if (mark == cue.end) cue.end = mark + 1;
    ++span.begin;
    return trimmed(span);
  }

  static TokenSpan right_of(TokenId word, TokenSpan span) { return {std::max(span.begin, word.index() + 1), span.end}; }

  // ---- over the whole document -------------------------------------------------------------------------------------

  // "X denied that A, Interfax reported": the words of a cue put in are nobody else's content.
  void cut_cues_out() {
    for (const Found& f : found_) {
      if (!f.fronted) continue;
      for (Found& other : found_) {
        if (&other == &f || !other.u.cue_head) continue;
        const bool inner = std::any_of(f.u.content.begin(), f.u.content.end(),
                                       [&](TokenSpan c) { return c.contains(other.u.cue_head.index()); });
        if (!inner) continue;
        std::vector<TokenSpan> kept;
        for (const TokenSpan c : other.u.content) {
          if (!c.overlaps(f.cue_group)) {
            kept.push_back(c);
            continue;
          }
          // What stands behind the cue put in is the outer speaker's.
          if (const TokenSpan left = trimmed({c.begin, std::min(c.end, f.cue_group.begin)});
              c.begin < f.cue_group.begin && !left.empty())
            kept.push_back(left);
        }
        other.u.content = std::move(kept);
      }
    }
    std::erase_if(found_, [](const Found& f) { return f.u.content.empty(); });
  }

  // A speaker's medium holds for his other words in the story where these name none.
  void carry_media() {
    std::unordered_map<std::string, Link> media;
    for (const Found& f : found_) {
      const auto& links = f.u.links;
      if (links.size() == 2 && links[1].code == "MED" && links[0].code != "MED") media.emplace(links[0].name, links[1]);
    }
    for (Found& f : found_) {
      auto& links = f.u.links;
      if (links.size() != 1) continue;
      const auto at = media.find(links[0].name);
      if (at != media.end() && !tells_audience(f.u.cue_head)) links.push_back(at->second);
    }
  }

  bool tells_audience(TokenId verb) const {
    const TokenId object = child_with(verb, {Deprel::kObj, Deprel::kIobj});
    return object && words_.is("audience", lemma(object));
  }

  static std::uint32_t size_of(const Utterance& u) {
    std::uint32_t size = 0;
    for (const TokenSpan& c : u.content) size += c.size();
    return size;
  }

  // Larger contents first, so that the innermost is written last; an utterance's own cue stands in its outer one. Those that
  // add no link (wishes, unnamed sources) leave the chain as it is.
  void settle(std::size_t count) {
    out_.innermost.assign(count, {});
    out_.quoted.assign(count, false);
    for (std::uint32_t i = 0; i < count; ++i) out_.quoted[i] = quotes_.at[i] != 0;
    std::vector<std::size_t> order(out_.utterances.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return size_of(out_.utterances[a]) > size_of(out_.utterances[b]); });
    for (const std::size_t i : order) {
      Utterance& u = out_.utterances[i];
      if (u.cue_head) {
        const UtteranceId around_cue = out_.innermost[u.cue_head.index()];
        if (around_cue && around_cue.index() != i) u.outer = around_cue;
      }
      if (u.links.empty()) continue;
      for (const TokenSpan& c : u.content) {
        for (std::uint32_t t = c.begin; t < c.end; ++t) out_.innermost[t] = UtteranceId(i);
      }
    }
  }

  void tail() {
    const auto add = [&](const std::optional<ActorMention>& mention, const std::string& written) {
      if (!mention && written.empty()) return;
      const std::string name = mention && !mention->party.name.empty() ? mention->party.name : written;
      std::string code = mention ? code_of(*mention) : std::string("MED");
      if (!out_.tail.empty() && out_.tail.back().name == name) return;
      out_.tail.push_back({name, code.empty() ? "MED" : std::move(code), {}, {}});
    };
    add(grounding_.agency, article_.agency);
    add(grounding_.outlet, article_.outlet);
  }

  const Article& article_;
  const Document& doc_;
  const Grounding& grounding_;
  const FrameTable& words_;
  Quotations quotes_;
  std::vector<Found> found_;
  Attributions out_;
};

}  // namespace

std::vector<Link> Attributions::chain(TokenId token) const {
  std::vector<Link> out;
  const auto add = [&](const Link& link) {
    if (std::none_of(out.begin(), out.end(), [&](const Link& seen) { return seen.name == link.name; })) out.push_back(link);
  };
  std::size_t steps = 0;
  for (UtteranceId at = innermost[token.index()]; at && steps <= utterances.size();
       at = utterances[at.index()].outer, ++steps) {
    for (const Link& link : utterances[at.index()].links) add(link);
  }
  // The publisher ends the chain also where it was a link before ("told Reuters" in a Reuters story); a cue of its own stands
  // only for what it found out itself.
  for (const Link& link : tail) {
    const auto seen = std::find_if(out.begin(), out.end(), [&](const Link& l) { return l.name == link.name; });
    Link last = link;
    if (seen != out.end()) {
      if (seen == out.begin()) last.cue = seen->cue;  // its own finding
      out.erase(seen);
    }
    out.push_back(std::move(last));
  }
  return out;
}

Attributions attribute(const Article& article, const Document& document, const Grounding& grounding, const FrameTable& words,
                       bool attitudes_too) {
  return Finder(article, document, grounding, words).run(attitudes_too);
}

}  // namespace attache
