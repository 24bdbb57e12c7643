// See judged.h.
#include "derive/judged.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

namespace attache {
namespace {

constexpr auto kSlots = std::to_array<std::string_view>({"event", "mode", "posture", "status", "negated", "time", "owner",
                                                         "kind", "count", "place", "actor", "recipient", "basis"});

// The claims at hand, to find judged ones among.
class Index {
 public:
  explicit Index(const std::vector<StoredClaim>& claims) {
    for (const StoredClaim& stored : claims) {
      keys_.insert(stored.claim.key);
      by_article_[stored.article].push_back(&stored);
    }
  }

  std::pair<Attachment, std::optional<ClaimKey>> find(const ClaimAnchor& anchor) const {
    if (keys_.contains(anchor.claim)) return {Attachment::kSame, anchor.claim};
    const auto at = by_article_.find(anchor.article);
    if (at == by_article_.end()) return {Attachment::kLost, {}};
    const Claim* best = nullptr;
    double most = 0;
    bool tie = false;
    for (const StoredClaim* stored : at->second) {
      const Claim& claim = stored->claim;
      if (claim.event != anchor.event || claim.posture != anchor.posture) continue;
      const double part = span_overlap(claim.span, anchor.span);
      if (part < kSharedSpan || part < most) continue;
      tie = best != nullptr && part == most;
      most = part;
      best = &claim;
    }
    if (best == nullptr || tie) return {Attachment::kLost, {}};
    return {Attachment::kReattached, best->key};
  }

