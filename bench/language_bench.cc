// How fast the language stage is, part by part and on every version of the arithmetic, with the answers checked.
//
//   language_bench [PATH...] [--seconds N] [--model FILE] [--json]
//
// Reads plain text files (the examples by default) and prints tokens per CPU-second for cutting text into words and sentences,
// for tagging and parsing words that are cut already, and for all together; on one thread and on two; the time to open the
// model and peak memory. Exits 1 if two versions, or one thread and two, did not give the same CoNLL-U to the byte.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "language/analyse.h"
#include "language/conllu.h"
#include "measure.h"

namespace {

using namespace attache;

struct Text {
  std::string text;
  std::vector<Paragraph> paragraphs;
};

std::vector<Text> read_texts(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      files.emplace_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".txt") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Text> out;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    std::vector<Paragraph> paragraphs = paragraphs_of(text);
    if (!paragraphs.empty()) out.push_back({std::move(text), std::move(paragraphs)});
  }
  return out;
}

/// Runs `round`, which returns a number of tokens, until `seconds` are spent; tokens per CPU-second, the first round left out.
template <class Round>
double tokens_per_second(double seconds, Round round) {
  round();
  const double start = cpu_seconds();
  std::size_t tokens = 0;
  do tokens += round();
  while (cpu_seconds() - start < seconds);
  return static_cast<double>(tokens) / (cpu_seconds() - start);
}

std::size_t token_count(const Document& document) { return document.tokens().size(); }

std::string trees(const Analyser& analyser, const std::vector<Text>& texts) {
  Analyser::Workspace workspace;
  std::string out;
  for (const Text& t : texts) out += to_conllu(analyser.analyse(t.text, t.paragraphs, workspace));
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("How fast the language stage is, with its answers checked", "language_bench");
  std::vector<std::string> paths = {ATTACHE_SOURCE_DIR "/examples"};
  std::string model = ATTACHE_SOURCE_DIR "/models/english.attache";
  double seconds = 2;
  bool json = false;
  app.add_option("PATH", paths, "Plain text files, or folders of .txt files");
  app.add_option("--seconds", seconds, "CPU seconds for each figure");
  app.add_option("--model", model, "The language model");
  app.add_flag("--json", json, "Write one JSON object");
  CLI11_PARSE(app, argc, argv);

  const std::vector<Text> texts = read_texts(paths);
  if (texts.empty()) {
    fmt::print(stderr, "language_bench: no text in {}: give other paths\n", paths.front());
    return 2;
  }
  struct Version {
    const char* name;
    const Kernels* kernels;
  };
  const Version versions[] = {{"portable", &portable_kernels()}, {"avx2", avx2_kernels()}, {"avx512_vnni", vnni_kernels()}};

  const auto opened_first = Analyser::open(model);
  if (!opened_first) {
    fmt::print(stderr, "language_bench: {}\n", opened_first.error().text());
    return 1;
  }
  Segments segments;
  const double cutting = tokens_per_second(seconds, [&] {
    std::size_t tokens = 0;
    for (const Text& t : texts) {
      for (const Paragraph& p : t.paragraphs) {
        segments.clear();
        segment(t.text, p.span, opened_first->orthography(), segments);
        tokens += segments.words.size();
      }
    }
    return tokens;
  });
  std::string rows = fmt::format("\"segmentation\": {:.0f}", cutting);
  if (!json) fmt::print("{:>12.0f} tokens per CPU-second  words and sentences\n", cutting);

  bool same = true;
  std::string first;
  for (const Version& version : versions) {
    if (version.kernels == nullptr) {
      if (!json) fmt::print("{:>12}: not on this processor\n", version.name);
      continue;
    }
    const double start = wall_seconds();
    const auto analyser = Analyser::open(model, *version.kernels);
    const double opened = wall_seconds();
    if (!analyser) {
      fmt::print(stderr, "language_bench: {}\n", analyser.error().text());
      return 2;
    }
    const std::string once = trees(*analyser, texts);
    if (first.empty()) first = once;
    same = same && once == first;

    Analyser::Workspace workspace;
    const auto all = [&](Analyser::Workspace& w) {
      std::size_t tokens = 0;
      for (const Text& t : texts) tokens += token_count(analyser->analyse(t.text, t.paragraphs, w));
      return tokens;
    };
    std::vector<DocumentParts> cut;
    for (const Text& t : texts) {
      const auto parts = parts_from_conllu(to_conllu(analyser->analyse(t.text, t.paragraphs, workspace)));
      if (parts) cut.push_back(*parts);
    }
    const double parsing = tokens_per_second(seconds, [&] {
      std::size_t tokens = 0;
      for (const DocumentParts& parts : cut) tokens += token_count(analyser->analyse_words(parts, workspace));
      return tokens;
    });
    const double one = tokens_per_second(seconds, [&] { return all(workspace); });

    std::string other;
    std::size_t tokens[2] = {0, 0};
    const double begin = wall_seconds();
    {
      const auto work = [&](std::size_t which) {
        Analyser::Workspace own;
        const double until = wall_seconds() + seconds;
        do tokens[which] += all(own);
        while (wall_seconds() < until);
      };
      std::jthread second([&] {
        other = trees(*analyser, texts);
        work(1);
      });
      work(0);
    }
    const double two = static_cast<double>(tokens[0] + tokens[1]) / (wall_seconds() - begin);
    same = same && other == first;
    rows += fmt::format(
        ", \"{0}_tag_parse\": {1:.0f}, \"{0}_all\": {2:.0f}, \"{0}_all_two_threads_wall\": {3:.0f}, \"{0}_open_ms\": {4:.2f}",
        version.name, parsing, one, two, (opened - start) * 1e3);
    if (!json) {
      fmt::print("{:>12.0f} tokens per CPU-second  tags, trees and names of words that are cut ({})\n", parsing, version.name);
      fmt::print("{:>12.0f} tokens per CPU-second  all together ({})\n", one, version.name);
      fmt::print("{:>12.0f} tokens per second      all together, two threads ({})\n", two, version.name);
      fmt::print("{:>12.2f} ms                     to open the model ({})\n", (opened - start) * 1e3, version.name);
    }
  }
  if (json) {
    fmt::print("{{{}, \"peak_megabytes\": {:.1f}, \"same_answers\": {}}}\n", rows, peak_megabytes(), same);
  } else {
    fmt::print("{:>12.1f} MB                     peak memory\n", peak_megabytes());
    fmt::print("same trees from every version and from two threads: {}\n", same ? "yes" : "NO");
  }
  return same ? 0 : 1;
}
