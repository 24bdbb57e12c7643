// Who the people and bodies in sixty dispatches are, by code and sector on the day of publication: tests/cases/names/desk.txt.
// ATTACHE_SHOW_NAMES=1 in the environment prints every line that came out otherwise.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

#include "knowledge/knowledge.h"
#include "language/analyse.h"
#include "wire/read.h"
#include "world/ground.h"

namespace attache {
namespace {

const std::string kSource = ATTACHE_SOURCE_DIR;

struct Expected {
  std::string words, code, sector, what;
};
struct Dispatch {
  std::string day, outlet, text;
  std::vector<Expected> expected;
};

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(" | ", at), line.size());
    out.push_back(line.substr(at, end - at));
    at = end + 3;
  }
  return out;
}

std::vector<Dispatch> read_dispatches(const std::string& path) {
  std::ifstream in(path);
  std::vector<Dispatch> out;
  bool text = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#")) continue;
    if (line.starts_with("== ")) {
      const auto head = fields(line.substr(3));
      out.push_back({head.at(0), head.at(1), {}, {}});
      text = true;
    } else if (line == "---") {
      text = false;
    } else if (text) {
      out.back().text += line + "\n";
    } else if (!line.empty()) {
      const auto parts = fields(line);
      out.back().expected.push_back({parts.at(0), parts.at(1), parts.at(2), parts.at(3)});
    }
  }
  return out;
}

/// The mention whose head stands within the words: where they stand last for a second mention, else first.
const ActorMention* mention_of(const Document& document, const Grounding& grounding, const Expected& expected) {
  const std::string_view text = document.text();
  const bool later = expected.what.find("second mention") != std::string::npos;
  const std::size_t at = later ? text.rfind(expected.words) : text.find(expected.words);
  if (at == std::string_view::npos) return nullptr;
  const ActorMention* best = nullptr;
  for (const ActorMention& mention : grounding.actors) {
    const ByteSpan head = document.token(mention.head).span;
    const ByteSpan all = document.bytes(mention.tokens);
    const bool heads = head.begin >= at && head.end <= at + expected.words.size();
    const bool covers = all.begin <= at && all.end >= at + expected.words.size();
    if (heads || (covers && best == nullptr)) best = &mention;
    if (heads) break;
  }
  return best;
}

/// A name inside somebody's description ("X, the commander of the Free Syrian Army") is no mention: what the register says of
/// it.
Party registered(const Knowledge& knowledge, const std::string& words) {
  for (const Sense& sense : knowledge.senses(words)) {
    if (sense.what != Sense::What::kActor) continue;
    const ActorRecord actor = knowledge.actor(sense.record);
    if (actor.kind != ActorKind::kPerson) return {std::string(actor.name), std::string(actor.code), std::string(actor.sector)};
  }
  return {};
}

TEST(Names, AreWhoTheyWereOnTheDay) {
  const auto analyser = Analyser::open(kSource + "/models/english.attache");
  ASSERT_TRUE(analyser);
  const auto knowledge = Knowledge::open(std::string(ATTACHE_BINARY_DIR) + "/attache.knowledge");
  ASSERT_TRUE(knowledge);
  const Grounder grounder(*knowledge);
  Analyser::Workspace workspace;
  const bool show = std::getenv("ATTACHE_SHOW_NAMES") != nullptr;
  int count = 0;
  int states = 0;
  int both = 0;
  for (const Dispatch& dispatch : read_dispatches(kSource + "/tests/cases/names/desk.txt")) {
    ReadOptions options;
    options.outlet = dispatch.outlet;
    const auto day = parse_instant(dispatch.day);
    ASSERT_TRUE(day) << dispatch.day;
    options.published = ReportedTime{day->seconds};
    const Article article = read_plain(dispatch.text, options);
    const Document document = analyser->analyse(article.text, article.paragraphs, workspace);
    const Grounding grounding = grounder.ground(article, document);
    for (const Expected& expected : dispatch.expected) {
      ++count;
      const ActorMention* mention = mention_of(document, grounding, expected);
      Party party = mention != nullptr ? mention->party : Party{};
      if (mention == nullptr) party = registered(*knowledge, expected.words);
      const bool state = party.code == (expected.code == "-" ? "" : expected.code);
      states += state ? 1 : 0;
      both += state && party.sector == expected.sector ? 1 : 0;
      if (show && (!state || party.sector != expected.sector)) {
        std::cout << dispatch.day << "  " << expected.words << ": wanted " << expected.code << " " << expected.sector << " ("
                  << expected.what << "), got "
                  << (mention == nullptr ? "no mention " + party.code : party.code + " " + party.sector + " " + mention->actor)
                  << "\n";
      }
    }
  }
  EXPECT_GE(count, 500);
  std::cout << "state " << states << ", state and sector " << both << " of " << count << "\n";
  EXPECT_GE(states * 100, count * 91);
  EXPECT_GE(both * 100, count * 87);
}

}  // namespace
}  // namespace attache