 private:
  std::set<ClaimKey> keys_;
  std::map<ArticleKey, std::vector<const StoredClaim*>> by_article_;
};

// What a judgement rules on: two that rule on the same thing overrule each other.
using Matter = std::tuple<std::string, ClaimKey, ClaimKey>;
Matter matter_of(const AttachedJudgement& each) {
  const ClaimKey one = *each.claim, other = each.other.value_or(ClaimKey{});
  switch (each.judgement.verdict) {
    case Verdict::kTogether:
    case Verdict::kApart:
      return {"pair", std::min(one, other), std::max(one, other)};
    case Verdict::kCorrect:
      return {"slot " + each.judgement.slot, one, {}};
    default:
      return {"claim", one, {}};
  }
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

std::optional<std::int64_t> number_from(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out >= 0 ? std::optional(out) : std::nullopt;
}

// "2000", "100-300", "..300", "300..".
std::optional<Count> count_from(const std::string& text) {
  if (text.starts_with("..")) {
    const auto high = number_from(std::string_view(text).substr(2));
    return high ? std::optional(Count{std::nullopt, high}) : std::nullopt;
  }
  if (text.ends_with("..")) {
    const auto low = number_from(std::string_view(text).substr(0, text.size() - 2));
    return low ? std::optional(Count{low, std::nullopt}) : std::nullopt;
  }
  const auto dash = text.find('-');
  const auto low = number_from(std::string_view(text).substr(0, dash));
  const auto high = dash == std::string::npos ? low : number_from(std::string_view(text).substr(dash + 1));
  return low && high && *low <= *high ? std::optional(Count{low, high}) : std::nullopt;
}
std::string count_text(const Count& count) {
  if (!count.low && !count.high) return "none";
  if (!count.low) return ".." + std::to_string(*count.high);
  if (!count.high) return std::to_string(*count.low) + "..";
  return *count.low == *count.high ? std::to_string(*count.low)
                                   : std::to_string(*count.low) + "-" + std::to_string(*count.high);
}

// "Gyumri (ARM)" to its name and what stands in the brackets.
std::pair<std::string, std::string> name_and_code(const std::string& text) {
  const auto open = text.rfind('(');
  if (open == std::string::npos || !text.ends_with(")")) return {trimmed(text), {}};
  return {trimmed(text.substr(0, open)), trimmed(text.substr(open + 1, text.size() - open - 2))};
}

Party party_from(const std::string& text) {
  const auto [name, code] = name_and_code(text);
  const auto space = code.find(' ');
  return {name, code.substr(0, space), space == std::string::npos ? "" : code.substr(space + 1)};
}
std::string party_text(const std::vector<Party>& parties) {
  if (parties.empty()) return "none";
  const Party& party = parties.front();
  if (party.code.empty()) return party.name;
  return party.name + " (" + party.code + (party.sector.empty() ? "" : " " + party.sector) + ")";
}

template <class Value>
std::string set_word(Value& to, std::optional<Value> value, const std::string& text) {
  if (!value) return "the codebook has no such word: " + text;
  to = *value;
  return {};
}

std::string word(std::string_view text) { return text.empty() ? "none" : std::string(text); }

}  // namespace

std::string_view name(Attachment attachment) {
  switch (attachment) {
    case Attachment::kSame:
      return "same";
    case Attachment::kReattached:
      return "re-attached";
    case Attachment::kLost:
      return "lost";
  }
  return {};
}

double span_overlap(CodePointSpan a, CodePointSpan b) {
  const auto begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  const auto all = std::max(a.end, b.end) - std::min(a.begin, b.begin);
  return end > begin && all > 0 ? static_cast<double>(end - begin) / static_cast<double>(all) : 0.0;
}

std::span<const std::string_view> correctable_slots() { return kSlots; }

std::string set_slot(Claim& claim, std::string_view slot, const std::string& value) {
  const std::string text = value == "none" ? "" : value;
  if (slot == "event") return set_word(claim.event, event_type_from(text), value);
  if (slot == "posture") return set_word(claim.posture, posture_from(text), value);
  if (slot == "status") return set_word(claim.status, status_from(text), value);
  if (slot == "mode") {
    claim.mode = text;
    return {};
  }
  if (slot == "negated") {
    if (value != "yes" && value != "no") return "yes or no";
    claim.negated = value == "yes";
    return {};
  }
  if (slot == "time") {
    auto time = parse_edtf(text);
    if (!text.empty() && !time) return "no EDTF time, such as 2024-08-01 or 2024-08-01/..: " + value;
    claim.time = std::move(time);
    return {};
  }
  if (slot == "owner" || slot == "kind" || slot == "count") {
    Force force = claim.force.value_or(Force{});
    if (slot == "owner") force.owner = text;
    if (slot == "kind") {
      if (std::string wrong = set_word(force.kind, force_kind_from(text), value); !wrong.empty()) return wrong;
    }
    if (slot == "count") {
      force.count = count_from(text);
      if (!text.empty() && !force.count) return "no number, such as 2000, 100-300, ..300 or 300..: " + value;
    }
    claim.force = std::move(force);
    return {};
  }
  if (slot == "place") {
    claim.place.clear();
    if (text.empty()) return {};
    Place place;
    std::tie(place.name, place.country) = name_and_code(text);
    claim.place.push_back(std::move(place));
    return {};
  }
  if (slot == "actor" || slot == "recipient") {
    auto& parties = slot == "actor" ? claim.actor : claim.recipient;
    parties.clear();
    if (!text.empty()) parties.push_back(party_from(text));
    return {};
  }
  if (slot == "basis") {
    claim.basis.reset();
    if (text.empty()) return {};
    const auto space = text.find(' ');
    const auto kind = basis_kind_from(text.substr(0, space));
    if (!kind) return "the codebook has no such word: " + text.substr(0, space);
    claim.basis = Basis{*kind, space == std::string::npos ? "" : trimmed(text.substr(space))};
    return {};
  }
  return "there is no slot of this name: " + std::string(slot);
}

std::string get_slot(const Claim& claim, std::string_view slot) {
  if (slot == "event") return word(name(claim.event));
  if (slot == "posture") return word(name(claim.posture));
  if (slot == "status") return word(name(claim.status));
  if (slot == "mode") return word(claim.mode);
  if (slot == "negated") return claim.negated ? "yes" : "no";
  if (slot == "time") return claim.time ? claim.time->edtf : "none";
  if (slot == "owner") return claim.force ? word(claim.force->owner) : "none";
  if (slot == "kind") return claim.force ? word(name(claim.force->kind)) : "none";
  if (slot == "count") return claim.force && claim.force->count ? count_text(*claim.force->count) : "none";
  if (slot == "place") {
    if (claim.place.empty()) return "none";
    const Place& place = claim.place.front();
    return place.name + (place.country.empty() ? "" : " (" + place.country + ")");
  }
  if (slot == "actor") return party_text(claim.actor);
  if (slot == "recipient") return party_text(claim.recipient);
  if (slot == "basis") {
    if (!claim.basis) return "none";
    return word(name(claim.basis->kind)) + (claim.basis->by.empty() ? "" : " " + claim.basis->by);
  }
  return {};
}

ClaimAnchor anchor_of(const StoredClaim& stored) {
  return {stored.claim.key, stored.article, stored.claim.span, stored.claim.event, stored.claim.posture};
}

Judged apply_judgements(std::vector<StoredClaim> claims, std::span<const Judgement> judgements) {
  Judged out;
  const Index index(claims);
  std::map<JudgementKey, std::size_t> by_key;
  for (const Judgement& judgement : judgements) {
    AttachedJudgement each{judgement, Attachment::kLost, {}, {}, false, false};
    if (judgement.claim) std::tie(each.attachment, each.claim) = index.find(*judgement.claim);
    if (judgement.other && each.claim) {
      Attachment second{};
      std::tie(second, each.other) = index.find(*judgement.other);
      each.attachment = std::max(each.attachment, second);
    }
    out.judgements.push_back(std::move(each));
  }
  std::stable_sort(out.judgements.begin(), out.judgements.end(), [](const auto& a, const auto& b) {
    return std::tie(a.judgement.decided, a.judgement.key) < std::tie(b.judgement.decided, b.judgement.key);
  });
  for (std::size_t i = 0; i < out.judgements.size(); ++i) by_key[out.judgements[i].judgement.key] = i;
  for (AttachedJudgement& each : out.judgements) {
    if (each.judgement.verdict != Verdict::kUndo || !each.judgement.undoes) continue;
    const auto at = by_key.find(*each.judgement.undoes);
    if (at == by_key.end()) continue;
    out.judgements[at->second].undone = true;
    each.attachment = Attachment::kSame;
  }

  std::map<Matter, AttachedJudgement*> last;
  for (AttachedJudgement& each : out.judgements) {  // by decision, so that the last stays
    const bool whole = each.attachment != Attachment::kLost && each.claim && each.judgement.verdict != Verdict::kUndo;
    if (whole && !each.undone) last[matter_of(each)] = &each;
  }
  std::map<ClaimKey, std::vector<const Judgement*>> corrections;
  std::set<ClaimKey> rejected;
  for (const auto& [matter, each] : last) {
    each->stands = true;
    switch (each->judgement.verdict) {
      case Verdict::kReject:
        rejected.insert(*each->claim);
        break;
      case Verdict::kCorrect:
        corrections[*each->claim].push_back(&each->judgement);
        break;
      case Verdict::kTogether:
      case Verdict::kApart:
        out.pairs.push_back({*each->claim, *each->other, each->judgement.verdict == Verdict::kTogether});
        break;
      case Verdict::kAccept:
      case Verdict::kUndo:
        break;
    }
  }
  for (StoredClaim& stored : claims) {
    if (rejected.contains(stored.claim.key)) continue;
    if (const auto at = corrections.find(stored.claim.key); at != corrections.end()) {
      // A value that an import brought and that cannot be read leaves the slot as it was coded.
      for (const Judgement* each : at->second) (void)set_slot(stored.claim, each->slot, each->value);
    }
    out.claims.push_back(std::move(stored));
  }
  return out;
}

std::optional<double> krippendorff_alpha(const std::vector<std::vector<std::string>>& units) {
  // Coincidences: each ordered pair of values within a unit weighs 1 / (judges of the unit - 1).
  std::map<std::string, double> totals;
  double all = 0, disagreeing = 0;
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    std::map<std::string, double> counts;
    for (const std::string& value : unit) counts[value] += 1;
    const auto judges = static_cast<double>(unit.size());
    for (const auto& [value, count] : counts) {
      totals[value] += count;
      disagreeing += count * (judges - count) / (judges - 1);
    }
    all += judges;
  }
  double expected = 0;
  for (const auto& [value, total] : totals) expected += total * (all - total);
  if (all < 2 || expected == 0) return std::nullopt;
  return 1 - (all - 1) * disagreeing / expected;
}

Agreement agreement_of(std::span<const AttachedJudgement> judgements) {
  struct Word {
    std::string verdict = "accept";
    std::map<std::string, std::string> slots;
  };
  std::map<ClaimKey, std::map<std::string, Word>> words;
  std::set<std::string> people, slots;
  for (const AttachedJudgement& each : judgements) {  // by decision
    const Judgement& judgement = each.judgement;
    const bool of_a_claim = judgement.verdict == Verdict::kAccept || judgement.verdict == Verdict::kReject ||
                            judgement.verdict == Verdict::kCorrect;
    if (!of_a_claim || each.undone || !each.claim) continue;
    people.insert(judgement.who);
    Word& word = words[*each.claim][judgement.who];
    word.verdict = std::string(name(judgement.verdict));
    if (judgement.verdict != Verdict::kCorrect) {
      word.slots.clear();
      continue;
    }
    word.slots[judgement.slot] = judgement.value;
    slots.insert(judgement.slot);
  }
  Agreement out;
  out.people.assign(people.begin(), people.end());
  const auto add = [&](const std::string& what, const std::vector<std::vector<std::string>>& units) {
    Agreement::Row row;
    row.what = what;
    std::size_t agreed = 0;
    for (const auto& unit : units) {
      if (unit.size() < 2) continue;
      ++row.units;
      row.judgements += unit.size();
      agreed += std::all_of(unit.begin(), unit.end(), [&](const std::string& value) { return value == unit.front(); });
    }
    row.alpha = krippendorff_alpha(units);
    row.agreed = row.units > 0 ? static_cast<double>(agreed) / static_cast<double>(row.units) : 0;
    out.rows.push_back(std::move(row));
  };
  std::vector<std::vector<std::string>> verdicts;
  for (const auto& [claim, by] : words) {
    auto& unit = verdicts.emplace_back();
    for (const auto& [who, word] : by) unit.push_back(word.verdict);
  }
  add("verdict", verdicts);
  for (const std::string& slot : slots) {
    std::vector<std::vector<std::string>> units;
    for (const auto& [claim, by] : words) {
      const bool corrected =
          std::any_of(by.begin(), by.end(), [&](const auto& each) { return each.second.slots.contains(slot); });
      if (!corrected) continue;
      auto& unit = units.emplace_back();
      for (const auto& [who, word] : by) {
        const auto at = word.slots.find(slot);
        unit.push_back(at == word.slots.end() ? "as coded" : at->second);
      }
    }
    add(slot, units);
  }
  return out;
}

}  // namespace attache
