// A claim as the ledger hands it out: the claim, what is needed of its article to tell who published it and when, and
// the two clocks of its keeping. derive/ and query/ work on these and never on the ledger's tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facts/article.h"
#include "facts/claim.h"
#include "facts/clock.h"

namespace attache {

struct StoredClaim {
  Claim claim;
  ArticleKey article;
  std::string outlet;  ///< who published the article, as written; empty when unknown
  std::string title;
  std::string url;
  std::optional<ReportedTime> published;  ///< the reported clock; a claim of an undated article is in no answer "as known by"
  RecordedTime recorded;                  ///< the recorded clock
  std::optional<ClaimKey> regards;        ///< Claim::regards, as a key
  std::vector<ArticleKey> copies;         ///< other articles with nearly the same text
};

}  // namespace attache
