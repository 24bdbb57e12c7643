// Reading the compiled knowledge in place; see knowledge.h and format.h.
#include "knowledge/knowledge.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "knowledge/fold.h"
#include "knowledge/format.h"

namespace attache {

using namespace format;

namespace {

constexpr const char* kMend = "compile it anew with `attache knowledge compile`, or build the program again";

/// A file mapped read-only, or bytes that we own.
class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(std::string owned) : owned_(std::move(owned)), view_(owned_) {}
  Bytes(const char* mapped, std::size_t size) : mapped_(true), view_(mapped, size) {}
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    if (mapped_) ::munmap(const_cast<char*>(view_.data()), view_.size());
  }
  [[nodiscard]] std::string_view view() const { return view_; }

 private:
  std::string owned_;
  bool mapped_ = false;
  std::string_view view_;
};

std::optional<Day> day_of(std::int32_t number) {
  if (number == kNoDay) return std::nullopt;
  return Day{std::chrono::days{number}};
}

std::optional<double> degree_of(std::int32_t value) {
  if (value == kNoDegree) return std::nullopt;
  return value / 100000.0;
}

}  // namespace

struct Knowledge::Tables {
  std::unique_ptr<const Bytes> bytes;
  Hash128 fingerprint;
  std::string_view pool;
  std::span<const TextRef> texts;
  std::span<const ActorRow> actors;
  std::span<const RoleRow> roles;
  std::span<const OutletRow> outlets;
  std::span<const PlaceRow> places;
  std::span<const SlotRow> slots;
  std::span<const std::uint32_t> buckets;
  std::span<const Sense> senses;
  std::span<const std::uint8_t> longest;
  std::span<const NameRow> names;
  std::span<const ForceWordRow> force_words;
  std::span<const PlaceWordRow> place_words;
  std::span<const StanzaRow> stanzas;
  std::span<const FieldRow> fields;

  [[nodiscard]] std::string_view text(TextRef at) const {
    return at.offset <= pool.size() ? pool.substr(at.offset, at.size) : std::string_view{};
  }
  [[nodiscard]] Texts list(ListRef at) const {
    if (at.first > texts.size() || at.count > texts.size() - at.first) return {};
    return {texts.data() + at.first, at.count, pool};
  }
  [[nodiscard]] std::span<const Sense> senses_of(std::uint64_t hash) const {
    const std::size_t bucket = hash >> (64U - kBucketBits);
    for (std::uint32_t i = buckets[bucket]; i < buckets[bucket + 1] && i < slots.size(); ++i) {
      const SlotRow& slot = slots[i];
      if (slot.hash != hash) continue;
      if (slot.first_sense > senses.size() || slot.sense_count > senses.size() - slot.first_sense) return {};
      return senses.subspan(slot.first_sense, slot.sense_count);
    }
    return {};
  }
  [[nodiscard]] std::span<const NameRow> named(std::string_view key) const {
    const std::uint64_t hash = key_hash(key);
    const auto less = [](const NameRow& row, std::uint64_t h) { return row.hash < h; };
    const auto first = std::lower_bound(names.begin(), names.end(), hash, less);
    auto last = first;
    while (last != names.end() && last->hash == hash) ++last;
    return {first, last};
  }
  [[nodiscard]] std::size_t longest_from(std::string_view first_run) const {
    return longest[key_hash(first_run) >> (64U - kBucketBits)];
  }

  template <class Row>
  bool load(std::span<const Section> sections, SectionId id, std::span<const Row>& out) {
    const Section& section = sections[id];
    const std::string_view all = bytes->view();
    if (section.id != id || section.row_size != sizeof(Row) || section.offset % alignof(Row) != 0) return false;
    if (section.offset > all.size() || section.count > (all.size() - section.offset) / sizeof(Row)) return false;
    out = {reinterpret_cast<const Row*>(all.data() + section.offset), static_cast<std::size_t>(section.count)};
    return true;
  }

