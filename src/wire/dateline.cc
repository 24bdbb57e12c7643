// Datelines; see dateline.h. A dateline is cut at its mark (bracketed or slashed agency, dash, colon, point), and the head
// before the mark must then be a place, a date, or both, to the last word.
#include "wire/dateline.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "wire/words.h"

namespace attache {
namespace {

constexpr std::size_t kLongestDateline = 140;  // bytes

constexpr auto kAgencies = std::to_array<std::string_view>({"Reuters",
                                                            "Thomson Reuters",
                                                            "AP",
                                                            "Associated Press",
                                                            "The Associated Press",
                                                            "AFP",
                                                            "TASS",
                                                            "Itar-Tass",
                                                            "Interfax",
                                                            "RIA",
                                                            "RIA Novosti",
                                                            "Sputnik",
                                                            "Xinhua",
                                                            "Kyodo",
                                                            "Kyodo News",
                                                            "Jiji",
                                                            "Yonhap",
                                                            "KCNA",
                                                            "dpa",
                                                            "PAP",
                                                            "PTI",
                                                            "ANI",
                                                            "IANS",
                                                            "APP",
                                                            "UPI",
                                                            "ANSA",
                                                            "EFE",
                                                            "AA",
                                                            "Anadolu",
                                                            "Anadolu Agency",
                                                            "Bloomberg",
                                                            "CNN",
                                                            "BBC",
                                                            "RFE/RL",
                                                            "VOA",
                                                            "MENA",
                                                            "SANA",
                                                            "IRNA",
                                                            "Tasnim",
                                                            "Fars",
                                                            "WAFA",
                                                            "PNA",
                                                            "SPA",
                                                            "QNA",
                                                            "KUNA",
                                                            "WAM",
                                                            "BNA",
                                                            "BelTA",
                                                            "BNS",
                                                            "ELTA",
                                                            "LETA",
                                                            "Armenpress",
                                                            "Arka",
                                                            "Azertac",
                                                            "APA",
                                                            "Trend",
                                                            "Turan",
                                                            "Report",
                                                            "Ukrinform",
                                                            "UNIAN",
                                                            "Interfax-Ukraine",
                                                            "Interpress",
                                                            "Interpressnews",
                                                            "Kazinform",
                                                            "Kabar",
                                                            "AKIpress",
                                                            "Tanjug",
                                                            "Fena",
                                                            "Hina",
                                                            "MTI",
                                                            "CTK",
                                                            "TASR",
                                                            "Agerpres",
                                                            "BTA",
                                                            "MIA",
                                                            "ANA-MPA",
                                                            "NAN",
                                                            "APS",
                                                            "MAP",
                                                            "TAP",
                                                            "Belga",
                                                            "ANP",
                                                            "TT",
                                                            "NTB",
                                                            "Ritzau",
                                                            "STT",
                                                            "Lusa",
                                                            "CNA",
                                                            "Bernama",
                                                            "Antara",
                                                            "VNA"});

// Labels in capitals that are no places.
constexpr auto kLabels = std::to_array<std::string_view>(
    {"BREAKING",     "BREAKING NEWS", "UPDATE",     "URGENT",    "EXCLUSIVE",  "ANALYSIS",  "EXPLAINER",
     "OPINION",      "COMMENTARY",    "CORRECTION", "CORRECTED", "NOTE",       "ALERT",     "LIVE",
     "VIDEO",        "PHOTO",         "PHOTOS",     "FILE",      "FILE PHOTO", "WATCH",     "PRESS RELEASE",
     "NEWS RELEASE", "TRANSCRIPT",    "STATEMENT",  "FACTBOX",   "TIMELINE",   "INTERVIEW", "WRAPUP",
     "NEWSMAKER",    "SUMMARY",       "BACKGROUND", "QUESTION",  "ANSWER",     "NATO",      "OSCE",
     "ASEAN",        "CSTO",          "EU",         "UN",        "USA",        "US",        "UK",
     "UAE"});

bool in(std::string_view word, std::span<const std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view known) { return equals_fold(word, known); });
}

struct Head {
  std::string place;
  std::optional<CopyDate> date;
  std::string tail;       // what follows the date
  bool capitals = false;  // the first place word is in capitals
  std::size_t place_words = 0;
};

bool is_place_word(std::string_view word) {
  constexpr auto kSmall =
      std::to_array<std::string_view>({"of", "de", "du", "la", "al", "and", "the", "on", "near", "in", "del", "da", "/"});
  return (starts_capital(word) && !has_digit(word)) || std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
}

