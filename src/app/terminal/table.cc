// Fitting columns into a width; see table.h.
#include "app/terminal/table.h"

#include <algorithm>
#include <numeric>

namespace attache {
namespace {

constexpr int kGap = 2;        // columns between two columns
constexpr int kNarrowest = 6;  // no column is cut below this

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// Takes columns of the terminal from the widest column until all fit.
void shrink(std::vector<int>& widths, int room) {
  while (std::accumulate(widths.begin(), widths.end(), 0) > room) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
  }
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string Table::text(const Terminal& terminal) const {
  std::vector<std::size_t> shown;
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    int widest = 0;
    for (const auto& row : rows_) widest = std::max(widest, display_width(row[i]));
    if (widest == 0 && !rows_.empty()) continue;
    shown.push_back(i);
    widths.push_back(std::max(widest, display_width(columns_[i])));
  }
  shrink(widths, terminal.width - kGap * (static_cast<int>(shown.size()) - 1));

  std::string out;
  const auto line = [&](const std::vector<std::string>& cells, Style style) {
    std::string text;
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const std::string cell = fitted(one_line(cells[shown[k]]), widths[k]);
      const bool last = k + 1 == shown.size();
      const auto padding = last ? 0 : std::max(0, widths[k] - display_width(cell)) + kGap;
      text += styled(cell, style, terminal) + std::string(static_cast<std::size_t>(padding), ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  };
  line(columns_, Style::kBold);
  const int indent = widths.empty() ? 0 : widths.front() + kGap;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    line(rows_[i], Style::kPlain);
    if (below_[i].empty()) continue;
    out += std::string(static_cast<std::size_t>(indent), ' ') +
           styled(fitted(one_line(below_[i]), terminal.width - indent), Style::kDim, terminal) + '\n';
  }
  return out;
}

std::string Table::csv() const {
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + quoted(cells[i]);
    out += '\n';
  };
  line(columns_);
  for (const auto& row : rows_) line(row);
  return out;
}

}  // namespace attache
