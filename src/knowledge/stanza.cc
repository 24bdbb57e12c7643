// The reader of stanzas; see stanza.h.
#include "knowledge/stanza.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "knowledge/fold.h"

namespace attache {
namespace {

constexpr std::array<std::string_view, 7> kFolders = {"actors", "outlets",  "places",  "forces",
                                                      "frames", "calendar", "ontology"};

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool is_field_name(std::string_view name) {
  if (name.empty() || name[0] < 'A' || name[0] > 'Z') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return failure(Fault::kEnvironment, "cannot read this knowledge file", path.string(), "check that it may be read");
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// The *.txt files of a folder in sorted order; none when there is no such folder.
std::vector<std::filesystem::path> text_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string_view Stanza::get(std::string_view field) const {
  for (const Field& f : fields) {
    if (f.name == field) return f.value;
  }
  return {};
}

bool Stanza::has(std::string_view field) const {
  return std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.name == field; });
}

std::vector<std::string> Stanza::list(std::string_view field) const {
  std::vector<std::string> out;
  for (const Field& f : fields) {
    if (f.name != field) continue;
    for (std::string& value : split_values(f.value)) out.push_back(std::move(value));
  }
  return out;
}

std::vector<std::string> Stanza::all(std::string_view field) const {
  std::vector<std::string> out;
  for (const Field& f : fields) {
    if (f.name == field) out.push_back(f.value);
  }
  return out;
}

std::vector<Stanza> read_stanzas(std::string_view text, std::string_view folder, std::string_view file,
                                 std::vector<Complaint>& complaints) {
  std::vector<Stanza> stanzas;
  bool open = false;
  std::uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    const std::string_view content = trim(line);
    if (content.empty()) {
      open = false;
      continue;
    }
    if (content.front() == '#') continue;
    const auto complain = [&](std::string what, std::string mend) {
      complaints.push_back({std::string(file), number, std::move(what), std::move(mend)});
    };
    if (line.front() == ' ' || line.front() == '\t') {
      if (!open) {
        complain("a continuation line with no field above it", "begin the line at the left margin");
        continue;
      }
      std::string& value = stanzas.back().fields.back().value;
      if (!value.empty()) value += ' ';
      value += content;
      continue;
    }
    const auto colon = content.find(':');
    const std::string_view name = trim(content.substr(0, colon));
    if (colon == std::string_view::npos || !is_field_name(name)) {
      complain("not a field: '" + std::string(content.substr(0, 40)) + "'", "write Field: value");
      continue;
    }
    if (!open) {
      stanzas.push_back({std::string(folder), std::string(file), {}});
      open = true;
    }
    stanzas.back().fields.push_back({std::string(name), std::string(trim(content.substr(colon + 1))), number});
  }
  return stanzas;
}

Result<std::vector<Stanza>> read_knowledge(std::vector<Stanza> base, const std::vector<std::string>& roots,
                                           std::vector<Complaint>& complaints) {
  const bool overlay = !base.empty();
  std::vector<Stanza> all = std::move(base);
  // Positions in `all` by folder, kind and id, and by folder and id alone for `Extend`.
  std::map<std::string, std::size_t> known;
  std::map<std::string, std::size_t> by_id;
  const auto id_key = [](const Stanza& s) { return s.folder + "\n" + stanza_id(s); };
  const auto key = [&](const Stanza& s) { return s.kind() + "\n" + id_key(s); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    known[key(all[i])] = i;
    by_id.emplace(id_key(all[i]), i);
  }
  for (const std::string& root : roots) {
    if (!std::filesystem::is_directory(root)) {
      return failure(Fault::kEnvironment, "there is no such knowledge folder", root, "give a folder with actors/, places/, …");
    }
    std::map<std::string, std::string> here;  // what this root has said, and where
    for (const std::string_view folder : kFolders) {
      for (const auto& path : text_files(std::filesystem::path(root) / folder)) {
        auto text = read_file(path);
        if (!text) return tl::unexpected(text.error());
        const std::string file = overlay ? path.string() : std::string(folder) + "/" + path.filename().string();
        for (Stanza& stanza : read_stanzas(*text, folder, file, complaints)) {
          if (stanza.kind() == "Extend") {
            const auto at = by_id.find(id_key(stanza));
            if (at == by_id.end()) {
              complaints.push_back({file, stanza.line(), "Extend of an unknown id '" + stanza.id() + "'", "check the id"});
              continue;
            }
            auto& fields = all[at->second].fields;
            fields.insert(fields.end(), stanza.fields.begin() + 1, stanza.fields.end());
            continue;
          }
          const std::string id = key(stanza);
          const auto at = known.find(id);
          const auto [first, fresh] = here.emplace(id, stanza.where());
          if (!fresh && folder == "ontology") {  // word lists: entries add up
            all.push_back(std::move(stanza));
            continue;
          }
          if (!fresh) {
            complaints.push_back({file, stanza.line(),
                                  "the id '" + stanza_id(stanza) + "' is there already, at " + first->second,
                                  "give it another id, or merge the two"});
          }
          if (at != known.end()) {
            all[at->second] = std::move(stanza);
          } else {
            known[id] = all.size();
            by_id.emplace(id_key(stanza), all.size());
            all.push_back(std::move(stanza));
          }
        }
      }
    }
  }
  return all;
}

Result<std::vector<Stanza>> read_knowledge(const std::vector<std::string>& roots, std::vector<Complaint>& complaints) {
  return read_knowledge(std::vector<Stanza>{}, roots, complaints);
}

std::vector<std::string> split_values(std::string_view value) {
  std::vector<std::string> out;
  while (!value.empty()) {
    // A bar counts only between white space: "a|b" is one value.
    std::size_t bar = value.find('|');
    while (bar != std::string_view::npos &&
           !((bar == 0 || value[bar - 1] == ' ') && (bar + 1 == value.size() || value[bar + 1] == ' '))) {
      bar = value.find('|', bar + 1);
    }
    const std::string_view part = trim(value.substr(0, bar));
    if (!part.empty()) out.emplace_back(part);
    if (bar == std::string_view::npos) break;
    value.remove_prefix(bar + 1);
  }
  return out;
}

std::string slug(std::string_view name) {
  std::string out;
  const std::string folded = fold(name);
  for (const char c : folded) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool word =
        (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || static_cast<unsigned char>(c) >= 0x80U;
    if (word) {
      out += lower;
    } else if (!out.empty() && out.back() != '-' && c != '\'') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string stanza_id(const Stanza& stanza) { return stanza.kind() == "Person" ? "person:" + slug(stanza.id()) : stanza.id(); }

}  // namespace attache
