// The articles that a command is given: paths, folders, standard input, and what is known of them from flags.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/pipeline/pipeline.h"
#include "wire/read.h"

namespace attache {

struct InputOptions {
  std::vector<std::string> paths;
  std::string published, outlet;
  unsigned threads = 0;  ///< 0: as many as the machine has
};
void add_input(CLI::App& command, InputOptions& options);
[[nodiscard]] unsigned thread_count(const InputOptions& options);

/// What reading them came to, articles aside.
struct InputCount {
  std::size_t articles = 0;
  std::size_t failed = 0;   ///< paths that could not be opened; each was reported
  std::size_t skipped = 0;  ///< records and files that are no articles; each was reported
};

/// Gives every article of the input to `take`, in order, until that returns false. Errors: a flag that cannot be read.
[[nodiscard]] Result<InputCount> read_input(const InputOptions& options, const std::function<bool(Article&&)>& take);

/// How many articles the paths seem to hold, for a progress bar; 0 where that would take long to find out.
[[nodiscard]] std::size_t guess_articles(const std::vector<std::string>& paths);

/// Remarks counted by code, for the line that a command ends with.
class RemarkCount {
 public:
  void add(const CodedArticle& coded);
  [[nodiscard]] std::size_t total() const;
  /// "  2 x remark 104: no publication date: relative times stay unresolved", one line a code; empty for none.
  [[nodiscard]] std::string text() const;

 private:
  std::map<RemarkCode, std::size_t> counts_;
};

}  // namespace attache
