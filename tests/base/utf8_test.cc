// UTF-8 against a slow reading of the standard, and the index of code points against counting.
#include "base/utf8.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace attache {
namespace {

std::string encode(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

TEST(Utf8, EveryScalarValueComesBack) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(bytes, value);
    const CodePoint point = decode_utf8(bytes, 0);
    ASSERT_EQ(point.value, value);
    ASSERT_EQ(point.length, bytes.size());
  }
}

TEST(Utf8, WhatIsNoUtf8IsOneReplacedByte) {
  for (const std::string bytes : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
                                  "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                  "\xFE", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x9A", "\xC3(", "\xE2\x82("}) {
    const CodePoint point = decode_utf8(bytes, 0);
    EXPECT_EQ(point.value, char32_t{0xFFFD}) << testing::PrintToString(bytes);
    EXPECT_EQ(point.length, 1U);
    EXPECT_FALSE(is_valid_utf8(bytes)) << testing::PrintToString(bytes);
  }
}

TEST(Utf8, TheReplacementCharacterItselfIsValid) {
  EXPECT_TRUE(is_valid_utf8("a\xEF\xBF\xBD"));
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("Ереван – Երևան 🚢"));
}

TEST(CodePointIndex, AgreesWithCounting) {
  std::mt19937 random(1);
  const char32_t alphabet[] = {'a', 0xE9, 0x2013, 0x1F6A2};
  for (int round = 0; round < 200; ++round) {
    std::u32string text;
    for (auto i = random() % 200; i > 0; --i) text += alphabet[random() % 4];
    const std::string bytes = encode(text);
    const CodePointIndex index(bytes);
    std::uint32_t at = 0;
    for (std::uint32_t count = 0; count <= text.size(); ++count) {
      ASSERT_EQ(index.code_point(bytes, at), count);
      ASSERT_EQ(index.byte(bytes, count), at);
      if (count < text.size()) at += decode_utf8(bytes, at).length;
    }
    EXPECT_EQ(index.code_point(bytes, at + 10), text.size()) << "past the end";
    EXPECT_EQ(index.byte(bytes, static_cast<std::uint32_t>(text.size()) + 10), bytes.size()) << "past the end";
  }
}

}  // namespace
}  // namespace attache
