// Fields of JSON records; see record.h.
#include "wire/record.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include <simdjson.h>

#include "base/utf8.h"
#include "wire/decode.h"
#include "wire/parts.h"
#include "wire/words.h"

namespace attache {
namespace {

namespace dom = simdjson::dom;
using Names = std::string_view;

// The names of each field, the plainest first; the first that is there and not empty counts. date_download is when a
// collector fetched the page: it is no publication date and not in the list.
constexpr auto kId = std::to_array<Names>({"id", "document", "doc_id", "doc", "uuid", "guid"});
constexpr auto kText = std::to_array<Names>({"text", "maintext", "body", "content", "article", "plain_text", "raw_text"});
constexpr auto kTitle = std::to_array<Names>({"headline", "title"});
constexpr auto kOutlet = std::to_array<Names>(
    {"publisher", "outlet", "sitename", "source", "source-hostname", "source_domain", "hostname", "domain"});
constexpr auto kUrl = std::to_array<Names>({"url", "link", "uri", "requested_url", "responded_url", "source"});
constexpr auto kLanguage = std::to_array<Names>({"language", "lang"});
constexpr auto kPublished =
    std::to_array<Names>({"published", "date", "date_publish", "publishing_date", "published_at", "publishedAt", "pubDate",
                          "pubdate", "datePublished", "date_published", "publication_date"});
constexpr auto kAuthors = std::to_array<Names>({"authors", "author", "byline"});
constexpr auto kAgency = std::to_array<Names>({"agency"});
constexpr auto kRevises = std::to_array<Names>({"revises"});

bool is_address(std::string_view text) { return starts_fold(text, "http://") || starts_fold(text, "https://"); }

std::string_view string_of(dom::element value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

// A name: a string, a number, or the "name" of an object (schema.org).
std::string name_of(dom::element value) {
  switch (value.type()) {
    case dom::element_type::STRING:
      return std::string(trim(string_of(value)));
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
      return simdjson::to_string(value);
    case dom::element_type::OBJECT: {
      dom::element inner;
      return value["name"].get(inner) == simdjson::SUCCESS ? std::string(trim(string_of(inner))) : std::string{};
    }
    default:
      return {};
  }
}

class Record {
 public:
  explicit Record(dom::object fields) : fields_(fields) {}

  // Gives the field's values one after the other until `use` takes one; fields of an "html" object (fundus) count too.
  template <class Use>
  bool first(std::span<const Names> names, Use use) const {
    for (const Names name : names) {
      dom::element value;
      if (fields_[name].get(value) == simdjson::SUCCESS && use(value)) return true;
    }
    dom::object html;
    if (fields_["html"].get(html) != simdjson::SUCCESS) return false;
    return std::any_of(names.begin(), names.end(), [&](Names name) {
      dom::element value;
      return html[name].get(value) == simdjson::SUCCESS && use(value);
    });
  }

  std::string name(std::span<const Names> names) const {
    std::string out;
    first(names, [&](dom::element value) { return !(out = name_of(value)).empty(); });
    return out;
  }

 private:
  dom::object fields_;
};

// Seconds or milliseconds since 1970, or a date in words or figures.
std::optional<ParsedInstant> instant_of(dom::element value) {
  if (double number = 0; value.is_number() && value.get(number) == simdjson::SUCCESS) {
    if (!std::isfinite(number) || std::abs(number) > 1e14 || std::abs(number) < 1e7) return std::nullopt;
    return ParsedInstant{static_cast<std::int64_t>(std::abs(number) > 1e11 ? number / 1000 : number)};
  }
  return parse_instant(string_of(value));
}

// Text that is spread over a structure: paragraphs in arrays, fundus' {summary, sections: [{headline, paragraphs}]}.
struct Gathered {
  std::string text;
  std::vector<ByteSpan> subheadings;

  void add(std::string_view paragraph, bool subheading) {
    paragraph = trim(paragraph);
    if (paragraph.empty()) return;
    if (!text.empty()) text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += paragraph;
    if (subheading) subheadings.push_back({begin, static_cast<std::uint32_t>(text.size())});
  }

  void add(dom::element value, bool subheading = false) {
    if (value.is_string()) return add(string_of(value), subheading);
    if (dom::array list; value.get(list) == simdjson::SUCCESS) {
      for (const dom::element member : list) add(member, subheading);
    } else if (value.is_object()) {
      for (const std::string_view name : {"summary", "headline", "paragraphs", "sections", "text"}) {
        dom::element member;
        if (value[name].get(member) == simdjson::SUCCESS) add(member, name == "headline");
      }
    }
  }
};

std::vector<std::string> authors_of(dom::element value) {
  std::vector<std::string> out;
  if (dom::array list; value.get(list) == simdjson::SUCCESS) {
    for (const dom::element member : list) {
      if (std::string name = name_of(member); !name.empty()) out.push_back(std::move(name));
    }
    return out;
  }
  std::string all = name_of(value);
  std::string_view rest = all;
  if (starts_fold(rest, "by ")) rest.remove_prefix(3);
  while (!rest.empty()) {
    const auto cut = std::min(rest.find(';'), rest.size());
    if (const std::string_view name = trim(rest.substr(0, cut)); !name.empty()) out.emplace_back(name);
    rest.remove_prefix(std::min(rest.size(), cut + 1));
  }
  return out;
}

// The text is cut at the limit, between characters.
void cut(std::string& text, std::size_t max_bytes, std::vector<Remark>& remarks) {
  if (text.size() <= max_bytes) return;
  remarks.push_back(
      {RemarkCode::kTooLong, {}, "read " + std::to_string(max_bytes) + " bytes of " + std::to_string(text.size())});
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
}

// An article of the record; nothing when there is neither text nor title.
std::optional<Article> article_of(dom::object fields, const ReadOptions& options) {
  const Record record(fields);
  Article article;
  Gathered gathered;
  record.first(kText, [&](dom::element value) {
    if (value.is_string()) {  // the sender's own text: nothing is trimmed
      if (trim(string_of(value)).empty()) return false;
      gathered.text = std::string(string_of(value));
      return true;
    }
    gathered.add(value);
    return !gathered.text.empty();
  });
  article.title = on_one_line(record.name(kTitle));
  if (gathered.text.empty()) gathered.text = article.title;
  if (gathered.text.empty()) return std::nullopt;
  article.text = std::move(gathered.text);
  clean_in_place(article.text);
  cut(article.text, options.max_bytes, article.remarks);
  const auto whole = static_cast<std::uint32_t>(article.text.size());
  std::erase_if(gathered.subheadings, [&](ByteSpan span) { return span.end > whole; });

  article.id = record.name(kId);
  record.first(kOutlet, [&](dom::element value) {
    article.outlet = name_of(value);
    if (is_address(article.outlet)) article.outlet.clear();  // trafilatura's "source" is the page's address
    return !article.outlet.empty();
  });
  record.first(kUrl, [&](dom::element value) {
    const std::string address = name_of(value);
    const bool good = is_address(address) || address.find('/') != std::string::npos;
    if (good) article.url = address;
    return good;
  });
  article.language = record.name(kLanguage);
  article.agency = record.name(kAgency);
  article.revises = record.name(kRevises);
  record.first(kAuthors, [&](dom::element value) {
    article.authors = authors_of(value);
    return !article.authors.empty();
  });
  std::string bad_date;
  record.first(kPublished, [&](dom::element value) {
    const auto instant = instant_of(value);
    if (instant) {
      article.published = ReportedTime{instant->seconds};
      article.published_day_only = instant->day_only;
      article.published_east = instant->east;
    } else if (bad_date.empty()) {
      bad_date = name_of(value);
    }
    return instant.has_value();
  });
  if (!article.published && !bad_date.empty()) article.remarks.push_back({RemarkCode::kBadDate, {}, bad_date.substr(0, 80)});

  if (article.outlet.empty()) article.outlet = options.outlet;
  if (article.url.empty()) article.url = options.url;
  if (article.language.empty()) article.language = options.language;
  if (!article.published) {
    article.published = options.published;
    article.published_day_only = options.published_day_only;
    article.published_east = options.published_east;
  }
  read_parts(article, gathered.subheadings);
  article.key = key_of(article);
  return article;
}

void skip(const Taker& taker, const std::string& where, std::string why) {
  if (taker.skipped) taker.skipped({where, {RemarkCode::kBadRecord, {}, std::move(why)}});
}

}  // namespace

struct RecordReader::State {
  ReadOptions options;
  dom::parser parser;

