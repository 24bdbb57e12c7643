// Shapes of paragraphs; see shapes.h.
#include "wire/shapes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "wire/dateline.h"
#include "wire/publication.h"
#include "wire/words.h"

namespace attache {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

template <class Test>
bool any_of(std::span<const std::string_view> list, Test test) {
  return std::any_of(list.begin(), list.end(), test);
}

constexpr auto kCaptionOpenings = std::to_array<std::string_view>(
    {"FILE PHOTO", "FILE -", "FILE –", "FILE —", "File photo", "Photo:", "PHOTO:", "Photo by", "Image:", "Image credit",
     "Picture:", "Caption:", "Video:", "Photograph:", "[Photo", "(Photo", "File:"});
constexpr auto kCaptionCredits =
    std::to_array<std::string_view>({"/File Photo", "/Handout", "/Pool", "via REUTERS", "via AP", "Getty Images",
                                     "(Photo: ", "(Photo by ", "(AP Photo", "[Photo", "[File"});

// Where a caption's credit stands, if it has one.
std::string_view tail_of(std::string_view paragraph) {
  return paragraph.substr(paragraph.size() - std::min<std::size_t>(paragraph.size(), 80));
}

// The last brackets of a caption hold its credit: "(AP Photo/Ann Hill)", "[Ann Hill/AFP]", "(Ann Hill/Reuters)".
bool ends_with_bracketed_credit(std::string_view paragraph) {
  if (!paragraph.ends_with(')') && !paragraph.ends_with(']')) return false;
  const char opening = paragraph.back() == ')' ? '(' : '[';
  const auto open = paragraph.rfind(opening);
  if (open == kNone || open == 0 || paragraph.size() - open > 120) return false;
  const std::string_view inside = paragraph.substr(open + 1, paragraph.size() - open - 2);
  if (starts_fold(inside, "photo") || starts_fold(inside, "file photo")) return true;
  if (find_fold(inside, "photo by") != kNone || find_fold(inside, "photo/") != kNone) return true;
  if (opening == '[' && starts_fold(inside, "file")) return true;
  const auto slash = inside.rfind('/');
  return slash != kNone && is_known_agency(trim(inside.substr(slash + 1)));
}

// "… said a witness. REUTERS/Ann Hill": the agency in capitals, a slash, a name, and nothing more.
bool ends_with_agency_slash_name(std::string_view paragraph) {
  if (ends_sentence(paragraph)) return false;
  const std::string_view tail = tail_of(paragraph);
  for (const std::string_view agency : {"REUTERS/", "AFP/", "AP/", "TASS/", "EPA/", "EPA-EFE/"}) {
    const auto at = tail.rfind(agency);
    if (at == kNone || (at > 0 && tail[at - 1] != ' ' && tail[at - 1] != '.' && tail[at - 1] != '\n')) continue;
    return starts_capital(tail.substr(at + agency.size()));
  }
  return false;
}

// "The hangar on Thursday. Photo: Northern Standard".
bool ends_with_photo_label(std::string_view paragraph) {
  if (ends_sentence(paragraph)) return false;
  const std::string_view tail = tail_of(paragraph);
  for (const std::string_view label : {"Photo: ", "Photograph: ", "Picture: ", "Image: ", "Photo by ", "Credit: "}) {
    if (const auto at = tail.rfind(label); at != kNone && tail.data() + at != paragraph.data()) return true;
  }
  return false;
}

constexpr auto kCreditLabels = std::to_array<std::string_view>(
    {"Additional reporting by", "Reporting and writing by", "Reporting by", "Writing and editing by", "Writing by",
     "Written by", "Editing by", "Edited by", "Compiled by", "Translated by", "Translation by", "Graphics by", "Graphic by",
     "Additional writing by", "Production by"});

bool opens_with_credit_label(std::string_view text) {
  return any_of(kCreditLabels, [&](std::string_view label) { return starts_fold(text, label); });
}

constexpr auto kNotNames = std::to_array<std::string_view>({"staff", "correspondent", "correspondents", "editor", "writer",
                                                            "reporter", "reporters", "service", "news", "newsroom", "desk",
                                                            "agency", "press", "team", "bureau", "agencies", "office"});

bool is_person(std::string_view name) {
  const std::vector<CopyWord> words = words_of(name);
  if (words.size() < 2 || words.size() > 5 || has_digit(name)) return false;
  constexpr auto kParticles =
      std::to_array<std::string_view>({"de", "van", "von", "der", "den", "al", "bin", "da", "di", "el", "la"});
  for (const CopyWord& word : words) {
    if (any_of(kNotNames, [&](std::string_view other) { return equals_fold(word.text, other); })) return false;
    if (!starts_capital(word.text) && !any_of(kParticles, [&](std::string_view particle) { return particle == word.text; }))
      return false;
  }
  return true;
}

// "Ann Hill, Bo Lind and Cy Moor in Tbilisi" to the persons.
std::vector<std::string> persons(std::string_view list) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view name) {
    name = trim(name.substr(0, find_fold(name, " in ")));
    if (is_person(name)) out.push_back(on_one_line(name));
  };
  while (!list.empty()) {
    const auto comma = list.find_first_of(",;|");
    const auto both = find_fold(list, " and ");
    const auto cut = std::min({comma, both, list.size()});
    add(list.substr(0, cut));
    if (cut == list.size()) break;
    list.remove_prefix(cut == comma ? cut + 1 : cut + 5);
  }
  return out;
}

