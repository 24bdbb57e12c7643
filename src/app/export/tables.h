// Answers as tables with every column: CSV for programs, `--wide` for people.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/terminal/table.h"
#include "query/query.h"

namespace attache {

[[nodiscard]] Table table_of(const std::vector<StoredClaim>& claims);
[[nodiscard]] Table table_of(const std::vector<Event>& events);
[[nodiscard]] Table table_of(const PresenceAnswer& answer);
/// `grade` gives the user's grade of an outlet, empty for none.
[[nodiscard]] Table table_of(const SourcesAnswer& answer, const std::function<std::string(const std::string&)>& grade = {});

}  // namespace attache