// A place, a date or both, in that order; a tail only after a date.
std::optional<Head> read_head(std::string_view head) {
  const std::vector<CopyWord> words = words_of(head);
  if (words.empty() || words.size() > 12) return std::nullopt;
  Head out;
  std::size_t at = 0;
  for (; at < words.size(); ++at) {
    if (weekday_number(words[at].text) && at > 0) break;
    if (read_date(std::span(words).subspan(at))) break;
    if (!is_place_word(words[at].text)) return std::nullopt;
  }
  out.place_words = at;
  if (at > 7) return std::nullopt;
  if (at > 0) {
    if (!starts_capital(words[0].text)) return std::nullopt;
    out.place = std::string(head.substr(words[0].begin, words[at - 1].end - words[0].begin));
    out.capitals = all_capitals(words[0].text);
  }
  while (at < words.size() && weekday_number(words[at].text)) ++at;
  if (at < words.size()) {
    const auto date = read_date(std::span(words).subspan(at));
    if (!date) return std::nullopt;
    out.date = date->date;
    at += date->words;
  }
  while (at < words.size() && weekday_number(words[at].text)) ++at;
  if (at < words.size()) out.tail = std::string(head.substr(words[at].begin, words.back().end - words[at].begin));
  return out;
}

// The length of the dash at `at` with the spaces before it; 0 when there is none.
std::size_t dash_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const std::size_t last = std::min(text.size(), at + kLongestDateline);
  while (end < last && (text[end] == ' ' || text[end] == '\n' || text.substr(end).starts_with("\xC2\xA0"))) {
    end += text[end] == '\xC2' ? 2 : 1;
  }
  for (const std::string_view dash : {"--", "—", "–", "―", "-"}) {
    if (text.substr(end).starts_with(dash)) return end + dash.size() - at;
  }
  return 0;
}

bool is_agency_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 && words_of(name).size() <= 4 && !has_digit(name) &&
         (starts_capital(name) || is_known_agency(name));
}

// "MOSCOW, May 9 (Reuters) -", "GENEVA (9 May 2024) –".
std::optional<Dateline> bracketed(std::string_view text) {
  const auto open = text.substr(0, kLongestDateline).find('(');
  if (open == std::string_view::npos) return std::nullopt;
  const auto close = text.find(')', open);
  if (close == std::string_view::npos || close - open > 41) return std::nullopt;
  const std::string_view inside = trim(text.substr(open + 1, close - open - 1));
  Dateline out;
  Head head;
  if (open > 0) {
    const auto read = read_head(text.substr(0, open));
    if (!read || !read->tail.empty()) return std::nullopt;
    head = *read;
  }
  out.place = head.place;
  out.date = head.date;
  const std::vector<CopyWord> inner = words_of(inside);
  const auto inner_date = read_date(inner);
  const bool known = is_known_agency(inside);
  if (inner_date && inner_date->words == inner.size() && !head.date && !head.place.empty()) {
    out.date = inner_date->date;
  } else if (is_agency_name(inside)) {
    out.agency = std::string(inside);
  } else {
    return std::nullopt;
  }
  std::size_t end = close + 1;
  if (end < text.size() && text[end] == '.') ++end;
  const std::size_t dash = dash_length(text, end);
  if (dash > 0) {
    end += dash;
  } else if (end < text.size() && text[end] == ':') {
    ++end;
  } else if (!known || head.place.empty() || !(head.capitals || head.date)) {
    return std::nullopt;
  }
  // "Armenian National Congress (ANC) - the bloc": a name explained is no dateline.
  if (!known && !head.capitals && !out.date) return std::nullopt;
  if (!known && head.place.empty()) return std::nullopt;
  out.length = end;
  return out;
}

// "MOSCOW, March 7. /TASS/."
std::optional<Dateline> slashed(std::string_view text) {
  for (auto open = text.substr(0, kLongestDateline).find('/'); open != std::string_view::npos && open < kLongestDateline;
       open = text.find('/', open + 1)) {
    const auto close = text.find('/', open + 1);
    if (close == std::string_view::npos || close - open > 30) continue;
    const std::string_view agency = trim(text.substr(open + 1, close - open - 1));
    if (open == 0 || (text[open - 1] != ' ' && text[open - 1] != '.' && text[open - 1] != ',') || !is_agency_name(agency))
      continue;
    const auto head = read_head(text.substr(0, open));
    if (!head || !head->tail.empty() || head->place.empty() || !(head->date || head->capitals)) continue;
    std::size_t end = close + 1;
    if (end < text.size() && (text[end] == '.' || text[end] == ':')) {
      ++end;
    } else if (const std::size_t dash = dash_length(text, end); dash > 0) {
      end += dash;
    } else if (!is_known_agency(agency)) {
      continue;
    }
    Dateline out{end, head->place, std::string(agency), head->date};
    return out;
  }
  return std::nullopt;
}

