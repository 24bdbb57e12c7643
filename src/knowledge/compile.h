// From the text of the knowledge to its compiled form, the bytes that Knowledge::open maps (format.h).
//
// Compiling is lenient: what it cannot read it leaves out, as the linter (lint.h) says at length. The same stanzas and table
// give the same bytes on every machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "knowledge/gazetteer.h"
#include "knowledge/knowledge.h"
#include "knowledge/stanza.h"

namespace attache {

/// The compiled bytes of the stanzas and the gazetteer (which may be empty). A place of our own that the gazetteer has too
/// (same country, a name in common, a like kind, less than 50 km apart) takes the gazetteer's GeoNames id, population and
/// contents.
[[nodiscard]] Result<std::string> compile_knowledge(const std::vector<Stanza>& stanzas,
                                                    const std::vector<GazetteerRow>& gazetteer);

/// The compiled knowledge with users' folders on top: their stanzas replace or extend those of `base`. Complaints are those of
/// the reader and of the linter about the users' stanzas.
[[nodiscard]] Result<std::string> compile_overlay(const Knowledge& base, const std::vector<std::string>& roots,
                                                  std::vector<Complaint>& complaints);

/// Reads the roots and the gazetteer's table (no table when the path is empty), compiles them and writes one file, in place of
/// an older one only when all is written.
[[nodiscard]] Result<void> compile_file(const std::vector<std::string>& roots, const std::string& gazetteer_path,
                                        const std::string& out_path, std::vector<Complaint>& complaints);

/// A role's or an actor's dates, "2008-05..2012": EDTF dates around "..", either may be left out; nothing for what is neither.
[[nodiscard]] std::optional<DateRange> parse_date_range(std::string_view text);

/// "35.41 35.95" as latitude and longitude; nothing for what is no point on earth.
[[nodiscard]] std::optional<std::pair<double, double>> parse_point(std::string_view text);

/// Writes a file by way of a temporary name beside it.
[[nodiscard]] Result<void> write_whole_file(const std::string& path, std::string_view bytes);

}  // namespace attache
