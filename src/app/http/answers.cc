// One function a path; see answers.h.
#include "app/http/answers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "app/export/answer_json.h"
#include "app/export/tables.h"
#include "app/export/words.h"
#include "app/question/question.h"
#include "app/terminal/suggest.h"
#include "base/utf8.h"
#include "derive/country.h"
#include "derive/place.h"
#include "wire/read.h"

namespace attache::http {
namespace {

constexpr std::string_view kJson = "application/json; charset=utf-8";
constexpr std::string_view kCsv = "Text/csv; charset=utf-8";

using Params = std::map<std::string, std::string>;

/// What a path's function works with.
struct Asked {
  const Params& params;
  Desk& desk;
  std::int64_t version;
  std::string key;  ///< what stands after the list's name: "/api/claims/KEY"
  bool csv = false;
  EventList events;  ///< where the path needs them
  [[nodiscard]] std::string get(const std::string& name) const {
    const auto at = params.find(name);
    return at == params.end() ? std::string() : at->second;
  }
};

Reply json_reply(const Json& json) { return {200, std::string(kJson), one_line(json) + "\n", "", false}; }
Reply csv_reply(const Table& table) { return {200, std::string(kCsv), table.csv(), "", false}; }

// ---- Parameters ---------------------------------------------------------------------------------------------------------

Result<std::size_t> number(const Asked& asked, const std::string& name, std::size_t without, std::size_t most) {
  const std::string text = asked.get(name);
  if (text.empty()) return without;
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out > most)
    return failure(Fault::kIncorrect, fmt::format("not a whole number up to {}", most), name + " " + text);
  return out;
}

/// Which rows of a list are asked for.
struct Page {
  std::size_t limit = Answers::kRows, offset = 0;
};
Result<Page> page_of(const Asked& asked) {
  const auto limit = number(asked, "limit", asked.csv ? Answers::kMostRows : Answers::kRows, Answers::kMostRows);
  if (!limit) return tl::unexpected<Error>(limit.error());
  constexpr std::size_t kFar = 1'000'000'000;
  const auto offset = number(asked, "offset", 0, kFar);
  if (!offset) return tl::unexpected<Error>(offset.error());
  return Page{*limit, *offset};
}
void put_page(Json& out, const Page& page, std::size_t found, std::size_t shown) {
  out["found"] = found;
  out["offset"] = page.offset;
  out["limit"] = page.limit;
  out["truncated"] = page.offset + shown < found;
}

/// Whether what people judged is to be left aside.
Result<bool> as_coded(const Asked& asked) {
  const std::string text = asked.get("as_coded");
  if (!text.empty() && text != "yes" && text != "no")
    return failure(Fault::kIncorrect, "yes or no is asked for", "as_coded " + text);
  return text == "yes";
}

FilterOptions filter_options(const Asked& asked) {
  FilterOptions out;
  out.event = asked.get("event");
  out.posture = asked.get("posture");
  out.status = asked.get("status");
  out.actor = asked.get("actor");
  out.owner = asked.get("of");
  out.in = asked.get("in");
  out.outlet = asked.get("outlet");
  out.article = asked.get("article");
  out.text = asked.get("text");
  out.clocks = {asked.get("known_by"), asked.get("as_of")};
  return out;
}
Result<ClaimFilter> filter_of(const Asked& asked) {
  const FilterOptions options = filter_options(asked);
  auto filter = filter_from(options, asked.desk.names);
  if (!filter || options.article.empty()) return filter;
  const auto article = asked.desk.ledger.article(options.article);
  if (!article) return tl::unexpected<Error>(article.error());
  filter->article = article->article.key;
  return filter;
}

// ---- Things with the words that a page shows ----------------------------------------------------------------------------

Json with_words(const StoredClaim& stored) {
  Json out = to_json(stored);
  const Claim& claim = stored.claim;
  out["words"] = {{"who", who_at_a_glance(claim.actor, claim.force)},
                  {"what", what_at_a_glance(claim.event, claim.posture, claim.negated)},
                  {"where", where_at_a_glance(claim.recipient, claim.place)},
                  {"when", time_of(claim)},
                  {"chain", in_words(claim.attribution)}};
  return out;
}
Json with_words(const std::vector<StoredClaim>& claims) {
  Json out = Json::array();
  for (const StoredClaim& each : claims) out.push_back(with_words(each));
  return out;
}
Json with_words(const Event& event, const StoredClaim* stands) {
  Json out = to_json(event);
  out["words"] = {{"who", who_at_a_glance(event.actor, event.force)},
                  {"what", what_at_a_glance(event.type, event.posture, false)},
                  {"where", where_at_a_glance(event.recipient, event.place)},
                  {"when", stands != nullptr ? time_of(stands->claim) : ""},
                  {"text", stands != nullptr ? stands->claim.text : ""}};
  return out;
}

const StoredClaim* claim_of(const std::vector<StoredClaim>& claims, const ClaimKey& key) {
  const auto at = std::find_if(claims.begin(), claims.end(), [&](const StoredClaim& each) { return each.claim.key == key; });
  return at == claims.end() ? nullptr : &*at;
}

Json reported_json(const std::optional<ReportedTime>& published, bool day_only) {
  if (!published) return nullptr;
  const std::string iso = to_iso(published->seconds);
  return day_only ? iso.substr(0, 10) : iso;
}

Json article_json(const Article& article) {
  const CodePointIndex index(article.text);
  Json out;
  out["key"] = article.key.hash.hex();
  out["title"] = or_null(article.title);
  out["outlet"] = or_null(article.outlet);
  out["agency"] = or_null(article.agency);
  out["authors"] = article.authors;
  out["published"] = reported_json(article.published, article.published_day_only);
  out["url"] = or_null(article.url);
  out["language"] = or_null(article.language);
  out["text"] = article.text;
  out["paragraphs"] = Json::array();
  for (const Paragraph& each : article.paragraphs) {
    const CodePointSpan span = index.span(article.text, each.span);
    out["paragraphs"].push_back({{"kind", name(each.kind)}, {"span", {span.begin, span.end}}});
  }
  return out;
}

std::string_view shape_of(const PresenceLine& line) {
  Place place;
  place.name = line.places.empty() ? std::string() : line.places.front();
  place.country = line.country;
  place.lat = line.lat;
  place.lon = line.lon;
  if (place.name == line.country || code_from_name(place.name) == line.country) return "whole";
  switch (view_of(place).shape) {
    case PlaceShape::kWhole:
      return "whole";
    case PlaceShape::kParts:
      return "parts";
    case PlaceShape::kBorder:
      return "border";
    case PlaceShape::kPoint:
      return "point";
    case PlaceShape::kOther:
      return "other";
  }
  return "other";
}

// ---- One function a path ------------------------------------------------------------------------------------------------

/// Counts of values, most first.
class Tally {
 public:
  void add(std::string_view value) {
    if (!value.empty()) ++counts_[std::string(value)];
  }
  [[nodiscard]] Json json() const {
    std::vector<std::pair<std::string, std::size_t>> sorted(counts_.begin(), counts_.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr std::size_t kMost = 300;
    if (sorted.size() > kMost) sorted.resize(kMost);
    Json out = Json::array();
    for (const auto& [value, count] : sorted) out.push_back({{"value", value}, {"count", count}});
    return out;
  }

 private:
  std::map<std::string, std::size_t> counts_;
};

/// The first and the last day of those given.
struct Bounds {
  std::optional<Day> first, last;
  void add(const std::optional<Day>& day) {
    if (!day) return;
    if (!first || *day < *first) first = day;
    if (!last || *day > *last) last = day;
  }
  [[nodiscard]] Json json() const {
    return {{"first", first ? Json(to_string(*first)) : Json(nullptr)},
            {"last", last ? Json(to_string(*last)) : Json(nullptr)}};
  }
};

Reply overview(const Asked& asked) {
  Bounds reported, happened;
  Tally owners, countries, outlets;
  std::set<std::string> codes;
  const auto read = asked.desk.ledger.for_each_claim({}, [&](const StoredClaim& stored) {
    const Claim& claim = stored.claim;
    if (stored.published) reported.add(stored.published->day());
    if (claim.time && claim.posture != Posture::kNone) {
      for (const auto& bound :
           {claim.time->earliest_start, claim.time->latest_start, claim.time->earliest_end, claim.time->latest_end})
        happened.add(bound);
    }
    outlets.add(stored.outlet);
    for (const auto* parties : {&claim.actor, &claim.recipient})
      for (const Party& party : *parties) codes.insert(party.code);
    for (const Place& place : claim.place) codes.insert(place.country);
    if (claim.force) {
      codes.insert(claim.force->owner);
      if (claim.posture != Posture::kNone) {
        owners.add(claim.force->owner);
        std::set<std::string> once;
        for (const Place& place : claim.place) once.insert(place.country);
        for (const std::string& country : once) countries.add(country);
      }
    }
    return true;
  });
  if (!read) return error_reply(read.error());
  const auto counts = asked.desk.ledger.counts();
  if (!counts) return error_reply(counts.error());
  const auto derived = asked.desk.ledger.derived_state(kDeriver);
  if (!derived) return error_reply(derived.error());
  Json out;
  out["version"] = asked.version;
  out["articles"] = counts->articles;
  out["claims"] = counts->current_claims;
  out["events_kept"] = *derived == DerivedState::kFresh;
  out["reported"] = reported.json();
  out["happened"] = happened.json();
  out["owners"] = owners.json();
  out["countries"] = countries.json();
  out["outlets"] = outlets.json();
  out["names"] = Json::object();
  for (const std::string& code : codes) {
    if (!code.empty()) out["names"][code] = asked.desk.names.name_of(code);
  }
  return json_reply(out);
}

Result<PresenceQuestion> presence_question(const Asked& asked) {
  PresenceOptions options;
  options.of = asked.get("of");
  options.in = asked.get("in");
  options.at = asked.get("at");
  options.on = asked.get("on");
  const auto coded = as_coded(asked);
  if (!coded) return tl::unexpected<Error>(coded.error());
  options.as_coded = *coded;
  options.clocks = {asked.get("known_by"), asked.get("as_of")};
  if (options.on.empty()) {
    return failure(Fault::kIncorrect, "the question needs a day in the world", "on", "add on=2024-05-10");
  }
  return question_from(options, asked.desk.names);
}

// Leaves the lines of one page, and their claims.
void keep_page(PresenceAnswer& answer, const Page& page) {
  auto& lines = answer.lines;
  const auto at = [&](std::size_t n) { return lines.begin() + static_cast<std::ptrdiff_t>(std::min(n, lines.size())); };
  lines.erase(at(page.offset + page.limit), lines.end());
  lines.erase(lines.begin(), at(page.offset));
  std::set<ClaimKey> kept;
  for (const auto& each : lines)
    for (const Support& support : each.line.claims) kept.insert(support.claim);
  std::erase_if(answer.claims, [&](const StoredClaim& stored) { return !kept.contains(stored.claim.key); });
}

Reply presence(const Asked& asked) {
  const auto question = presence_question(asked);
  if (!question) return error_reply(question.error());
  const auto page = page_of(asked);
  if (!page) return error_reply(page.error());
  auto answer = ask(asked.desk.ledger, *question);
  if (!answer) return error_reply(answer.error());
  const std::size_t found = answer->lines.size();
  keep_page(*answer, *page);
  if (asked.csv) return csv_reply(table_of(*answer));
  Json out = to_json(*answer);
  put_page(out, *page, found, answer->lines.size());
  out["heading"] = heading(*question, asked.desk.names);
  for (std::size_t i = 0; i < answer->lines.size(); ++i) out["answer"][i]["shape"] = shape_of(answer->lines[i].line);
  out["claims"] = with_words(answer->claims);
  return json_reply(out);
}

Reply timeline(const Asked& asked) {
  Params params = asked.params;
  params["on"] = asked.get("from");
  const Asked at_start{params, asked.desk, asked.version, {}, false, nullptr};
  if (asked.get("from").empty() || asked.get("to").empty())
    return error_reply(400, "a timeline goes from one day to another", "from, to", "add from=2024-01-01&to=2024-12-31");
  auto question = presence_question(at_start);
  if (!question) return error_reply(question.error());
  const auto to = day_option(asked.get("to"), "--to");
  if (!to) return error_reply(to.error());
  if (*to < question->on) return error_reply(400, "the timeline ends before it begins", "to");
  const auto answer = ask(asked.desk.ledger, TimelineQuestion{*question, question->on, *to});
  if (!answer) return error_reply(answer.error());
  Json out;
  out["from"] = to_string(question->on);
  out["to"] = to_string(*to);
  out["thinned"] = answer->thinned;
  out["lanes"] = Json::array();
  for (const TimelineAnswer::Lane& lane : answer->lanes) {
    Json stretches = Json::array();
    for (const TimelineAnswer::Stretch& each : lane.stretches) {
      stretches.push_back({{"from", to_string(each.from)},
                           {"to", to_string(each.to)},
                           {"state", name(each.state)},
                           {"corroborated", each.corroborated},
                           {"sentence", each.sentence}});
    }
    out["lanes"].push_back({{"owner", or_null(lane.owner)},
                            {"kind", or_null(name(lane.kind))},
                            {"place", or_null(lane.place)},
                            {"country", or_null(lane.country)},
                            {"stretches", std::move(stretches)}});
  }
  return json_reply(out);
}

Reply claims(const Asked& asked) {
  auto filter = filter_of(asked);
  if (!filter) return error_reply(filter.error());
  const auto page = page_of(asked);
  if (!page) return error_reply(page.error());
  const auto counts = asked.desk.ledger.count(*filter);
  if (!counts) return error_reply(counts.error());
  filter->limit = page->limit;
  filter->offset = page->offset;
  const auto found = asked.desk.ledger.claims(*filter);
  if (!found) return error_reply(found.error());
  if (asked.csv) return csv_reply(table_of(*found));
  Json out;
  put_page(out, *page, counts->found, found->size());
  out["undated"] = counts->undated;
  out["claims"] = with_words(*found);
  return json_reply(out);
}

Reply claim(const Asked& asked) {
  const auto answer = ask(asked.desk.ledger, WhyQuestion{asked.key, asked.events});
  if (!answer) return error_reply(answer.error());
  Json out;
  out["claim"] = with_words(answer->claim);
  out["article"] = article_json(answer->article.article);
  out["regards"] = answer->regards ? with_words(*answer->regards) : Json(nullptr);
  out["regarded_by"] = with_words(answer->regarded_by);
  out["event"] = answer->event ? with_words(*answer->event, &answer->claim) : Json(nullptr);
  out["other_reports"] = with_words(answer->other_reports);
  return json_reply(out);
}

void sort_events(std::vector<Event>& events, const std::string& by) {
  if (by == "latest") {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.last_reported > b.last_reported; });
  } else if (by == "reports") {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.members.size() > b.members.size(); });
  } else if (by == "origins") {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.independent > b.independent; });
  } else if (by == "happened") {
    const auto start = [](const Event& event) {
      return event.time ? (event.time->earliest_start ? event.time->earliest_start : event.time->latest_end) : std::nullopt;
    };
    std::stable_sort(events.begin(), events.end(),
                     [&](const Event& a, const Event& b) { return start(a) && (!start(b) || *start(a) < *start(b)); });
  }
}

