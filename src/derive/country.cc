// See country.h.
#include "derive/country.h"

#include <algorithm>
#include <map>
#include <vector>

#include "derive/text.h"

namespace attache {
namespace {

struct Row {
  std::string_view code;
  bool state;
  std::string_view field;  // Name, Adjective, Demonym
  std::string_view form;
};
constexpr Row kRows[] = {
#include "names.inc"
};

const Row* first(std::string_view code, std::string_view field) {
  const auto at =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& row) { return row.code == code && row.field == field; });
  return at == std::end(kRows) ? nullptr : at;
}

const std::map<std::string, std::string_view, std::less<>>& codes_by_form() {
  static const auto kCodes = [] {
    std::map<std::string, std::string_view, std::less<>> codes;
    for (const Row& row : kRows) codes.emplace(folded(row.form), row.code);
    for (const Row& row : kRows) codes.emplace(folded(row.code), row.code);
    return codes;
  }();
  return kCodes;
}

}  // namespace

std::string country_name(std::string_view code) {
  const Row* row = first(code, "Name");
  return std::string(row ? row->form : code);
}

std::string country_adjective(std::string_view code) {
  if (!is_state(code)) return std::string(code);  // "UN peacekeepers"
  const Row* row = first(code, "Adjective");
  return row ? std::string(row->form) : country_name(code);
}

std::string country_in_sentence(std::string_view code) {
  const std::string name = country_name(code);
  const bool article = name.starts_with("United ") || name.ends_with(" Republic") || name.ends_with(" Islands") ||
                       name.starts_with("Democratic Republic") || name == "Maldives" || name == "Philippines" ||
                       name == "Netherlands" || name == "Bahamas" || name == "Comoros" || name == "Seychelles" ||
                       (!is_state(code) && name != code && name != "Hezbollah" && name != "Hamas");
  return article ? "the " + name : name;
}

bool is_state(std::string_view code) {
  return std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) { return row.code == code && row.state; });
}

std::optional<std::string> code_from_name(std::string_view name) {
  const auto& codes = codes_by_form();
  const auto at = codes.find(folded(name));
  if (at == codes.end()) return std::nullopt;
  return std::string(at->second);
}

}  // namespace attache
