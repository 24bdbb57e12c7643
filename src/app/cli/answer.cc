// Lists of claims; see answer.h.
#include "app/cli/answer.h"

#include "app/export/words.h"

namespace attache {

void put_table(const Table& table, const Format& format, const Terminal& terminal) {
  put(format.csv ? table.csv() : table.text(terminal));
}

void put_json(const Json& object) { put(one_line(object) + "\n"); }

int put_claims(const std::vector<StoredClaim>& claims, const Format& format, const Terminal& terminal) {
  if (format.json) {
    for (const StoredClaim& stored : claims) put_json(to_json(stored));
    return claims.empty() ? kNothingFound : kDone;
  }
  Table table({"key", "reported", "what", "status", "by", "to", "force", "place", "time", "chain"});
  for (const StoredClaim& stored : claims) {
    const Claim& claim = stored.claim;
    table.add({format.csv ? claim.key.hash.hex() : short_key(claim.key.hash), stored.published ? in_words(*stored.published) : "",
               what_in_words(claim.event, claim.mode, claim.posture), status_in_words(claim.status, claim.negated),
               in_words(claim.actor), in_words(claim.recipient), claim.force ? in_words(*claim.force) : "", in_words(claim.place),
               claim.time ? claim.time->edtf : "", in_words(claim.attribution)});
  }
  if (table.empty() && !format.csv) {
    say("no claim found");
    return kNothingFound;
  }
  put_table(table, format, terminal);
  return table.empty() ? kNothingFound : kDone;
}

}  // namespace attache
