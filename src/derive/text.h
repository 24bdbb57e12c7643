// Comparing short texts: folded words of names. ASCII case only, so that the outcome does not hang on a locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// The words of a name in lower case, without punctuation, possessive 's and leading articles: "the Country's Main airport"
/// gives country, main, airport. Hyphens divide words.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);
/// folded_words joined with spaces.
[[nodiscard]] std::string folded(std::string_view text);
/// "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

}  // namespace attache
