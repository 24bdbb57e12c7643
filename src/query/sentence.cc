// See sentence.h.
#include "query/sentence.h"

#include <algorithm>
#include <array>
#include <vector>

#include "derive/country.h"
#include "derive/origins.h"
#include "derive/place.h"
#include "derive/text.h"
#include "derive/values.h"

namespace attache {
namespace {

constexpr auto kMonths = std::to_array<std::string_view>(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"});
constexpr auto kSeasons = std::to_array<std::string_view>({"spring", "summer", "autumn", "winter"});

// Sites that forces are at; of other places they are in.
constexpr auto kSites = std::to_array<std::string_view>(
    {"airport",  "airfield", "base",       "camp",        "post",   "posts",  "hub",  "crossing",
     "depot",    "garrison", "checkpoint", "checkpoints", "centre", "center", "port", "station",
     "terminal", "barracks", "positions",  "bases",       "booths", "desks"});

std::string one_time(std::string_view edtf) {
  if (edtf.size() == 7 && edtf[4] == '-') {
    const auto month = static_cast<std::size_t>((edtf[5] - '0') * 10 + (edtf[6] - '0'));
    const std::string year(edtf.substr(0, 4));
    if (month >= 1 && month <= 12) return std::string(kMonths[month - 1]) + " " + year;
    if (month >= 21 && month <= 24) return std::string(kSeasons[month - 21]) + " " + year;
  }
  return std::string(edtf);
}

// "Its base at Suva" is read apart from the sentence that tells whose: "the base at Suva".
std::string without_owner(const std::string& name) {
  for (const std::string_view owner : {"its ", "their ", "our ", "his ", "Its ", "Their ", "The "}) {
    if (name.starts_with(owner)) return "the " + name.substr(owner.size());
  }
  return name;
}

std::string with_preposition(const PresenceLine& line) {
  if (line.places.empty() || line.places.front().empty()) return {};
  const std::string name = without_owner(line.places.front());
  Place place;
  place.name = name;
  place.country = line.country;
  const PlaceView view = view_of(place);
  for (const std::string_view opening :
       {"near ", "inside ", "around ", "in ", "at ", "on ", "south ", "north ", "east ", "west ", "along "}) {
    if (name.starts_with(opening)) return " " + name;
  }
  if (view.shape == PlaceShape::kWhole && (name == line.country || code_from_name(name)))
    return " in " + country_in_sentence(line.country);
  if (view.shape == PlaceShape::kBorder) return " on " + name;
  const bool site =
      std::any_of(kSites.begin(), kSites.end(), [&](std::string_view word) { return view.words.contains(std::string(word)); });
  return (site ? " at " : " in ") + name;
}

std::string in_words(ForceKind kind) {
  switch (kind) {
    case ForceKind::kNone:
    case ForceKind::kMilitary:
      return "forces";
    case ForceKind::kAir:
      return "air forces";
    case ForceKind::kNaval:
      return "naval forces";
    default:
      return std::string(name(kind));
  }
}

std::string possessive(const std::string& code) {
  const std::string name = country_in_sentence(code);
  return name + (name.ends_with('s') ? "'" : "'s");
}

std::string in_words(const Basis& basis) {
  if (basis.by.empty()) return "by " + std::string(name(basis.kind));
  switch (basis.kind) {
    case BasisKind::kRequest:
      return "at " + possessive(basis.by) + " request";
    case BasisKind::kInvitation:
      return "at " + possessive(basis.by) + " invitation";
    case BasisKind::kOrder:
      return "on " + possessive(basis.by) + " order";
    case BasisKind::kMandate:
      return "under a mandate of " + country_in_sentence(basis.by);
    case BasisKind::kAgreement:
      return "under an agreement with " + country_in_sentence(basis.by);
    case BasisKind::kNone:
      return "by nobody's leave";
  }
  return {};
}

// "Dmitry Peskov through Interfax": an origin, and the first medium that carried it where there is one.
std::string origin_in_words(const std::string& origin, const PresenceLine& line, std::span<const StoredClaim> claims) {
  for (const StoredClaim& stored : claims) {
    const bool of_line =
        std::any_of(line.claims.begin(), line.claims.end(), [&](const Support& s) { return s.claim == stored.claim.key; });
    const auto links = source_links(stored.claim);
    if (!of_line || links.empty() || links.front().name != origin) continue;
    const std::string jointly = links.front().with.empty() ? "" : " with " + listed(links.front().with);
    return origin + jointly + (links.size() > 1 && links[1].name != origin ? " through " + links[1].name : "");
  }
  return origin;
}

std::string by_whom(const PresenceLine& line, std::span<const StoredClaim> claims) {
  std::vector<std::string> names;
  for (const std::string& origin : line.origins) names.push_back(origin_in_words(origin, line, claims));
  if (!names.empty()) return (line.corroborated ? "; corroborated by " : "; claimed by ") + listed(names);
  std::vector<std::string> outlets;
  for (const StoredClaim& stored : claims) {
    const bool of_line =
        std::any_of(line.claims.begin(), line.claims.end(), [&](const Support& s) { return s.claim == stored.claim.key; });
    if (of_line && source_links(stored.claim).empty() &&
        std::find(outlets.begin(), outlets.end(), stored.outlet) == outlets.end()) {
      outlets.push_back(stored.outlet);
    }
  }
  if (outlets.empty() || outlets.front().empty()) return {};
  return "; told by " + listed(outlets) + (outlets.size() > 1 ? " in their own voice" : " in its own voice") +
         ", no origin named";
}

std::string state_in_words(const PresenceLine& line) {
  const std::string since = line.since.starts_with("../") ? " " + time_in_words(line.since)
                            : line.since.empty()          ? ""
                                                          : " since " + time_in_words(line.since);
  const std::string until = line.until.empty() ? "" : " until " + time_in_words(line.until);
  switch (line.state) {
    case PresenceState::kPresent:
      return "present" + since + until;
    case PresenceState::kArriving:
      return std::string("to arrive") + (line.since.empty() ? "" : ", from " + time_in_words(line.since)) +
             (line.until.empty() ? "" : ", by " + time_in_words(line.until));
    case PresenceState::kLeaving:
      if (line.asked_only) return "present, asked to leave by " + time_in_words(line.until);
      return "leaving" + (since.empty() ? "" : ", settled or under way" + since) +
             (line.until.empty() ? ", no day told" : ", due out by " + time_in_words(line.until));
    case PresenceState::kDueGone:
      if (line.asked_only) return "asked to be gone" + since + ", which nobody has reported done";
      return "due gone" + since + ", which nobody has reported done";
    case PresenceState::kGone: {
      const bool between =
          line.since.find('/') != std::string::npos && !line.since.starts_with("../") && !line.since.ends_with("/..");
      if (!between) return "gone" + since;
      const auto slash = line.since.find('/');
      return "gone, left between " + one_time(line.since.substr(0, slash)) + " and " + one_time(line.since.substr(slash + 1));
    }
    case PresenceState::kUnknown:
      return "unknown";
    case PresenceState::kDisputed: {
      std::string sides;
      for (const PresenceSide& side : line.sides) {
        sides +=
            (sides.empty() ? ": " : " against ") + side.value + (side.origins.empty() ? "" : " (" + listed(side.origins) + ")");
      }
      return "disputed" + sides;
    }
  }
  return {};
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace

std::string time_in_words(std::string_view edtf) {
  const auto slash = edtf.find('/');
  if (slash == std::string_view::npos) return one_time(edtf);
  const auto first = edtf.substr(0, slash), last = edtf.substr(slash + 1);
  if (first == ".." || first.empty()) return "by " + one_time(last);
  if (last == ".." || last.empty()) return "from " + one_time(first);
  return one_time(first) + " to " + one_time(last);
}

std::string sentence_of(const PresenceLine& line, std::span<const StoredClaim> claims) {
  std::string out =
      capital(country_adjective(line.owner)) + " " + in_words(line.kind) + with_preposition(line) + ": " + state_in_words(line);
  if (line.state == PresenceState::kUnknown && line.claims.empty()) return out + "; no claim known.";
  if (line.count) out += ", " + shown(*line.count);
  if (!line.present_since.empty() && line.present_since != line.since)
    out += ", there since " + time_in_words(line.present_since);
  if (line.last_reported) out += ", last reported " + to_string(line.last_reported->day());
  for (const Basis& basis : line.basis) out += ", " + in_words(basis);
  if (line.state != PresenceState::kDisputed) out += by_whom(line, claims);
  for (const Slot slot : line.disputed) {
    // A dispute about how many left is told with that.
    const bool told_below =
        slot == Slot::kCount && std::any_of(line.notes.begin(), line.notes.end(), [](const std::string& note) {
          return note.find(" to ") != std::string::npos && note.find(" left") != std::string::npos;
        });
    if (!told_below) out += "; " + std::string(name(slot)) + " disputed";
  }
  for (const std::string& note : line.notes) {
    // These the sentence says already.
    const bool said = note == "no day is told" || note == "nobody has reported it done" || note.starts_with("told only in");
    if (!said) out += "; " + note;
  }
  return out + ".";
}

}  // namespace attache