  [[nodiscard]] static Result<std::unique_ptr<const Tables>> make(std::unique_ptr<const Bytes> bytes,
                                                                  const std::string& where) {
    const auto refuse = [&](Fault fault, std::string what) { return failure(fault, std::move(what), where, kMend); };
    auto tables = std::make_unique<Tables>();
    const std::string_view all = bytes->view();
    tables->bytes = std::move(bytes);
    FileHeader header{};
    if (all.size() < sizeof header) return refuse(Fault::kIncorrect, "not a compiled knowledge file");
    std::memcpy(&header, all.data(), sizeof header);
    if (header.magic != kMagic) return refuse(Fault::kIncorrect, "not a compiled knowledge file");
    if (header.version != kVersion || header.section_count != kSectionCount) {
      return refuse(Fault::kUnsupported, "compiled knowledge of version " + std::to_string(header.version) +
                                             ", this program reads " + std::to_string(kVersion));
    }
    if (header.size != all.size() || all.size() < sizeof header + kSectionCount * sizeof(Section)) {
      return refuse(Fault::kIncorrect, "the compiled knowledge is cut short");
    }
    tables->fingerprint.bytes = header.fingerprint;
    const std::span<const Section> sections{reinterpret_cast<const Section*>(all.data() + sizeof header), kSectionCount};
    std::span<const char> pool;
    const bool good = tables->load(sections, kPool, pool) && tables->load(sections, kTexts, tables->texts) &&
                      tables->load(sections, kActors, tables->actors) && tables->load(sections, kRoles, tables->roles) &&
                      tables->load(sections, kOutlets, tables->outlets) && tables->load(sections, kPlaces, tables->places) &&
                      tables->load(sections, kSlots, tables->slots) && tables->load(sections, kBuckets, tables->buckets) &&
                      tables->load(sections, kSenses, tables->senses) && tables->load(sections, kLongest, tables->longest) &&
                      tables->load(sections, kNames, tables->names) &&
                      tables->load(sections, kForceWords, tables->force_words) &&
                      tables->load(sections, kPlaceWords, tables->place_words) &&
                      tables->load(sections, kStanzas, tables->stanzas) && tables->load(sections, kFields, tables->fields) &&
                      tables->buckets.size() == (1U << kBucketBits) + 1 && tables->longest.size() == 1U << kBucketBits;
    if (!good) return refuse(Fault::kIncorrect, "the compiled knowledge is damaged");
    tables->pool = {pool.data(), pool.size()};
    return tables;
  }
};

Knowledge::Knowledge(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Knowledge::Knowledge(Knowledge&&) noexcept = default;
Knowledge& Knowledge::operator=(Knowledge&&) noexcept = default;
Knowledge::~Knowledge() = default;

Result<Knowledge> Knowledge::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return failure(Fault::kEnvironment, std::string("cannot open the compiled knowledge: ") + std::strerror(errno), path,
                   "say where it is with --knowledge-file");
  }
  struct stat about {};
  const bool known = ::fstat(file, &about) == 0;
  const auto size = known ? static_cast<std::size_t>(about.st_size) : 0;
  void* at = size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (at == MAP_FAILED) return failure(Fault::kIncorrect, "not a compiled knowledge file", path, kMend);
  auto tables = Tables::make(std::make_unique<const Bytes>(static_cast<const char*>(at), size), path);
  if (!tables) return tl::unexpected(tables.error());
  return Knowledge(std::move(*tables));
}

Result<Knowledge> Knowledge::from_bytes(std::string bytes) {
  auto tables = Tables::make(std::make_unique<const Bytes>(std::move(bytes)), "compiled knowledge in memory");
  if (!tables) return tl::unexpected(tables.error());
  return Knowledge(std::move(*tables));
}

Hash128 Knowledge::fingerprint() const { return tables_->fingerprint; }

bool Knowledge::verify() const {
  const std::string_view all = tables_->bytes->view();
  return Hasher().add(all.substr(sizeof(FileHeader) + kSectionCount * sizeof(Section))).finish() == tables_->fingerprint;
}

std::span<const Sense> Knowledge::senses(std::string_view surface) const { return tables_->senses_of(key_hash(fold(surface))); }

