// Options to filters; see filter.h.
#include "app/cli/filter.h"

#include <algorithm>
#include <cctype>

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

}  // namespace

void add_clocks(CLI::App& command, std::string& known_by, std::string& as_of) {
  command.add_option("--known-by", known_by, "Only what was reported on that day or before")->type_name("DAY");
  command.add_option("--as-of", as_of, "The ledger as it stood then, a day or an instant")->type_name("TIME");
}

void add_filter(CLI::App& command, FilterOptions& options) {
  command.add_option("--event", options.event, "PLOVER type: AGREE, RETREAT, MOBILIZE, ...")->type_name("TYPE");
  command.add_option("--posture", options.posture, "deploy, withdraw, remain, handover, access, or any")->type_name("WORD");
  command.add_option("--status", options.status, "actual, agreed, planned, requested, ...")->type_name("WORD");
  command.add_option("--actor", options.actor, "Who does it, by name or code")->type_name("WHO");
  command.add_option("--of,--owner", options.owner, "Whose forces, by name or code")->type_name("WHO");
  command.add_option("--in", options.country, "In which country, by name or code")->type_name("WHERE");
  command.add_option("--outlet", options.outlet, "Who published it, as written")->type_name("NAME");
  command.add_option("--text", options.text, "Words that stand in the clause")->type_name("WORDS");
  command.add_option("--limit", options.limit, "At most so many")->type_name("N");
  add_clocks(command, options.known_by, options.as_of);
}

Result<Day> day_option(const std::string& text, const std::string& flag) {
  if (const auto day = parse_day(text)) return *day;
  const auto instant = parse_instant(text);
  if (instant && instant->day_only) return ReportedTime{instant->seconds}.day();
  return failure(Fault::kIncorrect, "not a day", flag + " " + text, "write it as 2024-05-10");
}

Result<RecordedTime> instant_option(const std::string& text, const std::string& flag) {
  const auto instant = parse_instant(text);
  if (!instant) return failure(Fault::kIncorrect, "not a time", flag + " " + text, "write it as 2024-06-03 or 2024-06-03T12:00:00Z");
  constexpr std::int64_t kLastSecond = 86399;
  return RecordedTime{instant->seconds + (instant->day_only ? kLastSecond : 0)};
}

Result<ClaimFilter> filter_from(const FilterOptions& options, Names& names) {
  ClaimFilter out;
  const auto event = codebook_word<EventType>(options.event, "--event", event_type_from, EventType::kAssault);
  if (!event) return tl::unexpected<Error>(event.error());
  out.event = *event;
  if (options.posture == "any") {
    out.any_posture = true;
  } else {
    const auto posture = codebook_word<Posture>(options.posture, "--posture", posture_from, Posture::kAccess);
    if (!posture) return tl::unexpected<Error>(posture.error());
    out.posture = *posture;
  }
  const auto status = codebook_word<Status>(options.status, "--status", status_from, Status::kPossible);
  if (!status) return tl::unexpected<Error>(status.error());
  out.status = *status;
  for (const auto& [written, code] : {std::pair{&options.actor, &out.actor}, {&options.owner, &out.owner}, {&options.country, &out.country}}) {
    if (written->empty()) continue;
    auto resolved = names.code(*written);
    if (!resolved) return tl::unexpected<Error>(resolved.error());
    *code = *resolved;
  }
  out.outlet = options.outlet;
  out.text = options.text;
  if (options.limit > 0) out.limit = options.limit;
  if (!options.known_by.empty()) {
    const auto day = day_option(options.known_by, "--known-by");
    if (!day) return tl::unexpected<Error>(day.error());
    out.known_by = *day;
  }
  if (!options.as_of.empty()) {
    const auto instant = instant_option(options.as_of, "--as-of");
    if (!instant) return tl::unexpected<Error>(instant.error());
    out.as_of = *instant;
  }
  return out;
}

}  // namespace attache
