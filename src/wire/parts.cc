// Telling the parts of wire copy apart; see parts.h.
//
// Copy has a header (headline, deck, byline, publication line, captions, in any order), a body that a dateline may open, and
// a footer. The paragraphs are walked once. Until the body begins, anything that has the shape of a title is headline or
// subheading; the body begins with a dateline or with the first paragraph that has no other shape. From there on only
// strict shapes count, and what is left is body.
#include "wire/parts.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "wire/dateline.h"
#include "wire/layout.h"
#include "wire/publication.h"
#include "wire/shapes.h"
#include "wire/words.h"

namespace attache {
namespace {

constexpr std::size_t kMostDeckLines = 5;  // titles under the headline; more of them are a list, and body
constexpr std::size_t kNone = std::string_view::npos;

std::int64_t seconds_of(Day day) { return std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count(); }

// "MOSCOW:" opens the story; "LAVROV:" among other speakers does not.
bool opens_with_capitals_and_colon(std::string_view text) {
  const auto colon = text.find(':');
  return colon != kNone && colon < 60 && all_capitals(text.substr(0, colon));
}

// Two names of one medium: "Reuters" and "www.reuters.com".
std::string plain_name(std::string_view name) {
  if (starts_fold(name, "www.")) name.remove_prefix(4);
  if (const auto dot = name.rfind('.'); dot != kNone && name.find(' ') == kNone) name = name.substr(0, dot);
  std::string out;
  for (const char c : name) {
    if (c != ' ' && c != '-' && c != '.') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return out;
}

// A short form by which an outlet signs its own copy: "(BSC)" of the Black Sea Courier, "(Nordlys)" of Nordlys Bureau. What is
// known as an agency of its own is no such form.
bool signs_for(std::string_view signature, std::string_view outlet) {
  if (is_known_agency(signature)) return false;
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < outlet.size();) {
    const std::size_t end = std::min(outlet.find_first_of(" -", at), outlet.size());
    if (end > at) words.push_back(outlet.substr(at, end - at));
    at = end + 1;
  }
  std::string whole;
  for (const std::string_view word : words) {
    whole += plain_name(word);
    if (plain_name(word) == plain_name(signature) || whole == plain_name(signature)) return true;
  }
  // Initials in their order; a bureau's letter may follow a hyphen ("APA-G").
  const std::string_view initials = signature.substr(0, signature.find('-'));
  const bool capitals = initials.size() >= 2 && initials.size() <= 6 &&
                        std::all_of(initials.begin(), initials.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals || words.empty()) return false;
  std::size_t met = 0;
  for (const std::string_view word : words) {
    if (met < initials.size() && (word[0] == initials[met] || word[0] == initials[met] + 32))
      ++met;
    else if (met == 0)
      return false;
  }
  return met == initials.size();
}

class Reader {
 public:
  Reader(Article& article, std::span<const ByteSpan> subheadings) : article_(article), marked_(subheadings) {}

  void read() {
    spans_ = split_paragraphs(article_.text);
    if (spans_.empty()) {
      article_.remarks.push_back({RemarkCode::kEmptyText, {}, {}});
      return;
    }
    const auto speakers = std::count_if(spans_.begin(), spans_.end(),
                                        [&](ByteSpan span) { return opens_with_capitals_and_colon(text_of(span)); });
    transcript_ = speakers > 1;
    for (at_ = 0; at_ < spans_.size(); ++at_) {
      in_header_ ? read_header(spans_[at_]) : read_body(spans_[at_]);
    }
    keep_a_body();
    fill_from_lines();
  }

 private:
  std::string_view text_of(ByteSpan span) const {
    return std::string_view(article_.text).substr(span.begin, span.end - span.begin);
  }

  void put(ByteSpan span, PartKind kind) { article_.paragraphs.push_back({span, kind}); }

  // Takes the dateline off the paragraph and puts both down; false when there is none.
  bool put_with_dateline(ByteSpan span, DatelineRule rule) {
    const std::string_view text = text_of(span);
    const auto dateline = read_dateline(text, rule);
    if (!dateline) return false;
    const std::string_view rest = trim(text.substr(dateline->length));
    put({span.begin, span.begin + static_cast<std::uint32_t>(dateline->length)}, PartKind::kDateline);
    if (!rest.empty()) {
      const auto begin = static_cast<std::uint32_t>(rest.data() - article_.text.data());
      put_body({begin, span.end});
    }
    take(*dateline);
    in_header_ = false;
    return true;
  }

  void take(const Dateline& dateline) {
    if (!dateline_) dateline_ = dateline;
  }

  // Body text; a credit in brackets at its end is a paragraph of its own.
  void put_body(ByteSpan span) {
    const std::string_view text = text_of(span);
    const auto credit = trailing_credit(text);
    if (credit == kNone || credit == 0) return put(span, PartKind::kBody);
    const std::string_view body = trim(text.substr(0, credit));
    put({span.begin, span.begin + static_cast<std::uint32_t>(body.size())}, PartKind::kBody);
    put({span.begin + static_cast<std::uint32_t>(credit), span.end}, PartKind::kCredit);
  }

