// Answers as tables; see tables.h.
#include "app/export/tables.h"

#include "app/export/words.h"
#include "derive/credibility.h"
#include "derive/values.h"

namespace attache {
namespace {

std::string instant_of(const std::optional<ReportedTime>& reported) { return reported ? in_words(*reported) : ""; }
std::string status_of(const Event& event) { return event.denied ? "denied" : std::string(name(event.status)); }
std::string slots_of(const std::vector<Contradiction>& contradictions) {
  return joined(contradictions, ", ", [](const Contradiction& each) { return name(each.slot); });
}

}  // namespace

Table table_of(const std::vector<StoredClaim>& claims) {
  Table table({"key", "reported", "event", "mode", "posture", "status", "negated", "actor", "recipient", "force", "place",
               "time", "basis", "chain", "outlet", "text", "frame", "article"});
  for (const StoredClaim& stored : claims) {
    const Claim& claim = stored.claim;
    table.add({claim.key.hash.hex(), instant_of(stored.published), std::string(name(claim.event)), claim.mode,
               std::string(name(claim.posture)), std::string(name(claim.status)), claim.negated ? "yes" : "no",
               in_words(claim.actor), in_words(claim.recipient), claim.force ? in_words(*claim.force) : "",
               in_words(claim.place), claim.time ? claim.time->edtf : "", claim.basis ? in_words(*claim.basis) : "",
               in_words(claim.attribution), stored.outlet, claim.text, claim.frame, stored.article.hash.hex()});
  }
  return table;
}

Table table_of(const std::vector<Event>& events) {
  Table table({"key", "first reported", "last reported", "event", "mode", "posture", "status", "actor", "recipient", "force",
               "place", "time", "reports", "outlets", "origins", "contradicted", "credibility"});
  for (const Event& event : events) {
    table.add({event.key.hash.hex(), instant_of(event.first_reported), instant_of(event.last_reported),
               std::string(name(event.type)), event.mode, std::string(name(event.posture)), status_of(event),
               in_words(event.actor), in_words(event.recipient), event.force ? in_words(*event.force) : "",
               in_words(event.place), event.time ? event.time->edtf : "", std::to_string(event.members.size()),
               std::to_string(event.outlets.size()), std::to_string(event.independent), slots_of(event.contradictions),
               std::to_string(credibility_of(event).grade)});
  }
  return table;
}

Table table_of(const PresenceAnswer& answer) {
  Table table({"owner", "kind", "place", "country", "state", "since", "present since", "until", "count", "last reported",
               "basis", "origins", "corroborated", "claims", "sentence"});
  for (const auto& [line, sentence] : answer.lines) {
    const std::string basis = joined(line.basis, "; ", [](const Basis& each) { return in_words(each); });
    const std::string claims = joined(line.claims, " ", [](const Support& each) { return each.claim.hash.hex(); });
    table.add({line.owner, std::string(name(line.kind)), joined(line.places, "; "), line.country, std::string(name(line.state)),
               line.since, line.present_since, line.until, line.count ? shown(*line.count) : "",
               line.last_reported ? in_words(*line.last_reported) : "", basis, joined(line.origins, "; "),
               line.corroborated ? "yes" : "no", claims, sentence});
  }
  return table;
}

Table table_of(const SourcesAnswer& answer, const std::function<std::string(const std::string&)>& grade) {
  Table table({"name", "code", "grade", "articles", "claims published", "nearest to the facts", "carried"});
  for (const SourceSummary& each : answer.sources) {
    table.add({each.name, each.code, grade ? grade(each.name) : "", std::to_string(each.articles),
               std::to_string(each.published), std::to_string(each.nearest), std::to_string(each.carried)});
  }
  return table;
}

}  // namespace attache
