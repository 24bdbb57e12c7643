// Processes killed while they append, several writers at a time, a full disk: every article is whole or not there, and
// what was not there is taken by the next run.
#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledger/ledger.h"
#include "making.h"

namespace attache {
namespace {

using testing::add_claim;
using testing::Folder;
using testing::made_article;
using testing::made_claim;

constexpr RecordedTime kMonday{1'715'558'400};
constexpr std::size_t kClaims = 5;

// The n-th article of a fixed series, with kClaims claims.
CodedArticle numbered(int n) {
  auto coded = made_article("Example Wire", "2024-05-09", "Article " + std::to_string(n) + " " + std::string(3000, 'x'));
  for (std::size_t i = 0; i < kClaims; ++i) {
    Claim claim = made_claim("RUS", Posture::kRemain, "ARM", "Speaker " + std::to_string(i));
    claim.span = {static_cast<std::uint32_t>(i), 10};
    add_claim(coded, claim);
  }
  return coded;
}

void expect_whole(const std::string& path, std::size_t* articles = nullptr) {
  auto ledger = Ledger::open(path, OpenMode::kWrite).value();
  const auto counts = ledger.counts().value();
  EXPECT_EQ(counts.claims, counts.articles * kClaims);
  EXPECT_EQ(counts.readings, counts.articles);
  const auto report = ledger.check("test").value();
  EXPECT_TRUE(report.sound()) << (report.damage.empty() ? "" : report.damage[0]);
  if (articles != nullptr) *articles = counts.articles;
}

TEST(Crash, KilledAtAnyMomentAllIsWholeAndTheNextRunGoesOn) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  std::mt19937 random(5);
  std::size_t before = 0;
  for (int round = 0; round < 40; ++round) {
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto ledger = Ledger::open(path, OpenMode::kCreate);
      (void)!::write(ready[1], "x", 1);
      for (int n = 0; ledger; ++n) {
        if (!ledger->append(numbered(n), kMonday)) break;
      }
      ::_exit(1);
    }
    if (round % 8 != 0) {  // else: killed while it opens or makes the ledger
      char byte = 0;
      (void)!::read(ready[0], &byte, 1);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ready[0]);
    ::close(ready[1]);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
    if (!Ledger::open(path, OpenMode::kCreate)) {
      FAIL() << Ledger::open(path, OpenMode::kCreate).error().text();
    }
    std::size_t articles = 0;
    expect_whole(path, &articles);
    EXPECT_GE(articles, before) << "something that was kept is gone";
    before = articles;
  }
  auto ledger = Ledger::open(path, OpenMode::kWrite).value();
  const int next = static_cast<int>(before);
  EXPECT_GT(next, 0);
  EXPECT_EQ(ledger.append(numbered(next - 1), kMonday).value(), AppendOutcome::kAlreadyThere);
  EXPECT_EQ(ledger.append(numbered(next), kMonday).value(), AppendOutcome::kAdded);
}

TEST(Crash, WritersTakeTurnsAndNothingIsTakenTwice) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  constexpr int kArticles = 60;
  ASSERT_TRUE(Ledger::open(path, OpenMode::kCreate).has_value());
  const auto append_all = [&](int first) {
    auto ledger = Ledger::open(path, OpenMode::kWrite);
    if (!ledger) return false;
    for (int i = 0; i < kArticles; ++i) {
      if (!ledger->append(numbered((first + i) % kArticles), kMonday)) return false;
    }
    return true;
  };
  std::vector<pid_t> children;
  for (int i = 0; i < 2; ++i) {
    children.push_back(::fork());
    if (children.back() == 0) ::_exit(append_all(i * 20) ? 0 : 1);
  }
  std::vector<char> done(2, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&, i] { done[static_cast<std::size_t>(i)] = append_all(i * 30) ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(done, (std::vector<char>{1, 1}));
  std::size_t articles = 0;
  expect_whole(path, &articles);
  EXPECT_EQ(articles, static_cast<std::size_t>(kArticles));
}

// Appends until the disk refuses, in a process for which `limit_disk` has set the limit: it must be told, what was kept
// before must be whole, and there must be no half of what was refused. With more space the next run goes on.
enum class Answer : int { kGood, kBad, kNoSuchLimit };

Answer append_until_refused(const std::string& path, const std::string& expected) {
  auto ledger = Ledger::open(path, OpenMode::kCreate);
  for (int n = 0; ledger && n < 1000; ++n) {
    const auto outcome = ledger->append(numbered(n), kMonday);
    if (outcome) continue;
    const bool told = outcome.error().fault == Fault::kEnvironment &&
                      outcome.error().what.find(expected) != std::string::npos && !outcome.error().mend.empty();
    const auto report = ledger->check("test");
    const bool whole = report && report->sound() && report->counts.articles == static_cast<std::size_t>(n) &&
                       report->counts.claims == report->counts.articles * kClaims;
    if (!told) std::cerr << outcome.error().text() << '\n';
    return told && whole && n > 0 ? Answer::kGood : Answer::kBad;
  }
  return Answer::kBad;
}

template <class Work>
Answer in_another_process(Work&& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(static_cast<int>(work()));
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? static_cast<Answer>(WEXITSTATUS(status)) : Answer::kBad;
}

TEST(Crash, AFullDiskIsToldAndLosesNothing) {
  const Folder folder;
  const Answer answer = in_another_process([&] {
    // A disk of 2 MB that only this process sees.
    if (::unshare(CLONE_NEWNS | (::geteuid() == 0 ? 0 : CLONE_NEWUSER)) != 0) return Answer::kNoSuchLimit;
    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (::mount("none", (folder / "").c_str(), "tmpfs", 0, "size=2m") != 0) return Answer::kNoSuchLimit;
    if (append_until_refused(folder / "a.ledger", "the disk is full") != Answer::kGood) return Answer::kBad;
    ::mount("none", (folder / "").c_str(), "tmpfs", MS_REMOUNT, "size=4m");
    const auto outcome = Ledger::open(folder / "a.ledger", OpenMode::kWrite).value().append(numbered(999), kMonday);
    return outcome ? Answer::kGood : Answer::kBad;
  });
  if (answer == Answer::kNoSuchLimit) GTEST_SKIP() << "no right to mount a small disk here";
  EXPECT_EQ(answer, Answer::kGood);
}

TEST(Crash, AQuotaIsToldAndLosesNothing) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  const Answer answer = in_another_process([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{600'000, 600'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return Answer::kNoSuchLimit;
    return append_until_refused(path, "could not be read or written");
  });
  EXPECT_EQ(answer, Answer::kGood);
  std::size_t articles = 0;
  expect_whole(path, &articles);
  EXPECT_EQ(Ledger::open(path, OpenMode::kWrite).value().append(numbered(static_cast<int>(articles)), kMonday).value(),
            AppendOutcome::kAdded);
}

}  // namespace
}  // namespace attache