constexpr auto kBoilerplate = std::to_array<std::string_view>({"Advertisement",
                                                               "Advertising",
                                                               "Sponsored",
                                                               "Sign up here.",
                                                               "Sign up here",
                                                               "Read more",
                                                               "Read more:",
                                                               "Share",
                                                               "Share this",
                                                               "Print",
                                                               "Email",
                                                               "Save",
                                                               "Subscribe",
                                                               "Subscribe now",
                                                               "Related",
                                                               "Related articles",
                                                               "Related stories",
                                                               "More on this story",
                                                               "Recommended",
                                                               "Recommended stories",
                                                               "Most read",
                                                               "Trending",
                                                               "Story continues below",
                                                               "Story continues below advertisement",
                                                               "Continue reading",
                                                               "Purchase Licensing Rights",
                                                               "Acquire Licensing Rights",
                                                               "Acquire Licensing Rights, opens new tab",
                                                               "Purchase Licensing Rights, opens new tab",
                                                               "opens new tab",
                                                               "ENDS",
                                                               "END",
                                                               "-30-",
                                                               "###",
                                                               "***",
                                                               "* * *",
                                                               "___",
                                                               "---",
                                                               "Listen",
                                                               "Listen to this article",
                                                               "Follow us",
                                                               "Leave a comment",
                                                               "Comments",
                                                               "Back to top",
                                                               "Skip to content",
                                                               "Close",
                                                               "Menu",
                                                               "Search",
                                                               "Tags"});
constexpr auto kBoilerplateOpenings = std::to_array<std::string_view>({"Read more:",
                                                                       "Read more on",
                                                                       "Read also:",
                                                                       "Read also",
                                                                       "Also read:",
                                                                       "See also:",
                                                                       "Related:",
                                                                       "More:",
                                                                       "More on this:",
                                                                       "Don't miss:",
                                                                       "Watch:",
                                                                       "Sign up for",
                                                                       "Sign up to",
                                                                       "Subscribe to",
                                                                       "Follow us on",
                                                                       "Follow us at",
                                                                       "Click here",
                                                                       "All rights reserved",
                                                                       "©",
                                                                       "(c) ",
                                                                       "Copyright ©",
                                                                       "Copyright (c)",
                                                                       "Get the latest",
                                                                       "Download the app",
                                                                       "Join us on",
                                                                       "Share on",
                                                                       "This article was originally published",
                                                                       "Tags:",
                                                                       "Keywords:",
                                                                       "Topics:",
                                                                       "Suggested Topics"});

// Every word of four letters or more has a capital, prepositions apart.
bool is_title_case(std::string_view paragraph) {
  constexpr auto kSmall = std::to_array<std::string_view>(
      {"with", "from", "over", "into", "after", "about", "between", "against", "under", "than"});
  std::size_t long_words = 0;
  for (const CopyWord& word : words_of(paragraph)) {
    if (count_code_points(word.text) < 4 || any_of(kSmall, [&](std::string_view small) { return small == word.text; }))
      continue;
    if (starts_small(word.text)) return false;
    ++long_words;
  }
  return long_words >= 3;
}

}  // namespace

bool is_caption(std::string_view paragraph) {
  if (paragraph.size() > 1200) return false;
  if (any_of(kCaptionOpenings, [&](std::string_view opening) { return paragraph.starts_with(opening); })) return true;
  if (any_of(kCaptionCredits, [&](std::string_view credit) { return ends_fold(paragraph, credit); })) return true;
  return ends_with_bracketed_credit(paragraph) || ends_with_agency_slash_name(paragraph) || ends_with_photo_label(paragraph);
}

