// The segmenter against segment_cases.txt and segment_hard_cases.txt, and what holds for every text whatever.
#include "language/segment.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "language_cases.h"

namespace attache {
namespace {

Segments segmented(const std::string& text) {
  Segments out;
  segment(text, {0, static_cast<std::uint32_t>(text.size())}, out);
  return out;
}

/// One line per sentence, words between spaces.
std::string shown(const std::string& text, const Segments& segments) {
  std::string out;
  std::size_t begin = 0;
  for (const std::uint32_t end : segments.sentence_ends) {
    for (std::size_t i = begin; i < end; ++i) {
      const ByteSpan s = segments.words[i].span;
      out += (i == begin ? "" : " ") + text.substr(s.begin, s.size());
    }
    out += '\n';
    begin = end;
  }
  return out;
}

/// Checks every case of the file, or writes what the segmenter gives where ATTACHE_UPDATE is set; returns how many there are.
int check_cases(const std::string& name) {
  const std::string path = source_path("tests/language/" + name);
  std::istringstream lines(read_file(path));
  std::string updated;
  std::string title, text, expected;
  enum { kHead, kText, kExpected } state = kHead;
  int cases = 0;
  const auto finish = [&] {
    if (state != kExpected) return;
    ++cases;
    const std::string got = shown(text, segmented(text));
    EXPECT_EQ(got, expected) << title;
    updated += got + "\n";
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("== ")) {
      finish();
      title = line;
      text.clear();
      expected.clear();
      updated += line + "\n";
      state = kText;
    } else if (state == kText && line == "---") {
      updated += line + "\n";
      state = kExpected;
    } else if (state == kText) {
      updated += line + "\n";
      text += (text.empty() ? "" : "\n") + line;
    } else if (state == kExpected) {
      if (!line.empty()) expected += line + "\n";
    } else {
      updated += line + "\n";
    }
  }
  finish();
  if (std::getenv("ATTACHE_UPDATE") != nullptr) {
    updated.pop_back();
    std::ofstream(path) << updated;
  }
  return cases;
}

TEST(Segment, Cases) { EXPECT_GE(check_cases("segment_cases.txt"), 30); }

TEST(Segment, HardCases) { EXPECT_GE(check_cases("segment_hard_cases.txt"), 300); }

/// Words rise, do not overlap, are not empty, and leave out nothing but white space; sentences cover all words.
void expect_sound(const std::string& text) {
  const Segments segments = segmented(text);
  std::uint32_t at = 0;
  const auto only_space = [&](std::uint32_t begin, std::uint32_t end) {
    return text.substr(begin, end - begin).find_first_not_of(" \t\n\r\f\v\x1f\x1e\x1d\x1c\x1b\x7f\xc2\xa0\xe2\x80\x8b") == std::string::npos;
  };
  for (const WordSpan& word : segments.words) {
    ASSERT_LT(word.span.begin, word.span.end);
    ASSERT_LE(at, word.span.begin);
    ASSERT_TRUE(only_space(at, word.span.begin)) << at << " in " << text;
    ASSERT_LE(word.span.size(), kMaxWordBytes);
    at = word.span.end;
  }
  ASSERT_TRUE(only_space(at, static_cast<std::uint32_t>(text.size())));
  std::uint32_t last = 0;
  for (const std::uint32_t end : segments.sentence_ends) {
    ASSERT_GT(end, last);
    last = end;
  }
  ASSERT_EQ(last, segments.words.size());
}

TEST(Segment, RandomTextKeepsEveryByte) {
  const std::string pieces[] = {"a", "B", "7", ".", ",", "'", "\xE2\x80\x99", "-", " ", "\"", "n't", "U.S", "$", "/", ":", "@", "www.", "http://",
                                "(", ")", "\n", "%", "\xC3\xA9", "&", "_", "gonna", "5pm", "!", "?", "\xE2\x80\xA6", "No", "art", "'s"};
  std::mt19937 random(5);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto n = static_cast<unsigned>(random() % 14); n > 0; --n) text += pieces[random() % std::size(pieces)];
    expect_sound(text);
    if (HasFatalFailure()) return;
  }
}

TEST(Segment, BrokenBytesDoNotHurt) {
  std::mt19937 random(6);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (auto n = static_cast<unsigned>(random() % 20); n > 0; --n) text += static_cast<char>(random() % 256);
    const Segments segments = segmented(text);
    for (const WordSpan& word : segments.words) ASSERT_LE(word.span.end, text.size());
  }
}

TEST(Segment, OnlyTheParagraphIsRead) {
  const std::string text = "Before. Inside it. After.";
  Segments out;
  segment(text, {8, 18}, out);
  EXPECT_EQ(shown(text, out), "Inside it .\n");
}

TEST(Segment, AHugeWordIsCutWithARemark) {
  const std::string text(1 << 20, 'x');
  const Segments segments = segmented(text);
  EXPECT_EQ(segments.words.size(), (1U << 20) / kMaxWordBytes);
  ASSERT_EQ(segments.remarks.size(), 1U);
  EXPECT_EQ(segments.remarks[0].code, RemarkCode::kTokenCut);
  expect_sound(text);
}

}  // namespace
}  // namespace attache
