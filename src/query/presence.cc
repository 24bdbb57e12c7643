// The question of presence; see query.h.
#include "derive/presence.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "derive/country.h"
#include "derive/events.h"
#include "query/judged_claims.h"
#include "query/query.h"
#include "query/sentence.h"

namespace attache {
namespace {

// Acts that settle, or refuse, what a posture claim states: presence dates a leaving by them.
bool settles(const StoredClaim& stored) {
  if (stored.claim.posture != Posture::kNone) return true;
  switch (stored.claim.event) {
    case EventType::kAgree:
    case EventType::kConcede:
    case EventType::kSupport:
    case EventType::kReject:
      return stored.regards.has_value();
    default:
      return false;
  }
}

// Only articles that tell of these forces, or of the land asked about, can hold up a line; a place that is no state may be told
// of in many words.
ClaimFilter narrowed(const PresenceQuestion& question) {
  ClaimFilter out;
  out.beside_owner = question.owner;
  if (is_state(question.place)) out.beside_country = question.place;
  return out;
}

// The one that is asked about, else everybody whose forces the claims tell of; not those of the land itself.
std::set<std::string> owners_asked(const std::vector<StoredClaim>& claims, const PresenceQuestion& question) {
  if (!question.owner.empty()) return {question.owner};
  std::set<std::string> out;
  for (const StoredClaim& stored : claims) {
    if (stored.claim.force && !stored.claim.force->owner.empty() && stored.claim.force->owner != question.place)
      out.insert(stored.claim.force->owner);
  }
  return out;
}

}  // namespace

Result<PresenceAnswer> ask(const Ledger& ledger, const PresenceQuestion& question) {
  auto judged = judged_claims(ledger, {question.known_by, question.as_of}, question.as_coded, settles, narrowed(question));
  if (!judged) return tl::unexpected(judged.error());
  const std::vector<StoredClaim> claims = std::move(judged->claims);

  PresenceAnswer answer;
  answer.question = question;
  std::set<ClaimKey> listed;
  PresenceQuestion one = question;
  for (const std::string& owner : owners_asked(claims, question)) {
    one.owner = owner;
    for (PresenceLine& line : derive_presence(claims, one)) {
      if (question.owner.empty() && line.claims.empty()) continue;  // nothing is known of this one there
      for (const Support& support : line.claims) listed.insert(support.claim);
      std::string sentence = sentence_of(line, claims);
      answer.lines.push_back({std::move(line), std::move(sentence)});
    }
  }
  std::copy_if(claims.begin(), claims.end(), std::back_inserter(answer.claims),
               [&](const StoredClaim& stored) { return listed.contains(stored.claim.key); });
  std::sort(answer.claims.begin(), answer.claims.end(), reported_before);
  return answer;
}

}  // namespace attache
