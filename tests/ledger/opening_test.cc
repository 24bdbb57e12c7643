// Opening what is not there, not ours, too new, not permitted or damaged: a message with what to do, and never a crash.
#include <fstream>
#include <functional>
#include <random>

#include <gtest/gtest.h>
#include <sqlite3.h>
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

constexpr RecordedTime kMonday{1'715'558'400};

void write(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message == nullptr ? "" : message);
  sqlite3_free(message);
  sqlite3_close(handle);
}

void make_ledger(const std::string& path, int articles = 1) {
  auto ledger = Ledger::open(path, OpenMode::kCreate).value();
  for (int i = 0; i < articles; ++i) {
    auto coded = made_article("Example Wire", "2024-05-09", "Text " + std::to_string(i));
    add_claim(coded, made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman"));
    ASSERT_TRUE(ledger.append(coded, kMonday).has_value());
  }
}

// The error must name the path, say what is the matter and what to do.
void expect_refused(const std::string& path, OpenMode mode, Fault fault, const std::string& what) {
  const auto ledger = Ledger::open(path, mode);
  ASSERT_FALSE(ledger.has_value()) << path;
  EXPECT_EQ(ledger.error().fault, fault) << ledger.error().text();
  EXPECT_EQ(ledger.error().where, path);
  EXPECT_NE(ledger.error().what.find(what), std::string::npos) << ledger.error().text();
  EXPECT_FALSE(ledger.error().mend.empty());
}

// Runs `work` in a process without root's rights, which no permission stops; gives its answer.
bool as_plain_user(const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool dropped = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
    ::_exit(dropped && work() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Opening, WhatIsNotThere) {
  const Folder folder;
  expect_refused(folder / "none.ledger", OpenMode::kRead, Fault::kIncorrect, "no ledger here");
  expect_refused(folder / "none.ledger", OpenMode::kWrite, Fault::kIncorrect, "no ledger here");
  expect_refused(folder / "no/folder/a.ledger", OpenMode::kCreate, Fault::kEnvironment, "cannot be opened");
  expect_refused("", OpenMode::kCreate, Fault::kIncorrect, "needs a path");
  EXPECT_FALSE(std::filesystem::exists(folder / "none.ledger"));
}

TEST(Opening, WhatIsNoLedger) {
  const Folder folder;
  expect_refused(folder / "", OpenMode::kCreate, Fault::kIncorrect, "folder");
  write(folder / "text", std::string(5000, 'x'));
  expect_refused(folder / "text", OpenMode::kRead, Fault::kIncorrect, "no ledger");
  expect_refused(folder / "text", OpenMode::kCreate, Fault::kIncorrect, "no ledger");
  EXPECT_EQ(read(folder / "text"), std::string(5000, 'x'));
  write(folder / "empty", "");
  expect_refused(folder / "empty", OpenMode::kRead, Fault::kIncorrect, "empty");
  run_sql(folder / "other.db", "CREATE TABLE photo (path TEXT)");
  const std::string before = read(folder / "other.db");
  for (const auto mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate}) {
    expect_refused(folder / "other.db", mode, Fault::kIncorrect, "no ledger");
  }
  EXPECT_EQ(read(folder / "other.db"), before);
}

TEST(Opening, AnEmptyFileMayBecomeALedger) {
  const Folder folder;
  write(folder / "empty", "");
  make_ledger(folder / "empty");
  EXPECT_EQ(Ledger::open(folder / "empty", OpenMode::kRead).value().counts().value().claims, 1U);
}

TEST(Opening, ALedgerOfANewerVersionIsLeftAlone) {
  const Folder folder;
  make_ledger(folder / "a.ledger");
  run_sql(folder / "a.ledger", "PRAGMA user_version = 99");
  const std::string before = read(folder / "a.ledger");
  for (const auto mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate}) {
    expect_refused(folder / "a.ledger", mode, Fault::kUnsupported, "newer");
  }
  EXPECT_EQ(read(folder / "a.ledger"), before);
}

TEST(Opening, PathsAreTakenAsTheyAre) {
  const Folder folder;
  make_ledger(folder / "a b?c%20#d'é.ledger");
  EXPECT_TRUE(std::filesystem::exists(folder / "a b?c%20#d'é.ledger"));
  EXPECT_TRUE(Ledger::open(folder / "a b?c%20#d'é.ledger", OpenMode::kRead).has_value());
}

