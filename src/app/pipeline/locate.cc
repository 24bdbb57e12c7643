// Search beside the program and in the folders above it; see locate.h.
#include "app/pipeline/locate.h"

#include <cstdlib>
#include <filesystem>

namespace attache {
namespace {

namespace fs = std::filesystem;

fs::path program_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path() : program.parent_path();
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

Result<std::string> locate(std::string_view given, const char* variable, const std::vector<std::string>& names,
                           std::string_view flag) {
  const std::string named = given.empty() ? environment(variable) : std::string(given);
  if (!named.empty()) {
    if (fs::exists(named)) return named;
    return failure(Fault::kEnvironment, "no such file", named, "give another with " + std::string(flag));
  }
  constexpr int kLevels = 5;  // build/<preset>/src/app/attache up to the repository
  fs::path folder = program_folder();
  for (int level = 0; level < kLevels && folder != folder.root_path(); ++level, folder = folder.parent_path()) {
    for (const std::string& name : names) {
      for (const fs::path& candidate : {folder / "share" / "attache" / name, folder / name}) {
        if (fs::is_regular_file(candidate)) return candidate.string();
      }
    }
  }
  return failure(Fault::kEnvironment, "cannot find " + names.front(), program_folder().string() + " and the folders above",
                 "give its path with " + std::string(flag) + " or $" + variable);
}

Result<std::string> locate_model(const ReadingFiles& files) {
  return locate(files.model, "ATTACHE_MODEL", {"models/english.attache", "english.attache"}, "--model");
}

Result<std::string> locate_knowledge(const ReadingFiles& files) {
  return locate(files.knowledge_file, "ATTACHE_KNOWLEDGE_FILE", {"attache.knowledge", "knowledge/attache.knowledge"},
                "--knowledge-file");
}

}  // namespace attache
