// Who is cited and who repeats whom; see query.h.
#include <algorithm>
#include <map>
#include <set>

#include "query/query.h"

namespace attache {
namespace {

using Graph = std::map<std::string, std::set<std::string>>;

std::set<std::string> reached_from(const Graph& graph, const std::string& start) {
  std::set<std::string> seen;
  std::vector<std::string> open{start};
  while (!open.empty()) {
    const auto at = graph.find(open.back());
    open.pop_back();
    if (at == graph.end()) continue;
    for (const std::string& next : at->second) {
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return seen;
}

// Groups of names of which each reaches all others.
std::vector<std::vector<std::string>> rings_of(const Graph& graph) {
  std::vector<std::vector<std::string>> rings;
  std::set<std::string> done;
  for (const auto& [name, cited] : graph) {
    if (done.contains(name)) continue;
    std::vector<std::string> ring;
    for (const std::string& other : reached_from(graph, name)) {
      if (other == name || reached_from(graph, other).contains(name)) ring.push_back(other);
    }
    done.insert(ring.begin(), ring.end());
    if (ring.size() > 1) rings.push_back(std::move(ring));
  }
  return rings;
}

}  // namespace

Result<SourcesAnswer> ask(const Ledger& ledger, const SourcesQuestion& question) {
  ClaimFilter clocks;
  clocks.known_by = question.known_by;
  clocks.as_of = question.as_of;
  auto summaries = ledger.sources(clocks);
  if (!summaries) return tl::unexpected(summaries.error());
  SourcesAnswer answer;
  answer.sources = std::move(*summaries);
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  const auto read = ledger.for_each_claim(clocks, [&](const StoredClaim& stored) {
    const auto& chain = stored.claim.attribution;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
      if (chain[i].name != chain[i + 1].name) ++counts[{chain[i + 1].name, chain[i].name}];
    }
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  Graph graph;
  for (const auto& [pair, claims] : counts) {
    answer.citations.push_back({pair.first, pair.second, claims});
    graph[pair.first].insert(pair.second);
  }
  std::stable_sort(answer.citations.begin(), answer.citations.end(),
                   [](const Citation& a, const Citation& b) { return a.claims > b.claims; });
  answer.rings = rings_of(graph);
  return answer;
}

}  // namespace attache
