// attache-eval TASK INPUT > PREDICTIONS: runs the pipeline over a scorer's input and writes the scorer's shape. For developers.
#include <fstream>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/eval/tasks.h"

int main(int argc, char** argv) {
  using namespace attache;
  const std::map<std::string, Task> tasks = {{"claims", write_claims},
                                             {"attribution", write_attribution},
                                             {"times", write_times},
                                             {"places", write_places},
                                             {"eventloc", write_event_places},
                                             {"names", write_names},
                                             {"plv", write_pair_types},
                                             {"parse", write_parse},
                                             {"explain", write_explanations},
                                             {"coreference", write_coreference},
                                             {"coreference-text", write_coreference_of_text}};
  CLI::App app(
      "Runs the pipeline over INPUT and writes what a scorer reads.\n\n"
      "  attache-eval claims docs.jsonl > coded.jsonl && score_claims.py gold.jsonl coded.jsonl\n"
      "  attache-eval parse text.txt > system.conllu\n",
      "attache-eval");
  std::string task, input;
  ReadingFiles files;
  app.add_option("TASK", task,
                 "claims, attribution, times, places, eventloc, names, plv, parse, explain, coreference, coreference-text")
      ->required()
      ->check(CLI::IsMember([&] {
        std::vector<std::string> names;
        for (const auto& [name, run] : tasks) names.push_back(name);
        return names;
      }()));
  app.add_option("INPUT", input, "The scorer's gold file, or text for parse, or CoNLL-U for coreference; - for standard input")
      ->required();
  app.add_option("--knowledge", files.knowledge, "A folder of your own knowledge, on top of ours")->type_name("DIR");
  app.add_option("--knowledge-file", files.knowledge_file, "The compiled knowledge to use instead of ours")->type_name("FILE");
  app.add_option("--model", files.model, "The language model to use instead of ours")->type_name("FILE");
  CLI11_PARSE(app, argc, argv);

  const auto fail = [](const Error& error) {
    fmt::print(stderr, "attache-eval: {}\n", error.text());
    return 2;
  };
  const auto pipeline = Pipeline::open(files);
  if (!pipeline) return fail(pipeline.error());
  std::ifstream file;
  if (input != "-") {
    file.open(input, std::ios::binary);
    if (!file) return fail({Fault::kEnvironment, "cannot be opened", input, "give another file"});
  }
  const auto done = tasks.at(task)(*pipeline, input == "-" ? std::cin : file);
  return done ? 0 : fail(done.error());
}
