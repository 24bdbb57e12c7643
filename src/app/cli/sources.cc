// attache sources: who stands in the chains, who published, and who repeats whom.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/answer_json.h"
#include "app/export/tables.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  ClockOptions clocks;
  Format format;
  std::string graph, grades;
};

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

// Who passes on whom, for Graphviz: an arrow from whoever said it to whoever passed it on, as thick as there are claims.
std::string as_dot(const SourcesAnswer& answer) {
  std::string out = "digraph sources {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
  for (const SourceSummary& each : answer.sources) {
    out +=
        fmt::format("  {} [shape={}, tooltip={}];\n", quoted(each.name), each.published > 0 ? "box" : "ellipse",
                    quoted(fmt::format("{}; nearest to the facts in {}, carried {}, published {}",
                                       each.code.empty() ? "no code" : each.code, each.nearest, each.carried, each.published)));
  }
  for (const Citation& each : answer.citations) {
    const bool ring = std::any_of(answer.rings.begin(), answer.rings.end(), [&](const auto& names) {
      return std::find(names.begin(), names.end(), each.citing) != names.end() &&
             std::find(names.begin(), names.end(), each.cited) != names.end();
    });
    out += fmt::format("  {} -> {} [label={}, penwidth={:.1f}{}];\n", quoted(each.cited), quoted(each.citing), each.claims,
                       1 + std::log2(static_cast<double>(each.claims)), ring ? ", color=red" : "");
  }
  return out + "}\n";
}

// The same as nodes and links, as D3 and others take them.
Json as_graph(const SourcesAnswer& answer) {
  Json out;
  out["nodes"] = Json::array();
  for (const SourceSummary& each : answer.sources) {
    out["nodes"].push_back({{"id", each.name},
                            {"code", or_null(each.code)},
                            {"nearest", each.nearest},
                            {"carried", each.carried},
                            {"published", each.published}});
  }
  out["links"] = Json::array();
  for (const Citation& each : answer.citations)
    out["links"].push_back({{"source", each.cited}, {"target", each.citing}, {"claims", each.claims}});
  out["rings"] = answer.rings;
  return out;
}

int run(const Options& options, const Program& program) {
  SourcesQuestion question;
  if (const auto clocks = set_clocks(options.clocks, question); !clocks) return report(clocks.error());
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto answer = ask(*ledger, question);
  if (!answer) return report(answer.error());
  if (options.graph == "dot") {
    put(as_dot(*answer));
    return answer->sources.empty() ? kNothingFound : kDone;
  }
  if (options.graph == "json") {
    put_json(as_graph(*answer));
    return answer->sources.empty() ? kNothingFound : kDone;
  }
  if (options.format.json) {
    put_json(to_json(*answer));
    return answer->sources.empty() ? kNothingFound : kDone;
  }
  const auto grades = Grades::read(options.grades);
  if (!grades) return report(grades.error());
  const Table table = table_of(*answer, [&](const std::string& name) { return grades->of(name); });
  if (table.empty() && !options.format.csv) {
    say("no sources: the ledger holds no claims");
    return kNothingFound;
  }
  put_table(table, options.format, program.out);
  if (options.format.csv) return table.empty() ? kNothingFound : kDone;
  if (!answer->citations.empty()) {
    Table citations({"who passes on", "what who said", "claims"});
    for (const Citation& each : answer->citations) citations.add({each.citing, each.cited, std::to_string(each.claims)});
    put("\n" + citations.text(program.out));
  }
  for (const auto& ring : answer->rings) {
    std::string names;
    for (const std::string& each : ring) names += (names.empty() ? "" : ", ") + each;
    put("\n" + wrapped(styled("Ring", Style::kRed, program.out) + ": these cite each other: " + names, program.out.width, "") +
        "\n");
  }
  return kDone;
}

}  // namespace

void add_sources(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "sources", "List who is cited and who publishes",
                                  "  attache sources\n"
                                  "  attache sources --known-by 2024-05-10 --csv\n"
                                  "  attache sources --graph dot | dot -Tsvg > who-repeats-whom.svg\n"
                                  "  attache sources --graph json");
  auto options = std::make_shared<Options>();
  add_clocks(*command, options->clocks);
  command->add_option("--graph", options->graph, "Who repeats whom, as a graph: dot (Graphviz) or json (nodes and links)")
      ->type_name("FORM")
      ->check(CLI::IsMember({"dot", "json"}));
  add_grades(*command, options->grades);
  add_format(*command, options->format);
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
