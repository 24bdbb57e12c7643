// attache why: everything behind one claim: its words with the evidence marked, its chain, its frame, its clocks, and
// who else reports the same event. An event's key gives the event.
#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/export/answer_json.h"
#include "app/export/marked.h"
#include "app/export/words.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, key;
  bool json = false;
};

/// The chain as a path from whoever stands nearest to the facts to the page that the reader holds.
std::string drawn_chain(const Claim& claim, const Terminal& terminal) {
  std::string out;
  for (std::size_t i = 0; i < claim.attribution.size(); ++i) {
    const Link& link = claim.attribution[i];
    std::string line = styled(link.name.empty() ? "(no outlet named)" : link.name, Style::kCyan, terminal);
    for (const std::string& other : link.with) line += ", with " + other;
    if (!link.code.empty()) line += fmt::format("  {}", link.code);
    if (!link.cue.empty()) line += fmt::format("  “{}”", link.cue);
    const bool last = i + 1 == claim.attribution.size();
    out += fmt::format("  {}{}{}\n", std::string(i * 3, ' '), i == 0 ? "" : "└▸ ", line);
    if (last && claim.attribution.size() == 1) out += "     in its own voice\n";
  }
  return out;
}

std::string happened(const Claim& claim) {
  if (!claim.time) return "not told";
  return claim.time->edtf + (writes_the_year(claim) ? "" : ", worked out: the clause does not write it so");
}

std::string in_one_line(const StoredClaim& stored) { return short_key(stored.claim.key.hash) + "  " + stored.claim.text; }

void put_claim(const WhyAnswer& answer, const Terminal& terminal) {
  const StoredClaim& stored = answer.claim;
  const Article& article = answer.article.article;
  const Claim& claim = stored.claim;
  put(styled(fmt::format("{} {}", what_in_words(claim.event, claim.mode, claim.posture),
                         status_in_words(claim.status, claim.negated)),
             Style::kBold, terminal) +
      "\n");
  put_field("by", in_words(claim.actor));
  put_field("to", in_words(claim.recipient));
  put_field("force", claim.force ? in_words(*claim.force) : "");
  put_field("place", in_words(claim.place));
  put_field("time", time_of(claim));
  put_field("basis", claim.basis ? in_words(*claim.basis) : "");
  if (answer.regards) put_field("regards", in_one_line(*answer.regards));
  for (const StoredClaim& other : answer.regarded_by) put_field("regarded by", in_one_line(other));
  put_field("quoted", claim.quoted ? "yes" : "");

  const std::string outlet = stored.outlet.empty() ? "an outlet that is not named" : stored.outlet;
  put(fmt::format("\n{}{}\n\n", styled(outlet, Style::kBold, terminal), stored.title.empty() ? "" : ": " + stored.title));
  put(marked_text(article, claim, terminal) + "\n");
  for (const std::string& line : evidence_lines(article, claim, terminal)) put("  " + line + "\n");

  put("\n" + styled("Chain", Style::kBold, terminal) + "\n" + drawn_chain(claim, terminal));
  put("\n" + styled("Clocks", Style::kBold, terminal) + "\n");
  put_field("happened", happened(claim));
  put_field("reported", stored.published ? in_words(*stored.published) : "not known");
  put_field("recorded", in_words(stored.recorded));
  put("\n" + styled("Coded by", Style::kBold, terminal) + "\n");
  put_field("frame", claim.frame.empty() ? "none" : claim.frame);
  put_field("confidence", fmt::format("{:.2f}", claim.confidence));
  put_field("claim", claim.key.hash.hex());
  put_field("article", stored.article.hash.hex());
  put_field("address", stored.url);
}

void put_reports(const WhyAnswer& answer, const Terminal& terminal) {
  put("\n" + styled("Other reports of the event", Style::kBold, terminal) + "\n");
  if (!answer.event) {
    put("not asked: a later reading or article takes this claim's place\n");
    return;
  }
  std::vector<const StoredClaim*> others;
  for (const StoredClaim& other : answer.other_reports) others.push_back(&other);
  put(others.empty() ? "none\n" : reports(others).text(terminal));
  put(fmt::format("{}; event {}\n", counted(answer.event->independent, "independent origin"),
                  short_key(answer.event->key.hash)));
}

// The key is no claim's: the event that has it, or what else it is the key of.
int explain_other_key(const Ledger& ledger, const Options& options, const Error& no_claim, const Program& program) {
  EventsQuestion question;
  question.key = options.key;
  const auto answer = ask(ledger, question);
  if (!answer) return report(answer.error());
  for (const Event& event : answer->events) {
    if (options.json)
      put_json(to_json(event));
    else
      put_event(*answer, event, program.out);
  }
  if (!answer->events.empty()) return kDone;
  if (ledger.article(options.key)) {
    report({Fault::kIncorrect, "this is the key of an article", options.key,
            "`attache claims --article " + options.key + "` lists its claims"});
  } else {
    report(no_claim);
  }
  return kNothingFound;
}

int run(const Options& options, const Program& program) {
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto answer = ask(*ledger, WhyQuestion{options.key});
  if (!answer) {
    return answer.error().fault == Fault::kIncorrect ? explain_other_key(*ledger, options, answer.error(), program)
                                                     : report(answer.error());
  }
  if (options.json) {
    Json out = to_json(answer->claim);
    out["event_of"] = answer->event ? to_json(*answer->event) : Json(nullptr);
    out["other_reports"] = to_json(answer->other_reports);
    out["regarded_by"] = to_json(answer->regarded_by);
    put_json(out);
    return kDone;
  }
  put_claim(*answer, program.out);
  put_reports(*answer, program.out);
  return kDone;
}

}  // namespace

void add_why(CLI::App& app, Program& program) {
  CLI::App* command =
      add_command(app, "why", "Show the sentence, the chain and the clocks behind a claim, or the reports behind an event",
                  "  attache why 3f2a91c0          the first digits of a key are enough\n"
                  "  attache why 3f2a91c0 --json");
  auto options = std::make_shared<Options>();
  command->add_option("KEY", options->key, "The key of a claim or an event, or its first digits")->required();
  command->add_flag("--json", options->json, "Write one JSON object");
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
