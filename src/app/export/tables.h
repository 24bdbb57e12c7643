// Answers as tables with every column: CSV for programs, `--wide` for people.
#pragma once

#include <vector>

#include "app/terminal/table.h"
#include "query/query.h"

namespace attache {

[[nodiscard]] Table table_of(const std::vector<StoredClaim>& claims);
[[nodiscard]] Table table_of(const std::vector<Event>& events);
[[nodiscard]] Table table_of(const PresenceAnswer& answer);
[[nodiscard]] Table table_of(const SourcesAnswer& answer);

}  // namespace attache
