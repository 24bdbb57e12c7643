// Names of the codebook's values, keys, and the way back to received bytes.
#include "facts/claim.h"

#include <set>

#include <gtest/gtest.h>

namespace attache {
namespace {

// Every value from 0 to `last` has a name of its own that leads back to it.
template <class Enum, class From>
void expect_names(Enum last, From from) {
  std::set<std::string_view> seen;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const Enum value = static_cast<Enum>(i);
    EXPECT_TRUE(seen.insert(name(value)).second) << name(value);
    EXPECT_EQ(from(name(value)), value) << name(value);
  }
  EXPECT_EQ(from("no such name"), std::nullopt);
}

TEST(Names, LeadBack) {
  expect_names(EventType::kAssault, event_type_from);
  expect_names(Posture::kAccess, posture_from);
  expect_names(ForceKind::kMilitia, force_kind_from);
  expect_names(Status::kPossible, status_from);
  expect_names(BasisKind::kInvitation, basis_kind_from);
  expect_names(Slot::kCue, slot_from);
}

TEST(Names, AreTheCodebooks) {
  EXPECT_EQ(name(EventType::kNone), "");
  EXPECT_EQ(name(EventType::kRetreat), "RETREAT");
  EXPECT_EQ(name(ForceKind::kBorderGuards), "border guards");
  EXPECT_EQ(name(Status::kActual), "actual");
  EXPECT_EQ(name(PartKind::kHeadline), "headline");
  EXPECT_EQ(name(PartKind::kBoilerplate), "boilerplate");
}

Article island_article() {
  Article article;
  article.outlet = "Island News";
  article.published = ReportedTime{1715212800};
  article.url = "https://island.example/a";
  article.text = "They left.";
  return article;
}

TEST(ArticleKeys, DependOnWhatTheArticleIs) {
  const ArticleKey key = key_of(island_article());
  const auto changed = [&](auto change) {
    Article article = island_article();
    change(article);
    return key_of(article) != key;
  };
  EXPECT_TRUE(changed([](Article& a) { a.outlet = "Other"; }));
  EXPECT_TRUE(changed([](Article& a) { a.published.reset(); }));
  EXPECT_TRUE(changed([](Article& a) { a.url.clear(); }));
  EXPECT_TRUE(changed([](Article& a) { a.text += " "; }));
  EXPECT_FALSE(changed([](Article& a) { a.source_path = "b.txt"; }));
  EXPECT_FALSE(changed([](Article& a) { a.remarks.push_back({RemarkCode::kNoOutlet, {}, {}}); }));
}

TEST(ClaimKeys, AreStableAndApart) {
  CodedArticle coded;
  coded.article = island_article();
  coded.article.key = key_of(coded.article);
  Claim claim;
  claim.span = {0, 9};
  claim.event = EventType::kRetreat;
  coded.claims = {claim, claim};
  claim.negated = true;
  coded.claims.push_back(claim);
  set_keys(coded);
  EXPECT_NE(coded.claims[0].key, coded.claims[1].key) << "the same said twice";
  EXPECT_NE(coded.claims[0].key, coded.claims[2].key);
  const auto first = coded.claims[0].key;
  coded.claims[0].confidence = 0.9;
  coded.claims[0].frame = "leave.v";
  set_keys(coded);
  EXPECT_EQ(coded.claims[0].key, first) << "how sure the coder is is not what the claim asserts";
}

TEST(Offsets, LeadBackToTheBytes) {
  Article article;
  EXPECT_EQ(original_offset(article, 7), 7U) << "nothing was changed";
  article.offsets = {{0, 3}, {5, 10}};
  EXPECT_EQ(original_offset(article, 0), 3U);
  EXPECT_EQ(original_offset(article, 4), 7U);
  EXPECT_EQ(original_offset(article, 5), 10U);
  EXPECT_EQ(original_offset(article, 8), 13U);
}

}  // namespace
}  // namespace attache