bool is_byline(std::string_view paragraph) {
  if (paragraph.size() > 160) return false;
  const auto place = find_fold(paragraph, " in ");
  const bool by = starts_fold(paragraph, "by ");
  const bool from = starts_fold(paragraph, "from our ") || starts_fold(paragraph, "from a ");
  if (!by && !from && place == kNone) return false;  // most lines end here
  const std::vector<CopyWord> words = words_of(paragraph);
  if (words.size() < 2 || words.size() > 16) return false;
  if (by) {
    if (ends_sentence(paragraph) && !paragraph.ends_with("Jr.") && !paragraph.ends_with("Sr.")) return false;
    const bool desk = words[1].text == "our" || words[1].text == "a" || words[1].text == "staff" || words[1].text == "the";
    const bool names = std::all_of(words.begin() + 1, words.end(), [](const CopyWord& word) {
      return !starts_small(word.text) || word.text == "and" || word.text == "in" || word.text == "of" || word.text == "at" ||
             word.text == "for" || word.text == "de" || word.text == "van" || word.text == "von" || word.text == "al" ||
             word.text == "bin" || word.text == "der" ||
             any_of(kNotNames, [&](std::string_view other) { return other == word.text; });
    });
    return desk ? any_of(kNotNames, [&](std::string_view other) { return find_fold(paragraph, other) != kNone; }) : names;
  }
  if (from) return !ends_sentence(paragraph) && find_fold(paragraph, "correspondent") != kNone;
  // "Ann Hill in Tbilisi", "Ann Hill and Bo Lind in Tbilisi".
  if (ends_sentence(paragraph) || has_digit(paragraph) || words.size() > 10) return false;
  const std::string_view people = paragraph.substr(0, place);
  const std::vector<CopyWord> where = words_of(paragraph.substr(place + 4));
  const std::vector<std::string> named = persons(people);
  std::size_t name_words = 0;
  for (const std::string& name : named) name_words += words_of(name).size();
  const auto joints = std::count_if(words.begin(), words.end(), [](const CopyWord& word) { return word.text == "and"; });
  return !named.empty() && name_words <= 3 * named.size() &&
         name_words + static_cast<std::size_t>(joints) == words_of(people).size() && !where.empty() && where.size() <= 3 &&
         std::all_of(where.begin(), where.end(), [](const CopyWord& word) { return starts_capital(word.text); });
}

bool is_credit(std::string_view paragraph) {
  if (paragraph.size() > 1200) return false;
  std::string_view inner = paragraph;
  while (!inner.empty() && (inner.front() == '(' || inner.front() == '[' || inner.front() == '*')) inner.remove_prefix(1);
  if (opens_with_credit_label(inner)) {
    if (inner.size() < paragraph.size()) return true;
    // Without brackets it must not be a sentence about somebody's reporting.
    const std::string_view rest = trim(inner.substr(std::min(inner.size(), find_fold(inner, " by ") + 4)));
    return starts_capital(rest) && (!ends_sentence(paragraph) || paragraph.find(';') != kNone);
  }
  if (starts_fold(paragraph, "Our Standards:") || starts_fold(paragraph, "Source: ") || starts_fold(paragraph, "Sources: ")) {
    return paragraph.size() < 120;
  }
  if (find_fold(paragraph, "contributed to this ") != kNone && paragraph.size() < 300) return true;
  // "- Reuters", "-- AFP", "==Kyodo", "(TASS)", "/TASS/".
  std::string_view name = paragraph;
  while (!name.empty() &&
         (name.front() == '-' || name.front() == '=' || name.front() == '(' || name.front() == '/' || name.front() == ' ')) {
    name.remove_prefix(1);
  }
  for (const std::string_view dash : {"—", "–"}) {
    if (name.starts_with(dash)) name.remove_prefix(dash.size());
  }
  name = trim(name);
  while (!name.empty() && (name.back() == ')' || name.back() == '/' || name.back() == '.')) name.remove_suffix(1);
  if (name.size() < paragraph.size() && is_known_agency(name)) return true;
  // "bur-ab/cd/ef": the initials that AFP signs with.
  const bool initials =
      paragraph.size() <= 30 && paragraph.find('/') != kNone && !has_digit(paragraph) &&
      std::all_of(paragraph.begin(), paragraph.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == '-'; });
  return initials;
}

bool is_boilerplate(std::string_view paragraph) {
  if (any_of(kBoilerplate, [&](std::string_view known) { return equals_fold(known, paragraph); })) return true;
  return paragraph.size() < 240 &&
         any_of(kBoilerplateOpenings, [&](std::string_view opening) { return starts_fold(paragraph, opening); });
}

