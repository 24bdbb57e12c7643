// The ledger: an append-only SQLite file of articles and of what coders read in them.
//
//   auto ledger = Ledger::open("news.ledger", OpenMode::kCreate);
//   if (!ledger) return complain(ledger.error().text());
//   auto outcome = ledger->append(coded, now);             // one transaction; the same article twice changes nothing
//   ledger->for_each_claim({.known_by = make_day(2024, 5, 10)}, [](const StoredClaim& stored) { ...; return true; });
//
// Three layers of rows: an article as received; a reading of it by one coder (version and fingerprints); the reading's
// claims. Nothing is ever changed or deleted. What is current is derived at each question: the latest reading of every
// article that no later article of the same outlet revises, each as far as the two clocks of the question reach.
// docs/ledger.md documents every table and column, and what a crash or a full disk can and cannot do.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "facts/article.h"
#include "facts/claim.h"
#include "facts/clock.h"
#include "facts/event.h"
#include "facts/judgement.h"
#include "facts/stored_claim.h"

namespace attache {

class Database;

enum class OpenMode {
  kRead,   ///< the file must be there; nothing is written, not even a newer schema
  kWrite,  ///< the file must be there; its schema is brought up to date
  kCreate  ///< as kWrite, and a file that is not there is made
};

/// What append() found.
enum class AppendOutcome {
  kAdded,        ///< a new article with its reading
  kRecoded,      ///< the article was there; the reading of this coder is new
  kAlreadyThere  ///< this coder's reading of this article was there: nothing changed
};

/// Which claims a question is about: `{.owner = "RUS", .country = "ARM"}`. Unset fields ask for nothing. Only current claims
/// are found (see above).
struct ClaimFilter {
  /// Reported clock: articles published on that day or before. An article whose publication time is not known is in no
  /// such answer; ClaimCounts::undated tells how many claims were left out for it.
  std::optional<Day> known_by = {};
  /// Recorded clock: the ledger as it stood then.
  std::optional<RecordedTime> as_of = {};
  std::optional<EventType> event = {};
  std::optional<Posture> posture = {};
  bool any_posture = false;  ///< only claims about where forces are
  std::optional<Status> status = {};
  std::string actor = {};    ///< code of one of the actors
  std::string owner = {};    ///< code of the force's owner
  std::string country = {};  ///< code of the country of one of the places
  /// A place, by name as written and by key (or empty): claims of a place with these words in its name, of the key's place,
  /// or of a place in that.
  std::string place = {};
  std::string place_key = {};
  std::vector<std::string> outlets = {};  ///< names of who published it, one of them, letter case aside; empty for any
  std::string text = {};                  ///< words of the claim: all must stand in its text, letter case of ASCII aside
  std::optional<ArticleKey> article = {};
  /// All claims of articles that tell of this owner's forces, and of articles that name a place in this country: what the claims of
  /// one article mean for each other is lost where some of them are left out.
  std::string beside_owner = {};
  std::string beside_country = {};
  std::optional<std::size_t> limit = {};
  std::size_t offset = 0;
};

/// How many claims a filter finds, limit and offset aside.
struct ClaimCounts {
  std::size_t found = 0;
  std::size_t undated = 0;  ///< more that would be found if known_by did not ask for a publication date
};

/// An article with the readings of it.
struct StoredArticle {
  struct Reading {
    std::string coder;
    RecordedTime recorded;
    std::size_t claims = 0;
    std::vector<Remark> remarks;  ///< the coder's; the article's own are with the article
  };
  Article article;
  RecordedTime recorded;
  std::vector<Reading> readings;  ///< the current one last
  std::vector<ArticleKey> revised_by;
};

/// A reading of an article, seen from one of its claims.
struct ClaimReading {
  std::string coder;
  RecordedTime recorded;
  bool holds = false;  ///< this coder found the claim just so
};

/// A name that stands in attribution chains of current claims or has published articles.
struct SourceSummary {
  std::string name;
  std::string code;           ///< "MED", "RUS GOV"; empty when unknown
  std::size_t articles = 0;   ///< that it published
  std::size_t published = 0;  ///< claims whose chain ends with it
  std::size_t nearest = 0;    ///< claims whose chain starts with it, its own articles aside
  std::size_t carried = 0;    ///< claims in whose chain it stands in between
};

struct LedgerCounts {
  std::size_t articles = 0;
  std::size_t readings = 0;
  std::size_t claims = 0;  ///< of all readings
  std::size_t current_claims = 0;
};

/// Where the kept events stand against the claims.
enum class DerivedState {
  kNone,   ///< never derived
  kStale,  ///< articles were read since, or another version derived them
  kFresh
};

/// What `attache doctor` tells of a ledger. Sound when the four lists are empty.
struct HealthReport {
  int schema_version = 0;
  LedgerCounts counts;
  DerivedState events = DerivedState::kNone;
  std::vector<std::string> damage;             ///< what SQLite's integrity check finds, or rows that cannot be read
  std::vector<std::string> broken_references;  ///< rows that name a row that is not there
  std::vector<std::string> wrong_keys;         ///< articles and claims whose key is not that of their content
  std::vector<std::string> migrations;         ///< pending, missing or altered schema steps
  [[nodiscard]] bool sound() const {
    return damage.empty() && broken_references.empty() && wrong_keys.empty() && migrations.empty();
  }
};

/// An open ledger. Movable, not copyable; for one thread at a time: other threads and other programs open their own.
class Ledger {
 public:
  /// Errors: no such file, no permission, not a ledger, damaged, made by a newer Attaché (kUnsupported), disk full.
  static Result<Ledger> open(const std::string& path, OpenMode mode);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// Keeps an article and its claims in one transaction. After an error nothing of the article was kept and all else is
  /// whole. Keys must be set (set_keys).
  Result<AppendOutcome> append(const CodedArticle& coded, RecordedTime recorded);

