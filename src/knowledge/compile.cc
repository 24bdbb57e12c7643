// The knowledge compiler; see compile.h. A Builder gathers rows section by section, then everything is laid out once.
#include "knowledge/compile.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>

#include "knowledge/distance.h"
#include "knowledge/fold.h"
#include "knowledge/format.h"
#include "knowledge/lint.h"

namespace attache {
namespace {

using namespace format;

static_assert(std::endian::native == std::endian::little, "compiled knowledge is little-endian");

/// Towns below this many inhabitants are not matched in capitals: such words are mostly abbreviations.
constexpr std::int64_t kCapitalsFrom = 5000;

std::int32_t day_number(const std::optional<Day>& day) {
  return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kNoDay;
}

std::int32_t degrees(double value) { return static_cast<std::int32_t>(std::lround(value * 100000.0)); }

std::int64_t parse_integer(std::string_view text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// Kinds that two entries of one place may have in two sources.
int kind_family(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCity:
    case PlaceKind::kTown:
    case PlaceKind::kVillage:
      return 1;
    case PlaceKind::kRegion:
      return 2;
    case PlaceKind::kDistrict:
      return 3;
    default:
      return 10 + static_cast<int>(kind);
  }
}

/// Strings once each.
class Pool {
 public:
  TextRef add(std::string_view text) {
    if (text.empty()) return {};
    const auto [at, fresh] = known_.try_emplace(std::string(text));
    if (fresh) {
      at->second = {static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
      bytes_ += text;
    }
    return at->second;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string_view view(TextRef ref) const { return std::string_view(bytes_).substr(ref.offset, ref.size); }

 private:
  std::string bytes_;
  std::unordered_map<std::string, TextRef> known_;
};

class Builder {
 public:
  void add_stanzas(const std::vector<Stanza>& stanzas);
  void add_gazetteer(const std::vector<GazetteerRow>& rows);
  [[nodiscard]] Result<std::string> finish();

 private:
  struct Form {
    Sense sense;
    double weight;  ///< order among senses of one kind: heavier first
  };
  using Forms = std::vector<Form>;

  ListRef list(const std::vector<std::string>& values);
  void name_row(const std::string& key, std::size_t row) {
    names_.push_back({key_hash(key), static_cast<std::uint32_t>(row), 0});
  }
  void surface(std::string_view written, Sense::What what, Sense::Form form, std::size_t record, double weight = 0,
               bool with_capitals = true);
  void surfaces(const std::vector<std::string>& written, Sense::What what, Sense::Form form, std::size_t record,
                double weight = 0);
  void add_actor(const Stanza& stanza);
  void add_person(const Stanza& stanza);
  void add_outlet(const Stanza& stanza);
  void add_place(const Stanza& stanza);
  void add_place_word(const Stanza& stanza);
  void resolve_actors();
  void resolve_places();
  void keep(const Stanza& stanza);
  bool merge(const GazetteerRow& row);
  void make_slots();

  Pool pool_;
  std::vector<TextRef> texts_;
  std::vector<ActorRow> actors_;
  std::vector<RoleRow> roles_;
  std::vector<OutletRow> outlets_;
  std::vector<PlaceRow> places_;
  std::vector<NameRow> names_;
  std::vector<ForceWordRow> force_words_;
  std::vector<PlaceWordRow> place_words_;
  std::vector<StanzaRow> stanzas_;
  std::vector<FieldRow> fields_;
  std::vector<SlotRow> slots_;
  std::vector<std::uint32_t> buckets_;
  std::vector<Sense> senses_;
  std::vector<std::uint8_t> longest_;

  std::unordered_map<std::string, Forms> forms_;  ///< by key form
  std::map<std::string, std::uint32_t> actor_ids_;
  std::vector<std::string> part_of_;  ///< id per actor
  std::map<std::string, std::uint32_t> place_ids_;
  std::vector<std::string> in_;                                     ///< id per own place
  std::unordered_multimap<std::string, std::uint32_t> own_places_;  ///< "ARM|gyumri" -> own place
};

ListRef Builder::list(const std::vector<std::string>& values) {
  const ListRef out{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(values.size())};
  for (const std::string& value : values) texts_.push_back(pool_.add(value));
  return out;
}

void Builder::surface(std::string_view written, Sense::What what, Sense::Form form, std::size_t record, double weight,
                      bool with_capitals) {
  const std::string key = fold(written);
  if (key.empty()) return;
  const auto put = [&](const std::string& k, bool in_capitals) {
    Forms& forms = forms_[k];
    const auto same = [&](const Form& f) {
      return f.sense.what == what && f.sense.record == record && (f.sense.form == form || f.sense.capitals || in_capitals);
    };
    // As written beats in capitals; the first form given beats later ones of the same capitals.
    const auto at = std::find_if(forms.begin(), forms.end(), same);
    const Sense sense{what, form, in_capitals, 0, static_cast<RecordIndex>(record)};
    if (at == forms.end()) {
      forms.push_back({sense, weight});
    } else if (at->sense.capitals && !in_capitals) {
      at->sense = sense;
    }
  };
  put(key, false);
  if (with_capitals) {
    const std::string big = capitals(key);
    if (big != key) put(big, true);
  }
}

void Builder::surfaces(const std::vector<std::string>& written, Sense::What what, Sense::Form form, std::size_t record,
                       double weight) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool alias = form == Sense::Form::kName && i > 0;
    surface(written[i], what, alias ? Sense::Form::kAlias : form, record, weight);
  }
}

void Builder::add_actor(const Stanza& stanza) {
  const auto index = actors_.size();
  ActorRow row{};
  row.id = pool_.add(stanza.id());
  row.kind = static_cast<std::uint32_t>(actor_kind_from(stanza.get("Kind")).value_or(ActorKind::kOther));
  row.capital = pool_.add(stanza.get("Capital"));
  row.code = pool_.add(stanza.get("Code"));
  row.sector = pool_.add(stanza.get("Sector"));
  row.force = pool_.add(stanza.get("Force"));
  row.wikidata = pool_.add(stanza.get("Wikidata"));
  row.cow = static_cast<std::int32_t>(parse_integer(stanza.get("Cow")));
  auto names = stanza.list("Name");
  if (names.empty()) names.push_back(stanza.id());
  row.names = list(names);
  row.adjectives = list(stanza.list("Adjective"));
  row.demonyms = list(stanza.list("Demonym"));
  row.metonyms = list(stanza.list("Metonym"));
  const DateRange exists = parse_date_range(stanza.get("Exists")).value_or(DateRange{});
  row.from = day_number(exists.from);
  row.to = day_number(exists.to);
  row.part_of = kNoRecord;
  actors_.push_back(row);
  part_of_.emplace_back(stanza.get("Part-of"));
  actor_ids_[stanza.id()] = static_cast<std::uint32_t>(index);
  name_row("actor:" + stanza.id(), index);
  using F = Sense::Form;
  surfaces(names, Sense::What::kActor, F::kName, index);
  surfaces(stanza.list("Adjective"), Sense::What::kActor, F::kAdjective, index);
  surfaces(stanza.list("Demonym"), Sense::What::kActor, F::kDemonym, index);
  surfaces(stanza.list("Metonym"), Sense::What::kActor, F::kMetonym, index);
  surfaces(stanza.list("Short"), Sense::What::kActor, F::kShort, index);
  surfaces(stanza.list("Capital"), Sense::What::kActor, F::kCapital, index);
}

void Builder::add_person(const Stanza& stanza) {
  const auto index = actors_.size();
  const std::string id = stanza_id(stanza);
  ActorRow row{};
  row.id = pool_.add(id);
  row.kind = static_cast<std::uint32_t>(ActorKind::kPerson);
  auto names = stanza.list("Name");
  if (names.empty()) names.push_back(stanza.id().substr(0, stanza.id().find(" (")));
  row.names = list(names);
  row.wikidata = pool_.add(stanza.get("Wikidata"));
  row.from = row.to = kNoDay;
  row.part_of = kNoRecord;
  row.first_role = static_cast<std::uint32_t>(roles_.size());
  for (const std::string& value : stanza.all("Role")) {
    const auto parts = split_values(value);
    if (parts.size() < 4) continue;
    const auto when = parse_date_range(parts[0]);
    if (!when) continue;
    name_row("office:" + fold(parts[3]), roles_.size());
    roles_.push_back({pool_.add(parts[1]), pool_.add(parts[2]), pool_.add(parts[3]), static_cast<std::uint32_t>(index),
                      day_number(when->from), day_number(when->to), 0});
  }
  row.role_count = static_cast<std::uint32_t>(roles_.size()) - row.first_role;
  actors_.push_back(row);
  part_of_.emplace_back();
  actor_ids_[id] = static_cast<std::uint32_t>(index);
  name_row("actor:" + id, index);
  surfaces(names, Sense::What::kActor, Sense::Form::kName, index);
  surfaces(stanza.list("Short"), Sense::What::kActor, Sense::Form::kShort, index);
}

void Builder::add_outlet(const Stanza& stanza) {
  const auto index = outlets_.size();
  auto names = stanza.list("Name");
  if (names.empty()) names.push_back(stanza.id());
  const auto domains = stanza.list("Domain");
  outlets_.push_back({pool_.add(stanza.id()), pool_.add(stanza.get("Kind")), pool_.add(stanza.get("Country")),
                      pool_.add(stanza.get("Language")), list(names), list(domains), stanza.get("State-run") == "yes" ? 1U : 0U,
                      0});
  name_row("outlet:" + stanza.id(), index);
  for (const std::string& domain : domains) name_row("domain:" + domain, index);
  surfaces(names, Sense::What::kOutlet, Sense::Form::kName, index);
}

void Builder::add_place(const Stanza& stanza) {
  const auto index = places_.size();
  PlaceRow row{};
  const PlaceKind kind = place_kind_from(stanza.get("Kind")).value_or(PlaceKind::kArea);
  row.id = pool_.add(stanza.id());
  row.kind = static_cast<std::uint8_t>(kind);
  auto names = stanza.list("Name");
  if (names.empty()) names.push_back(stanza.id());
  const ListRef at = list(names);
  row.first_name = at.first;
  row.name_count = static_cast<std::uint16_t>(at.count);
  const std::string country = kind == PlaceKind::kCountry ? stanza.id() : std::string(stanza.get("Country"));
  std::copy_n(country.begin(), std::min<std::size_t>(country.size(), 3), row.country.begin());
  row.lat = row.lon = kNoDegree;
  if (const auto point = parse_point(stanza.get("At"))) {
    row.lat = degrees(point->first);
    row.lon = degrees(point->second);
  }
  row.population = static_cast<std::int32_t>(parse_integer(stanza.get("Population")));
  row.in = kNoRecord;
  places_.push_back(row);
  in_.emplace_back(stanza.get("In"));
  place_ids_[stanza.id()] = static_cast<std::uint32_t>(index);
  name_row("place:" + stanza.id(), index);
  for (const std::string& word : stanza.list("Abbreviation"))
    surface(word, Sense::What::kPlace, Sense::Form::kShort, index, 0, false);
  for (const std::string& word : stanza.list("Adjective")) surface(word, Sense::What::kPlace, Sense::Form::kAdjective, index);
  for (const std::string& name : names)
    own_places_.emplace(country + "|" + capitals(fold(name)), static_cast<std::uint32_t>(index));
}

void Builder::add_place_word(const Stanza& stanza) {
  const TextRef kind = pool_.add(stanza.get("Kind"));
  for (const std::string& word : stanza.list("Word")) {
    name_row("place-word:" + word, place_words_.size());
    place_words_.push_back({pool_.add(word), kind, stanza.get("Weak") == "yes" ? 1U : 0U});
  }
}

void Builder::keep(const Stanza& stanza) {
  stanzas_.push_back({pool_.add(stanza.folder), pool_.add(stanza.file), static_cast<std::uint32_t>(fields_.size()),
                      static_cast<std::uint32_t>(stanza.fields.size())});
  for (const Field& field : stanza.fields) fields_.push_back({pool_.add(field.name), pool_.add(field.value), field.line});
}

void Builder::add_stanzas(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    keep(stanza);
    if (stanza.kind() == "Actor") add_actor(stanza);
    if (stanza.kind() == "Person") add_person(stanza);
    if (stanza.kind() == "Outlet") add_outlet(stanza);
    if (stanza.kind() == "Place") add_place(stanza);
    if (stanza.kind() == "Place-word") add_place_word(stanza);
    if (stanza.kind() == "Force-word") force_words_.push_back({pool_.add(stanza.id()), pool_.add(stanza.get("Kind"))});
  }
  resolve_actors();
}

void Builder::resolve_actors() {
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    const auto at = actor_ids_.find(part_of_[i]);
    if (at != actor_ids_.end() && at->second != i) actors_[i].part_of = at->second;
  }
  for (ActorRow& actor : actors_) {
    // A chain longer than eight is a loop, which the linter reports.
    std::uint32_t up = actor.part_of;
    for (int step = 0; actor.code.size == 0 && up != kNoRecord && step < 8; ++step) {
      actor.code = actors_[up].code;
      up = actors_[up].part_of;
    }
  }
}

