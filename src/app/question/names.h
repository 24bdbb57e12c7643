// Names as people write them, turned into what claims carry: "Russia", "Russian", "the Kremlin" and "Russian navy" are RUS.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/pipeline/locate.h"
#include "knowledge/knowledge.h"

namespace attache {

/// Where something is to be: a whole state, or a place in one.
struct Where {
  std::string country;  ///< code of the state; empty for a place
  std::string place;    ///< name of the place, as written; empty for a state
  std::string key;      ///< the place's key in the knowledge
};

/// The knowledge as a dictionary of names; opened when the first name is asked for.
class Names {
 public:
  explicit Names(ReadingFiles files) : files_(std::move(files)) {}

  /// The code of a state, organisation or armed force. What acts for it stands for it ("Kremlin"), and so do its forces
  /// ("French army", "Russia's border guards"). Errors: an unknown name, with the nearest one that is known.
  [[nodiscard]] Result<std::string> code(const std::string& written);
  /// The state or place of a name. A capital is the city here, not the government. Errors: as code().
  [[nodiscard]] Result<Where> where(const std::string& written);
  /// All names of the outlet that has this one; the name itself where no outlet of the knowledge has it.
  [[nodiscard]] Result<std::vector<std::string>> outlet(const std::string& written);
  /// "Russia" for RUS; the code itself where the knowledge has no name for it or cannot be opened.
  [[nodiscard]] std::string name_of(const std::string& code);

 private:
  [[nodiscard]] Result<const Knowledge*> knowledge();

  ReadingFiles files_;
  std::optional<Knowledge> knowledge_;
};

}  // namespace attache