  /// Whether this coder's reading of this article is kept: asked before coding, to spare it.
  Result<bool> holds(const ArticleKey& article, std::string_view coder) const;

  /// Calls `visit` with each claim found, by publication (undated last), article key and position in the article, until it
  /// gives false. All claims are of one state of the ledger. `visit` may read the ledger but not append to it.
  Result<void> for_each_claim(const ClaimFilter& filter, const std::function<bool(const StoredClaim&)>& visit) const;
  Result<std::vector<StoredClaim>> claims(const ClaimFilter& filter) const;
  Result<ClaimCounts> count(const ClaimFilter& filter) const;

  /// The article or claim whose key starts with `key`. Errors: none such; several (the message lists them).
  /// A claim that several readings hold is that of the latest of them.
  Result<StoredArticle> article(std::string_view key) const;
  Result<StoredClaim> claim(std::string_view key) const;

  /// Keys of all articles, those that later ones revise among them, in the order in which they were received.
  Result<std::vector<ArticleKey>> article_keys() const;
  /// The claims of the article's latest reading, whether or not a later article revises it, by position.
  Result<std::vector<Claim>> latest_claims(const ArticleKey& article) const;

  /// Every reading of the claim's article, by when it was kept, and whether the claim stands in it. `key` in full.
  Result<std::vector<ClaimReading>> claim_readings(const ClaimKey& key) const;

  /// By name.
  Result<std::vector<SourceSummary>> sources(const ClaimFilter& clocks = {}) const;
  Result<LedgerCounts> counts() const;

  /// Keeps a judgement; false where it was there. Its key must be set.
  Result<bool> judge(const Judgement& judgement, RecordedTime recorded);
  /// All judgements, those taken back among them, by when they were decided; as the ledger had them at `as_of`.
  Result<std::vector<Judgement>> judgements(std::optional<RecordedTime> as_of = {}) const;

  /// A number that grows with every reading and every judgement kept: what derived things were made from.
  Result<std::int64_t> version() const;
  /// Keeps events made from the claims of `version` by `deriver` (its version), in place of those kept before.
  Result<void> store_events(const std::vector<Event>& events, std::int64_t version, std::string_view deriver);
  /// The events kept, in the order in which they were given.
  Result<std::vector<Event>> load_events() const;
  Result<DerivedState> derived_state(std::string_view deriver) const;

  /// Looks at all of the file: SQLite's own checks, references, keys made again from the content, schema steps.
  /// `deriver` as for derived_state().
  Result<HealthReport> check(std::string_view deriver) const;

  /// Makes anew what is worked out from the rest: indexes, and which articles are copies of one another.
  Result<void> rebuild();
  /// A whole copy of the ledger as it is at this moment, while others may read and write it. The copy appears at `path` when it
  /// is complete and never before. Errors: `path` is there already; no room.
  Result<void> backup(const std::string& path) const;

  /// Numbers of the schema steps that this program has and the ledger has not. Reads only.
  Result<std::vector<int>> pending() const;
  [[nodiscard]] const std::string& path() const;

 private:
  explicit Ledger(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace attache