/// Joins a gazetteer row to a place of our own where they are one; says whether it did.
bool Builder::merge(const GazetteerRow& row) {
  std::vector<std::string> names = row.other_names;
  names.push_back(row.name);
  for (const std::string& name : names) {
    const auto [begin, end] = own_places_.equal_range(row.country + "|" + capitals(fold(name)));
    for (auto at = begin; at != end; ++at) {
      PlaceRow& own = places_[at->second];
      if (kind_family(static_cast<PlaceKind>(own.kind)) != kind_family(row.kind)) continue;
      const bool point = own.lat != kNoDegree;
      const bool wide = row.kind == PlaceKind::kRegion;
      if (!wide && (!point || distance_km(own.lat / 1e5, own.lon / 1e5, row.lat, row.lon) > 50)) continue;
      if (own.geonames != 0 && row.geonames != 0) continue;  // one row of the gazetteer per place
      own.geonames = row.geonames;
      own.population = std::max(own.population, static_cast<std::int32_t>(row.population));
      own.seat = row.seat;
      if (!point) {
        own.lat = degrees(row.lat);
        own.lon = degrees(row.lon);
      }
      if (!row.id.empty()) place_ids_["gazetteer:" + row.id] = at->second;
      const auto container = place_ids_.find("gazetteer:" + row.in);
      if (!row.in.empty() && container != place_ids_.end() && in_[at->second].empty()) own.in = container->second;
      return true;
    }
  }
  return false;
}

