// Finding who says what; see attribution.h.
//
// Cues are found by construction: a verb of saying with a clause or a quotation, "cited as saying", "according to", "citing",
// "quoted by", "a report by X that". Their contents nest by the tree; a quotation without a cue of its own goes to the
// speaker of the quotation beside it; a speaker's medium ("told Interfax", "in an interview broadcast by France 24") is carried
// on to his later words, since a story has one interview, not one a sentence.
#include "coding/attribution.h"

#include <algorithm>
#include <array>
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

class Finder {
 public:
  Finder(const Article& article, const Document& document, const Grounding& grounding, const FrameTable& words)
      : article_(article), doc_(document), grounding_(grounding), words_(words), quotes_(find_quotations(document)) {}

  Attributions run() {
    const std::size_t count = doc_.tokens().size();
    for (std::uint32_t i = 0; i < count; ++i) look_at(TokenId(i));
    carry_media();
    quotations_without_cue();
    settle(count);
    out_.remarks = std::move(quotes_.remarks);
    tail();
    return std::move(out_);
  }

 private:
  const Token& tok(TokenId t) const { return doc_.token(t); }
  std::string_view lemma(TokenId t) const { return doc_.lemma(t); }

  TokenId child_with(TokenId head, std::initializer_list<Deprel> relations) const {
    for (const TokenId child : doc_.children(head)) {
      for (const Deprel r : relations) {
        if (tok(child).relation == r) return child;
      }
    }
    return {};
  }

  std::string verb_lemma(TokenId verb) const {
    std::string out(lemma(verb));
    if (const TokenId particle = child_with(verb, {Deprel::kCompoundPrt})) out += " " + std::string(lemma(particle));
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

  void look_at(TokenId token) {
    const Token& t = tok(token);
    if (t.upos == Upos::kVerb) {
      const std::string verb = verb_lemma(token);
      if (words_.is("cite", verb)) {
        cited(token);
      } else if (words_.is("accuse", verb)) {
        accused(token);
      } else if (words_.is("deny", verb)) {
        said(token, true);
      } else if (words_.is("say", verb)) {
        said(token, false);
      }
    } else if (t.upos == Upos::kNoun && words_.is("statement-noun", lemma(token))) {
      stated(token);
    }
    if (preposition(doc_, token) == "according_to" || starts_with_according(token)) according_to(token);
  }

  bool starts_with_according(TokenId token) const {
    for (const TokenId child : doc_.children(token)) {
      if (one_of(lemma(child), {"according", "accord"}) && tok(child).relation == Deprel::kCase) return true;
    }
    // "according" as the head of the phrase, its source below it.
    const TokenId up = tok(token).head;
    return up && doc_.form(up) == "according" && one_of(preposition(doc_, token), {"to"});
  }

  // ---- links -------------------------------------------------------------------------------------------------------

  // "a senior Armenian politician from the ruling party" without its article and clauses.
  std::string phrase(TokenId head) const {
    TokenSpan span{head.index(), head.index() + 1};
    for (const TokenId child : doc_.children(head)) {
      const Deprel r = tok(child).relation;
      if (r == Deprel::kAclRelcl || r == Deprel::kPunct || r == Deprel::kAppos || r == Deprel::kConj || r == Deprel::kCc ||
          r == Deprel::kAcl || r == Deprel::kCase || r == Deprel::kParataxis) {
        continue;
      }
      span = span.joined(doc_.subtree(child));
    }
    std::uint32_t begin = span.begin;
    while (begin + 1 < span.end && (one_of(lemma(TokenId(begin)), {"a", "an", "the", "one"}) ||
                                    doc_.tokens()[begin].upos == Upos::kPunct || doc_.tokens()[begin].upos == Upos::kAdp)) {
      ++begin;
    }
    return std::string(doc_.words(TokenSpan{begin, span.end}));
  }

  Link link_of(TokenId head, std::string cue) const {
    Link link;
    link.cue = std::move(cue);
    const TokenId known = described(head);
    if (const ActorMention* mention = actor(known)) {
      link.code = code_of(*mention);
      const bool by_name = mention->via == Via::kName || mention->via == Via::kMetonym || mention->via == Via::kCoreference ||
                           mention->kind == ActorKind::kPerson || mention->kind == ActorKind::kOutlet;
      link.name = by_name && !mention->party.name.empty() ? mention->party.name : phrase(head);
    } else {
      link.name = phrase(head);
      if (one_of(lemma(head), {"newspaper", "agency", "medium", "media", "television", "tv", "radio", "daily", "website", "channel"})) link.code = "MED";
    }
    for (const TokenId child : doc_.children(head)) {
      if (tok(child).relation != Deprel::kConj) continue;
      const ActorMention* joint = actor(child);
      link.with.push_back(joint != nullptr && !joint->party.name.empty() && joint->via == Via::kName ? joint->party.name : phrase(child));
    }
    return link;
  }

  // The apposition or the noun itself, whichever is a known actor.
  TokenId described(TokenId head) const {
    if (actor(head) != nullptr) return head;
    if (const TokenId apposed = child_with(head, {Deprel::kAppos, Deprel::kFlat}); apposed && actor(apposed) != nullptr) return apposed;
    return head;
  }

  std::vector<TokenSpan> span_of(TokenId head) const {
    if (!head) return {};
    return {doc_.subtree(head)};
  }

  // ---- constructions -----------------------------------------------------------------------------------------------

  TokenId subject(TokenId verb) const { return child_with(verb, {Deprel::kNsubj, Deprel::kNsubjOuter}); }

  TokenId agent(TokenId verb) const {
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if ((r == Deprel::kOblAgent || r == Deprel::kObl) && preposition(doc_, child) == "by") return child;
    }
    return {};
  }

