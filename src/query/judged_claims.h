// What all questions begin with: the ledger's current claims under the two clocks, as people have judged them. Inside query/
// only.
#pragma once

#include <functional>
#include <optional>

#include "derive/judged.h"
#include "ledger/ledger.h"

namespace attache {

struct Clocks {
  std::optional<Day> known_by;
  std::optional<RecordedTime> as_of;
};

/// The claims that `narrowed` finds (its clocks aside; where people judged claims, all, for a correction may move them) and
/// `wanted` takes, by publication; judgements are those that the ledger had at `as_of`, or none where the claims are asked for
/// as they were coded. Of the judgements only those that stand matter to an answer.
[[nodiscard]] Result<Judged> judged_claims(const Ledger& ledger, const Clocks& clocks, bool as_coded,
                                           const std::function<bool(const StoredClaim&)>& wanted = {},
                                           const ClaimFilter& narrowed = {});

}  // namespace attache