void Builder::add_gazetteer(const std::vector<GazetteerRow>& rows) {
  for (const GazetteerRow& row : rows) {
    if (merge(row)) continue;
    PlaceRow place{};
    std::vector<std::string> names = {row.name};
    names.insert(names.end(), row.other_names.begin(), row.other_names.end());
    const ListRef at = list(names);
    place.first_name = at.first;
    place.name_count = static_cast<std::uint16_t>(at.count);
    place.kind = static_cast<std::uint8_t>(row.kind);
    std::copy_n(row.country.begin(), 3, place.country.begin());
    place.lat = degrees(row.lat);
    place.lon = degrees(row.lon);
    place.population = static_cast<std::int32_t>(row.population);
    place.seat = row.seat;
    place.geonames = row.geonames;
    place.in = kNoRecord;
    const auto container = place_ids_.find(row.in.empty() ? row.country : "gazetteer:" + row.in);
    if (container != place_ids_.end()) place.in = container->second;
    if (!row.id.empty()) place_ids_["gazetteer:" + row.id] = static_cast<std::uint32_t>(places_.size());
    places_.push_back(place);
  }
}

void Builder::resolve_places() {
  for (std::size_t i = 0; i < in_.size(); ++i) {
    const auto at = place_ids_.find(in_[i]);
    if (at != place_ids_.end() && at->second != i) places_[i].in = at->second;
    if (places_[i].in == kNoRecord && static_cast<PlaceKind>(places_[i].kind) != PlaceKind::kCountry &&
        places_[i].country[0] != '\0') {
      const auto country = place_ids_.find(std::string(places_[i].country.data()));
      if (country != place_ids_.end()) places_[i].in = country->second;
    }
  }
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const PlaceRow& place = places_[i];
    const bool own = place.id.size != 0;
    // Countries first, then by inhabitants; a place that someone thought worth an entry counts as a town of 50,000.
    const double weight =
        static_cast<PlaceKind>(place.kind) == PlaceKind::kCountry ? 1e12 : place.population + (own ? 50000.0 : 0.0);
    for (std::uint32_t n = 0; n < place.name_count; ++n) {
      surface(std::string(pool_.view(texts_[place.first_name + n])), Sense::What::kPlace,
              n == 0 ? Sense::Form::kName : Sense::Form::kAlias, i, weight, own || place.population >= kCapitalsFrom);
    }
  }
}