  // The speaker of a verb: its own subject; a coordinated verb's; that which a participle hangs on ("adding that").
  TokenId speaker(TokenId verb) const {
    TokenId at = verb;
    for (int steps = 0; steps < 4 && at; ++steps) {
      if (const TokenId s = subject(at)) return resolve_relative(at, s);
      const Deprel r = tok(at).relation;
      if (r == Deprel::kConj || r == Deprel::kAdvcl || r == Deprel::kXcomp) {
        at = tok(at).head;
        if (at && (tok(at).upos != Upos::kVerb && tok(at).upos != Upos::kAux && !subject(at))) return {};
      } else if (r == Deprel::kAcl || r == Deprel::kAclRelcl) {
        return tok(at).head;
      } else {
        return {};
      }
    }
    return {};
  }

  TokenId resolve_relative(TokenId verb, TokenId s) const {
    if (tok(verb).relation == Deprel::kAclRelcl && one_of(lemma(s), {"who", "which", "that"})) return tok(verb).head;
    return s;
  }

  // What a verb of saying says: a clause, or the rest of the sentence where the verb is put in or comes last.
  std::vector<TokenSpan> content_of(TokenId verb, TokenId source) const {
    if (const TokenId clause = child_with(verb, {Deprel::kCcomp})) return around(clause, verb, source);
    const Deprel r = tok(verb).relation;
    if (r == Deprel::kParataxis && tok(verb).head) return rest_of(tok(verb).head, verb);
    // "X, Peskov said": the tagger made the content a dependent of another kind; take what is quoted in the sentence.
    for (const TokenId child : doc_.children(verb)) {
      const Deprel c = tok(child).relation;
      if ((c == Deprel::kParataxis || c == Deprel::kXcomp || c == Deprel::kDislocated) && child < verb) return around(child, verb, source);
    }
    std::vector<TokenSpan> quoted = quoted_in(tok(verb).sentence);
    if (!quoted.empty()) return quoted;
    if (const TokenId infinitive = child_with(verb, {Deprel::kXcomp})) return {doc_.subtree(infinitive)};
    return {};
  }

  // The subtree of a clause without the cue's words, should they stand inside it.
  std::vector<TokenSpan> around(TokenId clause, TokenId verb, TokenId source) const {
    TokenSpan whole = doc_.subtree(clause);
    std::uint32_t cut_begin = verb.index(), cut_end = verb.index() + 1;
    if (source) {
      cut_begin = std::min(cut_begin, doc_.subtree(source).begin);
      cut_end = std::max(cut_end, doc_.subtree(source).end);
    }
    if (!whole.contains(cut_begin) || !whole.contains(cut_end - 1)) return {whole};
    std::vector<TokenSpan> out;
    if (whole.begin < cut_begin) out.push_back({whole.begin, cut_begin});
    if (cut_end < whole.end) out.push_back({cut_end, whole.end});
    return out;
  }

