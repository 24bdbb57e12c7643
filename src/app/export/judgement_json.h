// Judgements as JSON, one object a line: what `attache judgements --json` writes, and `--import` and `attache review
// --decisions` read.
#pragma once

#include "app/export/claim_json.h"
#include "base/result.h"
#include "derive/judged.h"

namespace attache {

[[nodiscard]] Json to_json(const Judgement& judgement);
/// With what became of it: `attachment`, `claim_now`, `stands`.
[[nodiscard]] Json to_json(const AttachedJudgement& each);
/// What to_json() wrote; more fields are left aside. Errors: no JSON, a field that is missing or no such value, a key that is
/// not that of the content.
[[nodiscard]] Result<Judgement> judgement_from_json(const std::string& line);

}  // namespace attache
