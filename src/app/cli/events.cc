// attache events: what happened, as told by one report or many, and what the reports disagree about.
#include <fmt/core.h>

#include <algorithm>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/words.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, key;
  FilterOptions filter;
  bool contradicted = false;
  std::uint32_t origins = 0;
  ReadingFiles files;
  Format format;
};

std::string status_of(const Event& event) { return event.denied ? "denied" : std::string(name(event.status)); }

std::string slots_of(const std::vector<Contradiction>& contradictions) {
  std::string out;
  for (const Contradiction& each : contradictions) out += (out.empty() ? "" : ", ") + std::string(name(each.slot));
  return out;
}

Table all_columns(const std::vector<Event>& events) {
  Table table({"key", "first reported", "last reported", "event", "mode", "posture", "status", "actor", "recipient", "force", "place",
               "time", "reports", "outlets", "origins", "contradicted"});
  for (const Event& event : events) {
    table.add({event.key.hash.hex(), event.first_reported ? in_words(*event.first_reported) : "",
               event.last_reported ? in_words(*event.last_reported) : "", std::string(name(event.type)), event.mode,
               std::string(name(event.posture)), status_of(event), in_words(event.actor), in_words(event.recipient),
               event.force ? in_words(*event.force) : "", in_words(event.place), event.time ? event.time->edtf : "",
               std::to_string(event.members.size()), std::to_string(event.outlets.size()), std::to_string(event.independent),
               slots_of(event.contradictions)});
  }
  return table;
}

/// What fits a terminal; `attache events KEY` has the rest.
Table at_a_glance(const std::vector<Event>& events) {
  Table table({"key", "reported", "what", "status", "who", "place", "time", "reports", "origins", "disagree on"});
  for (const Event& event : events) {
    table.add({short_key(event.key.hash), event.first_reported ? to_string(event.first_reported->day()) : "",
               what_in_words(event.type, event.mode, event.posture), status_of(event),
               who_in_words(event.actor, event.recipient, event.force), in_words(event.place), event.time ? event.time->edtf : "",
               std::to_string(event.members.size()), std::to_string(event.independent), slots_of(event.contradictions)});
  }
  return table;
}

const StoredClaim* find(const EventsAnswer& answer, const ClaimKey& key) {
  const auto at = std::find_if(answer.claims.begin(), answer.claims.end(), [&](const StoredClaim& each) { return each.claim.key == key; });
  return at == answer.claims.end() ? nullptr : &*at;
}

/// One event with its reports, origins and contradictions.
void put_event(const EventsAnswer& answer, const Event& event, const Terminal& terminal) {
  put(styled(fmt::format("{} {}", what_in_words(event.type, event.mode, event.posture), status_of(event)), Style::kBold, terminal) +
      fmt::format("  {}\n", short_key(event.key.hash)));
  const auto field = [](std::string_view name, const std::string& value) {
    if (!value.empty()) put(fmt::format("  {:<8}{}\n", name, value));
  };
  field("by", in_words(event.actor));
  field("to", in_words(event.recipient));
  field("force", event.force ? in_words(*event.force) : "");
  field("place", in_words(event.place));
  field("time", event.time ? event.time->edtf : "");
  put(fmt::format("\n{}\n", styled(fmt::format("{} reports, {} outlets, {} independent origins", event.members.size(),
                                               event.outlets.size(), event.independent), Style::kBold, terminal)));
  Table reports({"  claim", "reported", "status", "time", "chain", "words"});
  for (const ClaimKey& member : event.members) {
    const StoredClaim* stored = find(answer, member);
    if (stored == nullptr) continue;
    const Claim& claim = stored->claim;
    reports.add({"  " + short_key(member.hash), stored->published ? in_words(*stored->published) : "",
                 status_in_words(claim.status, claim.negated), claim.time ? claim.time->edtf : "", in_words(claim.attribution), claim.text});
  }
  put(reports.text(terminal));
  for (const Contradiction& each : event.contradictions) {
    put(fmt::format("\n{} of the {}\n", styled("Contradiction", Style::kRed, terminal), name(each.slot)));
    for (const Side& side : each.sides) {
      std::string who;
      for (const std::string& origin : side.origins) who += (who.empty() ? "" : ", ") + origin;
      put(wrapped(fmt::format("{}: {}", side.value, who.empty() ? "outlets in their own voice" : who), terminal.width, "  ") + "\n");
    }
  }
}

int run(const Options& options, const Program& program) {
  Names names(options.files);
  const auto filter = filter_from(options.filter, names);
  if (!filter) return report(filter.error());
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  EventsQuestion question;
  question.filter = *filter;
  if (options.contradicted) question.contradicted = true;
  question.at_least_origins = options.origins;
  auto answer = ask(*ledger, question);
  if (!answer) return report(answer.error());
  if (!options.key.empty()) {
    std::erase_if(answer->events, [&](const Event& event) { return !event.key.hash.hex().starts_with(options.key); });
  }
  if (answer->events.empty() && !options.format.json && !options.format.csv) {
    say("no event found");
    return kNothingFound;
  }
  if (options.format.json) {
    for (const Event& event : answer->events) put_json(to_json(event));
  } else if (!options.key.empty() && !options.format.csv) {
    for (const Event& event : answer->events) put_event(*answer, event, program.out);
  } else {
    put_table(options.format.csv ? all_columns(answer->events) : at_a_glance(answer->events), options.format, program.out);
  }
  return answer->events.empty() ? kNothingFound : kDone;
}

}  // namespace

void add_events(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "events", "List events with their reports, origins and contradictions",
                                  "  attache events --of Russia --in Armenia\n"
                                  "  attache events --contradicted\n"
                                  "  attache events 7d10c2aa       one event with all its reports");
  auto options = std::make_shared<Options>();
  command->add_option("KEY", options->key, "One event, by its key or the first digits of it");
  add_filter(*command, options->filter);
  command->add_flag("--contradicted", options->contradicted, "Only events whose reports disagree");
  command->add_option("--origins", options->origins, "Only events with so many independent origins or more")->type_name("N");
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  command->callback([options, &program] { program.run = [options, &program] { return run(*options, program); }; });
}

}  // namespace attache
