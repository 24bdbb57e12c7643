// Where the program finds its model and its compiled knowledge: what the user names, else what lies beside the program,
// installed (../share/attache) or in the build tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache {

/// What the user said of the files that reading needs.
struct ReadingFiles {
  std::string model;                   ///< --model; empty: $ATTACHE_MODEL, else search
  std::string knowledge_file;          ///< --knowledge-file; empty: $ATTACHE_KNOWLEDGE_FILE, else search
  std::vector<std::string> knowledge;  ///< --knowledge: the user's own folders, on top of the compiled file
};

/// The path of a file of the installation, or an error that says where it was looked for. `flag` names the way to give it.
[[nodiscard]] Result<std::string> locate(std::string_view given, const char* variable, const std::vector<std::string>& names,
                                         std::string_view flag);
[[nodiscard]] Result<std::string> locate_model(const ReadingFiles& files);
[[nodiscard]] Result<std::string> locate_knowledge(const ReadingFiles& files);

}  // namespace attache