void Builder::make_slots() {
  std::vector<std::pair<std::uint64_t, const std::string*>> order;
  order.reserve(forms_.size());
  longest_.resize(1U << kBucketBits);
  for (const auto& [key, forms] : forms_) {
    order.emplace_back(key_hash(key), &key);
    std::uint8_t& length = longest_[key_hash(first_run(key)) >> (64U - kBucketBits)];
    length = std::max(length, static_cast<std::uint8_t>(std::min<std::size_t>(key.size(), 255)));
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [hash, key] : order) {
    Forms& forms = forms_[*key];
    std::stable_sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
      if (a.sense.what != b.sense.what) return a.sense.what < b.sense.what;
      if (a.weight != b.weight) return a.weight > b.weight;
      if (a.sense.capitals != b.sense.capitals) return b.sense.capitals;
      return a.sense.record < b.sense.record;
    });
    slots_.push_back({hash, static_cast<std::uint32_t>(senses_.size()), static_cast<std::uint32_t>(forms.size())});
    for (const Form& form : forms) senses_.push_back(form.sense);
  }
  // buckets_[b] is the first slot whose hash has top bits >= b.
  buckets_.resize((1U << kBucketBits) + 1);
  std::size_t slot = 0;
  for (std::size_t b = 0; b < buckets_.size(); ++b) {
    while (slot < slots_.size() && (slots_[slot].hash >> (64U - kBucketBits)) < b) ++slot;
    buckets_[b] = static_cast<std::uint32_t>(slot);
  }
}

