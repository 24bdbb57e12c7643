// Names as people write them, turned into the codes that claims carry: "Russia", "Russian" and "rus" are RUS.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/pipeline/locate.h"
#include "knowledge/knowledge.h"

namespace attache {

/// Opens the knowledge only when a name needs it: codes ("RUS") pass as they are.
class Names {
 public:
  explicit Names(ReadingFiles files) : files_(std::move(files)) {}

  /// The code of a state or organisation. Errors: an unknown name, with the nearest one that is known.
  [[nodiscard]] Result<std::string> code(const std::string& written);
  /// As code(), and a place of another kind ("Gyumri") as it is written.
  [[nodiscard]] Result<std::string> code_or_place(const std::string& written);
  /// "Russia" for RUS; the code itself where the knowledge has no name for it or cannot be opened.
  [[nodiscard]] std::string name_of(const std::string& code);

 private:
  [[nodiscard]] Result<const Knowledge*> knowledge();

  ReadingFiles files_;
  std::optional<Knowledge> knowledge_;
};

}  // namespace attache