TEST(Opening, ReadingWritesNothing) {
  const Folder folder;
  make_ledger(folder / "a.ledger");
  const std::string before = read(folder / "a.ledger");
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kRead).value();
  EXPECT_EQ(ledger.counts().value().claims, 1U);
  const auto refused = ledger.append(made_article("Example Wire", "2024-05-10", "New."), kMonday);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, Fault::kEnvironment);
  EXPECT_EQ(read(folder / "a.ledger"), before);
}

TEST(Opening, WithoutPermission) {
  const Folder folder;
  make_ledger(folder / "a.ledger");
  std::filesystem::permissions(folder / "a.ledger", std::filesystem::perms::none);
  EXPECT_TRUE(as_plain_user([&] {
    const auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kRead);
    return !ledger && ledger.error().fault == Fault::kEnvironment && ledger.error().what.find("ermission") != std::string::npos;
  }));
}

TEST(Opening, OnAReadOnlyDiskItIsReadAndNotWritten) {
  const Folder folder;
  std::filesystem::create_directory(folder / "disk");
  make_ledger(folder / "disk/a.ledger");
  std::filesystem::permissions(folder / "disk/a.ledger",
                               std::filesystem::perms::others_read | std::filesystem::perms::owner_read);
  std::filesystem::permissions(folder / "disk", static_cast<std::filesystem::perms>(0555));
  EXPECT_TRUE(as_plain_user([&] {
    auto ledger = Ledger::open(folder / "disk/a.ledger", OpenMode::kRead);
    if (!ledger || ledger->claims({}).value().size() != 1) return false;
    const auto writer = Ledger::open(folder / "disk/a.ledger", OpenMode::kWrite);
    return !writer && writer.error().fault == Fault::kEnvironment && !writer.error().mend.empty();
  }));
  std::filesystem::permissions(folder / "disk", std::filesystem::perms::all);
}

TEST(Opening, MakingIsDoneOnceByTwoAtATime) {
  const Folder folder;
  for (int round = 0; round < 5; ++round) {
    const std::string path = folder / std::to_string(round);
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
      children.push_back(::fork());
      if (children.back() == 0) ::_exit(Ledger::open(path, OpenMode::kCreate).has_value() ? 0 : 1);
    }
    for (const pid_t child : children) {
      int status = 0;
      ::waitpid(child, &status, 0);
      EXPECT_EQ(status, 0);
    }
    EXPECT_TRUE(Ledger::open(path, OpenMode::kRead).value().pending().value().empty());
  }
}

// Opens it, asks everything and writes to it; whatever comes back is fine, as long as something does.
void use_wholly(const std::string& path, std::initializer_list<OpenMode> modes) {
  for (const auto mode : modes) {
    auto ledger = Ledger::open(path, mode);
    if (!ledger) {
      EXPECT_FALSE(ledger.error().mend.empty()) << ledger.error().text();
      continue;
    }
    (void)ledger->claims({});
    (void)ledger->claims(
        {.known_by = make_day(2030, 1, 1), .as_of = kMonday, .actor = "RUS", .country = "ARM", .text = "forces"});
    (void)ledger->sources();
    (void)ledger->load_events();
    (void)ledger->article("0");
    (void)ledger->check("test");
    (void)ledger->append(made_article("Example Wire", "2024-05-11", "One more."), kMonday);
  }
}

TEST(Opening, ATruncatedFileIsTold) {
  const Folder folder;
  make_ledger(folder / "a.ledger", 50);
  const std::string whole = read(folder / "a.ledger");
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40 + 1) {
    write(folder / "cut", whole.substr(0, size));
    use_wholly(folder / "cut", {OpenMode::kRead, OpenMode::kWrite});
    std::filesystem::remove(folder / "cut-wal");
    std::filesystem::remove(folder / "cut-shm");
    write(folder / "cut", whole.substr(0, size));
    const auto ledger = Ledger::open(folder / "cut", OpenMode::kRead);
    if (ledger) {
      const auto report = ledger->check("test");
      EXPECT_TRUE(!report || !report->sound()) << size;
    }
  }
}

TEST(Opening, FlippedBytesNeverCrash) {
  const Folder folder;
  {
    auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
    Chance chance(11);
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(ledger.append(chance.article(), kMonday).has_value());
  }
  const std::string whole = read(folder / "a.ledger");
  std::mt19937 random(23);
  for (int round = 0; round < 400; ++round) {
    std::string damaged = whole;
    for (int flips = round % 4 + 1; flips > 0; --flips) {
      // Every second one in the first page or near the start of a page, where the structure is.
      std::size_t at = random() % damaged.size();
      if (flips % 2 == 0) at = at / 4096 * 4096 + random() % 200;
      damaged[at] = static_cast<char>(random() % 256);
    }
    write(folder / "flipped", damaged);
    std::filesystem::remove(folder / "flipped-wal");
    std::filesystem::remove(folder / "flipped-shm");
    use_wholly(folder / "flipped", {round % 4 == 0 ? OpenMode::kWrite : OpenMode::kRead});
  }
}