Reply events(const Asked& asked) {
  EventsQuestion question;
  auto filter = filter_of(asked);
  if (!filter) return error_reply(filter.error());
  const auto page = page_of(asked);
  if (!page) return error_reply(page.error());
  const auto origins = number(asked, "origins", 0, 1000);
  if (!origins) return error_reply(origins.error());
  const auto coded = as_coded(asked);
  if (!coded) return error_reply(coded.error());
  question.filter = *filter;
  question.as_coded = *coded;
  question.from = asked.events;
  question.without_claims = true;
  question.at_least_origins = static_cast<std::uint32_t>(*origins);
  const std::string contradicted = asked.get("contradicted"), sort = asked.get("sort");
  if (!contradicted.empty()) {
    if (contradicted != "yes" && contradicted != "no") return error_reply(400, "yes or no is asked for", "contradicted");
    question.contradicted = contradicted == "yes";
  }
  constexpr std::array kSorts = {"reported", "latest", "reports", "origins", "happened"};
  if (!sort.empty() && std::find(kSorts.begin(), kSorts.end(), sort) == kSorts.end())
    return error_reply(400, "events are not sorted so", "sort " + sort, "one of: reported, latest, reports, origins, happened");
  auto answer = ask(asked.desk.ledger, question);
  if (!answer) return error_reply(answer.error());
  sort_events(answer->events, sort);
  Tally types, actors, countries, outlets, statuses, postures, months;
  for (const Event& event : answer->events) {
    types.add(name(event.type));
    statuses.add(event.denied ? "denied" : name(event.status));
    postures.add(name(event.posture));
    std::set<std::string> who, where;
    for (const Party& party : event.actor) who.insert(party.code);
    for (const Place& place : event.place) where.insert(place.country);
    for (const std::string& each : who) actors.add(each);
    for (const std::string& each : where) countries.add(each);
    for (const std::string& each : event.outlets) outlets.add(each);
    constexpr std::size_t kMonth = 7;  // "2024-05"
    if (event.first_reported) months.add(to_iso(event.first_reported->seconds).substr(0, kMonth));
  }
  std::vector<Event> shown;
  for (std::size_t i = page->offset; i < answer->events.size() && shown.size() < page->limit; ++i)
    shown.push_back(std::move(answer->events[i]));
  if (asked.csv) return csv_reply(table_of(shown));
  Json out;
  put_page(out, *page, answer->found, shown.size());
  out["events"] = Json::array();
  std::set<ClaimKey> standing;
  for (const Event& event : shown) standing.insert(event.representative);
  const auto claims = judged_claims_of(asked.desk.ledger, standing, question.filter, question.as_coded);
  if (!claims) return error_reply(claims.error());
  for (const Event& event : shown) out["events"].push_back(with_words(event, claim_of(*claims, event.representative)));
  out["facets"] = {{"event", types.json()},  {"posture", postures.json()},  {"status", statuses.json()},
                   {"actor", actors.json()}, {"country", countries.json()}, {"outlet", outlets.json()},
                   {"month", months.json()}};
  return json_reply(out);
}

