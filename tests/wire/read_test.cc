// Encodings, offsets and hostile bytes.
#include "wire/read.h"

#include <chrono>
#include <random>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "wire/layout.h"

namespace attache {
namespace {

bool has(const Article& article, RemarkCode code) {
  return std::any_of(article.remarks.begin(), article.remarks.end(), [&](const Remark& remark) { return remark.code == code; });
}

// Every paragraph lies in the text, in order, between whole characters, and everything that is not white space is in one.
void expect_sound(const Article& article) {
  std::uint32_t at = 0;
  for (const Paragraph& paragraph : article.paragraphs) {
    ASSERT_LE(at, paragraph.span.begin);
    ASSERT_LT(paragraph.span.begin, paragraph.span.end);
    ASSERT_LE(paragraph.span.end, article.text.size());
    at = paragraph.span.end;
  }
  EXPECT_TRUE(is_valid_utf8(article.text));
  EXPECT_EQ(article.text.find('\r'), std::string::npos);
  EXPECT_EQ(article.text.find('\0'), std::string::npos);
}

TEST(ReadPlain, CleanTextIsTakenAsItIs) {
  const std::string bytes = "Title\n\nOne café. Two.\n";
  const Article article = read_plain(bytes, {});
  EXPECT_EQ(article.text, bytes);
  EXPECT_TRUE(article.offsets.empty());
  EXPECT_EQ(original_offset(article, 9), 9U);
  EXPECT_NE(article.key, ArticleKey{});
}

TEST(ReadPlain, TheKeyIsThatOfTheContent) {
  ReadOptions options;
  options.outlet = "Island News";
  const Article one = read_plain("Same text.", options);
  options.source_path = "elsewhere.txt";
  EXPECT_EQ(one.key, read_plain("Same text.", options).key);
  EXPECT_EQ(one.key, read_plain("\xEF\xBB\xBFSame text.", options).key);
  EXPECT_NE(one.key, read_plain("Other text.", options).key);
}

// The bytes at the original offsets are the bytes of the text, for every encoding in which ASCII is ASCII.
void expect_way_back(const std::string& bytes) {
  const Article article = read_plain(bytes, {});
  expect_sound(article);
  for (std::uint32_t i = 0; i < article.text.size(); ++i) {
    if (static_cast<unsigned char>(article.text[i]) >= 0x80U || article.text[i] == '\n') continue;
    const std::uint32_t original = original_offset(article, i);
    ASSERT_LT(original, bytes.size());
    EXPECT_EQ(article.text[i], bytes[original]) << i;
  }
  EXPECT_EQ(original_offset(article, static_cast<std::uint32_t>(article.text.size())), bytes.size());
}

TEST(ReadPlain, LineEndsOfAllSystems) {
  for (const std::string end : {"\r\n", "\r", "\n"}) {
    const std::string bytes = "Title" + end + end + "One." + end + "Two." + end;
    EXPECT_EQ(read_plain(bytes, {}).text, "Title\n\nOne.\nTwo.\n");
    expect_way_back(bytes);
  }
}

TEST(ReadPlain, ByteOrderMark) {
  const std::string bytes = "\xEF\xBB\xBFTitle\r\n\r\nOne.";
  EXPECT_EQ(read_plain(bytes, {}).text, "Title\n\nOne.");
  expect_way_back(bytes);
}

TEST(ReadPlain, Windows1252) {
  const std::string bytes = "Caf\xE9 talks \x96 \x93yes\x94\n\nThey met.";
  const Article article = read_plain(bytes, {});
  EXPECT_EQ(article.text, "Café talks – “yes”\n\nThey met.");
  EXPECT_TRUE(has(article, RemarkCode::kNotUtf8));
  expect_way_back(bytes);
}

TEST(ReadPlain, Utf16) {
  const std::u16string text = u"Talks \u2013 \u00E9\U0001F6A2\n\nThey met.";
  for (const bool big : {false, true}) {
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
      const char low = static_cast<char>(unit & 0xFFU);
      const char high = static_cast<char>(unit >> 8U);
      bytes += big ? high : low;
      bytes += big ? low : high;
    }
    const Article article = read_plain(bytes, {});
    EXPECT_EQ(article.text, "Talks – é\xF0\x9F\x9A\xA2\n\nThey met.");
    EXPECT_TRUE(article.remarks.size() == 2) << "only no outlet and no publication";
    const auto they = static_cast<std::uint32_t>(article.text.find("They"));
    EXPECT_EQ(bytes[original_offset(article, they) + (big ? 1U : 0U)], 'T');
  }
}

TEST(ReadPlain, AFewBrokenCharactersDoNotChangeTheEncoding) {
  const std::string bytes = "Müller, Jäger und Schröder\xFF sagten ja.";
  const Article article = read_plain(bytes, {});
  EXPECT_EQ(article.text, "Müller, Jäger und Schröder\xEF\xBF\xBD sagten ja.");
  EXPECT_TRUE(has(article, RemarkCode::kBadBytes));
  EXPECT_FALSE(has(article, RemarkCode::kNotUtf8));
  expect_way_back(bytes);
}

TEST(ReadPlain, AnEndInMidCharacter) {
  const Article article = read_plain("They met at the caf\xC3", {});
  EXPECT_EQ(article.text, "They met at the caf\xEF\xBF\xBD");
  EXPECT_TRUE(has(article, RemarkCode::kBadBytes));
}

TEST(ReadPlain, NulsAndControlCharacters) {
  const std::string bytes("They\0met\x01.\fThen\x1b.", 17);
  const Article article = read_plain(bytes, {});
  EXPECT_EQ(article.text, "They met . Then .");
  EXPECT_TRUE(has(article, RemarkCode::kBadBytes));
  expect_sound(article);
}

TEST(ReadPlain, Empty) {
  for (const std::string bytes : {"", "\n\n  \t\n", "\xEF\xBB\xBF"}) {
    const Article article = read_plain(bytes, {});
    EXPECT_TRUE(article.paragraphs.empty());
    EXPECT_TRUE(has(article, RemarkCode::kEmptyText));
  }
}

TEST(ReadPlain, TooLongIsCutBetweenCharacters) {
  ReadOptions options;
  options.max_bytes = 9;
  const Article article = read_plain("They é é é é é é", options);
  EXPECT_EQ(article.text, "They é ");
  EXPECT_TRUE(has(article, RemarkCode::kTooLong));
}

TEST(Layout, NothingButWhiteSpaceIsLeftOut) {
  const std::string text = "  One \n two\n\n\t three\xC2\xA0\n\xE2\x80\xA8\nfour  ";
  std::string kept;
  for (const ByteSpan span : split_paragraphs(text)) kept += text.substr(span.begin, span.size()) + "|";
  EXPECT_EQ(kept, "One|two|three|four|");
}

TEST(ReadPlain, RandomBytesNeverBreakIt) {
  std::mt19937 random(20240509);
  const std::string pieces[] = {"MOSCOW",
                                " (Reuters) -",
                                "By ",
                                "\n",
                                "\n\n",
                                "\r\n",
                                "May 9",
                                ", 2024",
                                ". ",
                                "/TASS/",
                                "(Reporting by ",
                                ")",
                                ":",
                                " - ",
                                "—",
                                "FILE PHOTO: ",
                                "Updated ",
                                "2 days ago",
                                "\xFF",
                                "\xC3",
                                std::string(1, '\0'),
                                "é",
                                "A",
                                "a b c ",
                                "# ",
                                "Photo: ",
                                "4:32 PM GMT+3"};
  for (int round = 0; round < 4000; ++round) {
    std::string bytes;
    const int length = static_cast<int>(random() % 40);
    for (int i = 0; i < length; ++i) {
      if (round % 4 == 0) {
        bytes += static_cast<char>(random() % 256);
      } else {
        bytes += pieces[random() % std::size(pieces)];
      }
    }
    const Article article = read_plain(bytes, {});
    expect_sound(article);
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i <= article.text.size(); ++i) {
      if (i < article.text.size() && (static_cast<unsigned char>(article.text[i]) & 0xC0U) == 0x80U) continue;
      const std::uint32_t original = original_offset(article, i);
      ASSERT_LE(last, original);
      ASSERT_LE(original, bytes.size());
      last = original;
    }
  }
}

// Text that makes each test look far must still take linear time: 1 MB of each in well under a second.
TEST(ReadPlain, HostileShapesTakeLinearTime) {
  const std::string units[] = {"(", "(Reporting by ", "A ",     "A\n",   "MOSCOW, ", "MOSCOW: \n\n", "- ", "Photo: ", "/",
                               "[", "By A\n",         "May 9 ", "a\n\n", ". "};
  for (const std::string& unit : units) {
    std::string bytes;
    while (bytes.size() < (std::size_t{1} << 20U)) bytes += unit;
    const auto start = std::chrono::steady_clock::now();
    const Article article = read_plain(bytes, {});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    expect_sound(article);
    EXPECT_LT(took.count(), 5.0) << unit;
  }
}

}  // namespace
}  // namespace attache