  // The kinds that are told by their shape alone, anywhere.
  std::optional<PartKind> plain_kind(std::string_view text) const {
    if (is_boilerplate(text)) return PartKind::kBoilerplate;
    if (is_credit(text)) return PartKind::kCredit;
    if (is_caption(text)) return PartKind::kCaption;
    return std::nullopt;
  }

  void read_header(ByteSpan span) {
    const std::string_view text = text_of(span);
    if (is_marked(span)) return put(span, PartKind::kSubheading);
    if (text.starts_with('#') && text.find_first_not_of("# \t") != kNone &&
        text.find_first_not_of('#') < text.find_first_not_of("# \t")) {
      return put_markdown_title(span);
    }
    if (const auto kind = plain_kind(text)) return put(span, *kind);
    if (const auto line = spans_.size() > 1 ? read_publication_line(text) : std::nullopt) {
      take(*line);
      return put(span, PartKind::kByline);
    }
    // A first line that opens like a dateline may still be the headline ("RUSSIA - Troops to leave").
    const bool may_open = at_ > 0 || spans_.size() == 1 || ends_sentence(text);
    const DatelineRule rule = !may_open     ? DatelineRule::kPlain
                              : transcript_ ? DatelineRule::kOpening
                                            : DatelineRule::kWithColon;
    if (put_with_dateline(span, rule)) return;
    const bool last = at_ + 1 == spans_.size();
    if (last && (has_headline_ || (!article_.title.empty() && !is_title(text)))) return begin_body(span);
    if (at_ > 0 && is_byline(text)) return put(span, PartKind::kByline);
    if (at_ > 0 && !last) {
      if (const auto dateline = read_dateline_paragraph(text)) {
        take(*dateline);
        in_header_ = false;
        return put(span, PartKind::kDateline);
      }
    }
    if (is_label(text) && !last) return put(span, PartKind::kSubheading);
    if (!has_headline_ && is_headline(text, last)) {
      has_headline_ = true;
      if (article_.title.empty()) article_.title = on_one_line(text);
      return put(span, PartKind::kHeadline);
    }
    if (has_headline_ && !last && deck_lines_ < kMostDeckLines && is_deck_line(text)) {
      ++deck_lines_;
      if (!header_date_) header_date_ = trailing_date(text);
      return put(span, PartKind::kSubheading);
    }
    begin_body(span);
  }

  // Whether it is the title that the record tells.
  bool is_title(std::string_view text) const { return !article_.title.empty() && on_one_line(text) == article_.title; }

  // Half of its longer words are in the title that the record tells: the same headline, a little changed.
  bool resembles_title(std::string_view text) const {
    std::size_t longer = 0;
    std::size_t shared = 0;
    for (const CopyWord& word : words_of(text)) {
      if (word.text.size() < 4) continue;
      ++longer;
      shared += find_fold(article_.title, word.text) != kNone;
    }
    return longer > 0 && 2 * shared >= longer;
  }

  // The first title; a sentence with its full stop counts when a dateline stands right under the header.
  bool is_headline(std::string_view text, bool last) const {
    if (is_title(text)) return true;
    if (is_title_like(text) && !(last && ends_sentence(text))) return article_.title.empty() || resembles_title(text);
    if (last || count_code_points(text) > 220) return false;
    for (std::size_t next = at_ + 1; next < spans_.size() && next < at_ + 5; ++next) {
      const std::string_view below = text_of(spans_[next]);
      if (read_dateline(below, DatelineRule::kOpening)) return true;
      if (!plain_kind(below) && !is_byline(below) && !read_publication_line(below)) return false;
    }
    return false;
  }

  // A bullet or a number opens a list, and lists are body.
  static bool is_deck_line(std::string_view text) {
    const bool quote = text.starts_with('"') || text.starts_with('\'') || text.starts_with("“") || text.starts_with("‘");
    return is_title_like(text) && !ends_sentence(text) && (starts_capital(text) || quote);
  }

  void put_markdown_title(ByteSpan span) {
    const std::string_view text = text_of(span);
    const auto begin = text.find_first_not_of("# \t");
    const ByteSpan title{span.begin + static_cast<std::uint32_t>(begin), span.end};
    if (has_headline_) return put(title, PartKind::kSubheading);
    has_headline_ = true;
    if (article_.title.empty()) article_.title = on_one_line(text_of(title));
    put(title, PartKind::kHeadline);
  }

  void begin_body(ByteSpan span) {
    in_header_ = false;
    put_body(span);
  }

  void read_body(ByteSpan span) {
    const std::string_view text = text_of(span);
    if (is_marked(span)) return put(span, PartKind::kSubheading);
    if (const auto kind = plain_kind(text)) return put(span, *kind);
    if (put_with_dateline(span, DatelineRule::kPlain)) return;
    const bool last = at_ + 1 == spans_.size();
    if (const auto line = read_publication_line(text); line && (line->published || !late_line_)) {
      if (line->published && !line_) late_line_ = line;
      return put(span, PartKind::kByline);
    }
    if (last && starts_fold(text, "By ") && is_byline(text)) return put(span, PartKind::kByline);
    if (text.starts_with("## ") || text.starts_with("### ")) return put_markdown_title(span);
    if (!last && is_crosshead(text)) return put(span, PartKind::kSubheading);
    put_body(span);
  }

