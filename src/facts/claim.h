// A claim: one assertion with its roles, status, attribution chain and evidence. It is the one place where text is copied,
// so that it outlives the document that it was read from. docs/CODEBOOK.md says what each field means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/remark.h"
#include "base/span.h"
#include "facts/article.h"
#include "facts/clock.h"

namespace attache {

/// PLOVER 2.0's sixteen types; kNone where only a state is reported.
enum class EventType : std::uint8_t {
  kNone,
  kAgree,
  kConsult,
  kSupport,
  kConcede,
  kCooperate,
  kAid,
  kRetreat,
  kRequest,
  kAccuse,
  kReject,
  kThreaten,
  kProtest,
  kSanction,
  kMobilize,
  kCoerce,
  kAssault
};
enum class Posture : std::uint8_t { kNone, kDeploy, kWithdraw, kRemain, kHandover, kAccess };
enum class ForceKind : std::uint8_t {
  kNone,
  kMilitary,
  kBorderGuards,
  kPeacekeepers,
  kPolice,
  kMercenaries,
  kAdvisers,
  kObservers,
  kAir,
  kNaval,
  kMissiles,
  kArmour,
  kMilitia
};
enum class Status : std::uint8_t { kActual, kAgreed, kPlanned, kRequested, kProposed, kConditional, kThreatened, kPossible };
enum class BasisKind : std::uint8_t { kNone, kRequest, kAgreement, kMandate, kOrder, kInvitation };

// The codebook's own words for each value ("AGREE", "border guards", "actual"); the empty string for kNone.
[[nodiscard]] std::string_view name(EventType type);
[[nodiscard]] std::string_view name(Posture posture);
[[nodiscard]] std::string_view name(ForceKind kind);
[[nodiscard]] std::string_view name(Status status);
[[nodiscard]] std::string_view name(BasisKind kind);
// The way back; nothing for a word that the codebook does not have.
[[nodiscard]] std::optional<EventType> event_type_from(std::string_view name);
[[nodiscard]] std::optional<Posture> posture_from(std::string_view name);
[[nodiscard]] std::optional<ForceKind> force_kind_from(std::string_view name);
[[nodiscard]] std::optional<Status> status_from(std::string_view name);
[[nodiscard]] std::optional<BasisKind> basis_kind_from(std::string_view name);

/// Someone who does something or has it done to them.
struct Party {
  std::string name;    ///< as written, completed from the document: "Vladimir Putin"
  std::string code;    ///< ISO 3166-1 alpha-3 or organisation code: "RUS", "NATO"; empty when unknown
  std::string sector;  ///< PLOVER sector: "GOV", "MIL", ...; empty when unknown
  friend bool operator==(const Party&, const Party&) = default;
};

/// A number of persons or things; an absent bound is open. {2000, 2000} is "2,000", {nothing, 300} "up to 300".
struct Count {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  friend bool operator==(const Count&, const Count&) = default;
};

struct Force {
  std::string owner;  ///< code; empty for "foreign", "allied" forces of no named state
  ForceKind kind = ForceKind::kNone;
  std::optional<Count> count;
  std::string unit;  ///< "102nd Military Base", "a battalion", or the part told of: "first French soldiers"; else empty
  friend bool operator==(const Force&, const Force&) = default;
};

struct Place {
  std::string name;           ///< as written (a pronoun: what it stands for)
  std::string country;        ///< ISO-3; empty over several states, open sea, or unknown
  std::optional<double> lat;  ///< WGS 84 degrees
  std::optional<double> lon;
  std::string key;                  ///< stable name in the knowledge ("geo:zvartnots"); empty when not resolved
  std::vector<std::string> within;  ///< keys of the places that contain it, nearest first
  bool from_context = false;        ///< the clause did not name it
  friend bool operator==(const Place&, const Place&) = default;
};

struct Basis {
  BasisKind kind = BasisKind::kNone;
  std::string by;  ///< code
  friend bool operator==(const Basis&, const Basis&) = default;
};

/// One link of an attribution chain.
struct Link {
  std::string name;               ///< "Dmitry Peskov", "Interfax", "deputy of the governing party"
  std::string code;               ///< "RUS GOV", "MED"; empty when unknown
  std::string cue;                ///< the word that put it there: "saying"; empty for the publishing outlet
  std::vector<std::string> with;  ///< joint speakers
  friend bool operator==(const Link&, const Link&) = default;
};

/// The slots that evidence can be given for.
enum class Slot : std::uint8_t {
  kPredicate,
  kActor,
  kRecipient,
  kForce,
  kCount,
  kPlace,
  kTime,
  kStatus,
  kNegation,
  kBasis,
  kSource,
  kCue
};
[[nodiscard]] std::string_view name(Slot slot);
[[nodiscard]] std::optional<Slot> slot_from(std::string_view name);

/// The words that filled a slot.
struct Evidence {
  Slot slot;
  CodePointSpan span;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// A claim's key: a content hash of the article's key and everything that the claim asserts.
struct ClaimKey {
  Hash128 hash;
  friend auto operator<=>(const ClaimKey&, const ClaimKey&) = default;
};

struct Claim {
  ClaimKey key;
  CodePointSpan span;  ///< the clause in the article's text
  EventType event = EventType::kNone;
  std::string mode;  ///< "RETREAT-withdraw"; empty when none fits
  Posture posture = Posture::kNone;
  std::vector<Party> actor;
  std::vector<Party> recipient;
  std::optional<Force> force;
  std::vector<Place> place;
  std::optional<HappenedTime> time;
  Status status = Status::kActual;
  bool negated = false;
  std::optional<Basis> basis;
  std::vector<Link> attribution;         ///< nearest to the facts first, the publishing outlet last
  std::optional<std::uint32_t> regards;  ///< position in the article's claims of the claim that this one is about
  bool quoted = false;
  PartKind part = PartKind::kBody;
  std::string text;         ///< the words of the span
  std::string frame;        ///< which frame fired: "withdraw.v"; "withdraw.v/begin" where only the beginning is told
  double confidence = 0.5;  ///< in [0, 1]
  std::vector<Evidence> evidence;
};

/// What the reading half hands to the keeping half: an article and what it claims.
struct CodedArticle {
  Article article;
  std::vector<Claim> claims;
  std::vector<Remark> remarks;
  std::string coder;  ///< version and fingerprints of model and knowledge
};

/// Fills every claim's key; call once all claims of an article are there.
void set_keys(CodedArticle& coded);

}  // namespace attache