Reply event(const Asked& asked) {
  EventsQuestion question;
  question.key = asked.key;
  question.from = asked.events;
  const auto answer = ask(asked.desk.ledger, question);
  if (!answer) return error_reply(answer.error());
  if (answer->events.empty()) return error_reply(404, "the ledger has no event with this key", asked.key);
  if (answer->events.size() > 1)
    return error_reply(400, "several events have keys that start so", asked.key, "give more digits");
  const Event& found = answer->events.front();
  Json out;
  out["event"] = with_words(found, claim_of(answer->claims, found.representative));
  out["claims"] = with_words(answer->claims);
  return json_reply(out);
}

Reply sources(const Asked& asked) {
  SourcesQuestion question;
  const ClockOptions clocks{asked.get("known_by"), asked.get("as_of")};
  if (const auto set = set_clocks(clocks, question); !set) return error_reply(set.error());
  const auto answer = ask(asked.desk.ledger, question);
  if (!answer) return error_reply(answer.error());
  return asked.csv ? csv_reply(table_of(*answer)) : json_reply(to_json(*answer));
}

/// An article in a list, known by its claims.
struct Headline {
  std::string key, title, outlet;
  std::optional<ReportedTime> published;
  std::size_t claims = 0;
};

Reply articles(const Asked& asked) {
  const auto filter = filter_of(asked);
  if (!filter) return error_reply(filter.error());
  const auto page = page_of(asked);
  if (!page) return error_reply(page.error());
  std::vector<Headline> found;
  std::map<ArticleKey, std::size_t> at;
  const auto read = asked.desk.ledger.for_each_claim(*filter, [&](const StoredClaim& stored) {
    const auto [entry, is_new] = at.try_emplace(stored.article, found.size());
    if (is_new) found.push_back({stored.article.hash.hex(), stored.title, stored.outlet, stored.published, 0});
    ++found[entry->second].claims;
    return true;
  });
  if (!read) return error_reply(read.error());
  std::stable_sort(found.begin(), found.end(), [](const Headline& a, const Headline& b) { return a.published > b.published; });
  const std::size_t all = found.size();
  std::vector<Headline> shown;
  for (std::size_t i = page->offset; i < all && shown.size() < page->limit; ++i) shown.push_back(found[i]);
  if (asked.csv) {
    Table table({"key", "reported", "outlet", "title", "claims"});
    for (const Headline& each : shown)
      table.add(
          {each.key, each.published ? in_words(*each.published) : "", each.outlet, each.title, std::to_string(each.claims)});
    return csv_reply(table);
  }
  Json out;
  put_page(out, *page, all, shown.size());
  out["articles"] = Json::array();
  for (const Headline& each : shown) {
    out["articles"].push_back({{"key", each.key},
                               {"title", or_null(each.title)},
                               {"outlet", or_null(each.outlet)},
                               {"reported", each.published ? Json(to_iso(each.published->seconds)) : Json(nullptr)},
                               {"claims", each.claims}});
  }
  return json_reply(out);
}

