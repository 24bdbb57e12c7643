// Events, presence and sources as JSON; see answer_json.h.
#include "app/export/answer_json.h"

#include "derive/credibility.h"

namespace attache {
namespace {

Json instant(const std::optional<ReportedTime>& time) { return time ? Json(to_iso(time->seconds)) : Json(nullptr); }

Json sides_json(const auto& sides) {
  Json out = Json::array();
  for (const auto& side : sides)
    out.push_back({{"value", side.value}, {"claims", to_json(side.claims)}, {"origins", side.origins}});
  return out;
}

}  // namespace

Json to_json(const ClaimKey& key) { return key.hash.hex(); }

Json to_json(const Event& event) {
  Json out;
  out["key"] = event.key.hash.hex();
  out["event"] = or_null(name(event.type));
  out["mode"] = or_null(event.mode);
  out["posture"] = or_null(name(event.posture));
  out["actor"] = to_json(event.actor);
  out["recipient"] = to_json(event.recipient);
  out["force"] = event.force ? to_json(*event.force) : Json(nullptr);
  out["place"] = to_json(event.place);
  out["time"] = event.time ? or_null(event.time->edtf) : Json(nullptr);
  out["status"] = name(event.status);
  out["denied"] = event.denied;
  out["first_reported"] = instant(event.first_reported);
  out["last_reported"] = instant(event.last_reported);
  out["reports"] = event.members.size();
  out["outlets"] = event.outlets;
  out["independent"] = event.independent;
  out["origins"] = Json::array();
  for (const Origin& origin : event.origins) {
    out["origins"].push_back(
        {{"name", origin.name}, {"links", origin.links}, {"asserts", origin.asserts}, {"claims", to_json(origin.claims)}});
  }
  const Credibility credibility = credibility_of(event);
  out["credibility"] = {
      {"grade", credibility.grade}, {"words", credibility_in_words(credibility.grade)}, {"reasons", credibility.reasons}};
  out["contradictions"] = Json::array();
  for (const Contradiction& each : event.contradictions) {
    out["contradictions"].push_back({{"slot", name(each.slot)}, {"sides", sides_json(each.sides)}});
  }
  out["views"] = Json::array();
  for (const SlotViews& each : event.views) {
    out["views"].push_back({{"slot", name(each.slot)},
                            {"conservative", or_null(each.conservative)},
                            {"informative", or_null(each.informative)},
                            {"representative", or_null(each.representative)}});
  }
  out["representative"] = event.representative.hash.hex();
  out["members"] = to_json(event.members);
  out["joins"] = Json::array();
  for (const Join& join : event.joins) {
    out["joins"].push_back(
        {{"earlier", to_json(join.earlier)}, {"later", to_json(join.later)}, {"score", join.score}, {"reasons", join.reasons}});
  }
  return out;
}

Json to_json(const PresenceLine& line) {
  Json out;
  out["owner"] = or_null(line.owner);
  out["kind"] = or_null(name(line.kind));
  out["places"] = line.places;
  out["country"] = or_null(line.country);
  out["lat"] = or_null(line.lat);
  out["lon"] = or_null(line.lon);
  out["state"] = name(line.state);
  out["since"] = or_null(line.since);
  out["present_since"] = or_null(line.present_since);
  out["until"] = or_null(line.until);
  out["count"] = to_json(line.count);
  out["last_reported"] = instant(line.last_reported);
  out["basis"] = to_json(line.basis);
  out["origins"] = line.origins;
  out["asked_only"] = line.asked_only;
  out["corroborated"] = line.corroborated;
  out["disputed"] = Json::array();
  for (const Slot slot : line.disputed) out["disputed"].push_back(name(slot));
  out["sides"] = sides_json(line.sides);
  out["notes"] = line.notes;
  out["claims"] = Json::array();
  for (const Support& support : line.claims)
    out["claims"].push_back({{"key", to_json(support.claim)}, {"part", name(support.part)}});
  return out;
}

Json to_json(const PresenceAnswer& answer) {
  const PresenceQuestion& asked = answer.question;
  Json out;
  out["question"] = {{"of", asked.owner},
                     {"in", or_null(asked.place)},
                     {"at", or_null(asked.at)},
                     {"on", to_string(asked.on)},
                     {"known_by", asked.known_by ? Json(to_string(*asked.known_by)) : Json(nullptr)},
                     {"as_of", asked.as_of ? Json(to_iso(asked.as_of->seconds)) : Json(nullptr)}};
  out["answer"] = Json::array();
  for (const PresenceAnswer::Line& line : answer.lines) {
    Json each = to_json(line.line);
    each["sentence"] = line.sentence;
    out["answer"].push_back(std::move(each));
  }
  out["claims"] = to_json(answer.claims);
  return out;
}

Json to_json(const SourcesAnswer& answer) {
  Json out;
  out["sources"] = Json::array();
  for (const SourceSummary& each : answer.sources) {
    out["sources"].push_back({{"name", each.name},
                              {"code", or_null(each.code)},
                              {"articles", each.articles},
                              {"published", each.published},
                              {"nearest", each.nearest},
                              {"carried", each.carried}});
  }
  out["citations"] = Json::array();
  for (const Citation& each : answer.citations) {
    out["citations"].push_back({{"citing", each.citing}, {"cited", each.cited}, {"claims", each.claims}});
  }
  out["rings"] = answer.rings;
  return out;
}

}  // namespace attache
