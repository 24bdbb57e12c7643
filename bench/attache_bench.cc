// How fast the pipeline is, and whether it still gives the same answers: one thread or four, once or twice.
//
//   attache_bench [PATH...] [--seconds N] [--json]
//
// Prints sentences and tokens per CPU-second from raw text to claims, the share of each stage, the time from nothing to the
// first claim, appends per second, and peak memory. Exits 1 if two ways of reading the same articles gave different bytes.
#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/export/claim_json.h"
#include "app/pipeline/pipeline.h"
#include "ledger/ledger.h"
#include "measure.h"
#include "wire/files.h"

namespace {

using namespace attache;

/// Everything that coding gives, as the bytes that users get.
std::string claims_of(const Pipeline& pipeline, const std::vector<Article>& articles, unsigned threads) {
  std::string out;
  OrderedCoder coder(pipeline, threads, [&](const CodedArticle& coded) {
    for (const Claim& claim : coded.claims) out += one_line(to_json(claim)) + "\n";
    return true;
  });
  for (const Article& article : articles) coder.push(article);
  coder.finish();
  return out;
}

struct Speed {
  std::size_t rounds = 0, sentences = 0, tokens = 0, claims = 0;
  double analyse = 0, ground = 0, code = 0;  ///< CPU seconds
  [[nodiscard]] double seconds() const { return analyse + ground + code; }
};

Speed measure(const Pipeline& pipeline, const std::vector<Article>& articles, double at_least) {
  Speed out;
  Analyser::Workspace workspace;
  while (out.seconds() < at_least) {
    ++out.rounds;
    for (const Article& article : articles) {
      const double start = cpu_seconds();
      const Document document = pipeline.analyse(article, workspace);
      const double analysed = cpu_seconds();
      const Grounding grounding = pipeline.grounder().ground(article, document);
      const double grounded = cpu_seconds();
      out.claims += pipeline.coder().code(article, document, grounding).claims.size();
      const double coded = cpu_seconds();
      out.analyse += analysed - start;
      out.ground += grounded - analysed;
      out.code += coded - grounded;
      out.sentences += document.sentences().size();
      out.tokens += document.tokens().size();
    }
  }
  return out;
}

/// Appends per second to a ledger on disk, every article told from the others by its address.
double appends_per_second(const Pipeline& pipeline, const std::vector<Article>& articles, double at_least) {
  namespace fs = std::filesystem;
  Analyser::Workspace workspace;
  std::vector<CodedArticle> coded;
  for (const Article& article : articles) coded.push_back(pipeline.code(article, workspace));
  const fs::path folder = fs::temp_directory_path() / fmt::format("attache_bench.{}", static_cast<long>(wall_seconds() * 1e6));
  fs::create_directory(folder);
  std::size_t count = 0;
  double spent = 0;
  {
    auto ledger = Ledger::open((folder / "bench.ledger").string(), OpenMode::kCreate);
    while (ledger && spent < at_least) {
      CodedArticle& next = coded[count % coded.size()];
      next.article.url = fmt::format("bench:{}", ++count);
      next.article.key = key_of(next.article);
      set_keys(next);
      const double start = wall_seconds();
      if (!ledger->append(next, RecordedTime{0})) break;
      spent += wall_seconds() - start;
    }
  }
  fs::remove_all(folder);
  return spent > 0 ? static_cast<double>(count) / spent : 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("How fast the pipeline is, with its answers checked", "attache_bench");
  std::vector<std::string> paths = {ATTACHE_SOURCE_DIR "/examples"};
  double seconds = 10;
  bool json = false;
  ReadingFiles files;
  app.add_option("PATH", paths, "Articles to read");
  app.add_option("--seconds", seconds, "CPU seconds to spend on the pipeline");
  app.add_option("--model", files.model, "The language model to use instead of ours");
  app.add_option("--knowledge-file", files.knowledge_file, "The compiled knowledge to use instead of ours");
  app.add_flag("--json", json, "Write one JSON object");
  CLI11_PARSE(app, argc, argv);

  const auto fail = [](const Error& error) {
    fmt::print(stderr, "attache_bench: {}\n", error.text());
    return 2;
  };
  std::vector<Article> articles;
  Taker taker;
  taker.article = [&](Article&& article) {
    articles.push_back(std::move(article));
    return true;
  };
  for (const std::string& path : paths) {
    const auto read = read_path(path, {}, taker);
    if (!read) return fail(read.error());
  }
  if (articles.empty()) return fail({Fault::kIncorrect, "no articles there", paths.front(), "give other paths"});

  const double start = wall_seconds();
  const auto pipeline = Pipeline::open(files);
  if (!pipeline) return fail(pipeline.error());
  const double opened = wall_seconds();
  {
    Analyser::Workspace workspace;
    for (const Article& article : articles) {
      if (!pipeline->code(article, workspace).claims.empty()) break;
    }
  }
  const double first_claim = wall_seconds();

  const std::string once = claims_of(*pipeline, articles, 1);
  const bool same = once == claims_of(*pipeline, articles, 1) && once == claims_of(*pipeline, articles, 4);
  const Speed speed = measure(*pipeline, articles, seconds);
  const double memory = peak_megabytes();
  const double appends = appends_per_second(*pipeline, articles, std::min(seconds, 2.0));

  const auto per_second = [&](std::size_t count) { return static_cast<double>(count) / speed.seconds(); };
  if (json) {
    const Json out = {{"articles", articles.size()},
                      {"claims", speed.claims / speed.rounds},
                      {"sentences_per_cpu_second", per_second(speed.sentences)},
                      {"tokens_per_cpu_second", per_second(speed.tokens)},
                      {"share_language", speed.analyse / speed.seconds()},
                      {"share_world", speed.ground / speed.seconds()},
                      {"share_coding", speed.code / speed.seconds()},
                      {"open_ms", (opened - start) * 1e3},
                      {"first_claim_ms", (first_claim - start) * 1e3},
                      {"appends_per_second", appends},
                      {"peak_megabytes", memory},
                      {"same_answers", same}};
    fmt::print("{}\n", one_line(out));
  } else {
    fmt::print("{} articles, {} claims a round, {} rounds\n", articles.size(), speed.claims / speed.rounds, speed.rounds);
    fmt::print("{:>10.0f} sentences per CPU-second\n{:>10.0f} tokens per CPU-second\n", per_second(speed.sentences),
               per_second(speed.tokens));
    fmt::print("{:>9.0f}% language, {:.0f}% world, {:.0f}% coding\n", 100 * speed.analyse / speed.seconds(),
               100 * speed.ground / speed.seconds(), 100 * speed.code / speed.seconds());
    fmt::print("{:>10.1f} ms to open, {:.1f} ms to the first claim\n", (opened - start) * 1e3, (first_claim - start) * 1e3);
    fmt::print("{:>10.0f} ledger appends per second\n{:>10.1f} MB peak memory\n", appends, memory);
    fmt::print("same bytes in two runs and with four threads: {}\n", same ? "yes" : "NO");
  }
  return same ? 0 : 1;
}
