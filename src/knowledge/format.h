// The compiled knowledge, byte by byte (docs/knowledge.md has the same as a table). Private to src/knowledge.
//
//   FileHeader, then section_count Sections, then the sections' rows, each section at a multiple of 8.
//
// All numbers are little-endian, all rows trivially copyable and read in place. Strings stand once each in the section kPool;
// a row has their place. Surface forms are not stored for matching, only the 64-bit hash of their key form (fold.h): the
// compiler refuses two keys with one hash, and a text that meets a foreign hash by chance is to be expected once in 10^13
// words.
#pragma once

#include <array>
#include <cstdint>

#include "knowledge/records.h"

namespace attache::format {

inline constexpr std::array<char, 8> kMagic = {'A', 'T', 'T', 'K', 'N', 'O', 'W', '\n'};
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::int32_t kNoDay = INT32_MIN;
inline constexpr std::int32_t kNoDegree = INT32_MIN;
/// Surface slots are found by the top bits of their hash. kLongest has one byte for each value of the top bits of the hash of a
/// key's leading run of letters: the length of the longest key that begins with such a run, at most 255.
inline constexpr unsigned kBucketBits = 16;

enum SectionId : std::uint32_t {
  kPool,
  kTexts,
  kActors,
  kRoles,
  kOutlets,
  kPlaces,
  kSlots,
  kBuckets,
  kSenses,
  kLongest,
  kNames,
  kForceWords,
  kPlaceWords,
  kStanzas,
  kFields,
  kSectionCount
};

struct FileHeader {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t section_count;
  std::array<std::uint8_t, 16> fingerprint;  ///< hash of all bytes from the first section's rows on
  std::uint64_t size;                        ///< of the whole file
};

struct Section {
  std::uint32_t id;
  std::uint32_t row_size;
  std::uint64_t offset;
  std::uint64_t count;
};

/// A run of rows of kTexts.
struct ListRef {
  std::uint32_t first;
  std::uint32_t count;
};

struct ActorRow {
  TextRef id, capital, code, sector, force, wikidata;
  ListRef names, adjectives, demonyms, metonyms;
  std::uint32_t kind;
  std::uint32_t part_of;
  std::int32_t from, to;  ///< days since 1970-01-01; kNoDay: open
  std::int32_t cow;
  std::uint32_t first_role, role_count;
  std::uint32_t unused;
};

struct RoleRow {
  TextRef code, sector, office;
  std::uint32_t person;
  std::int32_t from, to;
  std::uint32_t unused;
};

struct OutletRow {
  TextRef id, kind, country, language;
  ListRef names, domains;
  std::uint32_t state_run;
  std::uint32_t unused;
};

struct PlaceRow {
  TextRef id;
  std::uint32_t first_name;
  std::uint16_t name_count;
  std::uint8_t seat;
  std::uint8_t kind;
  std::array<char, 4> country;  ///< zero bytes: none
  std::int32_t lat, lon;        ///< in 0.00001 degrees; kNoDegree: none
  std::int32_t population;
  std::uint32_t in;
  std::uint32_t geonames;
};

/// A surface form: senses first … up to the next slot's first. Sorted by hash.
struct SlotRow {
  std::uint64_t hash;
  std::uint32_t first_sense;
  std::uint32_t sense_count;
};

/// Ids, offices and domains ("actor:RUS", "office:…", "domain:…") to rows. Sorted by hash; a hash may repeat.
struct NameRow {
  std::uint64_t hash;
  std::uint32_t row;
  std::uint32_t unused;
};

struct ForceWordRow {
  TextRef word, kind;
};

struct PlaceWordRow {
  TextRef word, kind;
  std::uint32_t weak;
};

struct StanzaRow {
  TextRef folder, file;
  std::uint32_t first_field, field_count;
};

struct FieldRow {
  TextRef name, value;
  std::uint32_t line;
};

}  // namespace attache::format
