// attache code: articles in, claims out, one JSON object an article; no ledger.
#include "app/cli/answer.h"
#include "app/cli/input.h"

namespace attache {
namespace {

struct Options {
  InputOptions input;
  ReadingFiles files;
  bool text = false;
};

int run(const Options& options, const Program& /*program*/) {
  const auto pipeline = Pipeline::open(options.files);
  if (!pipeline) return report(pipeline.error());
  OrderedCoder coder(*pipeline, thread_count(options.input), [&](const CodedArticle& coded) {
    put_json(to_json(coded, options.text));
    return true;
  });
  const auto count = read_input(options.input, [&](Article&& article) { return coder.push(std::move(article)); });
  if (!count) return report(count.error());
  coder.finish();
  if (count->failed > 0) return kFailed;
  return count->articles == 0 ? kNothingFound : kDone;
}

}  // namespace

void add_code(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "code", "Articles in, claims out, as JSON Lines; no ledger",
                                  "  attache code article.txt --published 2024-05-09 --outlet Reuters\n"
                                  "  attache code feed.jsonl > claims.jsonl\n"
                                  "  cat article.txt | attache code - | jq '.claims[].text'");
  auto options = std::make_shared<Options>();
  add_input(*command, options->input);
  command->add_flag("--text", options->text, "Write the article's text too; spans count its code points");
  add_reading_files(*command, options->files);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
