// A judgement: what a person decided about a claim, or about two claims being one happening. Judgements are kept apart from
// what was coded and never change it. Each names its claim by key, and by article, place in the text and kind besides, so that
// it finds the claim again when a newer coder reads the article (derive/judged.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/span.h"
#include "facts/article.h"
#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

enum class Verdict : std::uint8_t {
  kAccept,    ///< the claim is coded right
  kReject,    ///< the text makes no such claim: answers leave it out
  kCorrect,   ///< one slot is wrong: answers take the value given
  kTogether,  ///< two claims tell of one happening
  kApart,     ///< two claims tell of different happenings
  kUndo       ///< takes an earlier judgement back
};
/// "accept", "reject", "correct", "together", "apart", "undo".
[[nodiscard]] std::string_view name(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdict_from(std::string_view name);

/// What a judgement says of a claim so that it is found again.
struct ClaimAnchor {
  ClaimKey claim;
  ArticleKey article;
  CodePointSpan span;
  EventType event = EventType::kNone;
  Posture posture = Posture::kNone;
  friend bool operator==(const ClaimAnchor&, const ClaimAnchor&) = default;
};

/// A content hash of all that the person decided, when and by whom.
struct JudgementKey {
  Hash128 hash;
  friend auto operator<=>(const JudgementKey&, const JudgementKey&) = default;
};

struct Judgement {
  JudgementKey key;
  std::string who;
  RecordedTime decided;   ///< when the person decided
  RecordedTime recorded;  ///< when this ledger learnt of it; not part of the key
  std::string why;        ///< in the person's words; may be empty
  Verdict verdict = Verdict::kAccept;
  std::optional<ClaimAnchor> claim;    ///< of all but kUndo
  std::optional<ClaimAnchor> other;    ///< of kTogether and kApart
  std::string slot;                    ///< of kCorrect: "status", "time", "place", ... (derive/judged.h)
  std::string value;                   ///< of kCorrect
  std::optional<JudgementKey> undoes;  ///< of kUndo
};

/// Fills Judgement::key from the other fields.
[[nodiscard]] JudgementKey key_of(const Judgement& judgement);

}  // namespace attache
