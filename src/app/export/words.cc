// Facts in words; see words.h.
#include "app/export/words.h"

#include <fmt/core.h>

#include "base/utf8.h"
#include "derive/values.h"
#include "query/sentence.h"

namespace attache {
namespace {

std::string day_and_minute(std::int64_t seconds) {
  constexpr std::int64_t kDay = 86400;
  const std::string iso = to_iso(seconds);
  return seconds % kDay == 0 ? iso.substr(0, 10) : iso.substr(0, 10) + " " + iso.substr(11, 5);
}

}  // namespace

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string what_in_words(EventType event, std::string_view mode, Posture posture) {
  std::string out(mode.empty() ? name(event) : mode);
  const std::string_view where = name(posture);
  if (where.empty() || out.find(where) != std::string::npos) return out;
  return out.empty() ? std::string(where) : fmt::format("{} {}", out, where);
}

std::string status_in_words(Status status, bool negated) { return std::string(name(status)) + (negated ? ", negated" : ""); }

std::string in_words(const std::vector<Party>& parties) {
  return joined(parties, ", ", [](const Party& party) {
    return party.code.empty() || party.code == party.name ? party.name : fmt::format("{} ({})", party.name, party.code);
  });
}

std::string in_words(const Force& force) {
  std::string out = force.owner;
  if (force.kind != ForceKind::kNone) out += (out.empty() ? "" : " ") + std::string(name(force.kind));
  if (!force.unit.empty()) out += " (" + force.unit + ")";
  if (force.count) {
    if (const std::string count = shown(*force.count); !count.empty()) out += ", " + count;
  }
  return out;
}

std::string in_words(const std::vector<Place>& places) {
  return joined(places, ", ", [](const Place& place) {
    const std::string name = place.country.empty() ? place.name : fmt::format("{} ({})", place.name, place.country);
    return place.from_context ? "[" + name + "]" : name;
  });
}

bool writes_the_year(const Claim& claim) {
  if (!claim.time) return true;
  const CodePointIndex index(claim.text);
  std::string written;
  for (const Evidence& evidence : claim.evidence) {
    if (evidence.slot != Slot::kTime || !claim.span.contains(evidence.span)) continue;
    const auto begin = index.byte(claim.text, evidence.span.begin - claim.span.begin);
    written += claim.text.substr(begin, index.byte(claim.text, evidence.span.end - claim.span.begin) - begin) + " ";
  }
  for (const std::string& end : {start_edtf(*claim.time), end_edtf(*claim.time)}) {
    constexpr std::size_t kYear = 4;
    if (!end.empty() && written.find(end.substr(0, kYear)) == std::string::npos) return false;
  }
  return true;
}

std::string time_of(const Claim& claim) {
  if (!claim.time) return {};
  const std::string words = time_in_words(claim.time->edtf);
  return writes_the_year(claim) ? words : "[" + words + "]";
}

std::string in_words(const Basis& basis) { return std::string(name(basis.kind)) + (basis.by.empty() ? "" : " " + basis.by); }

std::string in_words(const std::vector<Link>& chain) {
  return joined(chain, " → ", [](const Link& link) {
    return link.with.empty() ? link.name : link.name + " with " + joined(link.with, ", ");
  });
}

std::string in_words(ReportedTime reported) { return day_and_minute(reported.seconds); }
std::string in_words(RecordedTime recorded) { return day_and_minute(recorded.seconds); }

std::string_view in_words(RemarkCode code) {
  switch (code) {
    case RemarkCode::kNotUtf8:
      return "bytes were not UTF-8 and were read as Windows-1252";
    case RemarkCode::kBadBytes:
      return "bytes that are no text at all were replaced";
    case RemarkCode::kEmptyText:
      return "nothing to read";
    case RemarkCode::kNoPublication:
      return "no publication date: relative times stay unresolved";
    case RemarkCode::kNoOutlet:
      return "no outlet named: chains end with an unnamed outlet";
    case RemarkCode::kTooLong:
      return "the text was cut at the size limit";
    case RemarkCode::kBadRecord:
      return "a file or a JSONL line that is no article";
    case RemarkCode::kBadDate:
      return "a date that could not be read";
    case RemarkCode::kSentenceCut:
      return "a sentence longer than the limit was cut";
    case RemarkCode::kTokenCut:
      return "a \"word\" longer than the limit was cut";
    case RemarkCode::kUnresolvedTime:
      return "a relative time without a publication date";
    case RemarkCode::kAmbiguousName:
      return "a name with a close runner-up";
    case RemarkCode::kUnbalancedQuote:
      return "a quotation mark without its pair";
    case RemarkCode::kDeepNesting:
      return "quotations or clauses nested deeper than the limit";
  }
  return "";
}

std::string what_at_a_glance(EventType event, Posture posture, bool negated) {
  return std::string(negated ? "not " : "") + std::string(posture == Posture::kNone ? name(event) : name(posture));
}

std::string who_at_a_glance(const std::vector<Party>& actor, const std::optional<Force>& force) {
  return force ? in_words(*force) : joined(actor, ", ", [](const Party& party) { return shown(party); });
}

std::string where_at_a_glance(const std::vector<Party>& recipient, const std::vector<Place>& places) {
  const std::string whom = joined(recipient, ", ", [](const Party& party) { return shown(party); });
  const std::string where =
      joined(places, ", ", [](const Place& place) { return place.from_context ? "[" + place.name + "]" : place.name; });
  return whom.empty() || where.empty() ? whom + where : whom + "; " + where;
}

std::string short_key(const Hash128& key) { return key.hex().substr(0, 8); }

}  // namespace attache
