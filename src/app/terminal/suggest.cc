// Edit distance with swaps of neighbours (optimal string alignment); see suggest.h.
#include "app/terminal/suggest.h"

#include <algorithm>
#include <cctype>

namespace attache {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view typed, const std::vector<std::string>& known) {
  std::optional<std::string> best;
  std::size_t best_edits = std::max<std::size_t>(1, (typed.size() + 2) / 3) + 1;
  for (const std::string& word : known) {
    const std::size_t longer = std::max(word.size(), typed.size()) - std::min(word.size(), typed.size());
    if (longer >= best_edits) continue;  // so many edits it needs at the least
    const std::size_t needed = edits(typed, word);
    if (needed < best_edits) {
      best_edits = needed;
      best = word;
    }
  }
  return best;
}

}  // namespace attache
