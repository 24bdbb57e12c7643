// attache read: articles into the ledger. Coding runs on many threads, appending on one and in the order of the input, so
// that the ledger's claims do not depend on the threads. An article that this coder has read before is not coded again.
#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/input.h"
#include "app/export/words.h"
#include "app/terminal/progress.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  InputOptions input;
  ReadingFiles files;
  bool json = false;
};

/// What became of the articles.
struct Outcome {
  std::size_t added = 0, recoded = 0, already_there = 0, claims = 0;
  RemarkCount remarks;
  std::optional<Error> stopped;  ///< the ledger refused; what was appended before stays
};

void append(Ledger& ledger, const CodedArticle& coded, Outcome& outcome) {
  const auto appended = ledger.append(coded, now());
  if (!appended) {
    outcome.stopped = appended.error();
    return;
  }
  switch (*appended) {
    case AppendOutcome::kAdded:
      ++outcome.added;
      break;
    case AppendOutcome::kRecoded:
      ++outcome.recoded;
      break;
    case AppendOutcome::kAlreadyThere:
      ++outcome.already_there;
      return;
  }
  outcome.claims += coded.claims.size();
  outcome.remarks.add(coded);
}

int tell(const Options& options, const Outcome& outcome, const InputCount& count) {
  if (options.json) {
    put_json(Json{{"new", outcome.added},
                  {"read_again", outcome.recoded},
                  {"already_there", outcome.already_there},
                  {"claims", outcome.claims},
                  {"skipped", count.skipped},
                  {"remarks", outcome.remarks.total()}});
  } else {
    std::string line = fmt::format("{}: {}", options.ledger, counted(outcome.added, "new article"));
    if (outcome.recoded > 0) line += fmt::format(", {} read again by a newer coder", outcome.recoded);
    line += fmt::format(", {} already there; {}; {} skipped; {}", outcome.already_there, counted(outcome.claims, "claim"),
                        count.skipped, counted(outcome.remarks.total(), "remark"));
    say(line);
    if (const std::string remarks = outcome.remarks.text(); !remarks.empty()) say(remarks);
  }
  if (outcome.stopped) {
    report(*outcome.stopped);
    say("what is counted above is kept; reading the same input again goes on from there");
    return kFailed;
  }
  if (count.failed > 0) return kFailed;
  return count.articles == 0 ? kNothingFound : kDone;
}

int run(const Options& options, const Program& program) {
  const auto pipeline = Pipeline::open(options.files);
  if (!pipeline) return report(pipeline.error());
  auto ledger = Ledger::open(options.ledger, OpenMode::kCreate);
  if (!ledger) return report(ledger.error());

  Outcome outcome;
  InputCount count;
  {
    Progress progress("articles", program.err.interactive ? guess_articles(options.input.paths) : 0);
    OrderedCoder coder(*pipeline, thread_count(options.input), [&](const CodedArticle& coded) {
      append(*ledger, coded, outcome);
      progress.advance();
      return !outcome.stopped;
    });
    const auto read = read_input(options.input, [&](Article&& article) {
      const auto held = ledger->holds(article.key, pipeline->coder().version());
      if (held && *held) {
        ++outcome.already_there;
        progress.advance();
        return true;
      }
      return coder.push(std::move(article));
    });
    if (!read) return report(read.error());
    count = *read;
    coder.finish();
  }
  return tell(options, outcome, count);
}

}  // namespace

void add_read(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "read", "Read articles into the ledger",
                                  "  attache read dispatches/                        a folder and all below it\n"
                                  "  attache read feed.jsonl --ledger caucasus.ledger\n"
                                  "  attache read copy.txt --published 2024-05-09 --outlet Reuters\n"
                                  "  cat copy.txt | attache read -");
  auto options = std::make_shared<Options>();
  add_input(*command, options->input);
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  command->add_flag("--json", options->json, "Write what became of the articles as one JSON object");
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
