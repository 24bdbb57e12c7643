// Combining moods; see modality.h. Predicates come governors first (predicate.cc), so one pass in order is enough.
#include "coding/modality.h"

#include <algorithm>

namespace attache {
namespace {

struct OwnMood {
  std::optional<Status> status;  // nothing: the clause does not say
  bool has_condition = false;
};

bool is_conditional_clause(const Scene& scene, const Argument& a) {
  if (a.role != Role::kAdjunct) return false;
  const std::string_view m = a.marker;
  if (m == "if" || m == "unless" || m == "provided" || m == "should") return true;
  const Predicate* clause = scene.predicates.of(a.head);
  return clause != nullptr && clause->mood.conditional;
}

OwnMood own_mood(const Scene& scene, const Predicate& p) {
  const Mood& mood = p.mood;
  OwnMood out;
  out.has_condition =
      std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) { return is_conditional_clause(scene, a); });
  if (mood.conditional) {
    out.status = Status::kConditional;
  } else if (out.has_condition && (mood.possible || mood.would || mood.tense == Mood::Tense::kFuture)) {
    out.status = Status::kConditional;
  } else if (mood.possible) {
    out.status = Status::kPossible;
  } else if (mood.obliged) {
    out.status = Status::kRequested;
  } else if (mood.tense == Mood::Tense::kFuture || mood.would) {
    out.status = Status::kPlanned;
  } else if (mood.infinitive || mood.tense == Mood::Tense::kNone) {
    out.status = std::nullopt;
  } else {
    out.status = Status::kActual;
  }
  return out;
}

// A content that is told as done keeps that under "announced", "confirmed": only what is open takes the frame's status.
bool told_as_done(const Predicate& p) {
  const Mood& m = p.mood;
  return p.kind != PredicateKind::kNominal && !m.infinitive && !m.would && !m.possible && m.tense != Mood::Tense::kFuture &&
         m.tense != Mood::Tense::kNone;
}

// "asked whether troops had left", "did not say when they would leave": what is asked, or left unsaid, is not told.
bool is_open_question(const Scene& scene, const Predicate& p) {
  if (p.marker == "whether") return true;
  const bool complement =
      p.link == Deprel::kCcomp || p.link == Deprel::kCsubj || p.link == Deprel::kAdvcl || p.link == Deprel::kAcl;
  if (!complement || !p.governor) return false;
  const Document& document = scene.document;
  const TokenId first(document.subtree(p.head).begin);
  if (!scene.frames.is("question-word", document.lemma(first))) return false;
  const Predicate& above = scene.predicates[p.governor];
  const bool asks = scene.frames.is("asking", above.kind == PredicateKind::kCopula ? document.lemma(above.head) : above.lemma);
  // "They did not leave when the others left": of an adverbial clause, only behind a word of telling.
  const bool tells = p.link != Deprel::kAdvcl || scene.frames.is("say", above.lemma) || above.kind == PredicateKind::kAdjective;
  return asks || (above.mood.negated && tells);
}

bool strong(Status status) { return status == Status::kPossible || status == Status::kConditional; }

}  // namespace

std::vector<Presentation> present(const Scene& scene, const std::vector<std::optional<FrameMatch>>& matches) {
  std::vector<Presentation> out(scene.predicates.all.size());
  // Which frame has which predicate as its content; coordinated contents share it.
  std::vector<std::optional<std::size_t>> embedder(out.size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (!matches[i] || !matches[i]->content) continue;
    embedder[matches[i]->content.index()] = i;
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Predicate& p = scene.predicates.all[i];
    if (embedder[i] || p.link != Deprel::kConj || !p.governor) continue;
    const std::size_t first = p.governor.index();
    const bool own_subject = std::any_of(p.arguments.begin(), p.arguments.end(), [](const Argument& a) {
      return (a.role == Role::kSubject || a.role == Role::kObject) && !a.inherited;
    });
    if (embedder[first] && (!own_subject || p.kind == PredicateKind::kNominal)) embedder[i] = embedder[first];
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Predicate& p = scene.predicates.all[i];
    Presentation& mine = out[i];
    const OwnMood own = own_mood(scene, p);
    mine.negated = p.mood.negated;
    mine.status_word = p.mood.status_word;
    mine.negation_word = p.mood.negation_word;
    // The content of a carrier's frame is the carrier's own act: "agreed to begin to withdraw".
    std::optional<std::size_t> by = embedder[i];
    if (!by && p.host && embedder[p.host.index()]) by = embedder[p.host.index()];
    if (by && *by != i && *by < i) {
      const FrameMatch& match = *matches[*by];
      const Frame& frame = scene.frames[match.frame];
      const Presentation& outer = out[*by];
      mine.embedded_by = by;
      mine.told = outer.told && frame.content_told;
      if (strong(outer.status)) {
        mine.status = outer.status;
      } else if (frame.content_status && (*frame.content_status != Status::kPlanned || !told_as_done(p))) {
        mine.status = own.status && strong(*own.status) ? *own.status : *frame.content_status;
        mine.status_word = scene.predicates[match.predicate].head;
      } else if (own.status) {
        mine.status = *own.status;
      } else {
        mine.status = outer.status;
      }
      const bool flips = frame.content_negated != outer.negated;
      if (flips) {
        mine.negated = !mine.negated;
        mine.negation_word = scene.predicates[match.predicate].head;
      }
      continue;
    }
    if (is_open_question(scene, p)) {
      mine.told = false;
      continue;
    }
    if (own.status) {
      mine.status = *own.status;
      continue;
    }
    // No mood of its own and nothing known above it.
    const PartKind part = scene.document.paragraph_of(scene.document.token(p.head).sentence).kind;
    const bool in_headline = part == PartKind::kHeadline || part == PartKind::kSubheading;
    const bool headline =
        p.link == Deprel::kRoot || p.link == Deprel::kParataxis || (in_headline && p.link == Deprel::kAcl && p.marker == "to");
    if (p.kind == PredicateKind::kNominal) {
      mine.told = true;  // claims.cc asks for a doer before it takes a bare nominal
    } else if (p.link == Deprel::kAcl && (p.passive || p.marker.empty() || p.marker == "-ing")) {
      mine.status = Status::kActual;  // "troops deployed in", "soldiers leaving"
    } else if (headline || p.link == Deprel::kConj) {
      mine.status = p.mood.infinitive && p.marker == "to" ? Status::kPlanned : Status::kActual;
    } else if (p.link == Deprel::kAdvcl && p.marker != "to" && !p.mood.infinitive) {
      mine.status = p.governor ? out[p.governor.index()].status : Status::kActual;  // "..., killing 46"
    } else {
      mine.told = false;
    }
  }
  return out;
}

}  // namespace attache
