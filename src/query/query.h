// Questions and answers as plain structs: what the terminal, the page and the API ask. Query sits above ledger and derive;
// it opens nothing and keeps nothing: each function gets the ledger and returns a value. A listing of claims is the
// ledger's own question (ClaimFilter, Ledger::claims).
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "facts/event.h"
#include "facts/presence.h"
#include "facts/stored_claim.h"
#include "ledger/ledger.h"

namespace attache {

/// Version of the rules by which events are derived: kept events made by another are stale.
inline constexpr std::string_view kDeriver = "derive 1";

// ---- Presence: who has forces where -------------------------------------------------------------------------------------

struct PresenceAnswer {
  struct Line {
    PresenceLine line;
    std::string sentence;  ///< as an analyst would write it
  };
  PresenceQuestion question;
  std::vector<Line> lines;
  std::vector<StoredClaim> claims;  ///< all that the lines list, by report
};
[[nodiscard]] Result<PresenceAnswer> ask(const Ledger& ledger, const PresenceQuestion& question);

// ---- Timeline: how presence goes over the happened clock ----------------------------------------------------------------

struct TimelineQuestion {
  PresenceQuestion asked;  ///< its `on` is not looked at
  Day from{}, to{};        ///< days of the happened clock, both counted in
};
struct TimelineAnswer {
  /// A line's state over days that follow each other.
  struct Stretch {
    Day from{}, to{};
    PresenceState state = PresenceState::kUnknown;
    bool corroborated = false;
    std::string sentence;
  };
  /// A force at a place.
  struct Lane {
    std::string owner;
    ForceKind kind = ForceKind::kNone;
    std::string place;
    std::string country;
    std::vector<Stretch> stretches;  ///< by day; days at which the presence has no such line are left out
  };
  std::vector<Lane> lanes;  ///< by owner, then as the presence has them
  /// Days at which the states were asked for: those at which one can change. Where there are more than kMostDays, or very many
  /// claims, every nth of them, and stretches are exact only to the days on either side.
  std::vector<Day> days;
  bool thinned = false;
  static constexpr std::size_t kMostDays = 200;
};
[[nodiscard]] Result<TimelineAnswer> ask(const Ledger& ledger, const TimelineQuestion& question);

// ---- Events: what happened, who says so ---------------------------------------------------------------------------------

/// The events of the ledger as it stands: those kept where they are fresh, else made anew. Whoever asks much about a ledger
/// that stays as it is takes them once and hands them to its questions.
using EventList = std::shared_ptr<const std::vector<Event>>;
[[nodiscard]] Result<EventList> current_events(const Ledger& ledger);

struct EventsQuestion {
  ClaimFilter filter;                ///< events with a member that the filter finds, its limit and offset counted in events
  std::optional<bool> contradicted;  ///< only those with contradictions, or only those without
  std::uint32_t at_least_origins = 0;
  bool as_coded = false;     ///< what people judged is left aside
  std::string key;           ///< only events whose key starts so or, where none does, with a member whose key starts so
  EventList from = nullptr;  ///< current_events() of this ledger, where at hand; not looked at where another state is asked for
  bool without_claims = false;  ///< EventsAnswer::claims is not wanted
};
struct EventsAnswer {
  std::vector<Event> events;        ///< by first report
  std::vector<StoredClaim> claims;  ///< their members, by report
  std::size_t found = 0;            ///< before limit and offset
  bool derived_now = false;         ///< the kept events were stale, or the clocks ask for another state of the ledger
};
[[nodiscard]] Result<EventsAnswer> ask(const Ledger& ledger, const EventsQuestion& question);

/// The claims of these keys, all of them current, at the clocks of `clocks` and as people judged them, by report; whom people
/// rejected is left out.
[[nodiscard]] Result<std::vector<StoredClaim>> judged_claims_of(const Ledger& ledger, const std::set<ClaimKey>& wanted,
                                                                const ClaimFilter& clocks = {}, bool as_coded = false);

/// Makes the events of the ledger anew and keeps them.
struct DeriveReport {
  std::size_t claims = 0;
  std::size_t events = 0;
  std::size_t joined = 0;  ///< events with more than one report
  std::size_t contradicted = 0;
};
[[nodiscard]] Result<DeriveReport> rebuild_events(Ledger& ledger);

// ---- Why: everything behind one claim -----------------------------------------------------------------------------------

struct WhyQuestion {
  std::string key;           ///< a claim's key, or its first digits
  EventList from = nullptr;  ///< as EventsQuestion::from
};
struct WhyAnswer {
  StoredClaim claim;
  StoredArticle article;
  std::optional<StoredClaim> regards;      ///< the claim that this one is about
  std::vector<StoredClaim> regarded_by;    ///< those of the same article that are about this one
  std::optional<Event> event;              ///< none for a claim that a later reading or article supersedes
  std::vector<StoredClaim> other_reports;  ///< the event's other members, by report
};
[[nodiscard]] Result<WhyAnswer> ask(const Ledger& ledger, const WhyQuestion& question);

// ---- Sources: who is cited, who publishes, who repeats whom ---------------------------------------------------------------

struct SourcesQuestion {
  std::optional<Day> known_by;
  std::optional<RecordedTime> as_of;
};
/// `citing` passed on what `cited` said: neighbours in a chain.
struct Citation {
  std::string citing;
  std::string cited;
  std::size_t claims = 0;
  friend auto operator<=>(const Citation&, const Citation&) = default;
};
struct SourcesAnswer {
  std::vector<SourceSummary> sources;
  std::vector<Citation> citations;  ///< most claims first
  /// Names that cite each other in a ring: each with the others that it reaches and that reach it.
  std::vector<std::vector<std::string>> rings;
};
[[nodiscard]] Result<SourcesAnswer> ask(const Ledger& ledger, const SourcesQuestion& question);

}  // namespace attache
