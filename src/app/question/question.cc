// Options to questions; see question.h.
#include "app/question/question.h"

#include <algorithm>
#include <cctype>

#include "app/export/words.h"
#include "app/terminal/suggest.h"

namespace attache {
namespace {

// All names of an enumeration of the codebook, in its order.
template <class Enum>
std::vector<std::string> names_of(std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view word = name(static_cast<Enum>(i));
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

template <class Enum, class From>
Result<std::optional<Enum>> codebook_word(const std::string& text, const std::string& flag, From&& from, Enum last) {
  if (text.empty()) return std::optional<Enum>();
  std::string lower = text, upper = text;
  std::transform(text.begin(), text.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::transform(text.begin(), text.end(), upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  for (const std::string& word : {lower, upper}) {
    if (const auto found = from(word)) return found;
  }
  const auto known = names_of<Enum>(static_cast<std::size_t>(last) + 1);
  std::string all;
  for (const std::string& word : known) all += (all.empty() ? "" : ", ") + word;
  const auto meant = nearest(text, known);
  return failure(Fault::kIncorrect, "the codebook has no such word", flag + " " + text,
                 meant ? "did you mean '" + *meant + "'?" : "one of: " + all);
}

Result<void> set_names(const FilterOptions& options, Names& names, ClaimFilter& filter) {
  for (const auto& [written, code] : {std::pair{&options.actor, &filter.actor}, {&options.owner, &filter.owner}}) {
    if (written->empty()) continue;
    auto resolved = names.code(*written);
    if (!resolved) return tl::unexpected<Error>(resolved.error());
    *code = *resolved;
  }
  if (!options.in.empty()) {
    const auto where = names.where(options.in);
    if (!where) return tl::unexpected<Error>(where.error());
    filter.country = where->country;
    filter.place = where->place;
    filter.place_key = where->key;
  }
  if (!options.outlet.empty()) {
    auto outlets = names.outlet(options.outlet);
    if (!outlets) return tl::unexpected<Error>(outlets.error());
    filter.outlets = std::move(*outlets);
  }
  return {};
}

Result<void> set_words(const FilterOptions& options, ClaimFilter& filter) {
  const auto event = codebook_word<EventType>(options.event, "--event", event_type_from, EventType::kAssault);
  if (!event) return tl::unexpected<Error>(event.error());
  filter.event = *event;
  const auto status = codebook_word<Status>(options.status, "--status", status_from, Status::kPossible);
  if (!status) return tl::unexpected<Error>(status.error());
  filter.status = *status;
  filter.any_posture = options.posture == "any";
  if (filter.any_posture) return {};
  const auto posture = codebook_word<Posture>(options.posture, "--posture", posture_from, Posture::kAccess);
  if (!posture) return tl::unexpected<Error>(posture.error());
  filter.posture = *posture;
  return {};
}

}  // namespace

Result<Day> last_day_option(const std::string& text, const std::string& flag) {
  const auto period = parse_edtf(text);  // "2012", "2012-05", "2012-21"
  if (period && period->latest_end && text.find('/') == std::string::npos) return *period->latest_end;
  return day_option(text, flag);
}

Result<Day> day_option(const std::string& text, const std::string& flag) {
  if (const auto day = parse_day(text)) return *day;
  const auto instant = parse_instant(text);
  if (instant && instant->day_only) return ReportedTime{instant->seconds}.day();
  return failure(Fault::kIncorrect, "not a day", flag + " " + text, "write it as 2024-05-10");
}

Result<RecordedTime> instant_option(const std::string& text, const std::string& flag) {
  const auto instant = parse_instant(text);
  if (!instant)
    return failure(Fault::kIncorrect, "not a time", flag + " " + text, "write it as 2024-06-03 or 2024-06-03T12:00:00Z");
  constexpr std::int64_t kLastSecond = 86399;
  return RecordedTime{instant->seconds + (instant->day_only ? kLastSecond : 0)};
}

Result<ClaimFilter> filter_from(const FilterOptions& options, Names& names) {
  ClaimFilter out;
  if (const auto words = set_words(options, out); !words) return tl::unexpected<Error>(words.error());
  if (const auto named = set_names(options, names, out); !named) return tl::unexpected<Error>(named.error());
  if (const auto clocks = set_clocks(options.clocks, out); !clocks) return tl::unexpected<Error>(clocks.error());
  out.text = options.text;
  if (options.limit > 0) out.limit = options.limit;
  return out;
}

Result<PresenceQuestion> forces_question(const ForcesOptions& options, Names& names) {
  PresenceQuestion out;
  if (!options.of.empty()) {
    const auto owner = names.code(options.of);
    if (!owner) return tl::unexpected<Error>(owner.error());
    out.owner = *owner;
  }
  if (!options.in.empty()) {
    const auto where = names.where(options.in);
    if (!where) return tl::unexpected<Error>(where.error());
    out.place = where->country.empty() ? where->place : where->country;
  }
  out.at = options.at;
  return out;
}

Result<PresenceQuestion> question_from(const PresenceOptions& options, Names& names) {
  auto out = forces_question(options, names);
  if (!out) return out;
  const auto on = day_option(options.on, "--on");
  if (!on) return tl::unexpected<Error>(on.error());
  out->on = *on;
  out->as_coded = options.as_coded;
  if (const auto clocks = set_clocks(options.clocks, *out); !clocks) return tl::unexpected<Error>(clocks.error());
  return out;
}

std::string heading(const PresenceQuestion& asked, Names& names) {
  std::string out =
      asked.owner.empty() ? (asked.place.empty() ? "Forces" : "Foreign forces") : "Forces of " + names.name_of(asked.owner);
  if (!asked.place.empty()) out += " in " + names.name_of(asked.place);
  if (!asked.at.empty()) out += ", " + asked.at;
  out += " on " + to_string(asked.on);
  if (asked.known_by) out += ", as known on " + to_string(*asked.known_by);
  if (asked.as_of) out += ", from the ledger as it stood " + in_words(*asked.as_of);
  return out;
}

}  // namespace attache
