// What the knowledge holds, as plain records. A record is a small value whose strings are views into the compiled knowledge:
// it stays valid as long as the Knowledge (knowledge.h) that gave it, moved or not. docs/knowledge.md says what people write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "facts/clock.h"

namespace attache {

/// What an actor is. The register has the first seven; the rest are for mentions in a text.
enum class ActorKind : std::uint8_t {
  kState,
  kOrganisation,
  kBody,
  kArmedForce,
  kGroup,
  kCompany,
  kPerson,
  kOutlet,
  kPeople,
  kOther
};
[[nodiscard]] std::string_view name(ActorKind kind);  ///< "state", "armed-force", …
[[nodiscard]] std::optional<ActorKind> actor_kind_from(std::string_view name);

/// What a place is. kRegion is a first-level division or a named region, kArea anything wider or vaguer.
enum class PlaceKind : std::uint8_t {
  kCountry,
  kRegion,
  kDistrict,
  kCity,
  kTown,
  kVillage,
  kBase,
  kAirport,
  kPort,
  kCrossing,
  kBorder,
  kSea,
  kStrait,
  kGulf,
  kRiver,
  kLake,
  kRange,
  kMountain,
  kIsland,
  kShoal,
  kContinent,
  kSite,
  kArea
};
[[nodiscard]] std::string_view name(PlaceKind kind);  ///< "country", "airport", …
[[nodiscard]] std::optional<PlaceKind> place_kind_from(std::string_view name);

/// From a day to a day, both inside; an absent side is open.
struct DateRange {
  std::optional<Day> from;
  std::optional<Day> to;
  [[nodiscard]] bool contains(Day day) const { return (!from || *from <= day) && (!to || day <= *to); }
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// Where a string stands in the pool of the compiled knowledge.
struct TextRef {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

/// A list of strings in the compiled knowledge.
class Texts {
 public:
  Texts() = default;
  Texts(const TextRef* first, std::size_t count, std::string_view pool) : first_(first), count_(count), pool_(pool) {}

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;
    Iterator(const Texts* texts, std::size_t at) : texts_(texts), at_(at) {}
    std::string_view operator*() const { return (*texts_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }

   private:
    const Texts* texts_;
    std::size_t at_;
  };

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const TextRef at = first_[i];
    return at.offset <= pool_.size() ? pool_.substr(at.offset, at.size) : std::string_view{};
  }
  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, count_}; }

 private:
  const TextRef* first_ = nullptr;
  std::size_t count_ = 0;
  std::string_view pool_;
};

/// A dense index of a record in one Knowledge; another Knowledge numbers otherwise.
using RecordIndex = std::uint32_t;
inline constexpr RecordIndex kNoRecord = 0xFFFFFFFFU;

/// A state, organisation, body, armed force, group, company or person.
struct ActorRecord {
  RecordIndex index = kNoRecord;
  std::string_view id;  ///< "RUS", "rus.mod", "person:dmitry-peskov"
  ActorKind kind = ActorKind::kOther;
  std::string_view name;  ///< canonical: names[0]
  Texts names;
  Texts adjectives;          ///< "Russian"
  Texts demonyms;            ///< "Russian | Russians"
  Texts metonyms;            ///< "Moscow | Kremlin"
  std::string_view capital;  ///< "Moscow"; empty when not told
  std::string_view code;     ///< Party.code: its own or that of what it is part of; empty for persons (see roles)
  std::string_view sector;   ///< PLOVER sector; empty when not told
  std::string_view force;    ///< the codebook's force kind: "border guards"; empty for others
  RecordIndex part_of = kNoRecord;
  DateRange exists;
  std::string_view wikidata;     ///< "Q159"; empty when not told
  std::int32_t cow = 0;          ///< Correlates of War code; 0 when not told
  std::uint32_t first_role = 0;  ///< roles first_role … first_role + role_count - 1, see Knowledge::role
  std::uint32_t role_count = 0;
};

/// One office that a person held.
struct RoleRecord {
  RecordIndex person = kNoRecord;  ///< index of the person's ActorRecord
  DateRange when;
  std::string_view code;    ///< "RUS"
  std::string_view sector;  ///< "GOV"
  std::string_view office;  ///< "spokesman of the president of Russia"
};

struct OutletRecord {
  RecordIndex index = kNoRecord;
  std::string_view id;  ///< "interfax"
  std::string_view name;
  Texts names;
  std::string_view kind;  ///< "agency", "newspaper", …
  std::string_view country;
  std::string_view language;
  Texts domains;
  bool state_run = false;
};

struct PlaceRecord {
  RecordIndex index = kNoRecord;
  std::string_view id;    ///< our own places: "hmeimim"; countries: "ARM"; empty for places of the gazetteer
  std::string_view name;  ///< canonical: names[0]
  Texts names;
  PlaceKind kind = PlaceKind::kArea;
  std::string_view country;  ///< ISO-3; empty for seas and the like
  std::optional<double> lat;
  std::optional<double> lon;
  std::int64_t population = 0;  ///< 0 when not told
  RecordIndex in = kNoRecord;   ///< the place that contains it
  std::uint32_t geonames = 0;   ///< GeoNames id; 0 for places that it does not have
  std::uint8_t seat = 0;        ///< 2: capital of its country, 1: seat of its first-level division

  /// The stable name that claims carry: "ARM" for a country, "geo:hmeimim" for our own, "geonames:616052" for the gazetteer's.
  [[nodiscard]] std::string key() const;
};

/// A word for armed people or equipment.
struct ForceWord {
  std::string_view word;  ///< lemma phrase: "border guard"
  std::string_view kind;  ///< codebook's force kind: "border guards"
};

/// A common noun that names a place by what it is: "airport", "border".
struct PlaceWord {
  std::string_view word;  ///< lemma or lemma phrase
  std::string_view kind;  ///< a PlaceKind's name, or "same" ("territory") or "part" ("north", "area")
  bool weak = false;      ///< gives way to a place inside its own phrase
};

/// What a surface form can stand for.
struct Sense {
  enum class What : std::uint8_t { kActor, kOutlet, kPlace };
  /// As which of the record's words the form was registered.
  enum class Form : std::uint8_t {
    kName,
    kAlias,
    kAdjective,
    kDemonym,
    kMetonym,
    kShort,
    kCapital
  };  ///< a place's kShort is an abbreviation: only after a comma
  What what;
  Form form;
  bool capitals;  ///< registered in mixed case, matched by its ALL-CAPITALS variant
  std::uint8_t unused = 0;
  RecordIndex record;
};

}  // namespace attache