  // All of a subtree but the part below `without`.
  std::vector<TokenSpan> rest_of(TokenId top, TokenId without) const {
    const TokenSpan whole = doc_.subtree(top);
    const TokenSpan hole = doc_.subtree(without);
    std::vector<TokenSpan> out;
    if (whole.begin < hole.begin) out.push_back({whole.begin, hole.begin});
    if (hole.end < whole.end) out.push_back({hole.end, whole.end});
    return out;
  }

  std::vector<TokenSpan> quoted_in(SentenceId sentence) const {
    const TokenSpan tokens = doc_.sentence(sentence).tokens;
    std::vector<TokenSpan> out;
    for (const TokenSpan& quote : quotes_.spans) {
      if (!quote.overlaps(tokens)) continue;
      const TokenSpan part{std::max(quote.begin, tokens.begin), std::min(quote.end, tokens.end)};
      if (part.size() > 3) out.push_back(part);  // fewer words are scare quotes
    }
    return out;
  }

  void said(TokenId verb, bool denial) {
    // Inside "cited as saying" the citing verb has made the utterance.
    if (const TokenId up = tok(verb).head; up && tok(up).upos == Upos::kVerb && words_.is("cite", lemma(up)) && is_as(verb)) return;
    const bool passive = static_cast<bool>(child_with(verb, {Deprel::kAuxPass, Deprel::kNsubjPass}));
    const TokenId source = passive ? agent(verb) : speaker(verb);
    std::vector<TokenSpan> content = content_of(verb, source);
    if (content.empty() && denial) {
      if (const TokenId object = child_with(verb, {Deprel::kObj, Deprel::kXcomp, Deprel::kAdvcl})) content = {doc_.subtree(object)};
    }
    if (content.empty() && words_.is("announcing", lemma(verb))) {
      if (const TokenId object = child_with(verb, {Deprel::kObj, Deprel::kNsubjPass})) content = {doc_.subtree(object)};
    }
    if (content.empty()) return;
    if (!source && !passive) return;
    if (source && !can_speak(source)) return;
    Utterance u;
    u.source = span_of(source);
    u.source_head = source;
    u.cue = {{verb.index(), verb.index() + 1}};
    u.cue_head = verb;
    u.content = std::move(content);
    u.denial = denial;
    u.direct = is_direct(u);
    if (source) add_speaker(u, verb, source);
    out_.utterances.push_back(std::move(u));
  }

  bool is_as(TokenId verb) const {
    for (const TokenId child : doc_.children(verb)) {
      if (lemma(child) == "as") return true;
    }
    return false;
  }

  // People, bodies, outlets, pronouns for them; not "the agreement says" nor "it is said".
  bool can_speak(TokenId source) const {
    if (actor(described(source)) != nullptr) return true;
    const Token& t = tok(source);
    if (t.upos == Upos::kPron) return !one_of(lemma(source), {"it", "this", "that", "there", "which", "what"});
    if (t.upos == Upos::kPropn) return true;
    return t.upos == Upos::kNoun && !words_.is("deal", lemma(source));
  }

  void add_speaker(Utterance& u, TokenId verb, TokenId source) {
    cited_inside(u, verb);
    u.links.push_back(link_of(source, std::string(doc_.form(verb))));
    // "X told Interfax"; "said in an interview with (broadcast by, carried by) Y".
    for (const TokenId child : doc_.children(verb)) {
      const Deprel r = tok(child).relation;
      if ((r == Deprel::kObj || r == Deprel::kIobj) && lemma(verb) == "tell" && is_outlet(child)) {
        u.links.push_back(link_of(child, std::string(doc_.form(verb))));
      }
      if (r == Deprel::kObl) medium_below(u, child);
    }
    quoted_by(u, source);
  }

  // "..., citing officials, reported": the officials come first.
  void cited_inside(Utterance& u, TokenId verb) {
    TokenId at = verb;
    for (const TokenId start : {verb, tok(verb).head}) {
      at = start;
      if (!at) continue;
      for (const TokenId child : doc_.children(at)) {
        if (tok(child).relation != Deprel::kAdvcl && tok(child).relation != Deprel::kAcl) continue;
        if (doc_.form(child) != "citing" && doc_.form(child) != "quoting") continue;
        if (const TokenId object = child_with(child, {Deprel::kObj})) {
          u.links.push_back(link_of(object, std::string(doc_.form(child))));
          return;
        }
      }
      if (tok(verb).relation != Deprel::kConj) break;
    }
    if (const TokenId s = subject(verb)) {  // "The newspaper Hraparak, citing a source, wrote"
      for (const TokenId child : doc_.children(s)) {
        if (one_of(doc_.form(child), {"citing", "quoting"})) {
          if (const TokenId object = child_with(child, {Deprel::kObj})) u.links.push_back(link_of(object, std::string(doc_.form(child))));
        }
      }
    }
  }