  // A short title between two whole paragraphs; in a list of short lines there is none.
  bool is_crosshead(std::string_view text) const {
    if (count_code_points(text) > 60 || ends_sentence(text) || !is_title_like(text) || has_digit(text) || !starts_capital(text))
      return false;
    const std::string_view above = text_of(spans_[at_ - 1]);
    const std::string_view below = text_of(spans_[at_ + 1]);
    return ends_sentence(above) && ends_sentence(below) && count_code_points(below) >= 80;
  }

  bool is_marked(ByteSpan span) const { return std::find(marked_.begin(), marked_.end(), span) != marked_.end(); }

  void take(const PublicationLine& line) {
    if (!line_ || (!line_->published && line.published)) line_ = line;
  }

  // Copy of which no paragraph is body: all but the headline is body then; a lone title stays a headline.
  void keep_a_body() {
    auto& paragraphs = article_.paragraphs;
    if (std::any_of(paragraphs.begin(), paragraphs.end(), [](const Paragraph& p) { return p.kind == PartKind::kBody; })) return;
    for (Paragraph& paragraph : paragraphs) {
      if (paragraph.kind == PartKind::kSubheading && !is_label(text_of(paragraph.span))) paragraph.kind = PartKind::kBody;
    }
  }

  void fill_from_lines() {
    const auto publish = [&](const ParsedInstant& instant) {
      article_.published = ReportedTime{instant.seconds};
      article_.published_day_only = instant.day_only;
      article_.published_east = instant.east;
    };
    if (line_ && line_->bad_date && !article_.published)
      article_.remarks.push_back({RemarkCode::kBadDate, {}, "a date that may be read in two ways"});
    if (line_ && !line_->outlet.empty() && article_.outlet.empty()) article_.outlet = line_->outlet;
    if (!article_.published && line_ && line_->published) publish(*line_->published);
    if (!article_.published && header_date_) publish(*header_date_);
    std::vector<std::string> writers;
    for (const Paragraph& paragraph : article_.paragraphs) {
      const std::string_view text = text_of(paragraph.span);
      if (paragraph.kind == PartKind::kByline) {
        if (!is_byline(text)) continue;
        for (std::string& author : byline_authors(text)) writers.push_back(std::move(author));
        if (const auto date = trailing_date(text); date && !article_.published) publish(*date);
      } else if (paragraph.kind == PartKind::kCredit) {
        Credit credit = read_credit(text);
        for (std::string& author : credit.authors) writers.push_back(std::move(author));
        if (credit_agency_.empty()) credit_agency_ = credit.agency;
      }
    }
    if (article_.authors.empty()) {
      for (std::string& writer : writers) {
        if (std::find(article_.authors.begin(), article_.authors.end(), writer) == article_.authors.end())
          article_.authors.push_back(std::move(writer));
      }
    }
    if (dateline_) {
      article_.dateline_place = on_one_line(dateline_->place);
      if (!article_.published && dateline_->date && dateline_->date->year) {
        if (const auto day = dateline_->date->day_near(std::nullopt)) publish({.seconds = seconds_of(*day), .day_only = true});
      }
    }
    if (!article_.published && late_line_) publish(*late_line_->published);
    fill_agency();
    if (!article_.published) article_.remarks.push_back({RemarkCode::kNoPublication, {}, {}});
    if (article_.outlet.empty()) article_.remarks.push_back({RemarkCode::kNoOutlet, {}, {}});
  }

  // Copy that names an agency and no outlet is the agency's own; else the agency is told when it is another.
  void fill_agency() {
    if (article_.agency.empty()) article_.agency = dateline_ && !dateline_->agency.empty() ? dateline_->agency : credit_agency_;
    if (article_.agency.empty()) return;
    if (article_.outlet.empty()) article_.outlet = article_.agency;
    if (plain_name(article_.outlet) == plain_name(article_.agency) || signs_for(article_.agency, article_.outlet))
      article_.agency.clear();
  }

  Article& article_;
  std::span<const ByteSpan> marked_;
  std::vector<ByteSpan> spans_;
  std::size_t at_ = 0;
  bool in_header_ = true;
  bool has_headline_ = false;
  bool transcript_ = false;
  std::size_t deck_lines_ = 0;
  std::optional<Dateline> dateline_;
  std::optional<PublicationLine> line_;       // in the header
  std::optional<PublicationLine> late_line_;  // below the body's beginning
  std::optional<ParsedInstant> header_date_;
  std::string credit_agency_;
};

}  // namespace

void read_parts(Article& article, std::span<const ByteSpan> subheadings) { Reader(article, subheadings).read(); }

}  // namespace attache