bool is_label(std::string_view paragraph) {
  constexpr auto kLabels = std::to_array<std::string_view>({"PRESS RELEASE",
                                                            "NEWS RELEASE",
                                                            "MEDIA RELEASE",
                                                            "FOR IMMEDIATE RELEASE",
                                                            "TRANSCRIPT",
                                                            "STATEMENT",
                                                            "PRESS STATEMENT",
                                                            "BREAKING",
                                                            "BREAKING NEWS",
                                                            "EXCLUSIVE",
                                                            "ANALYSIS",
                                                            "EXPLAINER",
                                                            "OPINION",
                                                            "WORLD",
                                                            "NEWS",
                                                            "POLITICS",
                                                            "EUROPE",
                                                            "ASIA",
                                                            "AFRICA",
                                                            "MIDDLE EAST",
                                                            "AMERICAS",
                                                            "UPDATE",
                                                            "COMMUNIQUE",
                                                            "LATEST",
                                                            "LIVE",
                                                            "INTERNATIONAL"});
  return any_of(kLabels, [&](std::string_view label) { return equals_fold(label, paragraph); });
}

bool is_title_like(std::string_view paragraph) {
  const std::size_t length = count_code_points(paragraph);
  if (length > 220 || paragraph.ends_with(':') || paragraph.ends_with(',') || paragraph.ends_with(';')) return false;
  if (!ends_sentence(paragraph)) return true;
  if (paragraph.ends_with('?') || paragraph.ends_with('!')) return length <= 150 && paragraph.find(". ") == kNone;
  return length <= 150 && paragraph.find(". ") == kNone && is_title_case(paragraph);
}

bool opens_part(std::string_view line) {
  std::string_view inner = line;
  if (inner.starts_with('(')) inner.remove_prefix(1);
  const auto dateline = read_dateline(line, DatelineRule::kPlain);
  return any_of(kCaptionOpenings, [&](std::string_view opening) { return line.starts_with(opening); }) ||
         opens_with_credit_label(inner) || starts_fold(line, "Our Standards:") || is_byline(line) || is_boilerplate(line) ||
         read_publication_line(line) || (dateline && !dateline->place.empty());
}

std::vector<std::string> byline_authors(std::string_view byline) {
  std::string_view names = trim(byline);
  if (starts_fold(names, "by ")) names.remove_prefix(3);
  if (!starts_capital(names)) return {};  // "a staff reporter, Port Ellen"
  std::vector<std::string> out = persons(names);
  // An institution that signs as such: "By Radio North's Service".
  if (out.empty() && starts_fold(byline, "by ")) out.push_back(on_one_line(names.substr(0, names.find_first_of("|,"))));
  return out;
}

Credit read_credit(std::string_view credit) {
  Credit out;
  // Labels may run into the name before them ("Reporting by Ann HillWriting by Bo Lind"), so they are sought anywhere.
  struct Found {
    std::size_t begin, end;
    bool writer;
  };
  std::vector<Found> found;
  for (std::size_t at = 0; at < credit.size(); ++at) {
    for (const std::string_view label : kCreditLabels) {
      if (!starts_fold(credit.substr(at), label)) continue;
      const bool writer = find_fold(label, "report") != kNone || find_fold(label, "writ") != kNone;
      found.push_back({at, at + label.size(), writer});
      at += label.size() - 1;
      break;
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i].writer) continue;
    const std::size_t end = i + 1 < found.size() ? found[i + 1].begin : credit.size();
    std::string_view names = trim(credit.substr(found[i].end, end - found[i].end));
    while (!names.empty() && (names.back() == ')' || names.back() == ';' || names.back() == '.' || names.back() == ' '))
      names.remove_suffix(1);
    if (is_known_agency(names) && out.agency.empty()) out.agency = std::string(names);
    for (std::string& name : persons(names)) out.authors.push_back(std::move(name));
  }
  if (found.empty()) {
    std::string_view name = credit;
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view mark : {"-", "=", "(", "/", " ", "—", "–", "Source:", "Sources:"}) {
        if (name.starts_with(mark)) {
          name.remove_prefix(mark.size());
          more = true;
        }
      }
    }
    while (!name.empty() && (name.back() == ')' || name.back() == '/' || name.back() == '.')) name.remove_suffix(1);
    if (is_known_agency(name)) out.agency = std::string(name);
  }
  return out;
}

std::size_t trailing_credit(std::string_view paragraph) {
  if (!paragraph.ends_with(')')) return kNone;
  // The latest bracket that opens with a label and is the last of the paragraph.
  for (auto open = paragraph.rfind('('); open != kNone && open > 0 && paragraph.size() - open < 600;
       open = paragraph.rfind('(', open - 1)) {
    if (opens_with_credit_label(paragraph.substr(open + 1))) return open;
  }
  return kNone;
}

}  // namespace attache
