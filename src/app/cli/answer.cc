// Claims and events as tables and in full; see answer.h.
//
// A listing fits the terminal: what has no room as a column stands in a line below the row, and --wide has everything.
//   under 120 columns   time and chain below
//   from 120            time in a column, chain and words below
//   from 160            time and chain in columns, words below
#include "app/cli/answer.h"

#include <algorithm>

#include <fmt/core.h>

#include "app/export/answer_json.h"
#include "app/export/tables.h"
#include "app/export/words.h"
#include "derive/credibility.h"

namespace attache {
namespace {

constexpr int kRoomForTime = 120;
constexpr int kRoomForChain = 160;
constexpr int kNoLimit = 1 << 20;  // columns of a table that nothing is cut from

std::string day_of(const std::optional<ReportedTime>& reported) { return reported ? to_string(reported->day()) : ""; }
std::string quoted(const std::string& words) { return words.empty() ? "" : "“" + words + "”"; }
std::string status_of(const Event& event) { return event.denied ? "denied" : std::string(name(event.status)); }

std::string slots_of(const std::vector<Contradiction>& contradictions) {
  return joined(contradictions, ", ", [](const Contradiction& each) { return name(each.slot); });
}

// A claim or an event in a listing.
struct Glance {
  std::string key, reported, who, what, status, where, when;
  std::string told;  // by whom
  std::string words;
};

Glance glance_at(const StoredClaim& stored) {
  const Claim& claim = stored.claim;
  return {short_key(claim.key.hash),
          day_of(stored.published),
          who_at_a_glance(claim.actor, claim.force),
          what_at_a_glance(claim.event, claim.posture, claim.negated),
          std::string(name(claim.status)),
          where_at_a_glance(claim.recipient, claim.place),
          time_of(claim),
          in_words(claim.attribution),
          claim.text};
}

Glance glance_at(const Event& event, const std::vector<StoredClaim>& claims) {
  std::string told = counted(event.members.size(), "report") + ", " + counted(event.independent, "origin");
  if (!event.contradictions.empty()) told += ", disagree on " + slots_of(event.contradictions);
  const StoredClaim* stands = find(claims, event.representative);
  return {short_key(event.key.hash),
          day_of(event.first_reported),
          who_at_a_glance(event.actor, event.force),
          what_at_a_glance(event.type, event.posture, false),
          status_of(event),
          where_at_a_glance(event.recipient, event.place),
          stands != nullptr ? time_of(stands->claim) : "",
          std::move(told),
          stands != nullptr ? stands->claim.text : ""};
}

Table glances(const std::vector<Glance>& rows, const std::string& told, int width) {
  std::vector<std::string> columns = {"key", "reported", "who", "what", "status", "whom; where"};
  if (width >= kRoomForTime) columns.emplace_back("when");
  if (width >= kRoomForChain) columns.push_back(told);
  Table table(columns);
  for (const Glance& each : rows) {
    std::vector<std::string> row = {each.key, each.reported, each.who, each.what, each.status, each.where};
    if (width >= kRoomForTime) row.push_back(each.when);
    if (width >= kRoomForChain) row.push_back(each.told);
    table.add(std::move(row), width >= kRoomForChain  ? quoted(each.words)
                              : width >= kRoomForTime ? each.told + ": " + quoted(each.words)
                              : each.when.empty()     ? each.told
                                                      : each.when + "; " + each.told);
  }
  return table;
}

void put_glances(const std::vector<Glance>& rows, const std::string& told, const Terminal& terminal) {
  put(glances(rows, told, terminal.width).text(terminal));
  const bool inferred = std::any_of(rows.begin(), rows.end(), [](const Glance& each) {
    return each.when.starts_with('[') || each.where.find('[') != std::string::npos;
  });
  if (inferred)
    put(wrapped("[ ]: not written so in the clause, worked out from the rest of the copy or its day", terminal.width, "") +
        "\n");
}

}  // namespace

void put_table(const Table& table, const Format& format, const Terminal& terminal) {
  Terminal shown = terminal;
  if (format.wide) shown.width = kNoLimit;
  put(format.csv ? table.csv() : table.text(shown));
}

void put_json(const Json& object) { put(one_line(object) + "\n"); }

void put_claims(const std::vector<StoredClaim>& claims, const Format& format, const Terminal& terminal) {
  if (format.json) {
    for (const StoredClaim& stored : claims) put_json(to_json(stored));
  } else if (format.csv || format.wide) {
    put_table(table_of(claims), format, terminal);
  } else {
    std::vector<Glance> rows;
    for (const StoredClaim& stored : claims) rows.push_back(glance_at(stored));
    put_glances(rows, "according to", terminal);
  }
}

void put_events(const EventsAnswer& answer, const Format& format, const Terminal& terminal) {
  if (format.json) {
    for (const Event& event : answer.events) put_json(to_json(event));
  } else if (format.csv || format.wide) {
    put_table(table_of(answer.events), format, terminal);
  } else {
    std::vector<Glance> rows;
    for (const Event& event : answer.events) rows.push_back(glance_at(event, answer.claims));
    put_glances(rows, "told by", terminal);
  }
}

void put_event(const EventsAnswer& answer, const Event& event, const Terminal& terminal, const Grades& grades) {
  put(styled(fmt::format("{} {}", what_in_words(event.type, event.mode, event.posture), status_of(event)), Style::kBold,
             terminal) +
      "\n");
  const StoredClaim* stands = find(answer.claims, event.representative);
  put_field("by", in_words(event.actor));
  put_field("to", in_words(event.recipient));
  put_field("force", event.force ? in_words(*event.force) : "");
  put_field("place", in_words(event.place));
  put_field("time", stands != nullptr ? time_of(stands->claim) : "");
  put_field("event", event.key.hash.hex());
  const Credibility credibility = credibility_of(event);
  put_field("credibility", fmt::format("{} ({}): {}", credibility.grade, credibility_in_words(credibility.grade),
                                       joined(credibility.reasons, "; ")));
  put_field("outlets", joined(event.outlets, ", ", [&](const std::string& outlet) { return grades.with_grade(outlet); }));
  put(fmt::format("\n{}\n",
                  styled(fmt::format("{}, {}, {}", counted(event.members.size(), "report"),
                                     counted(event.outlets.size(), "outlet"), counted(event.independent, "independent origin")),
                         Style::kBold, terminal)));
  std::vector<const StoredClaim*> members;
  for (const ClaimKey& member : event.members) {
    if (const StoredClaim* stored = find(answer.claims, member)) members.push_back(stored);
  }
  put(reports(members).text(terminal));
  for (const Contradiction& each : event.contradictions) {
    put(fmt::format("\n{} of the {}\n", styled("Contradiction", Style::kRed, terminal), name(each.slot)));
    for (const Side& side : each.sides) {
      const std::string who = side.origins.empty() ? "outlets in their own voice" : joined(side.origins, ", ");
      put(wrapped(side.value + ": " + who, terminal.width, "  ") + "\n");
    }
  }
}

Table reports(const std::vector<const StoredClaim*>& claims, const std::vector<std::string>& parts) {
  Table table({"claim", "reported", "tells of", "status", "when", "according to"});
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i]->claim;
    table.add({short_key(claim.key.hash), day_of(claims[i]->published), i < parts.size() ? parts[i] : "",
               status_in_words(claim.status, claim.negated), time_of(claim), in_words(claim.attribution)},
              quoted(claim.text));
  }
  return table;
}

void put_field(std::string_view field, const std::string& value) {
  if (!value.empty()) put(fmt::format("  {:<12}{}\n", field, value));
}

const StoredClaim* find(const std::vector<StoredClaim>& claims, const ClaimKey& key) {
  const auto at = std::find_if(claims.begin(), claims.end(), [&](const StoredClaim& each) { return each.claim.key == key; });
  return at == claims.end() ? nullptr : &*at;
}

}  // namespace attache