  // Outlets in "in an interview broadcast by France 24", "in a statement carried by KCNA", "on state television".
  void medium_below(Utterance& u, TokenId oblique) {
    const TokenSpan below = doc_.subtree(oblique);
    for (std::uint32_t i = below.begin; i < below.end; ++i) {
      if (!is_outlet(TokenId(i))) continue;
      std::string cue = "said";
      if (const TokenId up = tok(TokenId(i)).head; up && tok(up).upos == Upos::kVerb) cue = doc_.form(up);
      u.links.push_back(link_of(TokenId(i), cue));
      return;
    }
  }

  // "Zakharova, quoted by RIA, said".
  void quoted_by(Utterance& u, TokenId source) {
    for (const TokenId child : doc_.children(source)) {
      if (tok(child).relation != Deprel::kAcl || !words_.is("cite", lemma(child))) continue;
      if (const TokenId by = agent(child)) u.links.push_back(link_of(by, std::string(doc_.form(child))));
    }
  }

  // "Interfax cited X as saying", "X was cited (by Interfax) as saying".
  void cited(TokenId verb) {
    TokenId saying;
    for (const TokenId child : doc_.children(verb)) {
      if ((tok(child).relation == Deprel::kAdvcl || tok(child).relation == Deprel::kXcomp || tok(child).relation == Deprel::kObl ||
           tok(child).relation == Deprel::kCcomp) &&
          tok(child).upos == Upos::kVerb && (is_as(child) || words_.is("say", lemma(child)))) {
        saying = child;
      }
    }
    const bool passive = static_cast<bool>(child_with(verb, {Deprel::kNsubjPass, Deprel::kAuxPass}));
    if (!saying && !passive) return;  // "citing officials" belongs to the verb of saying above
    const TokenId who = passive ? child_with(verb, {Deprel::kNsubjPass, Deprel::kNsubj}) : child_with(verb, {Deprel::kObj});
    TokenId medium = passive ? agent(verb) : subject(verb);
    if (!medium && passive && saying) medium = agent(saying);
    if (!medium && passive) medium = outlet_after(verb);
    if (!who) return;
    Utterance u;
    u.source_head = who;
    u.source = span_of(who);
    u.cue_head = saying ? saying : verb;
    u.cue = {{verb.index(), verb.index() + 1}};
    if (saying) u.cue.push_back({saying.index(), saying.index() + 1});
    if (saying) {
      if (const TokenId clause = child_with(saying, {Deprel::kCcomp})) u.content = {doc_.subtree(clause)};
    }
    if (u.content.empty() && tok(verb).relation == Deprel::kParataxis && tok(verb).head) u.content = rest_of(tok(verb).head, verb);
    if (u.content.empty()) {
      if (const TokenId clause = child_with(verb, {Deprel::kCcomp})) u.content = around(clause, verb, who);
    }
    if (u.content.empty()) u.content = quoted_in(tok(verb).sentence);
    if (u.content.empty()) return;
    u.direct = is_direct(u);
    u.links.push_back(link_of(who, std::string(doc_.form(u.cue_head))));
    if (medium) u.links.push_back(link_of(medium, std::string(doc_.form(verb))));
    out_.utterances.push_back(std::move(u));
  }

  // The by-phrase after "as saying on Thursday by ..." hangs anywhere; an outlet right of the verb is it.
  TokenId outlet_after(TokenId verb) const {
    const TokenSpan tokens = doc_.sentence(tok(verb).sentence).tokens;
    for (std::uint32_t i = verb.index() + 1; i < tokens.end; ++i) {
      if (is_outlet(TokenId(i)) && preposition(doc_, TokenId(i)) == "by") return TokenId(i);
    }
    return {};
  }

