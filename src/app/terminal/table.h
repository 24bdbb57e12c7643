// Tables for people, fitted to the terminal, and the same rows as CSV for programs.
#pragma once

#include <string>
#include <vector>

#include "app/terminal/terminal.h"

namespace attache {

/// Rows under named columns. Every row has one cell a column.
class Table {
 public:
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  /// `below` is a line to stand under the row, where there is something to say that fits no column; CSV leaves it out.
  void add(std::vector<std::string> row, std::string below = {}) {
    rows_.push_back(std::move(row));
    below_.push_back(std::move(below));
  }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  /// Aligned columns. Where they are wider than the terminal, the widest give way and their cells are cut with "…";
  /// columns that would be left with nothing in any row are not shown. Lines below rows stand under the second column.
  [[nodiscard]] std::string text(const Terminal& terminal) const;
  /// RFC 4180 with a header line; lines end with "\n".
  [[nodiscard]] std::string csv() const;

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> below_;  // one a row
};

}  // namespace attache
