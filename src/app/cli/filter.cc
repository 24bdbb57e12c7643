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

void add_clocks(CLI::App& command, ClockOptions& options) {
  command.add_option("--known-by", options.known_by, "Only what was reported by the end of that day, month or year")
      ->type_name("DAY");
  command.add_option("--as-of", options.as_of, "The ledger as it stood then, a day or an instant")->type_name("TIME");
}

void add_as_coded(CLI::App& command, bool& as_coded) {
  command.add_flag("--as-coded", as_coded, "Leave aside what people judged (`attache review`)");
}

void add_forces(CLI::App& command, ForcesOptions& options) {
  command.add_option("--of", options.of, "Whose forces, by name or code; everybody's but the land's own when left out")
      ->type_name("WHO");
  command.add_option("--in", options.in, "In which country or place; everywhere when left out")->type_name("WHERE");
  command.add_option("--at", options.at, "At which place in it")->type_name("NAME");
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

namespace {

void add_filter(CLI::App& command, FilterOptions& options) {
  command.add_option("--event", options.event, "PLOVER type: AGREE, RETREAT, MOBILIZE, ...")->type_name("TYPE");
  command.add_option("--posture", options.posture, "deploy, withdraw, remain, handover, access, or any")->type_name("WORD");
  command.add_option("--status", options.status, "actual, agreed, planned, requested, ...")->type_name("WORD");
  command.add_option("--actor", options.actor, "Who does it, by name or code")->type_name("WHO");
  command.add_option("--of,--owner", options.owner, "Whose forces, by name or code")->type_name("WHO");
  command.add_option("--in", options.in, "In which country or place, by name or code")->type_name("WHERE");
  command.add_option("--outlet", options.outlet, "Who published it, by any of its names")->type_name("NAME");
  command.add_option("--article", options.article, "In which article, by its key or the first digits of it")->type_name("KEY");
  command.add_option("--text", options.text, "Words that stand in the clause")->type_name("WORDS");
  command.add_option("--limit", options.limit, "At most so many")->type_name("N");
  add_clocks(command, options.clocks);
}

}  // namespace

void add_listing(CLI::App& command, ListingOptions& options) {
  add_filter(command, options.filter);
  add_format(command, options.format);
  add_wide(command, options.format);
  add_ledger(command, options.ledger);
  add_reading_files(command, options.files);
}

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

namespace {

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

Result<ClaimFilter> filter_from(const FilterOptions& options, Names& names) {
  ClaimFilter out;
  if (const auto words = set_words(options, out); !words) return tl::unexpected<Error>(words.error());
  if (const auto named = set_names(options, names, out); !named) return tl::unexpected<Error>(named.error());
  if (const auto clocks = set_clocks(options.clocks, out); !clocks) return tl::unexpected<Error>(clocks.error());
  out.text = options.text;
  if (options.limit > 0) out.limit = options.limit;
  return out;
}

}  // namespace

Result<Listing> open_listing(const ListingOptions& options) {
  Names names(options.files);
  auto filter = filter_from(options.filter, names);
  if (!filter) return tl::unexpected<Error>(filter.error());
  auto ledger = open_for_reading(options.ledger);
  if (!ledger) return tl::unexpected<Error>(ledger.error());
  if (!options.filter.article.empty()) {
    const auto article = ledger->article(options.filter.article);
    if (!article) return tl::unexpected<Error>(article.error());
    filter->article = article->article.key;
  }
  return Listing{std::move(*filter), std::move(*ledger)};
}

void say_nothing_found(const std::string& what, const Listing& listing) {
  say("no " + what + " found");
  if (listing.filter.outlets.empty()) return;
  const auto sources = listing.ledger.sources();
  if (!sources) return;
  std::vector<std::string> outlets;
  for (const SourceSummary& each : *sources) {
    if (each.published > 0) outlets.push_back(each.name);
  }
  const std::string& asked = listing.filter.outlets.front();
  const auto meant = nearest(asked, outlets);
  if (meant && *meant != asked) say("'" + asked + "': did you mean '" + *meant + "'?");
}

}  // namespace attache
