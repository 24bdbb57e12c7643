// Reads the gazetteer's table; see gazetteer.h.
#include "knowledge/gazetteer.h"

#include <array>
#include <charconv>

namespace attache {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

bool read_row(std::string_view line, GazetteerRow& row) {
  std::array<std::string_view, 11> cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == cells.size())) return false;
    cells[i] = line.substr(0, tab);
    line = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
  }
  row.id = cells[0];
  row.name = cells[1];
  for (std::string_view rest = cells[2]; !rest.empty();) {
    const auto bar = rest.find('|');
    row.other_names.emplace_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  const auto kind = place_kind_from(cells[3]);
  if (!kind || row.name.empty() || cells[4].size() != 3) return false;
  row.kind = *kind;
  row.country = cells[4];
  row.in = cells[8];
  return read_number(cells[5], row.lat) && read_number(cells[6], row.lon) && read_number(cells[7], row.population) &&
         read_number(cells[9], row.seat) && read_number(cells[10], row.geonames);
}

}  // namespace

Result<std::vector<GazetteerRow>> read_gazetteer(std::string_view table, std::string_view where) {
  std::vector<GazetteerRow> rows;
  std::size_t number = 0;
  while (!table.empty()) {
    ++number;
    const auto end = table.find('\n');
    const std::string_view line = table.substr(0, end);
    table = end == std::string_view::npos ? std::string_view{} : table.substr(end + 1);
    if (line.empty()) continue;
    GazetteerRow row;
    if (!read_row(line, row)) {
      return failure(Fault::kIncorrect, "not a line of the gazetteer's table",
                     std::string(where) + ":" + std::to_string(number), "make it anew with tools/gazetteer/build.mjs");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace attache
