// Keeping the events that derive/ made, so that they need not be made again for every listing; see ledger.h. An event's
// plain values are columns, which other programs can read; the rest is JSON in `detail`, written and read by one list of
// fields for each struct.
#include <type_traits>

#include <nlohmann/json.hpp>

#include "ledger/database.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

namespace attache {
namespace {

using Json = nlohmann::json;

// T, const or not: one list of fields serves writing and reading.
template <class T, class Of>
concept Some = std::same_as<std::remove_const_t<T>, Of>;

void fields(Some<Party> auto& of, auto&& each) { each("name", of.name), each("code", of.code), each("sector", of.sector); }
void fields(Some<Count> auto& of, auto&& each) { each("low", of.low), each("high", of.high); }
void fields(Some<Force> auto& of, auto&& each) {
  each("owner", of.owner), each("kind", of.kind), each("count", of.count), each("unit", of.unit);
}
void fields(Some<Place> auto& of, auto&& each) {
  each("name", of.name), each("country", of.country), each("lat", of.lat), each("lon", of.lon), each("key", of.key);
  each("within", of.within), each("from_context", of.from_context);
}
void fields(Some<HappenedTime> auto& of, auto&& each) {
  each("edtf", of.edtf), each("earliest_start", of.earliest_start), each("latest_start", of.latest_start);
  each("earliest_end", of.earliest_end), each("latest_end", of.latest_end);
}
void fields(Some<Join> auto& of, auto&& each) {
  each("earlier", of.earlier), each("later", of.later), each("score", of.score), each("reasons", of.reasons);
}
void fields(Some<Origin> auto& of, auto&& each) {
  each("name", of.name), each("links", of.links), each("claims", of.claims), each("asserts", of.asserts);
}
void fields(Some<Side> auto& of, auto&& each) {
  each("value", of.value), each("claims", of.claims), each("origins", of.origins);
}
void fields(Some<Contradiction> auto& of, auto&& each) { each("slot", of.slot), each("sides", of.sides); }
void fields(Some<SlotViews> auto& of, auto&& each) {
  each("slot", of.slot), each("conservative", of.conservative), each("informative", of.informative);
  each("representative", of.representative);
}
void fields(Some<Event> auto& of, auto&& each) {
  each("actor", of.actor), each("recipient", of.recipient), each("force", of.force), each("place", of.place),
      each("time", of.time);
  each("joins", of.joins), each("origins", of.origins), each("outlets", of.outlets), each("contradictions", of.contradictions);
  each("views", of.views);
}

template <class T>
constexpr bool kIsOptional = requires(T value) {
  value.has_value();
};
template <class T>
constexpr bool kIsList = requires(T value) {
  value.emplace_back();
}
&&!std::same_as<T, std::string>;
template <class T>
constexpr bool kIsKey = requires(T value) {
  value.hash;
};

template <class T>
Json encode(const T& value) {
  if constexpr (kIsOptional<T>) {
    return value ? encode(*value) : Json(nullptr);
  } else if constexpr (kIsList<T>) {
    Json out = Json::array();
    for (const auto& item : value) out.push_back(encode(item));
    return out;
  } else if constexpr (kIsKey<T>) {
    return value.hash.hex();
  } else if constexpr (std::same_as<T, Day>) {
    return to_string(value);
  } else if constexpr (std::is_enum_v<T>) {
    return name(value);
  } else if constexpr (std::is_class_v<T> && !std::same_as<T, std::string>) {
    Json out = Json::object();
    fields(value, [&](const char* field, const auto& item) { out[field] = encode(item); });
    return out;
  } else {
    return value;
  }
}

std::optional<ForceKind> word_from(std::string_view word, ForceKind /*kind*/) { return force_kind_from(word); }
std::optional<Slot> word_from(std::string_view word, Slot /*kind*/) { return slot_from(word); }

struct NotAsWritten {};

template <class T>
T checked(std::optional<T> value) {
  if (!value) throw NotAsWritten{};
  return *value;
}

template <class T>
void decode(const Json& json, T& value) {
  if constexpr (kIsOptional<T>) {
    if (!json.is_null()) decode(json, value.emplace());
  } else if constexpr (kIsList<T>) {
    for (const Json& item : json) decode(item, value.emplace_back());
  } else if constexpr (kIsKey<T>) {
    if (!Hash128::parse(json.get<std::string>(), value.hash)) throw NotAsWritten{};
  } else if constexpr (std::same_as<T, Day>) {
    value = checked(parse_day(json.get<std::string>()));
  } else if constexpr (std::is_enum_v<T>) {
    value = checked(word_from(json.get<std::string>(), value));
  } else if constexpr (std::is_class_v<T> && !std::same_as<T, std::string>) {
    fields(value, [&](const char* field, auto& item) { decode(json.at(field), item); });
  } else {
    value = json.get<T>();
  }
}

std::optional<std::string> iso(const std::optional<ReportedTime>& time) {
  return time ? std::optional(to_iso(time->seconds)) : std::nullopt;
}

template <class Value>
Value word(Database& database, Statement& row, std::optional<Value> (*from)(std::string_view)) {
  const auto value = from(row.text());
  if (!value) database.damaged("an event holds a word that is not of the codebook");
  return *value;
}

}  // namespace

Result<void> Ledger::store_events(const std::vector<Event>& events, std::int64_t version, std::string_view deriver) {
  return guarded([&] {
    Transaction transaction(*database_, Transaction::Kind::kWrite);
    database_->execute("DELETE FROM event_claim; DELETE FROM event; DELETE FROM derivation");
    for (std::size_t i = 0; i < events.size(); ++i) {
      const Event& event = events[i];
      database_->run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", i, event.key.hash.hex(),
                     null_if_empty(name(event.type)), null_if_empty(event.mode), null_if_empty(name(event.posture)),
                     name(event.status), event.denied, event.time ? std::optional(event.time->edtf) : std::nullopt,
                     event.representative.hash.hex(), event.independent, iso(event.first_reported), iso(event.last_reported),
                     encode(event).dump(-1, ' ', false, Json::error_handler_t::replace));
      for (std::size_t k = 0; k < event.members.size(); ++k) {
        database_->run("INSERT INTO event_claim VALUES (?, ?, ?)", i, k, event.members[k].hash.hex());
      }
    }
    database_->run("INSERT INTO derivation VALUES (1, ?, ?)", version, deriver);
    transaction.commit();
  });
}

