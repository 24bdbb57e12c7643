// Runs the text cases of events and presence (tests/cases/events, tests/cases/presence). A case is a file: prose in lines
// that start with #, claims as lines (derive/claim_lines.h), one or more questions, and what must come out of each. With
// ATTACHE_UPDATE=1 in the environment the answers are written anew; read the difference before you keep it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "derive/claim_lines.h"
#include "derive/events.h"
#include "derive/presence.h"
#include "derive/text.h"
#include "derive/values.h"
#include "query/sentence.h"

namespace attache {
namespace {

std::string names(const std::vector<ClaimKey>& keys, const ClaimLines& lines) {
  std::string out;
  for (const ClaimKey& key : keys) out += (out.empty() ? "" : " ") + lines.names.at(key);
  return out;
}

// "ask presence of NZL in FJI [at Suva] on 2024-08-02 [known 2024-05-10]"
PresenceQuestion question_of(const std::string& line) {
  PresenceQuestion question;
  std::istringstream words(line);
  std::string word, into;
  while (words >> word) {
    if (word == "of" || word == "in" || word == "at" || word == "on" || word == "known") {
      into = word;
    } else if (into == "of") {
      question.owner = word;
    } else if (into == "in") {
      question.place += (question.place.empty() ? "" : " ") + word;
    } else if (into == "at") {
      question.at += (question.at.empty() ? "" : " ") + word;
    } else if (into == "on") {
      question.on = parse_day(word).value();
    } else if (into == "known") {
      question.known_by = parse_day(word);
    }
  }
  return question;
}

std::string presence_answer(const ClaimLines& lines, const std::string& asked) {
  std::string out;
  for (const PresenceLine& line : derive_presence(lines.claims, question_of(asked))) {
    out += "> " + std::string(name(line.kind)) + " at " + line.places.front() + ": " + std::string(name(line.state));
    if (!line.since.empty()) out += ", since " + line.since;
    if (!line.present_since.empty()) out += ", there since " + line.present_since;
    if (!line.until.empty()) out += ", until " + line.until;
    if (line.count) out += ", count " + shown(*line.count);
    for (const Slot slot : line.disputed) out += ", disputed " + std::string(name(slot));
    out += line.corroborated ? ", corroborated" : line.origins.empty() ? "" : ", claimed";
    out += "\n  from";
    for (const Support& support : line.claims)
      out += " " + lines.names.at(support.claim) + " (" + std::string(name(support.part)) + ")";
    out += "\n  " + sentence_of(line, lines.claims) + "\n";
  }
  return out.empty() ? "> nothing\n" : out;
}

std::string events_answer(const ClaimLines& lines) {
  std::string out;
  for (const Event& event : derive_events(lines.claims)) {
    out += "> " + names(event.members, lines) + ": " + std::to_string(event.independent) + " independent";
    for (const Origin& origin : event.origins)
      out += (&origin == &event.origins.front() ? ": " : "; ") + origin.name + (origin.asserts ? "" : " (denies)");
    out += "\n";
    for (const Contradiction& contradiction : event.contradictions) {
      out += "  disagree on " + std::string(name(contradiction.slot)) + ":";
      for (const Side& side : contradiction.sides) out += " [" + side.value + ": " + names(side.claims, lines) + "]";
      out += "\n";
    }
    for (const SlotViews& views : event.views) {
      if (views.conservative == views.informative && views.informative == views.representative) continue;
      out += "  " + std::string(name(views.slot)) + ": conservative " + views.conservative + ", informative " +
             views.informative + ", representative " + views.representative + "\n";
    }
  }
  return out;
}

void run_case(const std::filesystem::path& path) {
  SCOPED_TRACE(path.string());
  std::ifstream file(path);
  std::stringstream whole;
  whole << file.rdbuf();
  ClaimLines lines;
  std::string made;
  for (std::string line; std::getline(whole, line);) {
    if (line.starts_with("> ") || line.starts_with("  ")) continue;
    made += line + "\n";
    if (line.empty() || line.starts_with("#")) continue;
    if (line.starts_with("ask presence"))
      made += presence_answer(lines, line);
    else if (line.starts_with("ask events"))
      made += events_answer(lines);
    else
      lines.read(line);
  }
  for (const std::string& error : lines.errors) ADD_FAILURE() << "cannot read: " << error;
  if (std::getenv("ATTACHE_UPDATE") != nullptr)
    std::ofstream(path) << made;
  else
    EXPECT_EQ(whole.str(), made);
}

void run_folder(const std::string& folder) {
  int cases = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(ATTACHE_SOURCE_DIR) / "tests/cases" / folder)) {
    if (entry.path().extension() != ".txt") continue;
    run_case(entry.path());
    ++cases;
  }
  EXPECT_GT(cases, 5);
}

// docs/ledger.md explains each rule with a case; a case that it does not name explains nothing to anybody.
TEST(Cases, AreTheExamplesOfTheDocument) {
  std::ifstream file(std::filesystem::path(ATTACHE_SOURCE_DIR) / "docs/ledger.md");
  std::stringstream document;
  document << file.rdbuf();
  for (const char* folder : {"events", "presence"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(ATTACHE_SOURCE_DIR) / "tests/cases" / folder)) {
      EXPECT_NE(document.str().find("`" + entry.path().stem().string() + "`"), std::string::npos) << entry.path();
    }
  }
}

TEST(Cases, Presence) { run_folder("presence"); }
TEST(Cases, Events) { run_folder("events"); }

}  // namespace
}  // namespace attache
