// JSON records: the names that collectors write, bad lines, offsets, pieces.
#include <algorithm>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "wire/read.h"

namespace attache {
namespace {

struct Taken {
  std::vector<Article> articles;
  std::vector<Skipped> skipped;
};

Taken read_lines(std::string_view lines, const ReadOptions& options = {}, std::size_t piece = std::string::npos) {
  Taken out;
  const Taker taker{[&](Article&& article) {
                      out.articles.push_back(std::move(article));
                      return true;
                    },
                    [&](const Skipped& skipped) { out.skipped.push_back(skipped); }};
  JsonlReader reader(options, taker);
  for (std::size_t at = 0; at < lines.size(); at += std::min(piece, lines.size() - at)) reader.feed(lines.substr(at, piece));
  reader.finish();
  return out;
}

Article read_one(std::string_view line, const ReadOptions& options = {}) {
  Taken taken = read_lines(line, options);
  EXPECT_EQ(taken.articles.size(), 1U) << line;
  return taken.articles.empty() ? Article{} : std::move(taken.articles[0]);
}

bool has(const Article& article, RemarkCode code) {
  return std::any_of(article.remarks.begin(), article.remarks.end(), [&](const Remark& remark) { return remark.code == code; });
}

TEST(Records, TheDayOfPublicationIsThatOfTheSendersClock) {
  const auto day = [](const Article& article) { return to_string(publication_day(article).value_or(Day{})); };
  const Article east = read_one(R"({"text": "The guards left today.", "published": "2024-05-10T01:00:00+03:00"})");
  EXPECT_EQ(to_iso(east.published->seconds), "2024-05-09T22:00:00Z");
  EXPECT_EQ(day(east), "2024-05-10");
  EXPECT_EQ(day(read_one(R"({"text": "The guards left today.", "published": "2024-05-09T21:00:00-0500"})")), "2024-05-09");
  EXPECT_EQ(day(read_one(R"({"text": "The guards left today.", "published": "2024-05-10T01:00:00Z"})")), "2024-05-10");
  EXPECT_EQ(day(read_plain("Guards leave\n\nMay 10, 2024 1:00 AM GMT+3\n\nThe guards left today, the ministry said.\n", {})),
            "2024-05-10");
  EXPECT_EQ(day(read_plain("Guards leave\n\nMay 9, 2024 10:30 PM EDT\n\nThe guards left today, the ministry said.\n", {})),
            "2024-05-09");
  EXPECT_FALSE(publication_day(read_one(R"({"text": "The guards left today."})")));
}

TEST(Records, EveryNameOfAField) {
  struct Alias {
    std::string json;
    std::string (*field)(const Article&);
    std::string value;
  };
  const auto id = [](const Article& a) { return a.id; };
  const auto outlet = [](const Article& a) { return a.outlet; };
  const auto url = [](const Article& a) { return a.url; };
  const auto language = [](const Article& a) { return a.language; };
  const auto title = [](const Article& a) { return a.title; };
  const auto published = [](const Article& a) { return a.published ? to_iso(a.published->seconds) : "none"; };
  const auto authors = [](const Article& a) {
    std::string all;
    for (const std::string& author : a.authors) all += author + "|";
    return all;
  };
  const std::vector<Alias> table = {
      {R"("id": "a7")", id, "a7"},
      {R"("id": 7)", id, "7"},
      {R"("document": "a7")", id, "a7"},
      {R"("doc_id": "a7")", id, "a7"},
      {R"("uuid": "a7")", id, "a7"},
      {R"("outlet": "Island News")", outlet, "Island News"},
      {R"("publisher": "Island News")", outlet, "Island News"},
      {R"("publisher": {"@type": "Organization", "name": "Island News"})", outlet, "Island News"},
      {R"("source": "Island News")", outlet, "Island News"},
      {R"("source": {"id": null, "name": "Island News"})", outlet, "Island News"},
      {R"("source": "https://island.example/a", "sitename": "Island News")", outlet, "Island News"},
      {R"("source": "https://island.example/a", "hostname": "island.example")", outlet, "island.example"},
      {R"("source_domain": "island.example")", outlet, "island.example"},
      {R"("url": "https://island.example/a")", url, "https://island.example/a"},
      {R"("link": "https://island.example/a")", url, "https://island.example/a"},
      {R"("uri": "https://island.example/a")", url, "https://island.example/a"},
      {R"("source": "https://island.example/a")", url, "https://island.example/a"},
      {R"("html": {"requested_url": "https://island.example/a"})", url, "https://island.example/a"},
      {R"("language": "en")", language, "en"},
      {R"("lang": "en")", language, "en"},
      {R"("title": " Guards  leave ")", title, "Guards leave"},
      {R"("headline": "Guards leave")", title, "Guards leave"},
      {R"("published": "2024-05-09")", published, "2024-05-09T00:00:00Z"},
      {R"("date": "2024-05-09T10:00:00+03:00")", published, "2024-05-09T07:00:00Z"},
      {R"("date_publish": "2024-05-09 10:00:00", "date_download": "2024-06-01 00:00:00")", published, "2024-05-09T10:00:00Z"},
      {R"("date_download": "2024-06-01 00:00:00")", published, "none"},
      {R"("date_publish": null)", published, "none"},
      {R"("publishing_date": "2024-05-09 10:00:00+00:00")", published, "2024-05-09T10:00:00Z"},
      {R"("published_at": "2024-05-09T10:00:00.123Z")", published, "2024-05-09T10:00:00Z"},
      {R"("pubDate": "Thu, 09 May 2024 10:00:00 GMT")", published, "2024-05-09T10:00:00Z"},
      {R"("published": 1715248800)", published, "2024-05-09T10:00:00Z"},
      {R"("published": 1715248800000)", published, "2024-05-09T10:00:00Z"},
      {R"("published": "no day", "date": "2024-05-09")", published, "2024-05-09T00:00:00Z"},
      {R"("authors": ["Ann Hill", "Bo Lind"])", authors, "Ann Hill|Bo Lind|"},
      {R"("authors": [{"name": "Ann Hill"}])", authors, "Ann Hill|"},
      {R"("author": "Ann Hill; Bo Lind")", authors, "Ann Hill|Bo Lind|"},
      {R"("author": "By Ann Hill")", authors, "Ann Hill|"},
      {R"("revises": "a6")", [](const Article& a) { return a.revises; }, "a6"},
  };
  for (const Alias& alias : table) {
    EXPECT_EQ(alias.field(read_one("{" + alias.json + R"(, "text": "They met."})")), alias.value) << alias.json;
  }
}

TEST(Records, EveryNameOfTheText) {
  for (const std::string name : {"text", "maintext", "body", "content", "article", "plain_text", "raw_text"}) {
    EXPECT_EQ(read_one("{\"" + name + "\": \"They met.\"}").text, "They met.") << name;
  }
  EXPECT_EQ(read_one(R"({"raw_text": "raw", "text": "They met."})").text, "They met.");
  EXPECT_EQ(read_one(R"({"text": "", "raw_text": "They met."})").text, "They met.");
  EXPECT_EQ(read_one(R"({"text": ["They met.", "They left."]})").text, "They met.\n\nThey left.");
}

TEST(Records, ABodyOfSections) {
  const Article article =
      read_one(R"({"title": "Guards leave", "body": {"summary": ["They go in June."], "sections": [)"
               R"({"headline": [], "paragraphs": ["The guards leave.", "So a minister said."]},)"
               R"({"headline": ["Next steps are these and no others."], "paragraphs": ["Others come."]}]}})");
  EXPECT_EQ(
      article.text,
      "They go in June.\n\nThe guards leave.\n\nSo a minister said.\n\nNext steps are these and no others.\n\nOthers come.");
  ASSERT_EQ(article.paragraphs.size(), 5U);
  EXPECT_EQ(article.paragraphs[3].kind, PartKind::kSubheading);
  EXPECT_EQ(article.paragraphs[4].kind, PartKind::kBody);
}

TEST(Records, OffsetsAreThoseOfTheRecordsText) {
  const Article article =
      read_one(R"({"title": "Guards leave", "text": " \r\nGuards leave\r\n\r\nPORT ELLEN (AP) \u2014 They\u0000 met.\r"})");
  const std::string sent = std::string(" \r\nGuards leave\r\n\r\nPORT ELLEN (AP) — They") + '\0' + " met.\r";
  ASSERT_EQ(article.text.size(), sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    if (sent[i] != '\r' && sent[i] != '\0') {
      EXPECT_EQ(article.text[i], sent[i]);
    }
  }
  EXPECT_TRUE(article.offsets.empty());
  ASSERT_EQ(article.paragraphs.size(), 3U);
  EXPECT_EQ(article.paragraphs[0].kind, PartKind::kHeadline);
  EXPECT_EQ(article.paragraphs[1].kind, PartKind::kDateline);
}

TEST(Records, ATitleThatIsNotInTheTextStaysOutOfIt) {
  const Article article =
      read_one(R"({"title": "Guards leave", "text": "The guards left the port on Monday. So a minister said."})");
  EXPECT_EQ(article.title, "Guards leave");
  ASSERT_EQ(article.paragraphs.size(), 1U);
  EXPECT_EQ(article.paragraphs[0].kind, PartKind::kBody);
  EXPECT_EQ(article.text.find("Guards leave"), std::string::npos);
}

TEST(Records, ATitleAloneIsAHeadline) {
  const Article article = read_one(R"({"title": "Guards to leave the port by June", "text": null})");
  EXPECT_EQ(article.text, "Guards to leave the port by June");
  ASSERT_EQ(article.paragraphs.size(), 1U);
  EXPECT_EQ(article.paragraphs[0].kind, PartKind::kHeadline);
}

TEST(Records, WhatTheRecordSaysGoesBeforeOptionsAndLines) {
  ReadOptions options;
  options.outlet = "Other News";
  options.published = ReportedTime{0};
  const Article record = read_one(
      R"({"outlet": "Island News", "published": "2024-05-09", "text": "Guards leave\n\nMay 1, 2020\n\nThey left."})", options);
  EXPECT_EQ(record.outlet, "Island News");
  EXPECT_EQ(to_iso(record.published->seconds), "2024-05-09T00:00:00Z");
  EXPECT_TRUE(record.published_day_only);
  const Article bare = read_one(R"({"text": "Guards leave\n\nMay 1, 2020\n\nThey left."})", options);
  EXPECT_EQ(bare.outlet, "Other News");
  EXPECT_EQ(bare.published->seconds, 0);
}

TEST(Records, ABadDateIsRemarkedOn) {
  const Article article = read_one(R"({"published": "soon", "text": "They met."})");
  EXPECT_FALSE(article.published);
  EXPECT_TRUE(has(article, RemarkCode::kBadDate));
}

TEST(Records, BadLinesAreSkippedAndTheNextIsRead) {
  const Taken taken = read_lines("{\"text\": \"One.\"}\n{\"text\": \n\n[1]\n\"text\"\n{\"a\": 1}\n{\"text\": \"Two.\"}");
  ASSERT_EQ(taken.articles.size(), 2U);
  EXPECT_EQ(taken.articles[1].text, "Two.");
  EXPECT_EQ(taken.articles[1].source_path, "input:7");
  ASSERT_EQ(taken.skipped.size(), 4U);
  EXPECT_EQ(taken.skipped[0].where, "input:2");
  EXPECT_EQ(taken.skipped[0].remark.code, RemarkCode::kBadRecord);
  EXPECT_EQ(taken.skipped[3].where, "input:6");
  EXPECT_EQ(taken.skipped[3].remark.detail, "neither text nor title");
}

TEST(Records, PiecesMayBeCutAnywhere) {
  const std::string lines = "\xEF\xBB\xBF{\"text\": \"Café one.\"}\r\n\r\n{\"text\": \"Two.\"}\n";
  for (std::size_t piece = 1; piece < 12; ++piece) {
    const Taken taken = read_lines(lines, {}, piece);
    ASSERT_EQ(taken.articles.size(), 2U) << piece;
    EXPECT_EQ(taken.articles[0].text, "Café one.");
    EXPECT_TRUE(taken.skipped.empty());
  }
}

TEST(Records, ALineOverTheLimitIsPassedOver) {
  ReadOptions options;
  options.max_line = 1000;
  const std::string lines = "{\"text\": \"" + std::string(5000, 'a') + "\"}\n{\"text\": \"Two.\"}\n";
  const Taken taken = read_lines(lines, options, 64);
  ASSERT_EQ(taken.articles.size(), 1U);
  EXPECT_EQ(taken.articles[0].source_path, "input:2");
  ASSERT_EQ(taken.skipped.size(), 1U);
  EXPECT_EQ(taken.skipped[0].remark.code, RemarkCode::kTooLong);
}

TEST(Records, ALineInWindows1252IsMended) {
  const Article article = read_one("{\"text\": \"Caf\xE9 \x96 closed.\"}");
  EXPECT_EQ(article.text, "Café – closed.");
  EXPECT_TRUE(has(article, RemarkCode::kNotUtf8));
}

TEST(Records, DeepNestingIsABadLine) {
  const Taken taken = read_lines("{\"text\": " + std::string(5000, '[') + std::string(5000, ']') + "}\n{\"text\": \"Two.\"}\n");
  EXPECT_EQ(taken.articles.size(), 1U);
  EXPECT_EQ(taken.skipped.size(), 1U);
}

TEST(Records, TheTakerMayEndTheReading) {
  int count = 0;
  const Taker taker{[&](Article&&) { return ++count < 2; }, {}};
  JsonlReader reader({}, taker);
  EXPECT_FALSE(reader.feed("{\"text\": \"1.\"}\n{\"text\": \"2.\"}\n{\"text\": \"3.\"}\n{\"text\": \"4.\"}"));
  EXPECT_FALSE(reader.finish());
  EXPECT_EQ(count, 2);
}

TEST(ReadBytes, TheKindIsToldByTheBytes) {
  struct Kind {
    std::string bytes;
    std::size_t articles;
    std::string first;
  };
  const std::vector<Kind> table = {
      {"They met.", 1, "They met."},
      {"", 1, ""},
      {"{\"text\": \"One.\"}", 1, "One."},
      {"{\n  \"text\": \"One.\"\n}\n", 1, "One."},
      {"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", 2, "One."},
      {"{bad line}\n{\"text\": \"Two.\"}\n", 1, "Two."},
      {"[{\"text\": \"One.\"}, {\"text\": \"Two.\"}]", 2, "One."},
      {"[Photo: They met.]\n\nThey met.", 1, "[Photo: They met.]\n\nThey met."},
      {"{They} met.", 1, "{They} met."},
      {"[]", 0, ""},
  };
  for (const Kind& kind : table) {
    std::vector<Article> articles;
    const Taker taker{[&](Article&& article) {
                        articles.push_back(std::move(article));
                        return true;
                      },
                      {}};
    read_bytes(kind.bytes, {}, taker);
    ASSERT_EQ(articles.size(), kind.articles) << kind.bytes;
    if (!articles.empty()) {
      EXPECT_EQ(articles[0].text, kind.first);
    }
  }
}

}  // namespace
}  // namespace attache
