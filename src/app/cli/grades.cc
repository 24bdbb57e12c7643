// See grades.h.
#include "app/cli/grades.h"

#include <algorithm>
#include <fstream>

namespace attache {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

Result<Grades> Grades::read(const std::string& path) {
  Grades out;
  if (path.empty()) return out;
  std::ifstream file(path);
  if (!file) return failure(Fault::kEnvironment, "cannot be opened", path, "give a file of outlet grades with --grades");
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    const bool graded = line.size() > 2 && line[0] >= 'A' && line[0] <= 'F' && line[1] == ' ';
    const auto name = line.find_first_not_of(' ', 1);
    if (!graded || name == std::string::npos) {
      return failure(Fault::kIncorrect, "no grade: '" + line + "'", path + ":" + std::to_string(number),
                     "write a letter A to F, a space and the outlet's name");
    }
    out.grades_[lower(line.substr(name))] = line[0];
  }
  return out;
}

std::string Grades::of(const std::string& outlet) const {
  const auto at = grades_.find(lower(outlet));
  return at == grades_.end() ? std::string{} : std::string(1, at->second);
}

std::string Grades::with_grade(const std::string& outlet) const {
  const std::string grade = of(outlet);
  return grade.empty() ? outlet : outlet + " (" + grade + ")";
}

void add_grades(CLI::App& command, std::string& path) {
  command.add_option("--grades", path, "Your file of outlet grades: a letter A to F and a name, one a line")
      ->envname("ATTACHE_GRADES")
      ->type_name("FILE");
}

}  // namespace attache
