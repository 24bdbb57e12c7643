// The codebook's shape in JSON; see claim_json.h.
#include "app/export/claim_json.h"

#include <cmath>

namespace attache {
namespace {

Json span_json(CodePointSpan span) { return Json::array({span.begin, span.end}); }

Json evidence_json(const std::vector<Evidence>& evidence) {
  Json out = Json::array();
  for (const Evidence& each : evidence) out.push_back({{"slot", name(each.slot)}, {"span", span_json(each.span)}});
  return out;
}

}  // namespace

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const Party& party) {
  return {{"name", party.name}, {"code", or_null(party.code)}, {"sector", or_null(party.sector)}};
}

Json to_json(const std::optional<Count>& count) {
  if (!count || (!count->low && !count->high)) return nullptr;
  if (count->low && count->low == count->high) return *count->low;
  return Json::array({or_null(count->low), or_null(count->high)});
}

Json to_json(const Force& force) {
  Json out = {{"owner", or_null(force.owner)}, {"kind", or_null(name(force.kind))}, {"count", to_json(force.count)}};
  if (!force.unit.empty()) out["unit"] = force.unit;
  return out;
}

Json to_json(const Place& place) {
  Json out = {
      {"name", place.name}, {"country", or_null(place.country)}, {"lat", or_null(place.lat)}, {"lon", or_null(place.lon)}};
  if (!place.key.empty()) out["key"] = place.key;
  if (!place.within.empty()) out["within"] = place.within;
  if (place.from_context) out["context"] = true;
  return out;
}

Json to_json(const Basis& basis) { return {{"kind", name(basis.kind)}, {"by", or_null(basis.by)}}; }

Json to_json(const Link& link) {
  Json out = {{"name", link.name}, {"code", or_null(link.code)}, {"cue", or_null(link.cue)}};
  if (!link.with.empty()) out["with"] = link.with;
  return out;
}

Json to_json(const Claim& claim) {
  Json out;
  out["span"] = span_json(claim.span);
  out["text"] = claim.text;
  out["event"] = or_null(name(claim.event));
  out["mode"] = or_null(claim.mode);
  out["posture"] = or_null(name(claim.posture));
  out["actor"] = to_json(claim.actor);
  out["recipient"] = to_json(claim.recipient);
  out["force"] = claim.force ? to_json(*claim.force) : Json(nullptr);
  out["place"] = to_json(claim.place);
  out["time"] = claim.time ? or_null(claim.time->edtf) : Json(nullptr);
  out["status"] = name(claim.status);
  out["negated"] = claim.negated;
  out["basis"] = claim.basis ? to_json(*claim.basis) : Json(nullptr);
  out["attribution"] = to_json(claim.attribution);
  out["regards"] = or_null(claim.regards);
  out["quoted"] = claim.quoted;
  out["key"] = claim.key.hash.hex();
  out["part"] = name(claim.part);
  out["frame"] = or_null(claim.frame);
  out["confidence"] = std::round(claim.confidence * 1000) / 1000;
  out["evidence"] = evidence_json(claim.evidence);
  return out;
}

Json to_json(const StoredClaim& stored) {
  Json out = to_json(stored.claim);
  out["regards"] = stored.regards ? Json(stored.regards->hash.hex()) : Json(nullptr);
  out["article"] = stored.article.hash.hex();
  out["outlet"] = or_null(stored.outlet);
  out["title"] = or_null(stored.title);
  out["url"] = or_null(stored.url);
  out["reported"] = stored.published ? Json(to_iso(stored.published->seconds)) : Json(nullptr);
  out["recorded"] = to_iso(stored.recorded.seconds);
  return out;
}

Json to_json(const Remark& remark) { return {{"code", static_cast<int>(remark.code)}, {"detail", or_null(remark.detail)}}; }

Json to_json(const CodedArticle& coded, bool with_text) {
  const Article& article = coded.article;
  Json out;
  out["document"] = !article.id.empty()            ? article.id
                    : !article.source_path.empty() ? article.source_path
                                                   : article.key.hash.hex();
  out["published"] = nullptr;
  if (article.published) {
    const std::string iso = to_iso(article.published->seconds);
    out["published"] = article.published_day_only ? iso.substr(0, 10) : iso;
  }
  out["outlet"] = or_null(article.outlet);
  out["title"] = or_null(article.title);
  out["url"] = or_null(article.url);
  if (with_text) out["text"] = article.text;
  out["claims"] = to_json(coded.claims);
  out["remarks"] = Json::array();
  for (const auto* remarks : {&article.remarks, &coded.remarks}) {
    for (const Remark& remark : *remarks) out["remarks"].push_back(to_json(remark));
  }
  out["key"] = article.key.hash.hex();
  out["coder"] = coded.coder;
  return out;
}

std::string one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace attache