Result<std::string> Builder::finish() {
  resolve_places();
  make_slots();
  const auto clash =
      std::adjacent_find(slots_.begin(), slots_.end(), [](const SlotRow& a, const SlotRow& b) { return a.hash == b.hash; });
  if (clash != slots_.end()) {
    return failure(Fault::kInternal, "two surface forms have one hash", {}, "report this; changing either name helps for now");
  }
  std::stable_sort(names_.begin(), names_.end(), [](const NameRow& a, const NameRow& b) { return a.hash < b.hash; });

  std::vector<Section> sections;
  std::string body;
  const std::uint64_t start = sizeof(FileHeader) + kSectionCount * sizeof(Section);
  const auto section = [&](SectionId id, const auto* rows, std::size_t count) {
    using Row = std::remove_cvref_t<decltype(*rows)>;
    static_assert(std::is_trivially_copyable_v<Row>);
    body.resize((body.size() + 7U) / 8U * 8U);
    sections.push_back({id, sizeof(Row), start + body.size(), count});
    if (count != 0) body.append(reinterpret_cast<const char*>(rows), count * sizeof(Row));
  };
  static_assert((sizeof(FileHeader) + kSectionCount * sizeof(Section)) % 8 == 0);
  section(kPool, pool_.bytes().data(), pool_.bytes().size());
  section(kTexts, texts_.data(), texts_.size());
  section(kActors, actors_.data(), actors_.size());
  section(kRoles, roles_.data(), roles_.size());
  section(kOutlets, outlets_.data(), outlets_.size());
  section(kPlaces, places_.data(), places_.size());
  section(kSlots, slots_.data(), slots_.size());
  section(kBuckets, buckets_.data(), buckets_.size());
  section(kSenses, senses_.data(), senses_.size());
  section(kLongest, longest_.data(), longest_.size());
  section(kNames, names_.data(), names_.size());
  section(kForceWords, force_words_.data(), force_words_.size());
  section(kPlaceWords, place_words_.data(), place_words_.size());
  section(kStanzas, stanzas_.data(), stanzas_.size());
  section(kFields, fields_.data(), fields_.size());

  FileHeader header{kMagic, kVersion, kSectionCount, Hasher().add(body).finish().bytes, start + body.size()};
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  out.append(reinterpret_cast<const char*>(sections.data()), sections.size() * sizeof(Section));
  return out + body;
}

