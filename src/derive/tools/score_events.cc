// Scores events against the development gold: attache-score-events FOLDER [PREDICTIONS.jsonl] [--show].
// FOLDER holds docs.jsonl, gold.jsonl, clusters.json. B-cubed over the claims that the gold clusters (and over all, others
// being alone); origins: the cluster whose claims overlap most with a gold one has its number of origins, either of those that
// assert or of all (part 1 of the gold counts the first, part 2 the second); contradictions: the gold's slots found there.
#include <cstdio>
#include <set>

#include "derive/events.h"
#include "derive/tools/gold.h"
#include "derive/values.h"

using namespace attache;
using gold::Json;

namespace {

struct Score {
  double precision = 0, recall = 0;
  int claims = 0;
  int origins_asserted = 0, origins_any = 0, clusters = 0, slots = 0, slots_found = 0;
  void print(const char* label) const {
    const double p = precision / std::max(claims, 1), r = recall / std::max(claims, 1);
    std::printf("%-10s b-cubed P %.3f R %.3f F1 %.3f   origins %d (either count %d) of %d   contradictions %d of %d\n", label,
                p, r, p + r > 0 ? 2 * p * r / (p + r) : 0, origins_asserted, origins_any, clusters, slots_found, slots);
  }
};

Slot slot_of(const std::string& name) {
  if (name == "force.count" || name == "count") return Slot::kCount;
  if (name == "negated") return Slot::kNegation;
  return slot_from(name).value_or(Slot::kPredicate);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: attache-score-events FOLDER [PREDICTIONS.jsonl] [--show]\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const bool show = std::string(argv[argc - 1]) == "--show";
  const std::filesystem::path predictions = argc > 2 && std::string(argv[2]) != "--show" ? argv[2] : folder / "gold.jsonl";
  const gold::Claims claims = gold::load(folder, predictions);
  const auto events = derive_events(claims.all);
  std::map<gold::Name, const Event*> event_of;
  for (const Event& event : events) {
    for (const ClaimKey& key : event.members) event_of[claims.names.at(key)] = &event;
  }
  std::ifstream file(folder / "clusters.json");
  const Json clusters = Json::parse(file);
  std::map<gold::Name, std::set<gold::Name>> gold_of;
  for (const Json& cluster : clusters) {
    std::set<gold::Name> members;
    for (const Json& one : cluster["claims"]) members.insert(gold::name(one));
    for (const auto& name : members) gold_of[name] = members;
  }
  Score both, even, odd, everything;
  for (const auto& [key, name] : claims.names) {
    std::set<gold::Name> mine, mine_clustered;
    for (const ClaimKey& other : event_of.at(name)->members) {
      mine.insert(claims.names.at(other));
      if (gold_of.contains(claims.names.at(other))) mine_clustered.insert(claims.names.at(other));
    }
    const std::set<gold::Name> theirs = gold_of.contains(name) ? gold_of[name] : std::set<gold::Name>{name};
    const auto add = [&](Score& score, const std::set<gold::Name>& found) {
      double shared = 0;
      for (const auto& one : theirs) shared += found.contains(one);
      score.precision += shared / static_cast<double>(found.size());
      score.recall += shared / static_cast<double>(theirs.size());
      ++score.claims;
    };
    add(everything, mine);
    if (!gold_of.contains(name)) continue;
    add(both, mine_clustered);
    add(claims.document_number.at(name.first) % 2 == 0 ? even : odd, mine_clustered);
  }
  int number = 0;
  for (const Json& cluster : clusters) {
    std::map<const Event*, int> overlap;
    std::set<gold::Name> members;
    for (const Json& one : cluster["claims"]) {
      ++overlap[event_of.at(gold::name(one))];
      members.insert(gold::name(one));
    }
    const Event* best = nullptr;  // the largest overlap; of equals the one first reported
    for (const Event& event : events) {
      if (overlap.contains(&event) && (!best || overlap[&event] > overlap[best])) best = &event;
    }
    std::set<Slot> found;
    for (const Contradiction& contradiction : best->contradictions) found.insert(contradiction.slot);
    const int expected = cluster["origins"];
    const bool asserted_right = static_cast<int>(best->independent) == expected;
    for (Score* score : {&both, &everything, number % 2 == 0 ? &even : &odd}) {
      ++score->clusters;
      score->origins_asserted += asserted_right;
      score->origins_any += asserted_right || static_cast<int>(best->origins.size()) == expected;
      for (const Json& contradiction : cluster["contradictions"]) {
        ++score->slots;
        score->slots_found += found.contains(slot_of(contradiction["slot"]));
      }
    }
    if (show) {
      std::printf("\n[%d] %s\n", number, cluster["happening"].get<std::string>().c_str());
      if (overlap.size() > 1) std::printf("   split in %zu:", overlap.size());
      for (const auto& [event, n] : overlap) {
        if (overlap.size() < 2) break;
        std::printf("  {");
        for (const ClaimKey& key : event->members) {
          const auto& name = claims.names.at(key);
          if (members.contains(name)) std::printf(" %s.%d", name.first.c_str(), name.second);
        }
        std::printf(" }");
      }
      if (overlap.size() > 1) std::printf("\n");
      for (const auto& [event, n] : overlap) {
        for (const ClaimKey& key : event->members) {
          const auto& name = claims.names.at(key);
          if (!members.contains(name)) std::printf("   too much: %s.%d\n", name.first.c_str(), name.second);
        }
      }
      std::printf("   origins: gold %d, ours %u of %zu:", expected, best->independent, best->origins.size());
      for (const Origin& origin : best->origins) std::printf(" [%s%s]", origin.name.c_str(), origin.asserts ? "" : ", denies");
      std::printf("\n   contradictions: gold");
      for (const Json& c : cluster["contradictions"]) std::printf(" %s", c["slot"].get<std::string>().c_str());
      std::printf("; ours");
      for (const Slot slot : found) std::printf(" %s", std::string(attache::name(slot)).c_str());
      std::printf("\n");
    }
    ++number;
  }
  even.print("even");
  odd.print("odd");
  both.print("all");
  everything.print("+ others");
}
