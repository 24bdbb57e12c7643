// attache events: what happened, as told by one report or many, and what the reports disagree about.
#include "app/cli/answer.h"
#include "app/cli/filter.h"

namespace attache {
namespace {

struct Options : ListingOptions {
  std::string key;
  bool contradicted = false;
  std::uint32_t origins = 0;
  bool as_coded = false;
  std::string grades;
};

int run(const Options& options, const Program& program) {
  const auto listing = open_listing(options);
  if (!listing) return report(listing.error());
  const auto grades = Grades::read(options.grades);
  if (!grades) return report(grades.error());
  EventsQuestion question;
  question.filter = listing->filter;
  question.key = options.key;
  if (options.contradicted) question.contradicted = true;
  question.at_least_origins = options.origins;
  question.as_coded = options.as_coded;
  const auto answer = ask(listing->ledger, question);
  if (!answer) return report(answer.error());
  const bool in_full = !options.key.empty() && options.format.for_people() && !options.format.wide;
  if (answer->events.empty() && options.format.for_people())
    say_nothing_found("event", *listing);
  else if (!in_full)
    put_events(*answer, options.format, program.out);
  else
    for (const Event& event : answer->events) put_event(*answer, event, program.out, *grades);
  return answer->events.empty() ? kNothingFound : kDone;
}

}  // namespace

void add_events(CLI::App& app, Program& program) {
  CLI::App* command =
      add_command(app, "events", "List events with their reports, origins and contradictions",
                  "  attache events --of Russia --in Armenia\n"
                  "  attache events --contradicted\n"
                  "  attache events 7d10c2aa       one event with all its reports, by its key or that of a report");
  auto options = std::make_shared<Options>();
  command->add_option("KEY", options->key, "One event, by its key, a claim's key, or the first digits");
  command->add_flag("--contradicted", options->contradicted, "Only events whose reports disagree");
  command->add_option("--origins", options->origins, "Only events with so many independent origins or more")->type_name("N");
  add_listing(*command, *options);
  add_grades(*command, options->grades);
  add_as_coded(*command, options->as_coded);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
