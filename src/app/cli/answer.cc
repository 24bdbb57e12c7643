// Lists of claims; see answer.h.
#include "app/cli/answer.h"

#include "app/export/words.h"

namespace attache {
namespace {

Table all_columns(const std::vector<StoredClaim>& claims) {
  Table table({"key", "reported", "event", "mode", "posture", "status", "negated", "actor", "recipient", "force", "place", "time", "basis",
               "chain", "outlet", "text", "frame", "article"});
  for (const StoredClaim& stored : claims) {
    const Claim& claim = stored.claim;
    table.add({claim.key.hash.hex(), stored.published ? in_words(*stored.published) : "", std::string(name(claim.event)), claim.mode,
               std::string(name(claim.posture)), std::string(name(claim.status)), claim.negated ? "yes" : "no", in_words(claim.actor),
               in_words(claim.recipient), claim.force ? in_words(*claim.force) : "", in_words(claim.place),
               claim.time ? claim.time->edtf : "", claim.basis ? in_words(*claim.basis) : "", in_words(claim.attribution), stored.outlet,
               claim.text, claim.frame, stored.article.hash.hex()});
  }
  return table;
}

/// What fits a terminal; `attache why` has the rest.
Table at_a_glance(const std::vector<StoredClaim>& claims) {
  Table table({"key", "reported", "what", "status", "who", "place", "time", "chain"});
  for (const StoredClaim& stored : claims) {
    const Claim& claim = stored.claim;
    table.add({short_key(claim.key.hash), stored.published ? to_string(stored.published->day()) : "",
               what_in_words(claim.event, claim.mode, claim.posture), status_in_words(claim.status, claim.negated),
               who_in_words(claim.actor, claim.recipient, claim.force), in_words(claim.place), claim.time ? claim.time->edtf : "",
               in_words(claim.attribution)});
  }
  return table;
}

}  // namespace

void put_table(const Table& table, const Format& format, const Terminal& terminal) {
  put(format.csv ? table.csv() : table.text(terminal));
}

void put_json(const Json& object) { put(one_line(object) + "\n"); }

int put_claims(const std::vector<StoredClaim>& claims, const Format& format, const Terminal& terminal) {
  if (format.json) {
    for (const StoredClaim& stored : claims) put_json(to_json(stored));
    return claims.empty() ? kNothingFound : kDone;
  }
  Table table = format.csv ? all_columns(claims) : at_a_glance(claims);
  if (table.empty() && !format.csv) {
    say("no claim found");
    return kNothingFound;
  }
  put_table(table, format, terminal);
  return table.empty() ? kNothingFound : kDone;
}

}  // namespace attache
