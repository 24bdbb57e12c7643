// The compiled knowledge: surface forms to actors, outlets and places, with dates, and the stanzas of the other folders.
//
//   auto knowledge = Knowledge::open("attache.knowledge");            // mmaps: ready in milliseconds
//   for (const Sense& sense : knowledge->senses("Kremlin")) …          // RUS as a metonym
//   auto match = knowledge->longest_match(words);                      // longest known surface at the start of `words`
//   auto who = knowledge->holder("prime minister of Armenia", day);    // a person's role at a date
//
// Immutable and safe to use from many threads. Movable: records and spans handed out stay valid when the Knowledge is moved,
// and die with it. Surface forms are matched as written but for: curly and straight apostrophes and all dashes are equal, dots
// count for nothing ("U.S." is "US"), diacritics count for nothing, and what was registered in mixed case matches all in
// capitals too. Tested by knowledge_test.cc.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "knowledge/records.h"
#include "knowledge/stanza.h"

namespace attache {

/// One token of a text, for matching.
struct Word {
  std::string_view form;
  bool space_after = true;
};

/// A known surface form that starts at the first of the words given.
struct Match {
  std::size_t words = 0;  ///< how many words it covers; 0 for no match
  std::span<const Sense> senses;
};

class Knowledge {
 public:
  /// Maps a compiled file. Refuses a file that is not one, is of another version or is cut short; verify() looks at all bytes.
  [[nodiscard]] static Result<Knowledge> open(const std::string& path);
  /// The same over bytes in memory (compile.h makes them).
  [[nodiscard]] static Result<Knowledge> from_bytes(std::string bytes);

  Knowledge(Knowledge&&) noexcept;
  Knowledge& operator=(Knowledge&&) noexcept;
  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;
  ~Knowledge();

  /// Hash of the content; models and ledgers remember it.
  [[nodiscard]] Hash128 fingerprint() const;
  /// Whether the content still has that hash.
  [[nodiscard]] bool verify() const;

  // Surface forms.

  /// What a form can stand for: actors, then outlets, then places by falling population; empty when unknown.
  [[nodiscard]] std::span<const Sense> senses(std::string_view surface) const;
  /// The longest known form at the start of `words`.
  [[nodiscard]] Match longest_match(std::span<const Word> words) const;
  /// All known forms at the start of `words`, longest first.
  [[nodiscard]] std::vector<Match> matches(std::span<const Word> words) const;

  // Records. An index must be one that this Knowledge gave.

  [[nodiscard]] ActorRecord actor(RecordIndex index) const;
  [[nodiscard]] OutletRecord outlet(RecordIndex index) const;
  [[nodiscard]] PlaceRecord place(RecordIndex index) const;
  [[nodiscard]] RoleRecord role(std::uint32_t index) const;
  [[nodiscard]] std::size_t actor_count() const;
  [[nodiscard]] std::size_t outlet_count() const;
  [[nodiscard]] std::size_t place_count() const;

  [[nodiscard]] std::optional<ActorRecord> find_actor(std::string_view id) const;
  [[nodiscard]] std::optional<OutletRecord> find_outlet(std::string_view id) const;
  /// The outlet that publishes at a domain ("www.interfax.ru" finds "interfax.ru").
  [[nodiscard]] std::optional<OutletRecord> outlet_of_domain(std::string_view domain) const;
  /// Our own places by id ("hmeimim", "ARM") and all places by key ("geo:hmeimim", "geonames:616052").
  [[nodiscard]] std::optional<PlaceRecord> find_place(std::string_view id_or_key) const;

  /// The person's role on a day; the one that began last where there are several; without a day the latest.
  [[nodiscard]] std::optional<RoleRecord> role_at(const ActorRecord& person, std::optional<Day> day) const;
  /// All who ever held an office ("prime minister of Armenia", as the register words it), in order of beginning.
  [[nodiscard]] std::vector<RoleRecord> roles_of_office(std::string_view office) const;
  /// Who holds it on a day; without a day the latest.
  [[nodiscard]] std::optional<RoleRecord> holder(std::string_view office, std::optional<Day> day) const;

  /// Words for armed people and equipment.
  [[nodiscard]] std::vector<ForceWord> force_words() const;

  /// What place a common noun names; a word in two stanzas has the first's.
  [[nodiscard]] std::optional<PlaceWord> place_word(std::string_view lemma) const;

  /// The stanzas of a folder ("frames", "forces", "calendar", "ontology", …) with overlays applied, in reading order.
  [[nodiscard]] std::vector<Stanza> stanzas(std::string_view folder) const;

 private:
  struct Tables;
  explicit Knowledge(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace attache
