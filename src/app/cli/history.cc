// attache history: the life of one claim or event: what each report added, who corrected it, which coders read it so, and what
// people decided about it.
#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/words.h"
#include "query/changes.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, key;
  ClockOptions clocks;
  bool json = false;
};

Json to_json(const HistoryStep& step) {
  return {{"reported", step.reported ? Json(to_iso(step.reported->seconds)) : Json(nullptr)},
          {"recorded", step.recorded ? Json(to_iso(step.recorded->seconds)) : Json(nullptr)},
          {"what", step.what},
          {"claim", step.claim ? attache::to_json(*step.claim) : Json(nullptr)}};
}

void put_steps(const std::string& heading, const std::vector<HistoryStep>& steps, const HistoryAnswer& answer,
               const Terminal& terminal) {
  if (steps.empty()) return;
  put("\n" + styled(heading, Style::kBold, terminal) + "\n");
  for (const HistoryStep& step : steps) {
    const std::string when = step.reported ? in_words(*step.reported) : step.recorded ? in_words(*step.recorded) : "no date";
    const StoredClaim* stored = step.claim && step.reported ? find(answer.claims, *step.claim) : nullptr;
    const std::string told = wrapped(step.what, terminal.width, "                  ");
    put(when + told.substr(std::min(when.size(), told.find_first_not_of(' '))) + "\n");
    if (stored != nullptr) {
      put(wrapped(fmt::format("{}  {}: “{}”", short_key(stored->claim.key.hash), in_words(stored->claim.attribution),
                              stored->claim.text),
                  terminal.width, "                  ") +
          "\n");
    }
  }
}

int run(const Options& options, const Program& program) {
  HistoryQuestion question;
  question.key = options.key;
  if (const auto clocks = set_clocks(options.clocks, question); !clocks) return report(clocks.error());
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto answer = ask(*ledger, question);
  if (!answer) return report(answer.error());
  if (options.json) {
    Json out;
    out["claim"] = answer->claim ? attache::to_json(*answer->claim) : Json(nullptr);
    out["event"] = answer->event ? attache::to_json(*answer->event) : Json(nullptr);
    for (const auto& [field, steps] : {std::pair{"reported", &answer->reported}, {"recorded", &answer->recorded}}) {
      out[field] = Json::array();
      for (const HistoryStep& step : *steps) out[field].push_back(to_json(step));
    }
    put_json(out);
    return kDone;
  }
  if (answer->claim) put(fmt::format("claim {}: “{}”\n", short_key(answer->claim->claim.key.hash), answer->claim->claim.text));
  if (answer->event) {
    put(fmt::format("event {}: {}, {}, {}\n", short_key(answer->event->key.hash),
                    what_in_words(answer->event->type, answer->event->mode, answer->event->posture),
                    counted(answer->event->members.size(), "report"),
                    counted(answer->event->independent, "independent origin")));
  } else {
    put("in no event: a later reading or article takes this claim's place, or it was judged wrong\n");
  }
  put_steps("As it was reported", answer->reported, *answer, program.out);
  put_steps("As the ledger learnt it", answer->recorded, *answer, program.out);
  return kDone;
}

}  // namespace

void add_history(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "history", "Tell the life of one claim or event, report by report",
                                  "  attache history 7d10c2aa                        an event or a claim\n"
                                  "  attache history 7d10c2aa --known-by 2024-05-10");
  auto options = std::make_shared<Options>();
  command->add_option("KEY", options->key, "The key of a claim or an event, or its first digits")->required();
  add_clocks(*command, options->clocks);
  command->add_flag("--json", options->json, "Write one JSON object");
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
