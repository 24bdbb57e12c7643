// What became of an answer, a claim or an event over time: the differences between two answers to one question with the claims
// that made them, and the life of one claim or event. Pure values from the ledger, as in query.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/query.h"

namespace attache {

// ---- Differences between two dates ----------------------------------------------------------------------------------------

enum class ChangeKind : std::uint8_t { kAppeared, kVanished, kChanged };
/// "appeared", "vanished", "changed".
[[nodiscard]] std::string_view name(ChangeKind kind);

/// One thing about a line or an event that is told otherwise than before; values as a person would write them.
struct SlotChange {
  std::string slot;  ///< "state", "since", "origins", ...
  std::string before, after;
};

template <class Thing>
struct Change {
  ChangeKind kind = ChangeKind::kChanged;
  std::optional<Thing> before, after;
  std::vector<SlotChange> slots;  ///< of what changed
  /// Claims that it rests on now and did not before, and the reverse: none at all where only the day asked moved on.
  std::vector<ClaimKey> came, went;
};

template <class Question, class Thing>
struct DiffAnswer {
  Question before, after;
  std::vector<Change<Thing>> changes;
  std::size_t unchanged = 0;
  std::vector<StoredClaim> claims;  ///< all that came or went, by report
};

using PresenceDiff = DiffAnswer<PresenceQuestion, PresenceAnswer::Line>;
using EventsDiff = DiffAnswer<EventsQuestion, Event>;

/// The same question put twice: at two clocks, for one day in the world or for two. Lines are paired by owner, kind of force
/// and the claims that they share, else by place.
[[nodiscard]] Result<PresenceDiff> diff(const Ledger& ledger, const PresenceQuestion& before, const PresenceQuestion& after);
/// Events are paired by the reports that they share.
[[nodiscard]] Result<EventsDiff> diff(const Ledger& ledger, const EventsQuestion& before, const EventsQuestion& after);

// ---- The life of one claim or event ---------------------------------------------------------------------------------------

struct HistoryQuestion {
  std::string key;  ///< of an event or a claim, or its first digits
  std::optional<Day> known_by;
  std::optional<RecordedTime> as_of;
};
/// Something that became of it. A step stands at the clock that it belongs to: what articles said at the reported clock, what
/// the ledger learnt and people decided at the recorded one.
struct HistoryStep {
  std::optional<ReportedTime> reported;
  std::optional<RecordedTime> recorded;
  std::string what;               ///< in words: "a second origin: Ilse Maron; 2 independent"
  std::optional<ClaimKey> claim;  ///< that the step is about
};
struct HistoryAnswer {
  std::optional<StoredClaim> claim;   ///< where the key is a claim's
  std::optional<Event> event;         ///< where it is an event's, or that of the claim
  std::vector<HistoryStep> reported;  ///< by the reported clock: what each report added to the event, and corrections
  std::vector<HistoryStep> recorded;  ///< by the recorded clock: receipt, readings, judgements; of a claim only
  std::vector<StoredClaim> claims;    ///< that the steps are about
};
[[nodiscard]] Result<HistoryAnswer> ask(const Ledger& ledger, const HistoryQuestion& question);

}  // namespace attache