std::vector<Match> Knowledge::matches(std::span<const Word> words) const {
  std::vector<Match> found;
  if (words.empty()) return found;
  std::string key;
  append_folded(key, words[0].form);
  const std::size_t longest = tables_->longest_from(first_run(key));
  for (std::size_t n = 1; key.size() <= longest; ++n) {
    if (n > 1) {
      const std::size_t before = key.size();
      append_folded(key, words[n - 1].form);
      if (key.size() > longest) break;
      // A word of nothing but dots adds nothing: "Iraq ." is no longer a name than "Iraq".
      if (key.size() == before) {
        if (n == words.size()) break;
        if (words[n - 1].space_after && !key.ends_with(' ')) key += ' ';
        continue;
      }
    }
    const auto senses = tables_->senses_of(key_hash(key));
    if (!senses.empty()) found.push_back({n, senses});
    if (n == words.size()) break;
    if (words[n - 1].space_after && !key.ends_with(' ')) key += ' ';
  }
  std::reverse(found.begin(), found.end());
  return found;
}

Match Knowledge::longest_match(std::span<const Word> words) const {
  const auto found = matches(words);
  return found.empty() ? Match{} : found.front();
}

std::size_t Knowledge::actor_count() const { return tables_->actors.size(); }
std::size_t Knowledge::outlet_count() const { return tables_->outlets.size(); }
std::size_t Knowledge::place_count() const { return tables_->places.size(); }

ActorRecord Knowledge::actor(RecordIndex index) const {
  const Tables& t = *tables_;
  const ActorRow& row = t.actors[index];
  ActorRecord out;
  out.index = index;
  out.id = t.text(row.id);
  out.kind = static_cast<ActorKind>(row.kind);
  out.names = t.list(row.names);
  out.name = out.names.empty() ? out.id : out.names[0];
  out.adjectives = t.list(row.adjectives);
  out.demonyms = t.list(row.demonyms);
  out.metonyms = t.list(row.metonyms);
  out.capital = t.text(row.capital);
  out.code = t.text(row.code);
  out.sector = t.text(row.sector);
  out.force = t.text(row.force);
  out.part_of = row.part_of;
  out.exists = {day_of(row.from), day_of(row.to)};
  out.wikidata = t.text(row.wikidata);
  out.cow = row.cow;
  out.first_role = row.first_role;
  out.role_count = row.role_count;
  return out;
}

RoleRecord Knowledge::role(std::uint32_t index) const {
  const RoleRow& row = tables_->roles[index];
  return {row.person,
          {day_of(row.from), day_of(row.to)},
          tables_->text(row.code),
          tables_->text(row.sector),
          tables_->text(row.office)};
}

OutletRecord Knowledge::outlet(RecordIndex index) const {
  const Tables& t = *tables_;
  const OutletRow& row = t.outlets[index];
  OutletRecord out;
  out.index = index;
  out.id = t.text(row.id);
  out.names = t.list(row.names);
  out.name = out.names.empty() ? out.id : out.names[0];
  out.kind = t.text(row.kind);
  out.country = t.text(row.country);
  out.language = t.text(row.language);
  out.domains = t.list(row.domains);
  out.state_run = row.state_run != 0;
  return out;
}

PlaceRecord Knowledge::place(RecordIndex index) const {
  const Tables& t = *tables_;
  const PlaceRow& row = t.places[index];
  PlaceRecord out;
  out.index = index;
  out.id = t.text(row.id);
  out.names = t.list({row.first_name, row.name_count});
  out.name = out.names.empty() ? out.id : out.names[0];
  out.kind = static_cast<PlaceKind>(row.kind);
  out.country = {row.country.data(), ::strnlen(row.country.data(), row.country.size())};
  out.lat = degree_of(row.lat);
  out.lon = degree_of(row.lon);
  out.population = row.population;
  out.in = row.in;
  out.geonames = row.geonames;
  out.seat = row.seat;
  return out;
}

std::optional<ActorRecord> Knowledge::find_actor(std::string_view id) const {
  for (const NameRow& row : tables_->named("actor:" + std::string(id))) return actor(row.row);
  return std::nullopt;
}

