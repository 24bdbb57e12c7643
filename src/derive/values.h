// Values of slots: whether two may both be right, and how a person writes them.
#pragma once

#include <optional>
#include <string>

#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

/// Whether two counts may be one count told twice: they overlap, or differ by no more than a twentieth ("nearly 2,000", 1,960).
[[nodiscard]] bool compatible(const Count& a, const Count& b);
/// Whether the claim counts its forces, and how.
[[nodiscard]] std::optional<Count> count_of(const Claim& claim);
/// "2,000", "up to 300", "300 or more", "200 to 300"; empty for no count.
[[nodiscard]] std::string shown(const Count& count);

/// The day is told to the day.
[[nodiscard]] bool is_one_day(const HappenedTime& time);
/// An interval with a last day and no first: "by the end of May".
[[nodiscard]] bool is_deadline(const HappenedTime& time);
/// Days between two times; 0 where they may overlap.
[[nodiscard]] int days_apart(const HappenedTime& a, const HappenedTime& b);
/// The EDTF of the start ("1992" of "1992/..") and of the end; empty where open or unknown.
[[nodiscard]] std::string start_edtf(const HappenedTime& time);
[[nodiscard]] std::string end_edtf(const HappenedTime& time);

/// "Vladimir Putin" as shown; "RUS" where there is no name.
[[nodiscard]] std::string shown(const Party& party);
/// "request of ARM".
[[nodiscard]] std::string shown(const Basis& basis);

}  // namespace attache
