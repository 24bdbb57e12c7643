// What is kept beside the claims: judgements, copies of one text; and the ledger's own copies.
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledger/ledger.h"
#include "making.h"

namespace attache {
namespace {

using testing::add_claim;
using testing::Chance;
using testing::Folder;
using testing::made_article;
using testing::made_claim;

constexpr RecordedTime kMonday{1'715'558'400}, kTuesday{1'715'644'800};

Judgement judgement(Verdict verdict, std::int64_t decided) {
  Judgement out;
  out.who = "maria";
  out.why = "the \"headline\" of another story; 'база'";
  out.decided = {decided};
  out.verdict = verdict;
  if (verdict == Verdict::kUndo) {
    out.undoes = JudgementKey{Hasher().add("x").finish()};
  } else {
    out.claim = ClaimAnchor{
        {Hasher().add("c").finish()}, {Hasher().add("a").finish()}, {3, 70}, EventType::kRetreat, Posture::kWithdraw};
  }
  if (verdict == Verdict::kTogether || verdict == Verdict::kApart)
    out.other =
        ClaimAnchor{{Hasher().add("d").finish()}, {Hasher().add("b").finish()}, {0, 9}, EventType::kNone, Posture::kRemain};
  if (verdict == Verdict::kCorrect) {
    out.slot = "status";
    out.value = "planned";
  }
  out.key = key_of(out);
  return out;
}

TEST(Judgements, ComeBackAsTheyWereKept) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  const auto before = ledger.version().value();
  std::vector<Judgement> all;
  for (const Verdict verdict :
       {Verdict::kAccept, Verdict::kReject, Verdict::kCorrect, Verdict::kTogether, Verdict::kApart, Verdict::kUndo})
    all.push_back(judgement(verdict, 1000 + static_cast<std::int64_t>(all.size())));
  for (const Judgement& each : all) {
    EXPECT_TRUE(ledger.judge(each, kMonday).value());
    EXPECT_FALSE(ledger.judge(each, kTuesday).value()) << "the same again changes nothing";
  }
  EXPECT_GT(ledger.version().value(), before) << "kept events are stale";
  const auto kept = ledger.judgements().value();
  ASSERT_EQ(kept.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(kept[i].key, all[i].key);
    EXPECT_EQ(key_of(kept[i]), all[i].key) << "all that the key is made of came back";
    EXPECT_EQ(kept[i].recorded, kMonday);
    EXPECT_EQ(kept[i].claim, all[i].claim);
    EXPECT_EQ(kept[i].other, all[i].other);
  }
  EXPECT_TRUE(ledger.judgements(RecordedTime{kMonday.seconds - 1}).value().empty());
  EXPECT_TRUE(ledger.check("rules 1").value().sound());
}

TEST(Copies, AreFoundWhicheverComesFirst) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "word" + std::to_string(i * i % 97) + (i % 11 == 10 ? ". " : " ");
  const auto one = [&] {
    auto coded = made_article("Example Wire", "2024-05-09", text);
    add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman"));
    return coded;
  };
  const auto copy = [&] {
    auto coded = made_article("Second Wire", "2024-05-10", "MOSCOW, May 10 - " + text + "Copied by nobody.");
    add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman"));
    return coded;
  };
  const auto other = [&] {
    std::string words;
    for (int i = 0; i < 200; ++i) words += "other" + std::to_string(i) + " ";
    auto coded = made_article("Third Wire", "2024-05-10", words);
    add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman"));
    return coded;
  };
  for (const bool copy_first : {false, true}) {
    const Folder folder;
    auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
    const CodedArticle first = copy_first ? copy() : one(), second = copy_first ? one() : copy();
    for (const auto& coded : {first, other(), second}) ASSERT_TRUE(ledger.append(coded, kMonday).has_value());
    const auto expect_pairs = [&] {
      const auto claims = ledger.claims({}).value();
      EXPECT_EQ(claims.size(), 3U);
      for (const StoredClaim& stored : claims) {
        if (stored.outlet == "Third Wire")
          EXPECT_TRUE(stored.copies.empty());
        else
          EXPECT_EQ(stored.copies, std::vector{stored.article == first.article.key ? second.article.key : first.article.key});
      }
    };
    expect_pairs();
    ASSERT_TRUE(ledger.rebuild().has_value());
    expect_pairs();
  }
}

TEST(Recoding, TheArticleComesBackWithTheSendersClock) {
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  auto coded = made_article("Example Wire", "2024-05-09T22:00:00Z", "Text.");
  coded.article.published_east = 3 * 3600;
  add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM"));
  ASSERT_TRUE(ledger.append(coded, kMonday).has_value());
  EXPECT_EQ(publication_day(ledger.article(coded.article.key.hash.hex()).value().article), make_day(2024, 5, 10));
  EXPECT_EQ(ledger.article_keys().value(), std::vector{coded.article.key});
  const auto claims = ledger.latest_claims(coded.article.key).value();
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].key, coded.claims[0].key);
  const auto readings = ledger.claim_readings(claims[0].key).value();
  ASSERT_EQ(readings.size(), 1U);
  EXPECT_TRUE(readings[0].holds);
}

TEST(Backup, IsWholeWhileAnotherWrites) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  Chance chance(4);
  auto ledger = Ledger::open(path, OpenMode::kCreate).value();
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(ledger.append(chance.article(), kMonday).has_value());
  std::thread writer([&] {
    auto other = Ledger::open(path, OpenMode::kWrite).value();
    Chance more(5);
    for (int i = 0; i < 60; ++i) EXPECT_TRUE(other.append(more.article(), kTuesday).has_value());
  });
  for (int i = 0; i < 5; ++i) {
    const std::string copy = folder / ("copy" + std::to_string(i));
    const auto done = ledger.backup(copy);
    ASSERT_TRUE(done.has_value()) << done.error().text();
    EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(copy + ".part"));
    const auto report = Ledger::open(copy, OpenMode::kRead).value().check("rules 1").value();
    EXPECT_TRUE(report.sound());
    EXPECT_GE(report.counts.articles, 20U);
  }
  writer.join();
  const auto refused = ledger.backup(folder / "copy0");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, Fault::kIncorrect);
}

TEST(Backup, KilledAtAnyMomentLeavesAWholeCopyOrNone) {
  const Folder folder;
  const std::string path = folder / "a.ledger", copy = folder / "copy";
  {
    auto ledger = Ledger::open(path, OpenMode::kCreate).value();
    for (int i = 0; i < 300; ++i) {
      auto coded = made_article("Example Wire", "2024-05-09", std::to_string(i) + std::string(4000, 'x'));
      add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM"));
      ASSERT_TRUE(ledger.append(coded, kMonday).has_value());
    }
  }
  int whole = 0;
  for (int round = 0; round < 30; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto ledger = Ledger::open(path, OpenMode::kRead);
      ::_exit(ledger && ledger->backup(copy) ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(700 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!std::filesystem::exists(copy)) continue;
    ++whole;
    EXPECT_EQ(Ledger::open(copy, OpenMode::kRead).value().check("rules 1").value().counts.articles, 300U);
    std::filesystem::remove(copy);
  }
  EXPECT_LT(whole, 30);
  EXPECT_TRUE(Ledger::open(path, OpenMode::kWrite).value().check("rules 1").value().sound());
  ASSERT_TRUE(Ledger::open(path, OpenMode::kRead).value().backup(copy).has_value())
      << "what a killed one left does not stand in the way";
}

}  // namespace
}  // namespace attache