// "YEREVAN, MARCH 6, ARMENPRESS.", "Moscow. 9 May. INTERFAX -", "BAKU, May 9, Trend:": the date must be there.
std::optional<Dateline> after_date(std::string_view text) {
  const std::string_view front = text.substr(0, kLongestDateline);
  for (std::size_t at = 1; at <= front.size(); ++at) {
    const bool at_end = at == text.size();
    if (!at_end && front.size() > at && front[at] != '.' && front[at] != ':' && front[at] != ' ' && front[at] != '\n') continue;
    if (!at_end && at == front.size()) break;
    std::size_t length = at;
    if (!at_end) {
      if (text[at] == '.' || text[at] == ':') {
        ++length;
      } else if (const std::size_t dash = dash_length(text, at); dash > 0) {
        length += dash;
      } else {
        continue;
      }
    }
    const auto head = read_head(front.substr(0, at));
    if (!head) continue;
    if (!head->date || head->place.empty() || head->tail.empty()) continue;
    if (!(all_capitals(head->tail) || is_known_agency(head->tail)) || !is_agency_name(head->tail)) return std::nullopt;
    return Dateline{length, head->place, head->tail, head->date};
  }
  return std::nullopt;
}

bool opens_sentence(std::string_view rest) {
  rest = trim(rest);
  while (!rest.empty()) {
    bool quote = false;
    for (const std::string_view mark : {"\"", "'", "“", "‘", "«", "("}) {
      if (rest.starts_with(mark)) {
        rest.remove_prefix(mark.size());
        quote = true;
        break;
      }
    }
    if (!quote) break;
  }
  return rest.empty() || starts_capital(rest) || has_digit(rest.substr(0, 1));
}

// "BELGRADE, Serbia —", "BAMAKO, 2 January 2024 –", "NEW DELHI:".
std::optional<Dateline> unsigned_dateline(std::string_view text, bool colon) {
  const std::string_view front = text.substr(0, kLongestDateline);
  for (std::size_t at = 1; at < front.size(); ++at) {
    std::size_t length = 0;
    if (colon && front[at] == ':') {
      length = at + 1;
    } else if (front[at] == ' ' || front.substr(at).starts_with("—")) {
      if (const std::size_t dash = dash_length(text, at); dash > 0) length = at + dash;
    }
    if (length == 0) continue;
    const auto head = read_head(front.substr(0, at));
    if (!head || !head->tail.empty() || head->place.empty() || !opens_sentence(text.substr(length))) return std::nullopt;
    const std::string_view town = std::string_view(head->place).substr(0, head->place.find(','));
    const bool dated = head->date && (head->capitals || head->date->year);
    const bool named = all_capitals(town) && count_code_points(head->place) > 3;
    if ((!dated && !named) || in(town, kLabels) || head->place_words > 6) return std::nullopt;
    return Dateline{length, head->place, {}, head->date};
  }
  return std::nullopt;
}

}  // namespace

bool is_known_agency(std::string_view name) { return in(name, kAgencies); }

std::optional<Dateline> read_dateline(std::string_view paragraph, DatelineRule rule) {
  if (auto found = bracketed(paragraph)) return found;
  if (auto found = slashed(paragraph)) return found;
  if (auto found = after_date(paragraph)) return found;
  if (rule == DatelineRule::kPlain) return std::nullopt;
  return unsigned_dateline(paragraph, rule == DatelineRule::kWithColon);
}

std::optional<Dateline> read_dateline_paragraph(std::string_view paragraph) {
  if (paragraph.size() > kLongestDateline || ends_sentence(paragraph)) return std::nullopt;
  const auto head = read_head(paragraph);
  if (!head || !head->tail.empty() || head->place.empty() || head->place_words > 6) return std::nullopt;
  const bool two_places = head->place.find('/') != std::string::npos && all_capitals(head->place);
  if (!(head->date && head->date->year) && !two_places) return std::nullopt;
  return Dateline{paragraph.size(), head->place, {}, head->date};
}

}  // namespace attache
