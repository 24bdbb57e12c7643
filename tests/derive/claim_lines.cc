// See claim_lines.h.
#include "derive/claim_lines.h"

#include <algorithm>
#include <sstream>

namespace attache {
namespace {

std::string trimmed(std::string text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "Anna Keller (NZL GOV, saw)" to name, code, cue.
Link link(const std::string& text) {
  Link out;
  const auto open = text.rfind('(');
  out.name = trimmed(text.substr(0, open));
  if (open == std::string::npos) return out;
  const auto inside = parts(text.substr(open + 1, text.rfind(')') - open - 1), ",");
  out.code = inside[0];
  if (inside.size() > 1) out.cue = inside[1];
  return out;
}

Party party(const std::string& text) {
  const auto space = text.find(' ');
  return {text, text.substr(0, space), space == std::string::npos ? "" : text.substr(space + 1)};
}

Place place(const std::string& text) {
  Place out;
  const auto open = text.rfind('(');
  out.name = trimmed(text.substr(0, open));
  if (open == std::string::npos) return out;
  std::istringstream inside(text.substr(open + 1, text.rfind(')') - open - 1));
  inside >> out.country;
  double lat = 0, lon = 0;
  if (inside >> lat >> lon) out.lat = lat, out.lon = lon;
  return out;
}

// "withdraw NZL police 72"; the kind may have two words, the count may be a range "0-100".
bool posture(Claim& claim, const std::string& text) {
  std::istringstream words(text);
  std::string word, kind;
  words >> word;
  const auto found = posture_from(word);
  if (!found || *found == Posture::kNone) return false;
  claim.posture = *found;
  Force force;
  words >> force.owner;
  while (words >> word) {
    if (word[0] >= '0' && word[0] <= '9') {
      const auto dash = word.find('-');
      Count count;
      count.low = std::stoll(word.substr(0, dash));
      count.high = dash == std::string::npos ? *count.low : std::stoll(word.substr(dash + 1));
      force.count = count;
    } else {
      kind += (kind.empty() ? "" : " ") + word;
    }
  }
  force.kind = force_kind_from(kind).value_or(ForceKind::kNone);
  claim.actor.push_back(party(force.owner + " MIL"));
  claim.force = force;
  switch (claim.posture) {
    case Posture::kDeploy:
      claim.event = EventType::kMobilize;
      break;
    case Posture::kAccess:
      claim.event = EventType::kAgree;
      break;
    case Posture::kRemain:
      break;
    default:
      claim.event = EventType::kRetreat;
  }
  return force.kind != ForceKind::kNone;
}

bool act(Claim& claim, const std::string& text) {
  const auto by = text.find(" by ");
  const auto type = event_type_from(text.substr(0, by));
  if (!type || *type == EventType::kNone || by == std::string::npos) return false;
  claim.event = *type;
  for (const std::string& one : parts(text.substr(by + 4), ",")) claim.actor.push_back(party(one));
  return true;
}

bool slot(StoredClaim& stored, const std::string& text, const std::map<std::string, ClaimKey>& keys) {
  Claim& claim = stored.claim;
  const auto space = text.find(' ');
  const std::string word = text.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : trimmed(text.substr(space));
  if (const auto status = status_from(text)) {
    claim.status = *status;
  } else if (word == "unit") {
    claim.force->unit = rest;
  } else if (text == "begun") {
    claim.frame = "leave/begin";
  } else if (text == "denied") {
    claim.negated = true;
  } else if (word == "at") {
    claim.place.push_back(place(rest));
  } else if (word == "to") {
    claim.recipient.push_back(party(rest));
  } else if (word == "when") {
    claim.time = parse_edtf(rest);
    return claim.time.has_value();
  } else if (word == "basis") {
    const auto split = rest.find(' ');
    claim.basis = Basis{basis_kind_from(rest.substr(0, split)).value_or(BasisKind::kNone), rest.substr(split + 1)};
  } else if (word == "regards") {
    const auto at = keys.find(rest);
    if (at == keys.end()) return false;
    stored.regards = at->second;
  } else if (word == "recorded") {
    stored.recorded.seconds = parse_instant(rest)->seconds;
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> parts(const std::string& text, const std::string& separator) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (true) {
    const auto end = text.find(separator, at);
    out.push_back(trimmed(text.substr(at, end == std::string::npos ? end : end - at)));
    if (end == std::string::npos) return out;
    at = end + separator.size();
  }
}

void ClaimLines::read(const std::string& line) {
  const auto fields = parts(line, "|");
  StoredClaim stored;
  const auto day = fields.size() > 3 ? parse_instant(fields[1]) : std::nullopt;
  if (!day) {
    errors.push_back(line);
    return;
  }
  stored.published = ReportedTime{day->seconds};
  for (const std::string& one : parts(fields[2], "<")) stored.claim.attribution.push_back(link(one));
  stored.outlet = stored.claim.attribution.back().name;
  bool good = posture(stored.claim, fields[3]) || act(stored.claim, fields[3]);
  for (std::size_t i = 4; i < fields.size(); ++i) good = good && slot(stored, fields[i], keys_);
  if (!good) {
    errors.push_back(line);
    return;
  }
  // One article per outlet and day; the line's name stands for what tells claims of an article apart.
  Hasher article, claim;
  stored.article = {article.add("article").add(stored.outlet).add(fields[1]).finish()};
  stored.claim.key = {claim.add("claim").add(line).finish()};
  stored.claim.span = {static_cast<std::uint32_t>(claims.size()), static_cast<std::uint32_t>(claims.size() + 1)};
  keys_[fields[0]] = stored.claim.key;
  names[stored.claim.key] = fields[0];
  claims.push_back(std::move(stored));
}

}  // namespace attache