Reply article(const Asked& asked) {
  const auto stored = asked.desk.ledger.article(asked.key);
  if (!stored) return error_reply(stored.error());
  ClaimFilter filter;
  filter.article = stored->article.key;
  const auto found = asked.desk.ledger.claims(filter);
  if (!found) return error_reply(found.error());
  Json out;
  out["article"] = article_json(stored->article);
  out["recorded"] = to_iso(stored->recorded.seconds);
  out["coder"] = stored->readings.empty() ? Json(nullptr) : Json(stored->readings.back().coder);
  out["revised_by"] = Json::array();
  for (const ArticleKey& key : stored->revised_by) out["revised_by"].push_back(key.hash.hex());
  out["claims"] = with_words(*found);
  return json_reply(out);
}

const std::vector<std::string> kClocks = {"known_by", "as_of"};
const std::vector<std::string> kFilter = {"event",   "posture", "status", "actor",  "of",       "in",   "outlet",
                                          "article", "text",    "limit",  "offset", "known_by", "as_of"};
std::vector<std::string> plus(std::vector<std::string> list, std::initializer_list<const char*> more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

struct Route {
  std::string_view name;
  Reply (*run)(const Asked&);
  bool keyed;
  bool csv;
  bool events;  // are needed
  std::vector<std::string> params;
};
const std::vector<Route>& routes() {
  static const std::vector<Route> all = {
      {"overview", overview, false, false, false, {}},
      {"presence", presence, false, true, false, plus(kClocks, {"of", "in", "at", "on", "limit", "offset", "as_coded"})},
      {"timeline", timeline, false, false, false, plus(kClocks, {"of", "in", "at", "from", "to", "as_coded"})},
      {"claims", claims, false, true, false, kFilter},
      {"claims", claim, true, false, true, {}},
      {"events", events, false, true, true, plus(kFilter, {"origins", "contradicted", "sort", "as_coded"})},
      {"events", event, true, false, true, {}},
      {"sources", sources, false, true, false, kClocks},
      {"articles", articles, false, true, false, kFilter},
      {"articles", article, true, false, false, {}},
  };
  return all;
}

// Words of a request that cannot be meant: too long, no UTF-8, control characters.
std::optional<Reply> unreadable(const Params& params) {
  constexpr std::size_t kLongest = 1000;
  for (const auto& [name, value] : params) {
    const bool control =
        std::any_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (name.size() > kLongest || value.size() > kLongest)
      return error_reply(400, fmt::format("longer than {} bytes", kLongest), name.substr(0, 40));
    if (control || !is_valid_utf8(name) || !is_valid_utf8(value))
      return error_reply(400, "this is no text", is_valid_utf8(name) ? name.substr(0, 40) : "");
  }
  return std::nullopt;
}

constexpr std::string_view kRoot = "/api/";

}  // namespace

