// attache recode: reads the ledger's articles again with the present coder and tells what that changes.
#include <map>

#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/input.h"
#include "app/export/words.h"
#include "app/terminal/progress.h"
#include "derive/recoding.h"
#include "query/review.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  ReadingFiles files;
  unsigned threads = 0;
  bool dry_run = false, json = false;
  std::size_t shown = 20;
};

struct Outcome {
  std::size_t articles = 0, same = 0, otherwise = 0, already = 0, kept = 0, changed = 0, gone = 0, came = 0;
  std::map<std::string, std::size_t> slots;
  std::vector<std::string> lines;  ///< for people: what became of a claim
};

void add(const Recoding& recoding, const Options& options, Outcome& outcome) {
  ++outcome.articles;
  ++(recoding.same() ? outcome.same : outcome.otherwise);
  outcome.kept += recoding.kept;
  outcome.changed += recoding.changed.size();
  outcome.gone += recoding.gone.size();
  outcome.came += recoding.came.size();
  const auto line = [&](std::string text) {
    if (outcome.lines.size() < options.shown) outcome.lines.push_back(std::move(text));
  };
  for (const ChangedClaim& each : recoding.changed) {
    std::string slots;
    for (const SlotDifference& slot : each.slots) {
      ++outcome.slots[slot.slot];
      slots += fmt::format("; {}: {} → {}", slot.slot, slot.before, slot.after);
    }
    if (each.slots.empty()) ++outcome.slots["chain, words or evidence"];
    line(fmt::format("changed  {}  “{}”{}", short_key(each.before->key.hash), each.before->text,
                     slots.empty() ? "; its chain, words or evidence" : slots));
  }
  for (const Claim* each : recoding.gone)
    line(fmt::format("gone     {}  {}: “{}”", short_key(each->key.hash),
                     what_at_a_glance(each->event, each->posture, each->negated), each->text));
  for (const Claim* each : recoding.came)
    line(fmt::format("new      {}  {}: “{}”", short_key(each->key.hash),
                     what_at_a_glance(each->event, each->posture, each->negated), each->text));
}

int tell(const Options& options, const Outcome& outcome, std::size_t lost, const Program& program) {
  if (options.json) {
    Json slots = Json::object();
    for (const auto& [slot, number] : outcome.slots) slots[slot] = number;
    put_json(Json{{"articles", outcome.articles},
                  {"same", outcome.same},
                  {"otherwise", outcome.otherwise},
                  {"already_read", outcome.already},
                  {"kept", outcome.kept},
                  {"changed", outcome.changed},
                  {"gone", outcome.gone},
                  {"new", outcome.came},
                  {"slots", slots},
                  {"judgements_lost", lost},
                  {"written", !options.dry_run}});
    return kDone;
  }
  for (const std::string& line : outcome.lines) put(wrapped(line, program.out.width, "") + "\n");
  if (outcome.changed + outcome.gone + outcome.came > outcome.lines.size())
    put(fmt::format("and {} more\n", outcome.changed + outcome.gone + outcome.came - outcome.lines.size()));
  say(fmt::format("{}: {} read again{}: {} with the same claims, {} with others; {} read by this coder before", options.ledger,
                  counted(outcome.articles, "article"), options.dry_run ? ", nothing written" : "", outcome.same,
                  outcome.otherwise, outcome.already));
  say(fmt::format("claims: {} kept, {} changed, {} gone, {} new", outcome.kept, outcome.changed, outcome.gone, outcome.came));
  for (const auto& [slot, number] : outcome.slots) say(fmt::format("  {} × {}", number, slot));
  if (lost > 0) say(counted(lost, "judgement") + " without a claim now; `attache judgements --lost` lists them");
  return kDone;
}

int run(const Options& options, const Program& program) {
  const auto pipeline = Pipeline::open(options.files);
  if (!pipeline) return report(pipeline.error());
  auto ledger = Ledger::open(options.ledger, OpenMode::kWrite);
  if (!ledger) return report(ledger.error());
  const auto keys = ledger->article_keys();
  if (!keys) return report(keys.error());

  Outcome outcome;
  std::optional<Error> stopped;
  {
    Progress progress("articles", program.err.interactive ? keys->size() : 0);
    InputOptions input;
    input.threads = options.threads;
    OrderedCoder coder(*pipeline, thread_count(input), [&](const CodedArticle& coded) {
      const auto before = ledger->latest_claims(coded.article.key);
      if (!before) {
        stopped = before.error();
        return false;
      }
      add(compare_readings(*before, coded.claims), options, outcome);
      if (!options.dry_run) {
        if (const auto kept = ledger->append(coded, now()); !kept) stopped = kept.error();
      }
      progress.advance();
      return !stopped;
    });
    for (const ArticleKey& key : *keys) {
      const auto held = ledger->holds(key, pipeline->coder().version());
      if (held && *held) {
        ++outcome.already;
        progress.advance();
        continue;
      }
      auto article = ledger->article(key.hash.hex());
      if (!article) return report(article.error());
      if (!coder.push(std::move(article->article))) break;
    }
    coder.finish();
  }
  std::size_t lost = 0;
  if (const auto judgements = judgements_of(*ledger)) {
    for (const AttachedJudgement& each : *judgements)
      lost += each.judgement.verdict != Verdict::kUndo && each.attachment == Attachment::kLost;
  }
  tell(options, outcome, lost, program);
  if (stopped) {
    report(*stopped);
    say("what is counted above is kept; the same command goes on from there");
    return kFailed;
  }
  return keys->empty() ? kNothingFound : kDone;
}

}  // namespace

void add_recode(CLI::App& app, Program& program) {
  CLI::App* command =
      add_command(app, "recode", "Read the ledger's articles again with the present coder, and tell what changes",
                  "  attache recode --dry-run              what would change\n"
                  "  attache recode                        keeps the new readings beside the old ones");
  auto options = std::make_shared<Options>();
  command->add_flag("--dry-run", options->dry_run, "Write nothing");
  command->add_option("--show", options->shown, "So many changed claims one by one")->type_name("N")->capture_default_str();
  command->add_option("--threads", options->threads, "Threads that read; as many as the machine has when left out")
      ->type_name("N");
  command->add_flag("--json", options->json, "Write the counts as one JSON object");
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