Result<std::vector<Event>> Ledger::load_events() const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    std::vector<Event> out;
    Rows row = database_->query(
        "SELECT position, key, type, mode, posture, status, denied, representative, independent, first_reported, "
        "last_reported, "
        "detail FROM event ORDER BY position");
    while (row->next()) {
      Event& event = out.emplace_back();
      const std::int64_t position = row->integer();
      event.key = {read_key(*database_, *row)};
      event.type = word(*database_, *row, event_type_from);
      event.mode = row->text();
      event.posture = word(*database_, *row, posture_from);
      event.status = word(*database_, *row, status_from);
      event.denied = row->truth();
      event.representative = {read_key(*database_, *row)};
      event.independent = static_cast<std::uint32_t>(row->integer());
      event.first_reported = read_time<ReportedTime>(*database_, *row);
      event.last_reported = read_time<ReportedTime>(*database_, *row);
      try {
        decode(Json::parse(row->text()), event);
      } catch (const Json::exception&) {
        database_->damaged("an event's detail cannot be read");
      } catch (const NotAsWritten&) {
        database_->damaged("an event's detail cannot be read");
      }
      Rows member = database_->query("SELECT claim_key FROM event_claim WHERE event_position = ? ORDER BY position", position);
      while (member->next()) event.members.push_back({read_key(*database_, *member)});
    }
    return out;
  });
}

Result<DerivedState> Ledger::derived_state(std::string_view deriver) const {
  return guarded([&] {
    Rows row = database_->query(
        "SELECT version = (SELECT coalesce(max(id), 0) FROM reading) + (SELECT coalesce(max(id), 0) FROM judgement) AND "
        "deriver = ? FROM derivation",
        deriver);
    if (!row->next()) return DerivedState::kNone;
    return row->truth() ? DerivedState::kFresh : DerivedState::kStale;
  });
}

}  // namespace attache