  bool give(dom::element value, const std::string& where, const Taker& taker, const std::vector<Remark>& remarks) {
    dom::object fields;
    if (value.get(fields) != simdjson::SUCCESS) {
      skip(taker, where, "not a JSON object");
      return true;
    }
    auto article = article_of(fields, options);
    if (!article) {
      skip(taker, where, "neither text nor title");
      return true;
    }
    article->source_path = where;
    article->remarks.insert(article->remarks.begin(), remarks.begin(), remarks.end());
    return taker.article(std::move(*article));
  }
};

RecordReader::RecordReader(ReadOptions options) : state_(std::make_unique<State>()) { state_->options = std::move(options); }
RecordReader::~RecordReader() = default;

bool RecordReader::read(std::string_view json, const std::string& where, const Taker& taker) {
  // JSON is UTF-8; a line in another encoding is mended first, so that one bad byte does not cost the article.
  DecodedText mended;
  if (!is_valid_utf8(json)) {
    mended = decode(std::string(json), json.size());
    json = mended.text;
  }
  dom::element value;
  if (const auto error = state_->parser.parse(json.data(), json.size()).get(value)) {
    skip(taker, where, std::string("not JSON: ") + simdjson::error_message(error));
    return true;
  }
  return state_->give(value, where, taker, mended.remarks);
}

bool RecordReader::is_object(std::string_view json) {
  dom::element value;
  return state_->parser.parse(json.data(), json.size()).get(value) == simdjson::SUCCESS && value.is_object();
}

bool RecordReader::read_document(std::string_view json, const std::string& where, const Taker& taker) {
  DecodedText mended;
  if (!is_valid_utf8(json) || json.starts_with("\xEF\xBB\xBF")) {
    mended = decode(std::string(json), json.size());
    json = mended.text;
  }
  dom::element value;
  if (state_->parser.parse(json.data(), json.size()).get(value)) return false;
  if (dom::array list; value.get(list) == simdjson::SUCCESS) {
    std::size_t number = 0;
    for (const dom::element member : list) {
      if (!state_->give(member, where + "#" + std::to_string(++number), taker, mended.remarks)) break;
    }
    return true;
  }
  if (!value.is_object()) return false;
  state_->give(value, where, taker, mended.remarks);
  return true;
}

}  // namespace attache
