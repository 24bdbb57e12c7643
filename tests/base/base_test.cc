// Hashes, ids, spans and errors.
#include <type_traits>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/span.h"

namespace attache {
namespace {

TEST(Hash, IsTheSameOnEveryMachine) {
  // BLAKE2b-128 over length-prefixed fields, worked out with Python's hashlib.blake2b(digest_size=16).
  EXPECT_EQ(Hasher().finish().hex(), "cae66941d9efbd404e4d88758ea67670");
  EXPECT_EQ(Hasher().add("article").add("").finish().hex(), "1eb96e35524b82963ba0878d6845b231");
}

TEST(Hash, FieldsDoNotRunTogether) {
  EXPECT_NE(Hasher().add("ab").add("c").finish(), Hasher().add("a").add("bc").finish());
  EXPECT_NE(Hasher().add("").finish(), Hasher().finish());
  EXPECT_EQ(Hasher().add(std::int64_t{-7}).finish(), Hasher().add("-7").finish());
}

TEST(Hash, HexComesBack) {
  const Hash128 hash = Hasher().add("text").finish();
  Hash128 back;
  EXPECT_TRUE(Hash128::parse(hash.hex(), back));
  EXPECT_EQ(back, hash);
  for (const std::string& bad :
       {std::string(), hash.hex().substr(1), hash.hex() + "0", std::string(32, 'g'), std::string(32, 'A')}) {
    EXPECT_FALSE(Hash128::parse(bad, back)) << bad;
  }
}

TEST(Ids, TheDefaultIsNone) {
  using TokenId = StrongId<struct TokenTag>;
  EXPECT_FALSE(TokenId());
  EXPECT_TRUE(TokenId(0));
  EXPECT_EQ(TokenId(std::size_t{7}).index(), 7U);
  EXPECT_LT(TokenId(1), TokenId(2));
  EXPECT_TRUE(std::is_trivially_copyable_v<TokenId>);
  EXPECT_FALSE((std::is_convertible_v<TokenId, StrongId<struct SentenceTag>>));
  EXPECT_FALSE((std::is_convertible_v<int, TokenId>));
}

TEST(Spans, HalfOpen) {
  const ByteSpan span{2, 5};
  EXPECT_EQ(span.size(), 3U);
  EXPECT_TRUE(span.contains(2U));
  EXPECT_FALSE(span.contains(5U));
  EXPECT_TRUE(span.contains(ByteSpan{2, 5}));
  EXPECT_FALSE(span.contains(ByteSpan{4, 6}));
  EXPECT_TRUE(span.overlaps({4, 9}));
  EXPECT_FALSE(span.overlaps({5, 9}));
  EXPECT_EQ(span.joined({7, 9}), (ByteSpan{2, 9}));
  EXPECT_EQ(span.joined({}), span);
  EXPECT_EQ(ByteSpan{}.joined(span), span);
  EXPECT_EQ((ByteSpan{5, 2}.size()), 0U);
  EXPECT_FALSE((std::is_convertible_v<ByteSpan, TokenSpan>));
}

TEST(Errors, SayWhatWhereAndWhatToDo) {
  EXPECT_EQ((Error{Fault::kEnvironment, "no such file", "a.txt", "check the name"}.text()),
            "a.txt: no such file; check the name");
  EXPECT_EQ((Error{Fault::kInternal, "it broke", "", ""}.text()), "it broke");
  const Result<int> result = failure(Fault::kIncorrect, "no number");
  EXPECT_EQ(result.error().fault, Fault::kIncorrect);
}

}  // namespace
}  // namespace attache
