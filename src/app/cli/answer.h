// Writing claims and events the ways that a person can ask for: table, JSON lines, CSV, or one of them in full.
#pragma once

#include <vector>

#include "app/cli/command.h"
#include "app/cli/grades.h"
#include "app/export/claim_json.h"
#include "app/terminal/table.h"
#include "query/query.h"

namespace attache {

/// Writes a table as text or CSV.
void put_table(const Table& table, const Format& format, const Terminal& terminal);
/// Writes one JSON object and ends the line.
void put_json(const Json& object);

/// Claims or events of the ledger, in the order given.
void put_claims(const std::vector<StoredClaim>& claims, const Format& format, const Terminal& terminal);
void put_events(const EventsAnswer& answer, const Format& format, const Terminal& terminal);
/// One event of the answer with its reports, origins and contradictions.
void put_event(const EventsAnswer& answer, const Event& event, const Terminal& terminal, const Grades& grades = {});

/// Claims that report one thing: key, day, status, time, chain, and the words below. `parts` are what each tells of; empty
/// where that is the same for all.
[[nodiscard]] Table reports(const std::vector<const StoredClaim*>& claims, const std::vector<std::string>& parts = {});
/// A named line of something shown in full; nothing for an empty value.
void put_field(std::string_view field, const std::string& value);
/// The claim of that key; null when it is not among them.
[[nodiscard]] const StoredClaim* find(const std::vector<StoredClaim>& claims, const ClaimKey& key);

}  // namespace attache
