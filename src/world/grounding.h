// The grounding: what a document's mentions stand for: actors, places, intervals, forces. Arrays beside the document's own;
// nothing of the document is changed. ground.h makes it; coding/ reads it.
//
// Every mention knows its head token, the token by which the parse reaches it, so that coding asks `actor_at(head)` for
// the subject of a verb. Mentions of one kind do not overlap; the arrays are in the order of the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/remark.h"
#include "facts/claim.h"
#include "knowledge/records.h"
#include "language/document.h"

namespace attache {

using ActorMentionId = StrongId<struct ActorMentionTag>;
using PlaceMentionId = StrongId<struct PlaceMentionTag>;
using TimeMentionId = StrongId<struct TimeMentionTag>;
using ForceMentionId = StrongId<struct ForceMentionTag>;

/// How a mention came to stand for what it stands for; weaker ways have a lower confidence.
enum class Via : std::uint8_t {
  kName,         ///< a registered name, alias or acronym
  kAdjective,    ///< "Russian" (stands for the owner of what it modifies)
  kMetonym,      ///< "Moscow", "the Kremlin", "the Armenian side"
  kDescription,  ///< "the Armenian prime minister", "Putin's spokesman": an office or a body described
  kApposition,   ///< an unknown name with role and state from its words: "Armenia's deputy foreign minister, X"
  kCoreference,  ///< a pronoun, a short name or "the kingdom", from an earlier mention
  kShape         ///< only looks like a name: no code
};

/// Someone named or described: person, state, ministry, army, armed group, outlet, official.
struct ActorMention {
  TokenSpan tokens;  ///< the words of the noun phrase that name it: title, name, possessor ("Kremlin spokesman Dmitry Peskov")
  TokenId head;      ///< the noun that governs it in the parse
  Party party;       ///< name completed ("Dmitry Peskov"), code ("RUS"), sector ("GOV") at the publication date
  ActorKind kind = ActorKind::kOther;
  Via via = Via::kName;
  std::string actor;          ///< id in the register ("person:dmitry-peskov", "RUS", "outlet:interfax"); empty when unknown
  std::string runner_up;      ///< id of the next best reading; empty when there is none
  std::vector<Party> others;  ///< "the two leaders": those besides `party`
  std::uint32_t entity = 0;   ///< mentions of one actor in this document share this number
  bool plural = false;        ///< "officials", "they"
  float confidence = 1.0F;
};

/// Somewhere named or described. Adjectives and metonyms of actors are not places.
struct PlaceMention {
  TokenSpan tokens;  ///< the whole phrase without its preposition: "the country's main airport in Yerevan"
  TokenId head;
  Place place;
  ByteSpan name_span;  ///< just the toponym in it ("Yerevan"), for the place scorers; empty for "there"
  std::string kind;  ///< "country", "city", "base", "airport", "region", "border", "sea", "strait", "island", "continent", ...
  std::string runner_up;
  bool coreferent = false;  ///< "there", "the region", "its soil"
  float confidence = 1.0F;
};

/// A time expression. TIMEX3 type and value are kept for the scorers; `time` is what coding uses.
struct TimeMention {
  TokenSpan tokens;
  TokenId head;
  std::string type;                  ///< DATE, TIME, DURATION, SET
  std::string value;                 ///< TIMEX3 value; empty when it could not be resolved
  std::optional<HappenedTime> time;  ///< empty for durations, sets, and relative times without a publication date
  /// The preposition or sense that makes an interval of a point: "from Aug. 1", "until June", "by year-end", "since 2020".
  enum class Bound : std::uint8_t { kAt, kFrom, kUntil, kBy, kSince, kBefore, kAfter, kDuring } bound = Bound::kAt;
};

/// Armed people or equipment: whose, of what kind, how many.
struct ForceMention {
  TokenSpan tokens;
  TokenId head;
  Force force;
  /// Further owners named with the same noun: "Russian and Belarusian troops" has RUS in `force` and BLR here.
  std::vector<std::string> more_owners;
  Party party;                ///< the force as an actor: "Russian border guards", RUS, MIL
  bool unnamed = false;       ///< "foreign", "international" troops: of no named state
  TokenId shares_owner_with;  ///< "Russian forces and border guards": the conjunct that has the owner; none for others
  bool coreferent = false;    ///< "they", "the troops", "our military": owner or kind from an antecedent
  bool first_person = false;  ///< "our military": the speaker's, whom coding knows; the owner is empty
  std::uint32_t entity = 0;
  std::optional<CodePointSpan> count_span;
  float confidence = 1.0F;
};

/// What all mentions of one document stand for.
struct Grounding {
  std::vector<ActorMention> actors;
  std::vector<PlaceMention> places;
  std::vector<TimeMention> times;
  std::vector<ForceMention> forces;
  std::vector<Name> names;  ///< the document's proper names, set right by the registers (proper_names.h)
  std::vector<Remark> remarks;
  /// The outlet and the agency that stand at the end of every chain, resolved from the article; nothing when unknown.
  std::optional<ActorMention> outlet;
  std::optional<ActorMention> agency;

  // The mention whose head is the given token; none when there is none. Sized to the tokens of the document.
  std::vector<ActorMentionId> actor_at;
  std::vector<PlaceMentionId> place_at;
  std::vector<TimeMentionId> time_at;
  std::vector<ForceMentionId> force_at;
};

}  // namespace attache
