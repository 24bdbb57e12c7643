// Claims as people have judged them: what was coded, with the rejected left out and the corrected slots changed. Nothing of it
// is stored; pure functions of claims and judgements, whatever the order of either.
//
// Of several judgements of one thing the one decided last stands (of one second, the one with the greater key): accept against
// reject of a claim, each slot by itself, together against apart of a pair; a judgement that was taken back is as if it had
// never been. A judgement finds its claim by its key; where a newer coder reads the article otherwise, by the article, the
// place in the text and the kind of claim: the one claim whose span shares half with the judged one's. Where there is none, or
// two that fit as well, it is told as lost and changes nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/judgement.h"
#include "facts/stored_claim.h"

namespace attache {

enum class Attachment : std::uint8_t { kSame, kReattached, kLost };
/// "same", "re-attached", "lost".
[[nodiscard]] std::string_view name(Attachment attachment);

/// A judgement and the claims that it is about now.
struct AttachedJudgement {
  Judgement judgement;
  Attachment attachment = Attachment::kLost;  ///< of an undo: kSame where what it undoes is there
  std::optional<ClaimKey> claim, other;       ///< as they are called now
  bool undone = false;
  bool stands = false;  ///< neither undone nor overruled by a later one, nor lost
};

/// That two claims are, or are not, of one happening.
struct PairRuling {
  ClaimKey one, other;
  bool together = false;
};

struct Judged {
  std::vector<StoredClaim> claims;
  std::vector<AttachedJudgement> judgements;
  std::vector<PairRuling> pairs;
};
[[nodiscard]] Judged apply_judgements(std::vector<StoredClaim> claims, std::span<const Judgement> judgements);

/// How much of two spans' union both share, 0 to 1; two spans are of one claim from kSharedSpan on.
[[nodiscard]] double span_overlap(CodePointSpan a, CodePointSpan b);
inline constexpr double kSharedSpan = 0.5;

/// What a judgement keeps of a claim.
[[nodiscard]] ClaimAnchor anchor_of(const StoredClaim& stored);

/// The slots that can be corrected, as they are named.
[[nodiscard]] std::span<const std::string_view> correctable_slots();
/// Sets one slot from what a person writes; gives what is wrong with it, empty where nothing is. Values: "none" empties a slot
/// that may be empty; event AGREE; mode RETREAT-withdraw; posture remain; status planned; negated yes; time as EDTF; owner RUS;
/// kind police; count 2000, 100-300, ..300, 300..; place and actor and recipient "NAME (CODE)", a place's code a country's;
/// basis "request ARM".
[[nodiscard]] std::string set_slot(Claim& claim, std::string_view slot, const std::string& value);
/// The slot as set_slot() takes it.
[[nodiscard]] std::string get_slot(const Claim& claim, std::string_view slot);

/// Krippendorff's alpha for names (nominal data): one list of what the judges said for each unit; units with fewer than two say
/// nothing. Nothing where no two judged one unit, or all said one and the same.
[[nodiscard]] std::optional<double> krippendorff_alpha(const std::vector<std::vector<std::string>>& units);

/// How far people agree who judged the same claims.
struct Agreement {
  struct Row {
    std::string what;             ///< "verdict", or a slot that somebody corrected
    std::size_t units = 0;        ///< claims that two or more judged
    std::size_t judgements = 0;   ///< of these
    std::optional<double> alpha;  ///< see krippendorff_alpha()
    double agreed = 0;            ///< share of these claims on which all said the same
  };
  std::vector<std::string> people;
  std::vector<Row> rows;
};
/// Of each person the last word on each claim counts. A slot's unit is a claim on which somebody corrected it; who judged the
/// claim and did not correct the slot says "as coded".
[[nodiscard]] Agreement agreement_of(std::span<const AttachedJudgement> judgements);

}  // namespace attache
