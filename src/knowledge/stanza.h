// The text form of the knowledge: stanzas of `Field: value` lines (docs/knowledge.md). This reader knows the form only: which
// fields there are and what they mean is known to compile.h and lint.h (and to coding/ for frames).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache {

struct Field {
  std::string name;        ///< "Part-of"
  std::string value;       ///< without outer white space; a continuation line is joined with one space
  std::uint32_t line = 0;  ///< 1-based
  friend bool operator==(const Field&, const Field&) = default;
};

/// A paragraph of fields. The first names its kind ("Actor") and its id.
struct Stanza {
  std::string folder;         ///< "actors", "frames", …
  std::string file;           ///< as given to the reader
  std::vector<Field> fields;  ///< never empty

  [[nodiscard]] const std::string& kind() const { return fields.front().name; }
  [[nodiscard]] const std::string& id() const { return fields.front().value; }
  [[nodiscard]] std::uint32_t line() const { return fields.front().line; }
  /// The value of the first field of that name; empty when there is none.
  [[nodiscard]] std::string_view get(std::string_view field) const;
  [[nodiscard]] bool has(std::string_view field) const;
  /// All values of all fields of that name, split at " | ".
  [[nodiscard]] std::vector<std::string> list(std::string_view field) const;
  /// All fields of that name, unsplit, in order.
  [[nodiscard]] std::vector<std::string> all(std::string_view field) const;
  /// "actors/states.txt:12".
  [[nodiscard]] std::string where() const { return file + ":" + std::to_string(line()); }
};

/// Something wrong with the knowledge's text.
struct Complaint {
  std::string file;
  std::uint32_t line = 0;
  std::string what;  ///< "unknown field 'Colour' in an Actor stanza"
  std::string mend;  ///< "one of: Name, Kind, …"
  [[nodiscard]] std::string text() const {
    return file + ":" + std::to_string(line) + ": " + what + (mend.empty() ? "" : "; " + mend);
  }
};

/// Reads one file's text. Lines that are no field are reported and skipped.
[[nodiscard]] std::vector<Stanza> read_stanzas(std::string_view text, std::string_view folder, std::string_view file,
                                               std::vector<Complaint>& complaints);

/// Reads root/{actors,outlets,places,forces,frames,calendar,ontology}/*.txt of each root, files in sorted order. A stanza whose
/// id an earlier root has replaces it; one that begins with `Extend: ID` adds its fields to it. Within one root a repeated id
/// is a complaint, but in ontology/, whose entries add up. Fails when a root cannot be read.
[[nodiscard]] Result<std::vector<Stanza>> read_knowledge(const std::vector<std::string>& roots,
                                                         std::vector<Complaint>& complaints);
/// The same on top of stanzas that are there already (a user's folders on the compiled knowledge). The stanzas that the roots
/// add have files with the root before them ("mine/actors/x.txt"): what people see and editors open.
[[nodiscard]] Result<std::vector<Stanza>> read_knowledge(std::vector<Stanza> base, const std::vector<std::string>& roots,
                                                         std::vector<Complaint>& complaints);

/// Splits at " | " and trims; empty parts are dropped.
[[nodiscard]] std::vector<std::string> split_values(std::string_view value);
/// "Dmitry Peskov" -> "dmitry-peskov": letters without diacritics, lower case, all else one hyphen.
[[nodiscard]] std::string slug(std::string_view name);
/// The id by which a stanza is known: "person:dmitry-peskov" for persons, else its first field's value.
[[nodiscard]] std::string stanza_id(const Stanza& stanza);

}  // namespace attache
