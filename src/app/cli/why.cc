// attache why: everything behind one claim: its words with the evidence marked, its chain, its frame, its clocks, and
// who else reports the same event.
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

void put_field(std::string_view field, const std::string& value) {
  if (!value.empty()) put(fmt::format("  {:<11}{}\n", field, value));
}

void put_claim(const StoredClaim& stored, const Article& article, const Terminal& terminal) {
  const Claim& claim = stored.claim;
  put(styled(fmt::format("{} {}", what_in_words(claim.event, claim.mode, claim.posture), status_in_words(claim.status, claim.negated)),
             Style::kBold, terminal) + "\n");
  put_field("by", in_words(claim.actor));
  put_field("to", in_words(claim.recipient));
  put_field("force", claim.force ? in_words(*claim.force) : "");
  put_field("place", in_words(claim.place));
  put_field("time", claim.time ? claim.time->edtf : "");
  put_field("basis", claim.basis ? in_words(*claim.basis) : "");
  put_field("regards", stored.regards ? short_key(stored.regards->hash) : "");
  put_field("quoted", claim.quoted ? "yes" : "");

  const std::string outlet = stored.outlet.empty() ? "an outlet that is not named" : stored.outlet;
  put(fmt::format("\n{}{}\n\n", styled(outlet, Style::kBold, terminal), stored.title.empty() ? "" : ": " + stored.title));
  put(marked_text(article, claim, terminal) + "\n");
  for (const std::string& line : evidence_lines(article, claim, terminal)) put("  " + line + "\n");

  put("\n" + styled("Chain", Style::kBold, terminal) + "\n" + drawn_chain(claim, terminal));
  put("\n" + styled("Clocks", Style::kBold, terminal) + "\n");
  put_field("happened", claim.time ? claim.time->edtf : "not told");
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
    put("  not asked: a later reading or article takes this claim's place\n");
    return;
  }
  Table table({"  claim", "reported", "status", "time", "chain", "words"});
  for (const StoredClaim& other : answer.other_reports) {
    const Claim& claim = other.claim;
    table.add({"  " + short_key(claim.key.hash), other.published ? in_words(*other.published) : "", status_in_words(claim.status, claim.negated),
               claim.time ? claim.time->edtf : "", in_words(claim.attribution), claim.text});
  }
  put(table.empty() ? "  none\n" : table.text(terminal));
  put(fmt::format("  {} independent origin{}; event {}\n", answer.event->independent, answer.event->independent == 1 ? "" : "s",
                  short_key(answer.event->key.hash)));
}

int run(const Options& options, const Program& program) {
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto answer = ask(*ledger, WhyQuestion{options.key});
  if (!answer) {
    report(answer.error());
    return answer.error().fault == Fault::kIncorrect ? kNothingFound : kFailed;
  }
  if (options.json) {
    Json out = to_json(answer->claim);
    out["event_of"] = answer->event ? to_json(*answer->event) : Json(nullptr);
    out["other_reports"] = to_json(answer->other_reports);
    out["regarded_by"] = to_json(answer->regarded_by);
    put_json(out);
    return kDone;
  }
  put_claim(answer->claim, answer->article.article, program.out);
  put_reports(*answer, program.out);
  return kDone;
}

}  // namespace

void add_why(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "why", "Show the sentence, the chain and the clocks behind a claim",
                                  "  attache why 3f2a91c0          the first digits of a key are enough\n"
                                  "  attache why 3f2a91c0 --json");
  auto options = std::make_shared<Options>();
  command->add_option("KEY", options->key, "The claim's key, or its first digits")->required();
  command->add_flag("--json", options->json, "Write one JSON object");
  add_ledger(*command, options->ledger);
  command->callback([options, &program] { program.run = [options, &program] { return run(*options, program); }; });
}

}  // namespace attache
