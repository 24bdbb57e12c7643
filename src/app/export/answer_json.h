// Answers of query/ as JSON: events, presence, sources. Field names are the structs' own; instants are ISO 8601, keys
// hexadecimal.
#pragma once

#include "app/export/claim_json.h"
#include "query/query.h"

namespace attache {

[[nodiscard]] Json to_json(const Event& event);
[[nodiscard]] Json to_json(const PresenceLine& line);
[[nodiscard]] Json to_json(const PresenceAnswer& answer);
[[nodiscard]] Json to_json(const SourcesAnswer& answer);
[[nodiscard]] Json to_json(const ClaimKey& key);

}  // namespace attache
