// The reader of orthography files; see orthography.h.
#include "language/orthography.h"

#include <utility>

namespace attache {
namespace {

struct Section {
  std::string_view name;
  WordList Orthography::*list;
};
constexpr Section kSections[] = {
    {"titles", &Orthography::titles},
    {"abbreviations", &Orthography::abbreviations},
    {"before-numbers", &Orthography::before_numbers},
    {"behind-numbers", &Orthography::behind_numbers},
    {"between-capitals", &Orthography::between_capitals},
    {"also-words", &Orthography::also_words},
    {"sentence-ends", &Orthography::sentence_ends},
    {"clock", &Orthography::clock},
    {"clock-followers", &Orthography::clock_followers},
    {"clock-ends", &Orthography::clock_ends},
    {"behind-names", &Orthography::behind_names},
    {"behind-amounts", &Orthography::behind_amounts},
    {"not-initials", &Orthography::not_initials},
    {"lettered", &Orthography::lettered},
    {"starters", &Orthography::starters},
    {"short-starters", &Orthography::short_starters},
    {"speech", &Orthography::speech},
    {"prefixes", &Orthography::prefixes},
    {"prefixes-of-numbers", &Orthography::prefixes_of_numbers},
    {"units", &Orthography::units},
    {"clitics", &Orthography::clitics},
    {"negations", &Orthography::negations},
    {"elided", &Orthography::elided},
    {"clipped", &Orthography::clipped},
    {"ordinal-followers", &Orthography::ordinal_followers},
    {"dates", &Orthography::dates},
    {"directions", &Orthography::directions},
};

/// Takes one word of a section; false where it cannot stand there.
bool take(Orthography& out, std::string_view section, WordList* list, std::string_view word) {
  if (section == "hyphens") {
    out.keeps_hyphens = word == "keep";
    return word == "keep" || word == "split";
  }
  if (section == "decimals") {
    out.decimal_comma = word == "comma";
    return word == "comma" || word == "stop";
  }
  if (section == "contracted") {
    const std::size_t bar = word.find('|');
    if (bar == std::string_view::npos || bar == 0 || bar + 1 == word.size()) return false;
    std::string whole(word.substr(0, bar));
    whole += word.substr(bar + 1);
    out.contracted.push_back({std::move(whole), static_cast<std::uint32_t>(bar)});
    return true;
  }
  if (section == "small") return true;  // the trainer's own
  if (section == "negations" && (word.size() < 3 || word[1] != '\'')) return false;
  list->emplace_back(word);
  return true;
}

template <class Longest, class List, class Size>
void measure(Longest& longest, const List& list, Size size) {
  for (const auto& entry : list) longest = std::max(longest, size(entry));
}

}  // namespace

Result<Orthography> Orthography::parse(std::string_view text, const std::string& where) {
  constexpr std::string_view kOthers[] = {"hyphens", "decimals", "contracted", "small"};
  constexpr std::string_view kSpace = " \t\r";
  Orthography out;
  std::string_view section;
  WordList* list = nullptr;
  std::size_t number = 0;
  const auto wrong = [&](std::string what, std::string mend) {
    return failure(Fault::kIncorrect, std::move(what), where + ":" + std::to_string(number), std::move(mend));
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.starts_with('#')) continue;
    if (line.starts_with('[')) {
      section = line.substr(1, std::min(line.find(']'), line.size()) - 1);
      const auto* known =
          std::find_if(std::begin(kSections), std::end(kSections), [&](const Section& s) { return s.name == section; });
      list = known == std::end(kSections) ? nullptr : &(out.*known->list);
      if (list == nullptr && std::find(std::begin(kOthers), std::end(kOthers), section) == std::end(kOthers)) {
        return wrong("no section is called \"" + std::string(section) + "\"",
                     "the sections are those of train/languages/english/orthography.txt");
      }
      continue;
    }
    for (std::size_t at = line.find_first_not_of(kSpace); at != std::string_view::npos;
         at = line.find_first_not_of(kSpace, at)) {
      const std::size_t stop = std::min(line.find_first_of(kSpace, at), line.size());
      const std::string_view word = line.substr(at, stop - at);
      at = stop;
      if (section.empty())
        return wrong("\"" + std::string(word) + "\" stands in no section", "write [titles] or another section above it");
      if (!take(out, section, list, word)) {
        return wrong("\"" + std::string(word) + "\" cannot stand in [" + std::string(section) + "]",
                     "the comments of the English file say what can");
      }
    }
  }
  for (const Section& known : kSections) std::sort((out.*known.list).begin(), (out.*known.list).end());
  std::sort(out.contracted.begin(), out.contracted.end(),
            [](const Contracted& a, const Contracted& b) { return a.word < b.word; });
  measure(out.longest_clitic, out.clitics, [](const std::string& word) { return word.size(); });
  measure(out.longest_contracted, out.contracted, [](const Contracted& c) { return c.word.size(); });
  return out;
}

std::uint32_t Orthography::contracted_head(std::string_view word) const {
  if (word.size() > longest_contracted) return 0;
  const auto found = std::lower_bound(contracted.begin(), contracted.end(), word,
                                      [](const Contracted& c, std::string_view w) { return c.word < w; });
  return found == contracted.end() || found->word != word ? 0 : found->head;
}

}  // namespace attache
