// Facts in words, for tables and sentences: one wording everywhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/remark.h"
#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

/// "RETREAT-withdraw", "AGREE", "remain"; with the posture where the type does not say it: "MOBILIZE-troops deploy".
[[nodiscard]] std::string what_in_words(EventType event, std::string_view mode, Posture posture);
/// "planned"; "planned, negated".
[[nodiscard]] std::string status_in_words(Status status, bool negated);
/// "Vladimir Putin (RUS), Nikol Pashinyan (ARM)"; the code is left out where the name is the code.
[[nodiscard]] std::string in_words(const std::vector<Party>& parties);
/// Whom or what it is about, in one cell: the force where there is one, else "doers → recipients".
[[nodiscard]] std::string who_in_words(const std::vector<Party>& actor, const std::vector<Party>& recipient,
                                       const std::optional<Force>& force);
/// "2,000", "up to 300", "at least 50", "1,960-2,000".
[[nodiscard]] std::string in_words(const Count& count);
/// "RUS border guards, 2,000".
[[nodiscard]] std::string in_words(const Force& force);
/// "Gyumri (ARM)", several joined by ", ".
[[nodiscard]] std::string in_words(const std::vector<Place>& places);
/// "request ARM".
[[nodiscard]] std::string in_words(const Basis& basis);
/// "Dmitry Peskov → Interfax → Reuters".
[[nodiscard]] std::string in_words(const std::vector<Link>& chain);
/// "2024-05-09", or with the minute where it is known: "2024-05-09 14:30".
[[nodiscard]] std::string in_words(ReportedTime reported);
[[nodiscard]] std::string in_words(RecordedTime recorded);
/// "no publication date: relative times stay unresolved"; the words of base/remark.h.
[[nodiscard]] std::string_view in_words(RemarkCode code);
/// The first digits of a key: enough to tell claims apart and to give to `attache why`.
[[nodiscard]] std::string short_key(const Hash128& key);

}  // namespace attache
