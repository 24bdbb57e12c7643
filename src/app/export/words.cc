// Facts in words; see words.h.
#include "app/export/words.h"

#include <fmt/core.h>

namespace attache {
namespace {

template <class List, class Word>
std::string joined(const List& list, std::string_view separator, Word&& word) {
  std::string out;
  for (const auto& each : list) {
    if (!out.empty()) out += separator;
    out += word(each);
  }
  return out;
}

std::string with_thousands(std::int64_t number) {
  std::string out = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0 && out[static_cast<std::size_t>(at) - 1] != '-'; at -= 3) {
    out.insert(static_cast<std::size_t>(at), ",");
  }
  return out;
}

std::string day_and_minute(std::int64_t seconds) {
  constexpr std::int64_t kDay = 86400;
  const std::string iso = to_iso(seconds);
  return seconds % kDay == 0 ? iso.substr(0, 10) : iso.substr(0, 10) + " " + iso.substr(11, 5);
}

}  // namespace

std::string what_in_words(EventType event, std::string_view mode, Posture posture) {
  std::string out(mode.empty() ? name(event) : mode);
  const std::string_view where = name(posture);
  if (where.empty() || out.find(where) != std::string::npos) return out;
  return out.empty() ? std::string(where) : fmt::format("{} {}", out, where);
}

std::string status_in_words(Status status, bool negated) {
  return std::string(name(status)) + (negated ? ", negated" : "");
}

std::string in_words(const std::vector<Party>& parties) {
  return joined(parties, ", ", [](const Party& party) {
    return party.code.empty() || party.code == party.name ? party.name : fmt::format("{} ({})", party.name, party.code);
  });
}

std::string who_in_words(const std::vector<Party>& actor, const std::vector<Party>& recipient, const std::optional<Force>& force) {
  if (force) return in_words(*force);
  const std::string to = in_words(recipient);
  return in_words(actor) + (to.empty() ? "" : " → " + to);
}

std::string in_words(const Count& count) {
  if (count.low && count.high) {
    if (*count.low == *count.high) return with_thousands(*count.low);
    if (*count.low == 0) return "up to " + with_thousands(*count.high);
    return with_thousands(*count.low) + "-" + with_thousands(*count.high);
  }
  if (count.low) return "at least " + with_thousands(*count.low);
  if (count.high) return "up to " + with_thousands(*count.high);
  return "";
}

std::string in_words(const Force& force) {
  std::string out = force.owner;
  if (force.kind != ForceKind::kNone) out += (out.empty() ? "" : " ") + std::string(name(force.kind));
  if (!force.unit.empty()) out += " (" + force.unit + ")";
  if (force.count) {
    if (const std::string count = in_words(*force.count); !count.empty()) out += ", " + count;
  }
  return out;
}

std::string in_words(const std::vector<Place>& places) {
  return joined(places, ", ", [](const Place& place) {
    return place.country.empty() ? place.name : fmt::format("{} ({})", place.name, place.country);
  });
}

std::string in_words(const Basis& basis) {
  return std::string(name(basis.kind)) + (basis.by.empty() ? "" : " " + basis.by);
}

std::string in_words(const std::vector<Link>& chain) {
  return joined(chain, " → ", [](const Link& link) {
    return link.with.empty() ? link.name : link.name + " with " + joined(link.with, ", ", [](const std::string& name) { return name; });
  });
}

std::string in_words(ReportedTime reported) { return day_and_minute(reported.seconds); }
std::string in_words(RecordedTime recorded) { return day_and_minute(recorded.seconds); }

std::string_view in_words(RemarkCode code) {
  switch (code) {
    case RemarkCode::kNotUtf8: return "bytes were not UTF-8 and were read as Windows-1252";
    case RemarkCode::kBadBytes: return "bytes that are no text at all were replaced";
    case RemarkCode::kEmptyText: return "nothing to read";
    case RemarkCode::kNoPublication: return "no publication date: relative times stay unresolved";
    case RemarkCode::kNoOutlet: return "no outlet named: chains end with an unnamed outlet";
    case RemarkCode::kTooLong: return "the text was cut at the size limit";
    case RemarkCode::kBadRecord: return "a JSONL line that is no article";
    case RemarkCode::kBadDate: return "a date that could not be read";
    case RemarkCode::kSentenceCut: return "a sentence longer than the limit was cut";
    case RemarkCode::kTokenCut: return "a \"word\" longer than the limit was cut";
    case RemarkCode::kUnresolvedTime: return "a relative time without a publication date";
    case RemarkCode::kAmbiguousName: return "a name with a close runner-up";
    case RemarkCode::kUnbalancedQuote: return "a quotation mark without its pair";
    case RemarkCode::kDeepNesting: return "quotations or clauses nested deeper than the limit";
  }
  return "";
}

std::string short_key(const Hash128& key) { return key.hex().substr(0, 8); }

}  // namespace attache
