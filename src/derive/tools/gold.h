// Reads claims, articles, events and presence answers as the development gold writes them (JSON by the codebook's field
// names). For the developers' scorer only.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "facts/stored_claim.h"

namespace attache::gold {

using Json = nlohmann::json;

inline std::string text(const Json& value, const char* field) {
  return value.contains(field) && value[field].is_string() ? value[field].get<std::string>() : std::string{};
}

inline std::optional<Count> count(const Json& value) {
  const auto bound = [](const Json& v) { return v.is_number() ? std::optional(v.get<std::int64_t>()) : std::nullopt; };
  if (value.is_number()) return Count{bound(value), bound(value)};
  if (value.is_array() && value.size() == 2) return Count{bound(value[0]), bound(value[1])};
  return std::nullopt;
}

inline std::vector<Party> parties(const Json& value) {
  std::vector<Party> out;
  for (const Json& party : value) {
    if (party.is_string())
      out.push_back({party.get<std::string>(), "", ""});
    else
      out.push_back({text(party, "name"), text(party, "code"), text(party, "sector")});
  }
  return out;
}

inline Claim claim(const Json& record) {
  Claim out;
  if (record.contains("span")) out.span = {record["span"][0].get<std::uint32_t>(), record["span"][1].get<std::uint32_t>()};
  out.event = event_type_from(text(record, "event")).value_or(EventType::kNone);
  out.mode = text(record, "mode");
  out.frame = text(record, "frame");
  out.posture = posture_from(text(record, "posture")).value_or(Posture::kNone);
  out.actor = parties(record["actor"]);
  out.recipient = parties(record["recipient"]);
  if (const Json& force = record["force"]; !force.is_null()) {
    out.force = Force{text(force, "owner"), force_kind_from(text(force, "kind")).value_or(ForceKind::kNone),
                      count(force["count"]), text(force, "unit")};
  }
  for (const Json& place : record["place"]) {
    Place& added = out.place.emplace_back();
    added.name = text(place, "name");
    added.country = text(place, "country");
    added.key = text(place, "key");
    added.from_context = place.contains("context") && place["context"].get<bool>();
    if (place.contains("within")) added.within = place["within"].get<std::vector<std::string>>();
    if (place["lat"].is_number()) added.lat = place["lat"].get<double>();
    if (place["lon"].is_number()) added.lon = place["lon"].get<double>();
  }
  out.time = parse_edtf(text(record, "time"));
  out.status = status_from(text(record, "status")).value_or(Status::kActual);
  out.negated = record["negated"].get<bool>();
  if (const Json& basis = record["basis"]; !basis.is_null()) {
    out.basis = Basis{basis_kind_from(text(basis, "kind")).value_or(BasisKind::kNone), text(basis, "by")};
  }
  for (const Json& link : record["attribution"]) {
    Link& added = out.attribution.emplace_back();
    added.name = text(link, "name");
    added.code = text(link, "code");
    added.cue = text(link, "cue");
    const Json others = link.contains("with") ? link["with"] : Json();
    for (const Json& other : others.is_string() ? Json::array({others}) : others) {
      added.with.push_back(other.is_string() ? other.get<std::string>() : text(other, "name"));
    }
  }
  if (record["regards"].is_number()) out.regards = record["regards"].get<std::uint32_t>();
  out.quoted = record.value("quoted", false);
  out.text = text(record, "text");
  return out;
}

/// A claim's name in the gold: document and position.
using Name = std::pair<std::string, int>;

/// Reads ["SEED", 6].
inline Name name(const Json& value) { return {value[0].get<std::string>(), value[1].get<int>()}; }

struct Claims {
  std::vector<StoredClaim> all;
  std::map<ClaimKey, Name> names;
  std::map<std::string, int> document_number;  ///< place of a document in docs.jsonl: even ones are tuned on
};

inline std::vector<Json> lines(const std::filesystem::path& path) {
  std::vector<Json> out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) out.push_back(Json::parse(line));
  }
  return out;
}

/// The claims of `folder`/docs.jsonl and of `predictions` (folder/gold.jsonl or what attache-eval wrote).
inline Claims load(const std::filesystem::path& folder, const std::filesystem::path& predictions) {
  Claims out;
  std::map<std::string, Json> documents;
  for (const Json& document : lines(folder / "docs.jsonl")) {
    const std::string id = document["document"];
    out.document_number.emplace(id, static_cast<int>(out.document_number.size()));
    documents[id] = document;
  }
  for (const Json& record : lines(predictions)) {
    const std::string id = record["document"];
    const Json& document = documents[id];
    CodedArticle coded;
    coded.article.id = id;
    coded.article.text = text(document, "text");
    coded.article.outlet = text(document, "outlet");
    if (const auto at = parse_instant(text(document, "published"))) coded.article.published = ReportedTime{at->seconds};
    coded.article.key = key_of(coded.article);
    for (const Json& one : record["claims"]) coded.claims.push_back(claim(one));
    set_keys(coded);
    for (std::size_t i = 0; i < coded.claims.size(); ++i) {
      StoredClaim& stored = out.all.emplace_back();
      stored.claim = coded.claims[i];
      stored.article = coded.article.key;
      stored.outlet = coded.article.outlet;
      stored.title = text(document, "title");
      stored.published = coded.article.published;
      if (stored.claim.regards && *stored.claim.regards < coded.claims.size())
        stored.regards = coded.claims[*stored.claim.regards].key;
      out.names[stored.claim.key] = {id, static_cast<int>(i)};
    }
  }
  return out;
}

}  // namespace attache::gold
