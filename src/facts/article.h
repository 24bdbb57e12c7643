// An article: one piece of copy as received. The wire stage makes it; the ledger keeps it; nobody changes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/remark.h"
#include "base/span.h"
#include "facts/clock.h"

namespace attache {

/// What a paragraph of the copy is.
enum class PartKind : std::uint8_t { kHeadline, kSubheading, kCaption, kByline, kDateline, kBody, kCredit, kBoilerplate };
[[nodiscard]] std::string_view name(PartKind kind);
[[nodiscard]] std::optional<PartKind> part_kind_from(std::string_view name);

/// A paragraph of an article's text. Paragraphs do not overlap and stand in the order of the text. A dateline that opens a
/// body paragraph ("MOSCOW (Reuters) -") is a paragraph of its own.
struct Paragraph {
  ByteSpan span;
  PartKind kind = PartKind::kBody;
};

/// Where a stretch of Article::text came from in the bytes received: text bytes from `text` on stand at `original` on,
/// one to one, up to the next entry (inside a replaced character the offset is that of the character).
struct OffsetStep {
  std::uint32_t text = 0;
  std::uint32_t original = 0;
};

/// An article's key: a content hash of outlet, publication time, address and text.
struct ArticleKey {
  Hash128 hash;
  friend auto operator<=>(const ArticleKey&, const ArticleKey&) = default;
};

struct Article {
  ArticleKey key;
  std::string id;      ///< the sender's own name for it, if any
  std::string text;    ///< UTF-8, lines ended by \n; all offsets count in it
  std::string title;   ///< from the record or the headline paragraph
  std::string outlet;  ///< who published it, as written; empty when unknown
  std::string agency;  ///< whose copy it is when that is another ("(Reuters)", "Reporting by"), as written
  std::vector<std::string> authors;
  std::optional<ReportedTime> published;
  bool published_day_only = false;
  std::int32_t published_east = 0;  ///< seconds east of Greenwich of the sender's clock, 0 when not told; not part of the key
  std::string dateline_place;       ///< "MOSCOW" as written; empty when there is none
  std::string url;
  std::string language;     ///< BCP 47; empty when not told
  std::string revises;      ///< the id or address of the article that this one corrects
  std::string source_path;  ///< where it was read from, for messages; not part of the key
  std::vector<Paragraph> paragraphs;
  std::vector<OffsetStep> offsets;  ///< empty when text and received bytes are the same
  std::vector<Remark> remarks;
};

/// Where the text's byte `text_offset` stood in the bytes received.
[[nodiscard]] std::uint32_t original_offset(const Article& article, std::uint32_t text_offset);

/// The day of publication by the sender's own clock, from which "today" and "on Thursday" count: 10 May for what was published
/// at 01:00 GMT+3 on 10 May, which is 9 May in UTC. Nothing when the publication is unknown.
[[nodiscard]] std::optional<Day> publication_day(const Article& article);

/// Fills Article::key from its other fields.
[[nodiscard]] ArticleKey key_of(const Article& article);

}  // namespace attache
