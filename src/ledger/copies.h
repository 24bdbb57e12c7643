// Which articles are copies of one another, by their texts; see base/shingles.h. Pairs are found when the later of the two is
// appended, and the same pairs whichever comes first.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/article.h"
#include "ledger/database.h"

namespace attache {

/// Marks the article and keeps its pairs with those marked before.
void find_copies(Database& database, std::int64_t article_id, std::string_view text);
/// Keys of the articles that are copies of it.
[[nodiscard]] std::vector<ArticleKey> load_copies(Database& database, const ArticleKey& article);
/// Forgets all and finds them anew, from the texts.
void rebuild_copies(Database& database);

}  // namespace attache
