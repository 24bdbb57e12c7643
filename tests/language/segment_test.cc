// The segmenter against segment_cases.txt and segment_hard_cases.txt, and what holds for every text whatever.
#include "language/segment.h"

#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "language_cases.h"

namespace attache {
namespace {

const Orthography& english() {
  static const Orthography orthography = orthography_of("english");
  return orthography;
}

Segments segmented(const std::string& text, const Orthography& orthography = english()) {
  Segments out;
  segment(text, {0, static_cast<std::uint32_t>(text.size())}, orthography, out);
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
int check_cases(const std::string& name, const Orthography& orthography = english()) {
  const std::string path = source_path("tests/language/" + name);
  std::istringstream lines(read_file(path));
  std::string updated;
  std::string title, text, expected;
  enum { kHead, kText, kExpected } state = kHead;
  int cases = 0;
  const auto finish = [&] {
    if (state != kExpected) return;
    ++cases;
    const std::string got = shown(text, segmented(text, orthography));
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

TEST(Segment, HardCases) { EXPECT_GE(check_cases("segment_hard_cases.txt"), 420); }

TEST(Segment, AnotherLanguageIsDataAlone) {
  EXPECT_GE(check_cases("segment_german_cases.txt", orthography_of("german")), 4);
  EXPECT_GE(check_cases("segment_french_cases.txt", orthography_of("french")), 5);
}

TEST(Orthography, SaysWhatIsWrongAndWhere) {
  const auto error = [](const char* text) { return Orthography::parse(text, "mine.txt").error().text(); };
  EXPECT_EQ(error("# mine\n[title]\nmr\n"),
            "mine.txt:2: no section is called \"title\"; the sections are those of train/languages/english/orthography.txt");
  EXPECT_EQ(error("mr\n"), "mine.txt:1: \"mr\" stands in no section; write [titles] or another section above it");
  EXPECT_EQ(error("[contracted]\ncan|not dont\n"),
            "mine.txt:2: \"dont\" cannot stand in [contracted]; the comments of the English file say what can");
}

/// White space beyond ASCII's, with what is as invisible as it is.
constexpr char32_t kWideSpace[] =
    U"\x7F\x85\xA0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
    U"\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF";

/// What is wrong with the words and sentences of `text`; empty if words rise, are not empty, do not overlap, leave out
/// nothing but white space and say so, and sentences cover all words. `out` is reused.
std::string fault(const std::string& text, Segments& out) {
  out.clear();
  segment(text, {0, static_cast<std::uint32_t>(text.size())}, english(), out);
  const auto only_space = [&](std::uint32_t begin, std::uint32_t end) {
    while (begin < end) {
      const CodePoint c = decode_utf8(text, begin);
      if (c.value > 0x20 && std::u32string_view(kWideSpace).find(c.value) == std::u32string_view::npos) return false;
      begin += c.length;
    }
    return true;
  };
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    const ByteSpan span = out.words[i].span;
    if (span.begin < at || span.end <= span.begin || span.end > text.size()) return "spans do not rise";
    if (!only_space(at, span.begin)) return "a word is left out";
    if (span.size() > kMaxWordBytes) return "a word is too long";
    if (i > 0 && out.words[i - 1].space_after != (at < span.begin)) return "space_after is wrong";
    at = span.end;
  }
  if (!only_space(at, static_cast<std::uint32_t>(text.size()))) return "the last word is left out";
  std::uint32_t last = 0;
  for (const std::uint32_t end : out.sentence_ends) {
    if (end <= last) return "sentence ends do not rise";
    last = end;
  }
  return last == out.words.size() ? "" : "words in no sentence";
}

void expect_sound(const std::string& text) {
  Segments out;
  EXPECT_EQ(fault(text, out), "") << text;
}

TEST(Segment, AMillionRandomTextsKeepEveryByte) {
  const std::string pieces[] = {
      // words
      "a", "B", "7", "15", "The", "he", "in", "etc", "p.m.", "U.S", "Inc.", "No", "art", "plan", "gonna", "dont", "5pm", "mid",
      // marks
      ".", ",", "'", "\u2019", "\u201D", "\"", "n't", "'s", "-", "\u2014", "(", ")", "[", "]", "!", "?", "\u2026", ":", ":)",
      // signs
      "$", "/", "@", "%", "&", "_", "+", "`", "\u00B0", "\u00B2", "\u2022",
      // addresses, letters and pictures beyond ASCII
      "www.", "http://", ".doc", "\u00E9", "\u00AD", "\U0001F64F", "\uFE0F", "\u200D",
      // white space
      " ", " ", " ", "\n", "\u00A0", "\u200B"};
  std::mt19937 random(5);
  std::string text;
  Segments out;
  for (int round = 0; round < 1'000'000; ++round) {
    text.clear();
    for (auto n = static_cast<unsigned>(random() % 14); n > 0; --n) text += pieces[random() % std::size(pieces)];
    const std::string wrong = fault(text, out);
    ASSERT_EQ(wrong, "") << text;
  }
}

/// Copy that repeats one piece must cost no more than time in proportion to its length: a second's work would be a fault
/// a thousand times over.
TEST(Segment, RepeatedPiecesCostNoMoreThanTheirLength) {
  for (const std::string piece : {"a-", "1-", "a.", "A. ", "x@", "t.me/", ". \" b ", "\u2014 \" ", "U.S. :) ", "a_1.", "\"'"}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    SCOPED_TRACE(piece);
    expect_sound(text);
  }
}

TEST(Segment, BrokenBytesDoNotHurt) {
  std::mt19937 random(6);
  Segments out;
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (auto n = static_cast<unsigned>(random() % 20); n > 0; --n) text += static_cast<char>(random() % 256);
    const std::string wrong = fault(text, out);
    ASSERT_EQ(wrong, "") << testing::PrintToString(text);
  }
}

TEST(Segment, OnlyTheParagraphIsRead) {
  const std::string text = "Before. Inside it. After.";
  Segments out;
  segment(text, {8, 18}, english(), out);
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