TEST(Opening, ADamagedPageIsFoundByTheCheck) {
  const Folder folder;
  make_ledger(folder / "a.ledger", 200);
  EXPECT_TRUE(Ledger::open(folder / "a.ledger", OpenMode::kRead).value().check("test").value().sound());
  std::string bytes = read(folder / "a.ledger");
  const auto at = bytes.rfind("RUS forces in ARM");
  ASSERT_NE(at, std::string::npos);
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at / 4096 * 4096), 4096, '\xAA');
  write(folder / "a.ledger", bytes);
  const auto report = Ledger::open(folder / "a.ledger", OpenMode::kRead).value().check("test").value();
  EXPECT_FALSE(report.sound());
  EXPECT_FALSE(report.damage.empty());
}

TEST(Opening, ChangedWordsAreFoundByTheirKeys) {
  const Folder folder;
  make_ledger(folder / "a.ledger", 3);
  run_sql(folder / "a.ledger",
          "DROP TRIGGER article_keep_1; UPDATE article SET text = 'Text 9' WHERE text = 'Text 1';"
          "DROP TRIGGER claim_keep_1; UPDATE claim SET negated = 1 WHERE id = 3");
  const auto report = Ledger::open(folder / "a.ledger", OpenMode::kRead).value().check("test").value();
  EXPECT_EQ(report.wrong_keys.size(), 2U);
  EXPECT_TRUE(report.damage.empty());
}

TEST(Opening, NothingKeptCanBeChanged) {
  const Folder folder;
  make_ledger(folder / "a.ledger", 1);
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "a.ledger").c_str(), &handle), SQLITE_OK);
  for (const std::string table : {"article", "reading", "claim", "claim_actor", "claim_place", "claim_link"}) {
    const std::string column = table == "article" || table == "claim" ? "key" : table == "reading" ? "coder" : "name";
    EXPECT_EQ(sqlite3_exec(handle, ("DELETE FROM " + table).c_str(), nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << table;
    EXPECT_EQ(sqlite3_exec(handle, ("UPDATE " + table + " SET " + column + " = 'x'").c_str(), nullptr, nullptr, nullptr),
              SQLITE_CONSTRAINT)
        << table;
  }
  sqlite3_close(handle);
}

// As `attache serve` has it: one program reads through several handles while another, again and again, writes and closes. The
// other is forked before the first handle is opened, for it must know nothing of this program's locks.
TEST(Opening, SeveralReadersInOneProgramSeeEveryWriteFromElsewhere) {
  const Folder folder;
  const std::string path = folder / "news.ledger";
  make_ledger(path);
  int go[2], done[2];
  ASSERT_EQ(::pipe(go), 0);
  ASSERT_EQ(::pipe(done), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(go[1]);
    for (char round = 0; ::read(go[0], &round, 1) == 1;) {
      char kept = 0;
      if (auto ledger = Ledger::open(path, OpenMode::kWrite)) {
        const auto coded = made_article("Example Wire", "2024-05-09", "More " + std::to_string(round));
        kept = ledger->append(coded, kMonday).has_value() ? 1 : 0;
      }
      if (::write(done[1], &kept, 1) != 1) break;
    }
    ::_exit(0);
  }
  {
    const auto first = Ledger::open(path, OpenMode::kRead).value();
    const auto second = Ledger::open(path, OpenMode::kRead).value();
    for (char round = 0; round < 3; ++round) {
      char kept = 0;
      ASSERT_EQ(::write(go[1], &round, 1), 1);
      ASSERT_EQ(::read(done[0], &kept, 1), 1);
      ASSERT_EQ(kept, 1);
      const auto expected = static_cast<std::size_t>(round) + 2;
      EXPECT_EQ(first.counts()->articles, expected);
      EXPECT_EQ(second.counts()->articles, expected);
    }
  }
  for (const int end : {go[0], go[1], done[0], done[1]}) ::close(end);
  int status = 0;
  ::waitpid(child, &status, 0);
}

}  // namespace
}  // namespace attache