std::optional<OutletRecord> Knowledge::find_outlet(std::string_view id) const {
  for (const NameRow& row : tables_->named("outlet:" + std::string(id))) return outlet(row.row);
  return std::nullopt;
}

std::optional<OutletRecord> Knowledge::outlet_of_domain(std::string_view domain) const {
  for (;;) {
    for (const NameRow& row : tables_->named("domain:" + std::string(domain))) return outlet(row.row);
    const auto dot = domain.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    domain.remove_prefix(dot + 1);
  }
}

std::optional<PlaceRecord> Knowledge::find_place(std::string_view id_or_key) const {
  if (id_or_key.starts_with("geo:")) id_or_key.remove_prefix(4);
  if (id_or_key.starts_with("geonames:")) {
    id_or_key.remove_prefix(9);
    std::uint32_t number = 0;
    std::from_chars(id_or_key.data(), id_or_key.data() + id_or_key.size(), number);
    const auto& rows = tables_->places;  // asked rarely, so a walk over the table will do
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const PlaceRow& row) { return number != 0 && row.geonames == number; });
    if (at == rows.end()) return std::nullopt;
    return place(static_cast<RecordIndex>(at - rows.begin()));
  }
  for (const NameRow& row : tables_->named("place:" + std::string(id_or_key))) return place(row.row);
  return std::nullopt;
}

namespace {

/// The better of two roles for a day: one that is held then, else none; of two the one that began last.
bool began_later(const RoleRecord& a, const RoleRecord& b) {
  return (a.when.from ? *a.when.from : Day::min()) > (b.when.from ? *b.when.from : Day::min());
}

}  // namespace

std::optional<RoleRecord> Knowledge::role_at(const ActorRecord& person, std::optional<Day> day) const {
  std::optional<RoleRecord> best;
  for (std::uint32_t i = 0; i < person.role_count; ++i) {
    const RoleRecord one = role(person.first_role + i);
    if (day && !one.when.contains(*day)) continue;
    if (!best || began_later(one, *best)) best = one;
  }
  return best;
}

std::vector<RoleRecord> Knowledge::roles_of_office(std::string_view office) const {
  std::vector<RoleRecord> out;
  for (const NameRow& row : tables_->named("office:" + fold(office))) out.push_back(role(row.row));
  std::stable_sort(out.begin(), out.end(), [](const RoleRecord& a, const RoleRecord& b) { return began_later(b, a); });
  return out;
}

std::optional<RoleRecord> Knowledge::holder(std::string_view office, std::optional<Day> day) const {
  std::optional<RoleRecord> best;
  for (const RoleRecord& one : roles_of_office(office)) {
    if (!day || one.when.contains(*day)) best = one;
  }
  return best;
}

std::vector<ForceWord> Knowledge::force_words() const {
  std::vector<ForceWord> out;
  for (const ForceWordRow& row : tables_->force_words) out.push_back({tables_->text(row.word), tables_->text(row.kind)});
  return out;
}

std::optional<PlaceWord> Knowledge::place_word(std::string_view lemma) const {
  for (const NameRow& found : tables_->named("place-word:" + std::string(lemma))) {
    const PlaceWordRow& row = tables_->place_words[found.row];
    return PlaceWord{tables_->text(row.word), tables_->text(row.kind), row.weak != 0};
  }
  return std::nullopt;
}

std::vector<Stanza> Knowledge::stanzas(std::string_view folder) const {
  const Tables& t = *tables_;
  std::vector<Stanza> out;
  for (const StanzaRow& row : t.stanzas) {
    if (!folder.empty() && t.text(row.folder) != folder) continue;
    if (row.first_field > t.fields.size() || row.field_count > t.fields.size() - row.first_field || row.field_count == 0)
      continue;
    Stanza stanza{std::string(t.text(row.folder)), std::string(t.text(row.file)), {}};
    for (const FieldRow& field : t.fields.subspan(row.first_field, row.field_count)) {
      stanza.fields.push_back({std::string(t.text(field.name)), std::string(t.text(field.value)), field.line});
    }
    out.push_back(std::move(stanza));
  }
  return out;
}

}  // namespace attache
