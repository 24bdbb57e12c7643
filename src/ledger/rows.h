// Articles and claims as rows of the ledger's tables, one way and the other. What is written by insert_... comes back
// equal by load_...; nothing here decides anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/article.h"
#include "facts/claim.h"
#include "facts/clock.h"
#include "facts/stored_claim.h"
#include "ledger/database.h"

namespace attache {

/// Why an article and its claims cannot be kept ("claim 3 has a confidence outside 0 to 1"); empty when they can. Everything
/// that is refused here is a mistake of whoever made them, except a date outside the years 0 to 9999.
[[nodiscard]] std::string unfit(const CodedArticle& coded);

/// Adds the article and the remarks made on it; gives its number.
std::int64_t insert_article(Database& database, const Article& article, RecordedTime recorded);
/// Adds a reading of an article: remarks and claims; gives its number.
std::int64_t insert_reading(Database& database, std::int64_t article_id, const CodedArticle& coded, RecordedTime recorded);

[[nodiscard]] Article load_article(Database& database, std::int64_t article_id);
/// The article's fields that a stored claim repeats; the claim itself is left empty.
[[nodiscard]] StoredClaim load_claim_frame(Database& database, std::int64_t reading_id);
/// The claim; regards_key is set where it regards another.
[[nodiscard]] Claim load_claim(Database& database, std::int64_t claim_id, std::optional<ClaimKey>& regards_key);
[[nodiscard]] std::vector<Remark> load_remarks(Database& database, std::int64_t article_id,
                                               std::optional<std::int64_t> reading_id);

/// An empty text as NULL.
[[nodiscard]] inline std::optional<std::string_view> null_if_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}
/// Reads a key column.
[[nodiscard]] Hash128 read_key(Database& database, Statement& row);
/// Reads a column with an instant.
template <class Time>
[[nodiscard]] std::optional<Time> read_time(Database& database, Statement& row) {
  const auto text = row.maybe_text();
  if (!text) return std::nullopt;
  const auto instant = parse_instant(*text);
  if (!instant) database.damaged("\"" + *text + "\" is no time");
  return Time{instant->seconds};
}

}  // namespace attache
