// Reading frames and word classes from their stanzas; see frame.h.
#include "coding/frame.h"

#include <algorithm>
#include <array>
#include <utility>

namespace attache {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto at = text.find(separator);
    std::string_view part = text.substr(0, at);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return out;
}

Selector selector_from(const std::string& word) {
  using Where = Selector::Where;
  if (word == "subj") return {Where::kSubject, {}};
  if (word == "obj") return {Where::kObject, {}};
  if (word == "iobj") return {Where::kIndirect, {}};
  if (word == "comp") return {Where::kClause, {}};
  if (word == "inf") return {Where::kInfinitive, {}};
  if (word == "adjunct") return {Where::kAdjunct, {}};
  if (word == "adv") return {Where::kAdverb, {}};
  return {Where::kOblique, word};
}

std::vector<Selector> selectors_from(std::string_view text) {
  std::vector<Selector> out;
  for (const std::string& word : split(text, ',')) out.push_back(selector_from(word));
  return out;
}

TypeConstraint type_from(const std::string& word) {
  constexpr auto kTypes = std::to_array<std::pair<std::string_view, FillerType>>({
      {"any", FillerType::kAny},
      {"actor", FillerType::kActor},
      {"force", FillerType::kForce},
      {"place", FillerType::kPlace},
      {"person", FillerType::kPerson},
      {"state", FillerType::kState},
      {"group", FillerType::kGroup},
      {"outlet", FillerType::kOutlet},
      {"org", FillerType::kOrganisation},
      {"clause", FillerType::kClause},
      {"act", FillerType::kAct},
      {"thing", FillerType::kThing},
      {"foreign", FillerType::kForeign},
      {"none", FillerType::kNone},
  });
  for (const auto& [known, type] : kTypes) {
    if (word == known) return {type, {}};
  }
  return {FillerType::kNouns, word};
}

// The fields that a Frame stanza may have; anything else is a spelling mistake.
constexpr auto kFields = std::to_array<std::string_view>(
    {"Frame",         "Verb",    "Noun",  "Adjective", "Need",     "Event",          "Posture",         "Actor",
     "Recipient",     "Force",   "Place", "Content",   "Status",   "Content-status", "Content-negated", "Content-told",
     "Content-basis", "To-come", "With",  "Negated",   "Together", "Cameo",          "Example",         "Extend"});

// How much a frame asks for: the more, the earlier it is tried. A narrow type weighs more than a wide one, and where forces are
// weighs more than the rest.
int weight(const Frame& frame) {
  int sum = frame.posture != Posture::kNone ? 1 : 0;
  for (const Need& need : frame.needs) {
    int narrowest = 9;
    for (const TypeConstraint& t : need.types) {
      const bool wide = t.type == FillerType::kAny || t.type == FillerType::kNone || t.type == FillerType::kThing;
      const bool narrow = t.type == FillerType::kForce || t.type == FillerType::kNouns;
      narrowest = std::min(narrowest, wide ? 2 : t.type == FillerType::kActor ? 3 : narrow ? 5 : 4);
    }
    sum += narrowest;
  }
  return sum;
}

}  // namespace

FrameTable::FrameTable(const std::vector<Stanza>& stanzas, std::vector<Complaint>& complaints) {
  for (const Stanza& stanza : stanzas) {
    if (stanza.kind() == "Frame") {
      add_frame(stanza, complaints);
    } else if (stanza.kind() == "Words") {
      for (const std::string& word : stanza.list("Word")) classes_[word].push_back(stanza.id());
    } else {
      complaints.push_back({stanza.file, stanza.line(), "unknown kind of stanza '" + stanza.kind() + "'", "Frame or Words"});
    }
  }
  index();
}