  // "accused Y of X": X is the accuser's.
  void accused(TokenId verb) {
    const TokenId source = speaker(verb);
    if (!source) return;
    for (const TokenId child : doc_.children(verb)) {
      const Token& t = tok(child);
      const bool clause = t.relation == Deprel::kAdvcl || t.relation == Deprel::kXcomp || t.relation == Deprel::kCcomp;
      const bool phrase = t.relation == Deprel::kObl && one_of(preposition(doc_, child), {"of", "for"});
      if (!clause && !phrase) continue;
      Utterance u;
      u.source_head = source;
      u.source = span_of(source);
      u.cue_head = verb;
      u.cue = {{verb.index(), verb.index() + 1}};
      u.content = {doc_.subtree(child)};
      u.links.push_back(link_of(source, std::string(doc_.form(verb))));
      quoted_by(u, source);
      out_.utterances.push_back(std::move(u));
      return;
    }
  }

  // "a report by an Australian newspaper that ...", "reports that ...".
  void stated(TokenId noun) {
    TokenId clause = child_with(noun, {Deprel::kCcomp, Deprel::kAcl, Deprel::kAclRelcl});
    if (!clause || tok(clause).relation == Deprel::kAclRelcl) return;
    bool that = false;
    for (const TokenId child : doc_.children(clause)) that = that || lemma(child) == "that";
    if (!that) return;
    TokenId source = agent_of_noun(noun);
    Utterance u;
    u.cue_head = noun;
    u.cue = {{noun.index(), noun.index() + 1}};
    u.content = {doc_.subtree(clause)};
    if (source) {
      u.source_head = source;
      u.source = span_of(source);
      u.links.push_back(link_of(source, std::string(doc_.form(noun))));
    } else if (const TokenId kind = child_with(noun, {Deprel::kCompound, Deprel::kAmod}); kind && one_of(lemma(kind), {"media", "medium", "press"})) {
      u.links.push_back({std::string(doc_.words(TokenSpan{kind.index(), noun.index() + 1})), "MED", std::string(doc_.form(noun)), {}});
    } else {
      return;
    }
    out_.utterances.push_back(std::move(u));
  }

  TokenId agent_of_noun(TokenId noun) const {
    for (const TokenId child : doc_.children(noun)) {
      if (tok(child).relation == Deprel::kNmodPoss) return child;
      if (tok(child).relation == Deprel::kNmod && one_of(preposition(doc_, child), {"by", "from", "in", "of"}) && can_speak(child)) return child;
    }
    return {};
  }

  void according_to(TokenId source) {
    TokenId hangs = tok(source).head;
    if (hangs && doc_.form(hangs) == "according") hangs = tok(hangs).head;
    if (!hangs) return;
    // The clause that the phrase hangs on, without the phrase.
    TokenId clause = hangs;
    for (int steps = 0; steps < 20 && tok(clause).head && tok(clause).upos != Upos::kVerb; ++steps) {
      if (tok(clause).relation == Deprel::kRoot) break;
      clause = tok(clause).head;
    }
    Utterance u;
    u.source_head = source;
    u.source = span_of(source);
    u.cue_head = source;
    for (const TokenId child : doc_.children(source)) {
      if (one_of(lemma(child), {"according", "accord"})) {
        u.cue = {doc_.subtree(child)};
        u.cue_head = child;
      }
    }
    u.content = rest_of(clause, source);
    if (u.content.empty()) return;
    u.links.push_back(link_of(source, "according to"));
    out_.utterances.push_back(std::move(u));
  }

  bool is_direct(const Utterance& u) const {
    return std::any_of(u.content.begin(), u.content.end(), [&](TokenSpan span) {
      for (std::uint32_t i = span.begin; i < span.end; ++i) {
        if (quotes_.at[i] != 0) return true;
      }
      return false;
    });
  }

  // ---- over sentences ----------------------------------------------------------------------------------------------

  // A speaker's medium holds for his other words in the story where these name none.
  void carry_media() {
    std::unordered_map<std::string, Link> media;
    for (Utterance& u : out_.utterances) {
      if (u.links.size() == 2 && u.links[1].code == "MED" && u.links[0].code != "MED") media.emplace(u.links[0].name, u.links[1]);
    }
    for (Utterance& u : out_.utterances) {
      if (u.links.size() != 1) continue;
      const auto at = media.find(u.links[0].name);
      if (at != media.end() && !tells_audience(u.cue_head)) u.links.push_back(at->second);
    }
  }

  bool tells_audience(TokenId verb) const {
    const TokenId object = child_with(verb, {Deprel::kObj, Deprel::kIobj});
    return object && words_.is("audience", lemma(object));
  }

