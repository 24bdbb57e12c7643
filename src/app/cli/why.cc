// attache why: everything behind one claim: its words with the evidence marked, its chain, its frame, its clocks, and
// who else reports the same event.
#include <fmt/core.h>

#include <algorithm>

#include "app/cli/answer.h"
#include "app/export/marked.h"
#include "app/export/words.h"

namespace attache {
namespace {

struct Options {
  std::string ledger, key;
  Format format;
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

const Event* event_of(const std::vector<Event>& events, const ClaimKey& key) {
  const auto at = std::find_if(events.begin(), events.end(), [&](const Event& event) {
    return std::find(event.members.begin(), event.members.end(), key) != event.members.end();
  });
  return at == events.end() ? nullptr : &*at;
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

int run(const Options& options, const Program& program) {
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto stored = ledger->claim(options.key);
  if (!stored) {
    report(stored.error());
    return stored.error().fault == Fault::kIncorrect ? kNothingFound : kFailed;
  }
  const auto article = ledger->article(stored->article.hash.hex());
  if (!article) return report(article.error());
  const auto events = ledger->load_events();
  if (!events) return report(events.error());
  const Event* event = event_of(*events, stored->claim.key);

  if (options.format.json) {
    Json out = to_json(*stored);
    if (event != nullptr) {
      out["event_key"] = event->key.hash.hex();
      out["independent"] = event->independent;
      out["reports"] = Json::array();
      for (const ClaimKey& member : event->members) out["reports"].push_back(member.hash.hex());
    }
    put_json(out);
    return kDone;
  }
  put_claim(*stored, article->article, program.out);
  put("\n" + styled("Other reports", Style::kBold, program.out) + "\n");
  if (event == nullptr) {
    put("  not known: events are out of date or this claim is not current; run `attache derive`\n");
    return kDone;
  }
  Table table({"key", "reported", "status", "time", "chain", "words"});
  for (const ClaimKey& member : event->members) {
    if (member == stored->claim.key) continue;
    const auto other = ledger->claim(member.hash.hex());
    if (!other) continue;
    const Claim& claim = other->claim;
    table.add({short_key(member.hash), other->published ? in_words(*other->published) : "", status_in_words(claim.status, claim.negated),
               claim.time ? claim.time->edtf : "", in_words(claim.attribution), claim.text});
  }
  if (table.empty()) put("  none: this is the only report of the event\n");
  else put(table.text(program.out));
  put(fmt::format("  {} independent origin{}\n", event->independent, event->independent == 1 ? "" : "s"));
  return kDone;
}

}  // namespace

void add_why(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "why", "Show the sentence, the chain and the clocks behind a claim",
                                  "  attache why 3f2a91c0          the first digits of a key are enough\n"
                                  "  attache why 3f2a91c0 --json");
  auto options = std::make_shared<Options>();
  command->add_option("KEY", options->key, "The claim's key, or its first digits")->required();
  command->add_flag("--json", options->format.json, "Write one JSON object");
  add_ledger(*command, options->ledger);
  command->callback([options, &program] { program.run = [options, &program] { return run(*options, program); }; });
}

}  // namespace attache