void FrameTable::add_frame(const Stanza& stanza, std::vector<Complaint>& complaints) {
  const auto complain = [&](std::string what, std::string mend) {
    complaints.push_back({stanza.file, stanza.line(), std::move(what), std::move(mend)});
  };
  Frame frame;
  frame.id = stanza.id();
  frame.where = stanza.where();
  frame.verbs = stanza.list("Verb");
  frame.nouns = stanza.list("Noun");
  frame.adjectives = stanza.list("Adjective");
  if (frame.verbs.empty() && frame.nouns.empty() && frame.adjectives.empty()) {
    return complain("frame '" + frame.id + "' has no word", "give it Verb, Noun or Adjective");
  }
  for (const Field& field : stanza.fields) {
    if (std::find(kFields.begin(), kFields.end(), field.name) == kFields.end()) {
      complaints.push_back({stanza.file, field.line, "unknown field '" + field.name + "' in a frame", "see docs/frames.md"});
    }
    if (field.name != "Need") continue;
    const auto colon = field.value.find(':');
    if (colon == std::string::npos) {
      complaints.push_back(
          {stanza.file, field.line, "a need without a type: '" + field.value + "'", "write it as 'obj:force'"});
      continue;
    }
    Need need;
    need.text = field.value;
    need.at = selectors_from(std::string_view(field.value).substr(0, colon));
    for (const std::string& word : split(std::string_view(field.value).substr(colon + 1), ','))
      need.types.push_back(type_from(word));
    frame.needs.push_back(std::move(need));
  }
  if (const std::string_view event = stanza.get("Event"); !event.empty()) {
    const std::string_view root = event.substr(0, event.find('-'));
    const auto type = event_type_from(root);
    if (!type)
      return complain("unknown event '" + std::string(event) + "'",
                      "one of PLOVER's sixteen, or with its mode: RETREAT-withdraw");
    frame.event = *type;
    if (root.size() < event.size()) frame.mode = std::string(event);
    frame.asserts = true;
  }
  if (const std::string_view posture = stanza.get("Posture"); !posture.empty()) {
    const auto value = posture_from(posture);
    if (!value)
      return complain("unknown posture '" + std::string(posture) + "'", "deploy, withdraw, remain, handover or access");
    frame.posture = *value;
    frame.asserts = true;
  }
  if (stanza.has("With")) {
    const auto value = event_type_from(stanza.get("With"));
    if (!value) return complain("unknown event '" + std::string(stanza.get("With")) + "'", "one of PLOVER's sixteen types");
    frame.with = *value;
  }
  if (stanza.has("To-come")) {
    const auto value = posture_from(stanza.get("To-come"));
    if (!value)
      return complain("unknown posture '" + std::string(stanza.get("To-come")) + "'",
                      "deploy, withdraw, remain, handover or access");
    frame.to_come = *value;
  }
  const auto status = [&](std::string_view field, std::optional<Status>& out) {
    if (!stanza.has(field)) return;
    out = status_from(stanza.get(field));
    if (!out)
      complain("unknown status '" + std::string(stanza.get(field)) + "'",
               "actual, agreed, planned, requested, proposed, conditional, threatened or possible");
  };
  status("Status", frame.status);
  status("Content-status", frame.content_status);
  if (stanza.has("Content-basis")) {
    const auto kind = basis_kind_from(stanza.get("Content-basis"));
    if (!kind)
      complain("unknown basis '" + std::string(stanza.get("Content-basis")) + "'",
               "request, agreement, mandate, order or invitation");
    frame.content_basis = kind.value_or(BasisKind::kNone);
  }
  frame.content_negated = stanza.get("Content-negated") == "yes";
  frame.content_told = stanza.get("Content-told") != "no";
  frame.negated = stanza.get("Negated") == "yes";
  frame.by_speaker = stanza.get("Actor") == "speaker";
  frame.together = stanza.get("Together") == "yes";
  frame.actor = selectors_from(stanza.has("Actor") ? stanza.get("Actor") : "subj");
  frame.recipient = selectors_from(stanza.get("Recipient"));
  frame.force = selectors_from(stanza.get("Force"));
  frame.place = selectors_from(stanza.get("Place"));
  frame.content = selectors_from(stanza.get("Content"));
  frame.cameo = std::string(stanza.get("Cameo"));
  frame.examples = stanza.all("Example");
  frames_.push_back(std::move(frame));
}

void FrameTable::index() {
  for (std::size_t i = 0; i < frames_.size(); ++i) {
    for (const std::string& verb : frames_[i].verbs) verbs_[verb].emplace_back(i);
    for (const std::string& noun : frames_[i].nouns) nouns_[noun].emplace_back(i);
    for (const std::string& adjective : frames_[i].adjectives) adjectives_[adjective].emplace_back(i);
  }
  const auto heavier = [&](FrameId a, FrameId b) { return weight((*this)[a]) > weight((*this)[b]); };
  for (auto* map : {&verbs_, &nouns_, &adjectives_}) {
    for (auto& [lemma, ids] : *map) std::stable_sort(ids.begin(), ids.end(), heavier);
  }
}

const std::vector<FrameId>& FrameTable::of(PredicateKind kind, std::string_view lemma) const {
  const auto& map = kind == PredicateKind::kNominal ? nouns_ : kind == PredicateKind::kAdjective ? adjectives_ : verbs_;
  const auto at = map.find(lemma);
  return at == map.end() ? none_ : at->second;
}

bool FrameTable::is(std::string_view word_class, std::string_view lemma) const {
  const auto at = classes_.find(lemma);
  return at != classes_.end() && std::find(at->second.begin(), at->second.end(), word_class) != at->second.end();
}

bool FrameTable::is_act_noun(std::string_view lemma) const { return nouns_.contains(lemma); }

}  // namespace attache
