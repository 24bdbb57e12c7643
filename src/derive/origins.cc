// See origins.h.
#include "derive/origins.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "derive/country.h"
#include "derive/text.h"
#include "derive/unions.h"
#include "derive/values.h"

namespace attache {
namespace {

constexpr std::string_view kMedium = "MED";

// Words that make a capitalised name an institution's and not a person's.
constexpr auto kOfficeWords = std::to_array<std::string_view>(
    {"ministry",   "service",    "army",    "office",  "government", "forces",      "command",     "headquarters",
     "staff",      "department", "council", "agency",  "committee",  "union",       "kremlin",     "pentagon",
     "presidency", "security",   "defence", "defense", "foreign",    "parliament",  "embassy",     "mission",
     "house",      "state",      "police",  "navy",    "court",      "community",   "society",     "group",
     "official",   "officials",  "sources", "source",  "diplomats",  "authorities", "spokesperson"});

bool lower_case(char c) { return c >= 'a' && c <= 'z'; }

// Two or more capitalised words, none of them an institution's and no possessive: "Hikmet Hajiyev", "Maria van der Berg".
bool is_person(std::string_view name) {
  if (name.empty() || lower_case(name.front()) || code_from_name(name)) return false;
  if (name.find("'s") != std::string_view::npos || name.find("\xE2\x80\x99s") != std::string_view::npos) return false;
  const auto words = folded_words(name);
  if (words.size() < 2) return false;
  return std::none_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kOfficeWords.begin(), kOfficeWords.end(), word) != kOfficeWords.end();
  });
}

std::string_view sector_of(std::string_view code) {
  const auto space = code.rfind(' ');
  return space == std::string_view::npos ? (code == kMedium ? code : std::string_view{}) : code.substr(space + 1);
}

bool is_medium(const Link& link) { return sector_of(link.code) == kMedium; }

bool speaks_for_government(std::string_view code) {
  const auto sector = sector_of(code);
  if (sector.empty()) return !code.empty() && !is_state(code);  // an organisation: "NATO"
  return sector == "GOV" || sector == "MIL" || sector == "SPY" || sector == "COP";
}

bool agree(const std::optional<Count>& a, const std::optional<Count>& b) { return a && b && *a == *b; }

}  // namespace

std::string link_identity(const Link& link) {
  const std::string name = folded(link.name);
  if (is_medium(link)) {
    // "media reports", "state television", "reporter": no source that could be met again.
    return name.empty() || lower_case(link.name.front()) ? std::string{} : "medium:" + name;
  }
  if (is_person(link.name)) return "person:" + name;
  if (speaks_for_government(link.code)) return "office:" + link.code;
  // "the service", "a spokeswoman", of nobody known: may be anyone told of before, and so confirms nothing.
  const bool bare = link.code.empty() && !name.empty() && lower_case(link.name.front()) && name.find(' ') == std::string::npos;
  return name.empty() || bare ? std::string{} : "name:" + name;
}

std::vector<Link> source_links(const Claim& claim) {
  std::vector<Link> links = claim.attribution;
  if (links.empty()) return links;
  if (links.size() == 1) {
    if (is_medium(links[0]) && links[0].cue.empty()) links.clear();
    return links;
  }
  links.pop_back();
  while (links.size() == 1 && is_medium(links[0]) && links[0].cue.empty()) links.pop_back();  // reprinted agency copy
  return links;
}

std::vector<Origin> origins_of(std::span<const StoredClaim* const> claims) {
  Unions unions(claims.size());
  std::vector<std::vector<Link>> links_of(claims.size());
  std::vector<std::set<std::string>> identities(claims.size());
  std::map<std::string, std::size_t> first_with;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    links_of[i] = source_links(claims[i]->claim);
    for (const Link& link : links_of[i]) {
      std::vector<Link> speakers{link};
      for (const std::string& other : link.with) speakers.push_back({other, link.code, link.cue, {}});
      for (const Link& speaker : speakers) {
        const std::string identity = link_identity(speaker);
        if (identity.empty()) continue;
        identities[i].insert(identity);
        unions.join(i, first_with.emplace(identity, i).first->second);
      }
    }
  }
  // A ministry and its named spokesman are one: of the named people of that office the one whom the same copy tells of; where
  // the office is narrow enough to be one house (an army, a police), else the first that another copy tells of. A government
  // has too many ministers for that. Two of an office's people stay two.
  std::map<std::pair<std::string, ArticleKey>, std::size_t> speaker_in;
  std::map<std::string, std::size_t> first_speaker;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (const Link& link : links_of[i]) {
      if (!speaks_for_government(link.code) || !link_identity(link).starts_with("person:")) continue;
      const std::string office = "office:" + link.code;
      speaker_in.emplace(std::pair(office, claims[i]->article), i);
      first_speaker.emplace(office, i);
    }
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (const std::string& office : identities[i]) {
      if (!office.starts_with("office:")) continue;
      if (const auto same = speaker_in.find({office, claims[i]->article}); same != speaker_in.end())
        unions.join(i, same->second);
      else if (const auto other = first_speaker.find(office); other != first_speaker.end() && !office.ends_with(" GOV"))
        unions.join(i, other->second);
    }
  }
  // Circular reporting: a chain that starts with a medium is one with the copy of that medium that it passes on: the one
  // with the same figure, else the one of the same day, else all.
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto& links = links_of[i];
    if (links.empty() || !is_medium(links.front())) continue;
    const std::string medium = folded(links.front().name);
    std::vector<std::size_t> copies, same_count, same_time;
    for (std::size_t k = 0; k < claims.size(); ++k) {
      if (identities[k].empty() || folded(claims[k]->outlet) != medium || claims[k]->published > claims[i]->published) continue;
      copies.push_back(k);
      if (agree(count_of(claims[k]->claim), count_of(claims[i]->claim))) same_count.push_back(k);
      if (claims[k]->claim.time && claims[i]->claim.time && *claims[k]->claim.time == *claims[i]->claim.time)
        same_time.push_back(k);
    }
    for (const std::size_t k : !same_count.empty() ? same_count : !same_time.empty() ? same_time : copies) unions.join(i, k);
  }
  // Syndicated copy: the same words in nearly the same text are one telling, whoever signs them.
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto& copies = claims[i]->copies;
    if (copies.empty() || identities[i].empty()) continue;
    for (std::size_t k = 0; k < claims.size(); ++k) {
      const bool copy = std::find(copies.begin(), copies.end(), claims[k]->article) != copies.end();
      if (copy && !identities[k].empty() && folded(claims[k]->claim.text) == folded(claims[i]->claim.text)) unions.join(i, k);
    }
  }
  std::vector<Origin> origins;
  for (const auto& group : unions.groups()) {
    Origin origin;
    origin.asserts = false;
    std::set<std::string> shown;
    for (const std::size_t i : group) {
      if (identities[i].empty()) continue;
      const auto& links = links_of[i];
      if (origin.name.empty()) origin.name = links.front().name;
      for (const Link& link : links) {
        if (!link_identity(link).empty() && shown.insert(link.name).second) origin.links.push_back(link.name);
      }
      origin.claims.push_back(claims[i]->claim.key);
      origin.asserts = origin.asserts || !claims[i]->claim.negated;
    }
    if (!origin.claims.empty()) origins.push_back(std::move(origin));
  }
  return origins;
}

}  // namespace attache
