// See judgement_json.h.
#include "app/export/judgement_json.h"

namespace attache {
namespace {

Json to_json(const ClaimAnchor& anchor) {
  return {{"key", anchor.claim.hash.hex()},
          {"article", anchor.article.hash.hex()},
          {"span", {anchor.span.begin, anchor.span.end}},
          {"event", or_null(name(anchor.event))},
          {"posture", or_null(name(anchor.posture))}};
}

// Thrown inside this file only, as nlohmann's own errors are.
struct Unfit {
  std::string what;
};

std::string text_or_empty(const Json& json, const char* field) {
  const auto at = json.find(field);
  return at == json.end() || at->is_null() ? std::string{} : at->get<std::string>();
}

Hash128 hash_from(const std::string& text) {
  Hash128 out;
  if (!Hash128::parse(text, out)) throw Unfit{"'" + text + "' is no key"};
  return out;
}

RecordedTime time_from(const std::string& text) {
  const auto instant = parse_instant(text);
  if (!instant) throw Unfit{"'" + text + "' is no time"};
  return {instant->seconds};
}

std::optional<ClaimAnchor> anchor_from(const Json& json, const char* field) {
  const auto at = json.find(field);
  if (at == json.end() || at->is_null()) return std::nullopt;
  const auto event = event_type_from(text_or_empty(*at, "event"));
  const auto posture = posture_from(text_or_empty(*at, "posture"));
  const auto span = at->at("span").get<std::vector<std::uint32_t>>();
  if (!event || !posture) throw Unfit{"a word that is not of the codebook"};
  if (span.size() != 2 || span[0] > span[1]) throw Unfit{"a span is two offsets, the first not after the second"};
  return ClaimAnchor{{hash_from(at->at("key").get<std::string>())},
                     {hash_from(at->at("article").get<std::string>())},
                     {span[0], span[1]},
                     *event,
                     *posture};
}

Judgement from(const Json& json) {
  Judgement out;
  out.who = json.at("who").get<std::string>();
  out.decided = out.recorded = time_from(json.at("decided").get<std::string>());
  out.why = text_or_empty(json, "why");
  const auto verdict = verdict_from(json.at("verdict").get<std::string>());
  if (!verdict) throw Unfit{"there is no such verdict"};
  out.verdict = *verdict;
  out.claim = anchor_from(json, "claim");
  out.other = anchor_from(json, "other");
  out.slot = text_or_empty(json, "slot");
  out.value = text_or_empty(json, "value");
  if (const std::string undoes = text_or_empty(json, "undoes"); !undoes.empty()) out.undoes = JudgementKey{hash_from(undoes)};
  const bool pair = out.verdict == Verdict::kTogether || out.verdict == Verdict::kApart;
  const bool undo = out.verdict == Verdict::kUndo;
  if (out.claim.has_value() == undo || out.other.has_value() != pair || out.undoes.has_value() != undo)
    throw Unfit{"it does not name what a judgement of its kind is about"};
  out.key = key_of(out);
  if (out.key.hash != hash_from(json.at("key").get<std::string>())) throw Unfit{"its key is not that of its content"};
  return out;
}

}  // namespace

Json to_json(const Judgement& judgement) {
  Json out;
  out["key"] = judgement.key.hash.hex();
  out["who"] = judgement.who;
  out["decided"] = to_iso(judgement.decided.seconds);
  out["why"] = or_null(judgement.why);
  out["verdict"] = name(judgement.verdict);
  out["claim"] = judgement.claim ? to_json(*judgement.claim) : Json(nullptr);
  out["other"] = judgement.other ? to_json(*judgement.other) : Json(nullptr);
  out["slot"] = or_null(judgement.slot);
  out["value"] = or_null(judgement.value);
  out["undoes"] = judgement.undoes ? Json(judgement.undoes->hash.hex()) : Json(nullptr);
  return out;
}

Json to_json(const AttachedJudgement& each) {
  Json out = to_json(each.judgement);
  out["recorded"] = to_iso(each.judgement.recorded.seconds);
  out["attachment"] = name(each.attachment);
  out["claim_now"] = each.claim ? Json(each.claim->hash.hex()) : Json(nullptr);
  out["other_now"] = each.other ? Json(each.other->hash.hex()) : Json(nullptr);
  out["stands"] = each.stands;
  return out;
}

Result<Judgement> judgement_from_json(const std::string& line) {
  const char* const mend = "give what `attache judgements --json` writes, one object a line";
  try {
    return from(Json::parse(line));
  } catch (const Json::exception& error) {
    return failure(Fault::kIncorrect, std::string("no judgement: ") + error.what(), {}, mend);
  } catch (const Unfit& unfit) {
    return failure(Fault::kIncorrect, "no judgement: " + unfit.what, {}, mend);
  }
}

}  // namespace attache