Answers::Answers(std::unique_ptr<Desks> desks, std::unique_ptr<const Pipeline> pipeline)
    : desks_(std::move(desks)), pipeline_(std::move(pipeline)), cache_(std::size_t{64} << 20U) {}

Reply Answers::answer(const Request& request) {
  if (auto bad = unreadable(request.params)) return *std::move(bad);
  const bool tries = request.path == "/api/try";
  if (tries != (request.method == "POST"))
    return error_reply(405, tries ? "copy to try is sent by POST" : "nothing is sent to this address", request.path);
  constexpr std::chrono::milliseconds kPatience{10'000};
  const auto desk = desks_->take(kPatience);
  if (!desk) return error_reply(503, "too many questions at once", {}, "ask again in a while");
  if (tries) return try_copy(request, **desk);
  const auto version = (*desk)->ledger.version();
  if (!version) return error_reply(version.error());
  std::string question = request.path;
  for (const auto& [name, value] : request.params) question += '\n' + name + '=' + value;
  if (auto kept = cache_.find(*version, question)) return *std::move(kept);
  Reply reply = look_up(request, **desk, *version);
  if (reply.status != 200) return reply;
  reply.etag = '"' + Hasher().add(reply.body).finish().hex() + '"';
  constexpr std::size_t kWorthwhile = 1024;
  if (reply.body.size() > kWorthwhile) {
    if (std::string small = gzip(reply.body); !small.empty()) {
      reply.body = std::move(small);
      reply.gzipped = true;
    }
  }
  cache_.keep(*version, question, reply);
  return reply;
}

Result<EventList> Answers::events_of(const Ledger& ledger, std::int64_t version) {
  // Held while they are made: whoever else needs them waits rather than make them too.
  const std::lock_guard lock(events_mutex_);
  if (events_ && events_version_ == version) return events_;
  auto made = current_events(ledger);
  if (!made) return made;
  events_ = *made;
  events_version_ = version;
  return made;
}

Reply Answers::look_up(const Request& request, Desk& desk, std::int64_t version) {
  std::string_view rest = std::string_view(request.path).substr(kRoot.size());
  bool csv = false;
  if (rest.ends_with(".csv")) {
    csv = true;
    rest.remove_suffix(4);
  } else if (rest.ends_with(".json")) {
    rest.remove_suffix(5);
  }
  const auto slash = rest.find('/');
  const std::string_view name = rest.substr(0, slash);
  const bool keyed = slash != std::string_view::npos;
  const std::string key(keyed ? rest.substr(slash + 1) : std::string_view());
  std::vector<std::string> known;
  for (const Route& route : routes()) {
    known.emplace_back(route.name);
    if (route.name != name || route.keyed != keyed || (csv && !route.csv)) continue;
    for (const auto& [param, value] : request.params) {
      if (std::find(route.params.begin(), route.params.end(), param) != route.params.end()) continue;
      const auto meant = nearest(param, route.params);
      return error_reply(400, "there is no such parameter", param, meant ? "did you mean '" + *meant + "'?" : "");
    }
    EventList events;
    if (route.events) {
      auto known = events_of(desk.ledger, version);
      if (!known) return error_reply(known.error());
      events = std::move(*known);
    }
    return route.run({request.params, desk, version, key, csv, std::move(events)});
  }
  const auto meant = nearest(std::string(name), known);
  return error_reply(404, "there is nothing at this address", request.path.substr(0, 200),
                     meant && *meant != name ? "did you mean /api/" + *meant + "?" : "/api/openapi.json lists all addresses");
}

Reply Answers::try_copy(const Request& request, Desk& desk) {
  if (!pipeline_) return error_reply(503, "this server has no model to read with", {}, "start it with --model FILE");
  const auto sent = nlohmann::json::parse(request.body, nullptr, false);
  if (!sent.is_object()) return error_reply(400, "this is no JSON object", "body", R"(send {"text": "..."})");
  std::map<std::string, std::string> fields;
  for (const auto& [name, value] : sent.items()) {
    const bool known = name == "text" || name == "outlet" || name == "published";
    if (!known || !value.is_string()) {
      return error_reply(400, known ? "this is no text" : "there is no such field", name.substr(0, 40),
                         "text, outlet and published are taken");
    }
    fields[name] = value.get<std::string>();
  }
  constexpr std::size_t kMost = std::size_t{64} << 10U;
  if (fields["text"].empty()) return error_reply(400, "there is nothing to read", "text");
  if (fields["text"].size() > kMost) {
    return error_reply(413, fmt::format("longer than {} bytes", kMost), "text", "`attache read` takes what is longer");
  }
  ReadOptions options;
  options.outlet = fields["outlet"].substr(0, 200);
  if (!fields["published"].empty()) {
    const auto instant = parse_instant(fields["published"]);
    if (!instant) return error_reply(400, "not a time", "published", "write it as 2024-05-09 or 2024-05-09T12:30:00Z");
    options.published = ReportedTime{instant->seconds};
    options.published_day_only = instant->day_only;
    options.published_east = instant->east;
  }
  const CodedArticle coded = pipeline_->code(read_plain(fields["text"], options), desk.workspace);
  Json out = to_json(coded, false);
  out["article"] = article_json(coded.article);
  for (std::size_t i = 0; i < coded.claims.size(); ++i) {
    StoredClaim stored;
    stored.claim = coded.claims[i];
    stored.article = coded.article.key;
    stored.outlet = coded.article.outlet;
    stored.title = coded.article.title;
    stored.published = coded.article.published;
    if (stored.claim.regards) stored.regards = coded.claims[*stored.claim.regards].key;
    Json each = with_words(stored);
    each["recorded"] = nullptr;
    out["claims"][i] = std::move(each);
  }
  for (std::size_t i = 0; i < out["remarks"].size(); ++i) {
    out["remarks"][i]["words"] = in_words(static_cast<RemarkCode>(out["remarks"][i]["code"].get<int>()));
  }
  return json_reply(out);
}

}  // namespace attache::http
