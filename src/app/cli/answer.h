// Writing lists of claims the three ways that a person can ask for: table, JSON lines, CSV.
#pragma once

#include <vector>

#include "app/cli/command.h"
#include "app/export/claim_json.h"
#include "app/terminal/table.h"

namespace attache {

/// Writes a table as text or CSV.
void put_table(const Table& table, const Format& format, const Terminal& terminal);
/// Writes one JSON object and ends the line.
void put_json(const Json& object);
/// Claims of the ledger, in the order given; gives the exit code.
int put_claims(const std::vector<StoredClaim>& claims, const Format& format, const Terminal& terminal);

}  // namespace attache