  // A quotation that no cue reaches belongs to the speaker of the nearest direct speech in its paragraph, else to the one who
  // is still speaking from the paragraph before.
  void quotations_without_cue() {
    const std::size_t found = out_.utterances.size();
    for (const TokenSpan& quote : quotes_.spans) {
      if (quote.size() <= 3) continue;
      const bool covered = std::any_of(out_.utterances.begin(), out_.utterances.end(), [&](const Utterance& u) {
        return std::any_of(u.content.begin(), u.content.end(), [&](TokenSpan c) { return c.overlaps(quote); });
      });
      if (covered) {
        extend_over(quote, found);
        continue;
      }
      const Utterance* nearest = nullptr;
      std::uint32_t distance = 120;
      const std::uint32_t paragraph = paragraph_at(quote.begin);
      for (std::size_t i = 0; i < found; ++i) {
        const Utterance& u = out_.utterances[i];
        if (!u.cue_head || u.links.empty()) continue;
        const std::uint32_t there = u.cue_head.index();
        const std::uint32_t away = there < quote.begin ? quote.begin - there : there > quote.end ? (there - quote.end) * 2 : 0;
        if (paragraph_at(there) != paragraph && !(u.direct && paragraph_at(there) + 1 == paragraph)) continue;
        if (away < distance) {
          distance = away;
          nearest = &u;
        }
      }
      if (nearest == nullptr) continue;
      Utterance u;
      u.source_head = nearest->source_head;
      u.source = nearest->source;
      u.cue = nearest->cue;
      u.cue_head = nearest->cue_head;
      u.links = nearest->links;
      u.direct = true;
      u.content = {quote};
      out_.utterances.push_back(std::move(u));
    }
  }

  // A quotation over several sentences whose cue reached only one of them.
  void extend_over(TokenSpan quote, std::size_t found) {
    for (std::size_t i = 0; i < found; ++i) {
      Utterance& u = out_.utterances[i];
      if (!u.direct) continue;
      const bool part = std::any_of(u.content.begin(), u.content.end(), [&](TokenSpan c) { return c.overlaps(quote); });
      const bool cue_outside = u.cue_head && !quote.contains(u.cue_head.index());
      if (!part || !cue_outside) continue;
      u.content.push_back(quote);
      return;
    }
  }

  std::uint32_t paragraph_at(std::uint32_t token) const { return doc_.sentence(doc_.tokens()[token].sentence).paragraph; }

  // ---- the end -----------------------------------------------------------------------------------------------------

  static std::uint32_t size_of(const Utterance& u) {
    std::uint32_t size = 0;
    for (const TokenSpan& c : u.content) size += c.size();
    return size;
  }

  // Larger contents first, so that the innermost is written last; an utterance's own cue stands in its outer one.
  void settle(std::size_t count) {
    out_.innermost.assign(count, {});
    out_.quoted.assign(count, false);
    for (std::uint32_t i = 0; i < count; ++i) out_.quoted[i] = quotes_.at[i] != 0;
    std::vector<std::size_t> order(out_.utterances.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return size_of(out_.utterances[a]) > size_of(out_.utterances[b]);
    });
    for (const std::size_t i : order) {
      Utterance& u = out_.utterances[i];
      if (u.cue_head) {
        const UtteranceId around_cue = out_.innermost[u.cue_head.index()];
        if (around_cue && around_cue.index() != i) u.outer = around_cue;
      }
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
  Attributions out_;
};

}  // namespace

std::vector<Link> Attributions::chain(TokenId token) const {
  std::vector<Link> out;
  const auto add = [&](const Link& link) {
    if (std::none_of(out.begin(), out.end(), [&](const Link& seen) { return seen.name == link.name; })) out.push_back(link);
  };
  std::size_t steps = 0;
  for (UtteranceId at = innermost[token.index()]; at && steps <= utterances.size(); at = utterances[at.index()].outer, ++steps) {
    for (const Link& link : utterances[at.index()].links) add(link);
  }
  // The publisher ends the chain also where it was a link before ("told Reuters" in a Reuters story).
  for (const Link& link : tail) {
    const auto seen = std::find_if(out.begin(), out.end(), [&](const Link& l) { return l.name == link.name; });
    if (seen != out.end() && seen + 1 != out.end()) out.erase(seen);
    if (out.empty() || out.back().name != link.name) out.push_back(link);
  }
  return out;
}

Attributions attribute(const Article& article, const Document& document, const Grounding& grounding, const FrameTable& words) {
  return Finder(article, document, grounding, words).run();
}

}  // namespace attache
