// attache_ground_debug MODEL KNOWLEDGE DAY OUTLET: reads a text on standard input (empty lines separate paragraphs) as an
// article of that day and outlet and prints its mentions. For developers; no part of the program.
#include <iostream>
#include <iterator>
#include <string>

#include "language/analyse.h"
#include "wire/read.h"
#include "world/ground.h"

namespace {

using namespace attache;

std::string party(const Party& p) { return p.name + " [" + p.code + " " + p.sector + "]"; }

std::string count_text(const std::optional<Count>& count) {
  if (!count) return "-";
  const auto bound = [](const std::optional<std::int64_t>& b) { return b ? std::to_string(*b) : std::string("?"); };
  return bound(count->low) + ".." + bound(count->high);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "usage: attache_ground_debug MODEL KNOWLEDGE DAY OUTLET < text\n";
    return 2;
  }
  const auto analyser = Analyser::open(argv[1]);
  const auto knowledge = Knowledge::open(argv[2]);
  if (!analyser || !knowledge) {
    std::cerr << (!analyser ? analyser.error() : knowledge.error()).text() << "\n";
    return 1;
  }
  ReadOptions options;
  options.outlet = argv[4];
  if (const auto day = parse_instant(argv[3])) options.published = ReportedTime{day->seconds};
  const Article article = read_plain({std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()}, options);
  Analyser::Workspace workspace;
  const Document document = analyser->analyse(article.text, article.paragraphs, workspace);
  const Grounding g = Grounder(*knowledge).ground(article, document);
  std::cout << "dateline " << article.dateline_place << ", outlet " << (g.outlet ? party(g.outlet->party) : "-") << ", agency "
            << (g.agency ? party(g.agency->party) : "-") << "\n";
  for (const Sentence& sentence : document.sentences()) {
    std::cout << "\n# " << document.words(sentence.tokens) << "\n";
    for (const ActorMention& m : g.actors) {
      if (!sentence.tokens.contains(m.head.index())) continue;
      std::cout << "  actor  '" << document.words(m.tokens) << "' @" << document.form(m.head) << " = " << party(m.party) << " "
                << m.actor << " via " << static_cast<int>(m.via) << " #" << m.entity << (m.plural ? " plural" : "");
      for (const Party& other : m.others) std::cout << " + " << party(other);
      if (!m.runner_up.empty()) std::cout << " or " << m.runner_up;
      std::cout << "\n";
    }
    for (const PlaceMention& m : g.places) {
      if (!sentence.tokens.contains(m.head.index())) continue;
      std::cout << "  place  '" << document.words(m.tokens) << "' @" << document.form(m.head) << " = " << m.place.name << " / "
                << m.kind << " / " << m.place.country << " / " << m.place.key << (m.place.lat ? " at a point" : "")
                << (m.coreferent ? " coref" : "");
      if (!m.runner_up.empty()) std::cout << " or " << m.runner_up;
      std::cout << "\n";
    }
    for (const ForceMention& m : g.forces) {
      if (!sentence.tokens.contains(m.head.index())) continue;
      std::cout << "  force  '" << document.words(m.tokens) << "' @" << document.form(m.head) << " = " << m.force.owner << " / "
                << name(m.force.kind) << " / " << count_text(m.force.count)
                << (m.force.unit.empty() ? "" : " / " + m.force.unit) << (m.coreferent ? " coref" : "") << " #" << m.entity;
      for (const std::string& owner : m.more_owners) std::cout << " + " << owner;
      std::cout << "\n";
    }
  }
}
