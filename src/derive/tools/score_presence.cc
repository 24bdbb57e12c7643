// Scores presence against the development gold: attache-score-presence FOLDER [PREDICTIONS.jsonl] [--show].
// FOLDER holds docs.jsonl, gold.jsonl, presence.json. A line of ours matches an expected one when its kind and state are the
// same and its place group is: it rests on one of the claims that the gold lists (with the gold's own claims as input) or its
// places share a word with the gold's place, or both are the whole country. A question is answered as expected when every
// expected line is matched by one of ours, each used once, and we have no other, lines that say "unknown" aside. "Dates" asks
// besides that since, until and count are the gold's wherever the gold gives them.
#include <cstdio>
#include <set>

#include "derive/country.h"
#include "derive/place.h"
#include "derive/presence.h"
#include "derive/tools/gold.h"
#include "derive/values.h"

using namespace attache;
using gold::Json;

namespace {

bool same_group(const Json& expected, const PresenceLine& line, const gold::Claims& claims, bool own_claims) {
  if (own_claims) {
    for (const Json& one : expected["claims"]) {
      for (const Support& support : line.claims) {
        if (claims.names.at(support.claim) == gold::name(one)) return true;
      }
    }
    return expected["claims"].empty() && line.claims.empty();
  }
  Place place;
  place.name = gold::text(expected, "place");
  place.name =
      place.name.substr(0, place.name.find(" ("));  // what stands in brackets tells what is there: "Belarus (missiles)"
  place.country = line.country;
  const PlaceView wanted = view_of(place);
  for (const std::string& name : line.places) {
    Place ours;
    ours.name = name;
    ours.country = line.country;
    const PlaceView view = view_of(ours);
    if (wanted.words.empty() && view.words.empty()) return true;
    for (const std::string& word : view.words) {
      if (wanted.words.contains(word) && word != "base" && word != "airport") return true;
    }
    if (wanted.shape == view.shape && wanted.shape == PlaceShape::kParts) return true;
  }
  return false;
}

bool same_time(const Json& expected, const char* field, const std::string& ours) {
  if (!expected.contains(field) || expected[field].is_null()) return true;
  const Json values = expected[field].is_array() ? expected[field] : Json::array({expected[field]});
  for (const Json& value : values) {
    if (value.get<std::string>() == ours) return true;
  }
  return false;
}

bool same_dates(const Json& expected, const PresenceLine& line) {
  if (!same_time(expected, "since", line.since) || !same_time(expected, "until", line.until)) return false;
  if (!expected.contains("count")) return true;
  const auto count = gold::count(expected["count"]);
  return !count || (line.count && compatible(*count, *line.count));
}

// Of several lines that match, the one that rests most on the gold's claims, and on few others, is taken.
int closeness(const Json& expected, const PresenceLine& line, const gold::Claims& claims, bool own_claims) {
  int shared = 0;
  for (const Json& one : expected["claims"]) {
    for (const Support& support : line.claims) shared += own_claims && claims.names.at(support.claim) == gold::name(one);
  }
  const int size = static_cast<int>(line.claims.size() + expected["claims"].size());
  return 2 * (size > 0 ? 200 * shared / size : 0) + same_dates(expected, line);
}

std::string brief(const PresenceLine& line) {
  std::string out = std::string(name(line.kind)) + " @ ";
  for (const std::string& place : line.places) out += (place == line.places.front() ? "" : " | ") + place;
  out += ": " + std::string(name(line.state)) + " since " + line.since + " until " + line.until;
  if (line.count) out += " count " + shown(*line.count);
  for (const Slot slot : line.disputed) out += " disputed:" + std::string(name(slot));
  for (const PresenceSide& side : line.sides) out += " {" + side.value + "}";
  for (const std::string& origin : line.origins) out += " <" + origin + ">";
  for (const std::string& note : line.notes) out += " (" + note + ")";
  return out;
}

struct Score {
  int questions = 0, found = 0, exact = 0, dated = 0, lines = 0, lines_found = 0, lines_dated = 0, ours = 0;
  void print(const char* label) const {
    std::printf(
        "%-5s as expected %d of %d (every line found, others besides: %d; dates too: %d)   lines %d of %d, dates %d, ours %d\n",
        label, exact, questions, found, dated, lines_found, lines, lines_dated, ours);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: attache-score-presence FOLDER [PREDICTIONS.jsonl] [--show]\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const bool show = std::string(argv[argc - 1]) == "--show";
  const bool own_claims = argc < 3 || std::string(argv[2]) == "--show";
  const gold::Claims claims = gold::load(folder, own_claims ? folder / "gold.jsonl" : std::filesystem::path(argv[2]));
  std::ifstream file(folder / "presence.json");
  Score even, odd, all;
  int number = 0;
  for (const Json& entry : Json::parse(file)) {
    const Json& asked = entry["question"];
    PresenceQuestion question;
    question.owner = asked["of"];
    question.place = asked["in"];
    question.at = gold::text(asked, "at");
    question.on = *parse_day(gold::text(asked, "on"));
    question.known_by = parse_day(gold::text(asked, "known_by"));
    const auto lines = derive_presence(claims.all, question);
    std::vector<int> used(lines.size(), -1);
    int found = 0, dated = 0, at = 0;
    std::vector<std::string> missing;
    for (const Json& expected : entry["answer"]) {
      const auto state = presence_state_from(gold::text(expected, "state"));
      const auto kind = force_kind_from(gold::text(expected, "kind")).value_or(ForceKind::kNone);
      int best = -1, best_fit = -1;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool fits = used[i] < 0 && lines[i].kind == kind && lines[i].state == state &&
                          same_group(expected, lines[i], claims, own_claims);
        const int fit = fits ? closeness(expected, lines[i], claims, own_claims) : -1;
        if (fit > best_fit) best_fit = fit, best = static_cast<int>(i);
      }
      if (best < 0)
        missing.push_back(expected.dump());
      else {
        used[static_cast<std::size_t>(best)] = at;
        ++found;
        dated += same_dates(expected, lines[static_cast<std::size_t>(best)]);
      }
      ++at;
    }
    int extra = 0, counted = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      extra += used[i] < 0 && lines[i].state != PresenceState::kUnknown;
      counted += used[i] >= 0 || lines[i].state != PresenceState::kUnknown;
    }
    const int expected_lines = static_cast<int>(entry["answer"].size());
    const bool every = found == expected_lines;
    for (Score* score : {&all, number % 2 == 0 ? &even : &odd}) {
      ++score->questions;
      score->found += every;
      score->exact += every && extra == 0;
      score->dated += every && extra == 0 && dated == expected_lines;
      score->lines += expected_lines;
      score->lines_found += found;
      score->lines_dated += dated;
      score->ours += counted;
    }
    if (show) {
      std::printf("\n[%d] %s in %s %s on %s known by %s: %s\n", number, question.owner.c_str(), question.place.c_str(),
                  question.at.c_str(), gold::text(asked, "on").c_str(), gold::text(asked, "known_by").c_str(),
                  every && extra == 0 ? "as expected" : "DIFFERENT");
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool wrong_dates = used[i] >= 0 && !same_dates(entry["answer"][static_cast<std::size_t>(used[i])], lines[i]);
        std::printf("   %s %s\n", used[i] >= 0 ? (wrong_dates ? "~" : "=") : "+", brief(lines[i]).c_str());
        if (wrong_dates) std::printf("       gold: %s\n", entry["answer"][static_cast<std::size_t>(used[i])].dump().c_str());
      }
      for (const std::string& line : missing) std::printf("   - %s\n", line.c_str());
    }
    ++number;
  }
  even.print("even");
  odd.print("odd");
  all.print("all");
}
