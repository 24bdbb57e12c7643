// Facts in words, for tables and sentences: one wording everywhere.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/remark.h"
#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

/// The words of a list with a separator between them.
template <class List, class Word = std::identity>
[[nodiscard]] std::string joined(const List& list, std::string_view separator, Word&& word = {}) {
  std::string out;
  for (const auto& each : list) {
    if (!out.empty()) out += separator;
    out += word(each);
  }
  return out;
}
/// "1 claim", "2 claims".
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun);

/// "RETREAT-withdraw", "AGREE", "remain"; with the posture where the type does not say it: "MOBILIZE-troops deploy".
[[nodiscard]] std::string what_in_words(EventType event, std::string_view mode, Posture posture);
/// "planned"; "planned, negated".
[[nodiscard]] std::string status_in_words(Status status, bool negated);
/// "Vladimir Putin (RUS), Nikol Pashinyan (ARM)"; the code is left out where the name is the code.
[[nodiscard]] std::string in_words(const std::vector<Party>& parties);
/// "RUS border guards, 2,000".
[[nodiscard]] std::string in_words(const Force& force);
/// "Gyumri (ARM)", in brackets where the clause did not name it; several joined by ", ".
[[nodiscard]] std::string in_words(const std::vector<Place>& places);
/// Whether the clause itself writes the claim's date out with its year: else it was worked out, from the day of publication or
/// from another sentence.
[[nodiscard]] bool writes_the_year(const Claim& claim);
/// "by 2024-08-01", in brackets where the clause does not write the year. Empty where no time is told.
[[nodiscard]] std::string time_of(const Claim& claim);
/// "request ARM".
[[nodiscard]] std::string in_words(const Basis& basis);
/// "Dmitry Peskov → Interfax → Reuters".
[[nodiscard]] std::string in_words(const std::vector<Link>& chain);
/// "2024-05-09", or with the minute where it is known: "2024-05-09 14:30".
[[nodiscard]] std::string in_words(ReportedTime reported);
[[nodiscard]] std::string in_words(RecordedTime recorded);
/// "no publication date: relative times stay unresolved"; the words of base/remark.h.
[[nodiscard]] std::string_view in_words(RemarkCode code);
// The same in fewer words, for listings.

/// "withdraw", "AGREE", "not withdraw".
[[nodiscard]] std::string what_at_a_glance(EventType event, Posture posture, bool negated);
/// The force where there is one, else the names of those who do it.
[[nodiscard]] std::string who_at_a_glance(const std::vector<Party>& actor, const std::optional<Force>& force);
/// Names of those to whom it is done, and of the places.
[[nodiscard]] std::string where_at_a_glance(const std::vector<Party>& recipient, const std::vector<Place>& places);
/// The first digits of a key: enough to tell claims apart and to give to `attache why`.
[[nodiscard]] std::string short_key(const Hash128& key);

}  // namespace attache
