// Frames: what a predicate with such-and-such arguments asserts. Written by people in knowledge/frames (docs/frames.md), read
// here into tables, matched against predicates (match.h).
//
//   Frame: withdraw.own
//   Verb: withdraw | pull out
//   Noun: withdrawal | pullout
//   Need: subj:actor
//   Need: obj:force
//   Event: RETREAT-withdraw
//   Posture: withdraw
//   Force: obj
//   Example: France withdrew its troops from Mali. => RETREAT withdraw FRA
//
// A frame without Event is an operator: it asserts nothing itself but tells how its content is meant ("plan", "deny").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "coding/predicate.h"
#include "facts/claim.h"
#include "knowledge/stanza.h"

namespace attache {

using FrameId = StrongId<struct FrameTag>;

/// Where a slot is looked for: a role after normalisation, or an oblique by its preposition.
struct Selector {
  enum class Where : std::uint8_t {
    kSubject,
    kObject,
    kIndirect,
    kClause,
    kInfinitive,
    kAdjunct,
    kAdverb,
    kOblique
  } where = Where::kSubject;
  std::string preposition;  ///< for kOblique; "with", "out_of"
};

/// What may fill a slot.
enum class FillerType : std::uint8_t {
  kAny,
  kActor,  ///< anyone named or described, a force too
  kForce,  ///< armed people or equipment
  kPlace,
  kPerson,
  kState,         ///< a state, its government, an organisation of states
  kOrganisation,  ///< an organisation of states or another body that one can join and leave
  kGroup,         ///< people and armed groups: not a state
  kOutlet,
  kClause,   ///< a verb's clause
  kAct,      ///< a nominal that names an act ("a withdrawal")
  kForeign,  ///< an actor or force of another code than the subject's
  kThing,    ///< none of the above
  kNone,     ///< must be empty
  kNouns     ///< a class of nouns, by name
};

struct TypeConstraint {
  FillerType type = FillerType::kAny;
  std::string nouns = {};  ///< for kNouns: the class ("deal")
};

/// One condition: some selector must have a filler of one of the types.
struct Need {
  std::vector<Selector> at;
  std::vector<TypeConstraint> types;
  std::string text;  ///< as written: "subj:force"
};

struct Frame {
  std::string id;
  std::vector<std::string> verbs, nouns, adjectives;
  std::vector<Need> needs;
  bool asserts = false;  ///< false for operators
  EventType event = EventType::kNone;
  std::string mode;
  Posture posture = Posture::kNone;
  std::vector<Selector> actor, recipient, force, place, content;
  std::optional<Status> status;          ///< of the act itself, where the frame decides it
  std::optional<Status> content_status;  ///< how the content is meant
  bool content_negated = false;          ///< "refuse", "deny", "rule out"
  bool content_told = true;              ///< false: the content is only presupposed ("ended a deployment")
  Posture to_come = Posture::kNone;      ///< the posture of an act still to come, where it is another ("are to be stationed")
  EventType with =
      EventType::kNone;  ///< the act of speech told in the same words, a claim of its own ("pledged 500 troops": AGREE)
  bool negated = false;  ///< the act itself is a negation ("vacate no ...", "remain closed")
  BasisKind content_basis = BasisKind::kNone;  ///< on the content: "asked" gives {request, actor}
  bool by_speaker = false;  ///< the actor is who says it ("X said that Y's act was unacceptable"); nobody's word is no claim
  bool together = false;    ///< subject and with-phrase are actors alike ("met", "agreed")
  std::string cameo;        ///< for export
  std::vector<std::string> examples;
  std::string where;  ///< file:line
};

/// All frames and word classes, with the index from lemma to frames. Immutable once built.
class FrameTable final : public PredicateLexicon {
 public:
  /// Reads the stanzas of knowledge/frames; what is wrong with them goes to `complaints`, the rest is used.
  FrameTable(const std::vector<Stanza>& stanzas, std::vector<Complaint>& complaints);

  [[nodiscard]] const std::vector<Frame>& frames() const { return frames_; }
  [[nodiscard]] const Frame& operator[](FrameId id) const { return frames_[id.index()]; }
  /// Frames of a predicate, those that ask for more first, then in the order of the files.
  [[nodiscard]] const std::vector<FrameId>& of(PredicateKind kind, std::string_view lemma) const;
  /// Whether a lemma is of a class of nouns ("deal") or of verbs ("carrier").
  [[nodiscard]] bool is(std::string_view word_class, std::string_view lemma) const;

  [[nodiscard]] bool is_act_noun(std::string_view lemma) const override;
  [[nodiscard]] bool is_carrier(std::string_view verb) const override { return is("carrier", verb); }
  [[nodiscard]] bool is_own_act(std::string_view verb) const override { return is("own-act", verb); }
  [[nodiscard]] bool is_adjective(std::string_view word) const override { return adjectives_.contains(word); }
  [[nodiscard]] bool is_verb(std::string_view phrase) const override {
    return verbs_.contains(phrase) || is("say", phrase) || is("deny", phrase);
  }
  [[nodiscard]] bool is_meeting(std::string_view noun) const override { return is("meeting", noun); }
  [[nodiscard]] bool is_object_control(std::string_view verb) const override { return is("object-control", verb); }

 private:
  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

  void add_frame(const Stanza& stanza, std::vector<Complaint>& complaints);
  void index();

  std::vector<Frame> frames_;
  Map<std::vector<FrameId>> verbs_, nouns_, adjectives_;
  Map<std::vector<std::string>> classes_;  // lemma -> the classes that it is in
  std::vector<FrameId> none_;
};

}  // namespace attache