/// The gazetteer's part of a compiled knowledge, for compiling it anew: divisions first. Places of our own that took something
/// from the gazetteer, or contain something of it, are rows again, so that they find their way back.
std::vector<GazetteerRow> gazetteer_of(const Knowledge& base) {
  std::vector<GazetteerRow> rows;
  for (const bool divisions : {true, false}) {
    for (RecordIndex i = 0; i < base.place_count(); ++i) {
      const PlaceRecord place = base.place(i);
      const bool division = place.kind == PlaceKind::kRegion || place.kind == PlaceKind::kDistrict;
      if (division != divisions || place.country.empty() || !place.lat) continue;
      if (!place.id.empty() && !division && place.geonames == 0) continue;
      GazetteerRow row;
      if (division) row.id = std::to_string(i);
      row.name = place.name;
      for (std::size_t n = 1; n < place.names.size(); ++n) row.other_names.emplace_back(place.names[n]);
      row.kind = place.kind;
      row.country = place.country;
      row.lat = *place.lat;
      row.lon = *place.lon;
      row.population = place.population;
      if (place.in != kNoRecord && base.place(place.in).kind != PlaceKind::kCountry) row.in = std::to_string(place.in);
      row.seat = place.seat;
      row.geonames = place.geonames;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace

std::optional<DateRange> parse_date_range(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = text.substr(dots + 2);
  DateRange out;
  if (!from.empty()) {
    const auto time = parse_edtf(from);
    if (!time || from.find('/') != std::string_view::npos) return std::nullopt;
    out.from = time->earliest_start;
  }
  if (!to.empty()) {
    const auto time = parse_edtf(to);
    if (!time || to.find('/') != std::string_view::npos) return std::nullopt;
    out.to = time->latest_end;
  }
  if (out.from && out.to && *out.to < *out.from) return std::nullopt;
  return out;
}

std::optional<std::pair<double, double>> parse_point(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view part, double& out) {
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    return std::from_chars(part.data(), part.data() + part.size(), out).ec == std::errc{};
  };
  double lat = 0;
  double lon = 0;
  if (!number(text.substr(0, space), lat) || !number(text.substr(space), lon)) return std::nullopt;
  if (std::abs(lat) > 90 || std::abs(lon) > 180) return std::nullopt;
  return std::pair{lat, lon};
}

Result<std::string> compile_knowledge(const std::vector<Stanza>& stanzas, const std::vector<GazetteerRow>& gazetteer) {
  Builder builder;
  builder.add_stanzas(stanzas);
  builder.add_gazetteer(gazetteer);
  return builder.finish();
}

Result<std::string> compile_overlay(const Knowledge& base, const std::vector<std::string>& roots,
                                    std::vector<Complaint>& complaints) {
  auto all = read_knowledge(base.stanzas(""), roots, complaints);
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> prefixes;
  for (const std::string& root : roots) prefixes.push_back((std::filesystem::path(root) / "").string());
  const auto root_of = [&](const std::string& file) {
    return std::find_if(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) { return file.starts_with(prefix); });
  };
  for (Complaint& complaint : lint(*all)) {
    if (root_of(complaint.file) != prefixes.end()) complaints.push_back(std::move(complaint));  // not what theirs does to ours
  }
  // The compiled bytes do not depend on where the folder lies.
  for (Stanza& stanza : *all) {
    if (const auto prefix = root_of(stanza.file); prefix != prefixes.end()) stanza.file.erase(0, prefix->size());
  }
  return compile_knowledge(*all, gazetteer_of(base));
}

Result<void> write_whole_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".new";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
      return failure(Fault::kEnvironment, "cannot write the compiled knowledge", temporary, "check space and permission");
  }
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) return failure(Fault::kEnvironment, "cannot put the compiled knowledge in place: " + error.message(), path);
  return {};
}

Result<void> compile_file(const std::vector<std::string>& roots, const std::string& gazetteer_path, const std::string& out_path,
                          std::vector<Complaint>& complaints) {
  auto stanzas = read_knowledge(roots, complaints);
  if (!stanzas) return tl::unexpected(stanzas.error());
  std::vector<GazetteerRow> gazetteer;
  if (!gazetteer_path.empty()) {
    std::ifstream in(gazetteer_path, std::ios::binary);
    if (!in)
      return failure(Fault::kEnvironment, "cannot read the gazetteer's table", gazetteer_path,
                     "make it with tools/gazetteer/build.mjs");
    std::ostringstream table;
    table << in.rdbuf();
    auto rows = read_gazetteer(table.str(), gazetteer_path);
    if (!rows) return tl::unexpected(rows.error());
    gazetteer = std::move(*rows);
  }
  auto bytes = compile_knowledge(*stanzas, gazetteer);
  if (!bytes) return tl::unexpected(bytes.error());
  return write_whole_file(out_path, *bytes);
}

}  // namespace attache
