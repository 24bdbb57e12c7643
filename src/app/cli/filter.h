// The options by which claims and events are picked, the same for every command that has them.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "app/cli/names.h"

namespace attache {

/// What the user gave, as text.
struct FilterOptions {
  std::string event, posture, status, actor, owner, country, outlet, text, known_by, as_of;
  std::size_t limit = 0;
};
void add_filter(CLI::App& command, FilterOptions& options);
/// The two clocks alone: --known-by and --as-of.
void add_clocks(CLI::App& command, std::string& known_by, std::string& as_of);

/// The day that an option gives. Errors: not a day.
[[nodiscard]] Result<Day> day_option(const std::string& text, const std::string& flag);
/// The instant that --as-of gives; a bare day is its end.
[[nodiscard]] Result<RecordedTime> instant_option(const std::string& text, const std::string& flag);
/// Options to a filter, names to codes. Errors: a word that the codebook does not have, with the nearest that it has.
[[nodiscard]] Result<ClaimFilter> filter_from(const FilterOptions& options, Names& names);

}  // namespace attache
