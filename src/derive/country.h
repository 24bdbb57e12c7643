// Names of states and organisations, as the keeping half needs them: to show a code as a person would write it, to take
// "Armenia" where a code is meant, and to tell "Tajik territory" from a place inside Tajikistan when a claim came without
// keys. The names come from knowledge/actors/ at build time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attache {

/// "Armenia" for ARM; the code itself when it is not known.
[[nodiscard]] std::string country_name(std::string_view code);
/// "Armenian" for ARM; the name when there is no adjective ("UN peacekeepers").
[[nodiscard]] std::string country_adjective(std::string_view code);
/// "the Maldives", "the United States": the name as it stands in a sentence.
[[nodiscard]] std::string country_in_sentence(std::string_view code);
/// Whether it is the code of a state rather than of an organisation.
[[nodiscard]] bool is_state(std::string_view code);
/// The code for a code, name, adjective or demonym in any case; nothing when it is none of them.
[[nodiscard]] std::optional<std::string> code_from_name(std::string_view name);

}  // namespace attache
