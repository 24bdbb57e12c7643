// A line of presence as an analyst would write it: "Russian border guards on Tajikistan's border with Afghanistan: present,
// last reported 2024-05-09, at Armenia's request; claimed by Dmitry Peskov through Interfax."
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "facts/presence.h"
#include "facts/stored_claim.h"

namespace attache {

/// `claims` are those that the line lists; others are not looked at.
[[nodiscard]] std::string sentence_of(const PresenceLine& line, std::span<const StoredClaim> claims);

/// EDTF in words: "autumn 2020" for 2020-23, "November 2020", "by 2024-05-09" for ../2024-05-09, "from 2024-08-01" for an open
/// end; a day stays as it is written.
[[nodiscard]] std::string time_in_words(std::string_view edtf);

}  // namespace attache
