// Opening a ledger, bringing its schema up to date, and appending to it; see ledger.h. Reading is in questions.cc, checking
// in health.cc, kept events in events.cc.
#include "ledger/ledger.h"

#include <filesystem>

#include "base/hash.h"
#include "ledger/database.h"
#include "ledger/migrations.h"
#include "ledger/rows.h"

namespace attache {
namespace {

constexpr std::int64_t kApplicationId = 0x41746368;  // "Atch": file(1) and SQLite tools show it

int newest_version() { return migrations().back().number; }

[[noreturn]] void refuse(Fault fault, std::string what, const std::string& path, std::string mend) {
  throw StoreFailure{Error{fault, std::move(what), path, std::move(mend)}};
}

// A file: address that asks for the file to be read as it lies, without the -wal and -shm files beside it, which a
// read-only disk does not let SQLite make.
std::string immutable_address(const std::string& path) {
  std::string out = "file:";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
                       c == '-' || c == '_';
    if (plain) {
      out += c;
      continue;
    }
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
  return out + "?immutable=1";
}

bool has_content(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return !error && size > 0;
}

// SQLite takes a file of a few bytes for a database that is not there yet and writes over it. Read through SQLite's own handle:
// to close another one of the same file would let go of the locks of all that this program has open of it, and then a writer
// elsewhere takes the write-ahead log away from under them.
void refuse_other_files(Database& database) {
  constexpr std::string_view kHeader = "SQLite format 3";
  sqlite3_file* file = nullptr;
  if (const int code = sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file); code != SQLITE_OK)
    database.fail(code);
  // Not xFileSize(): to that, a file of one byte is empty.
  if (!has_content(database.path())) return;
  std::string head(kHeader.size(), '\0');
  const int code = file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0);
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) database.fail(code);
  if (head != kHeader) {
    refuse(Fault::kIncorrect, "this file is no ledger", database.path(),
           "give the path of a ledger, or of a file that does not exist yet");
  }
}

std::unique_ptr<Database> open_for_reading(const std::string& path) {
  try {
    auto database = std::make_unique<Database>(path, path, SQLITE_OPEN_READONLY);
    refuse_other_files(*database);
    (void)database->number("PRAGMA user_version");  // the first look at the file
    return database;
  } catch (const StoreFailure& failed) {
    // Where nothing can be written beside it, a ledger that was closed in good order can still be read.
    if (failed.error.fault != Fault::kEnvironment || !has_content(path) || has_content(path + "-wal")) throw;
  }
  auto database = std::make_unique<Database>(immutable_address(path), path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  refuse_other_files(*database);
  (void)database->number("PRAGMA user_version");
  return database;
}

// Whether it holds nothing at all: a new file, or one whose making was cut off.
bool is_blank(Database& database) {
  return database.number("PRAGMA application_id") == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
}

void refuse_strangers(Database& database) {
  if (is_blank(database))
    refuse(Fault::kIncorrect, "this file is empty and no ledger", database.path(), "give the path of a ledger");
  if (database.number("PRAGMA application_id") != kApplicationId) {
    refuse(Fault::kIncorrect, "this SQLite file is no ledger", database.path(),
           "give the path of a ledger, or of a file that does not exist yet");
  }
  const auto version = database.number("PRAGMA user_version");
  if (version > newest_version()) {
    refuse(Fault::kUnsupported,
           "this ledger was made by a newer Attaché (schema version " + std::to_string(version) +
               "; this program knows up to " + std::to_string(newest_version()) + ")",
           database.path(), "bring Attaché up to date, or give another ledger");
  }
}

// Write-ahead logging: readers never wait, and a process killed at any moment leaves a whole file. Two processes that make
// one file at the same time may both ask for it, and SQLite does not wait here by itself.
void use_write_ahead_log(Database& database) {
  for (int attempt = 0;; ++attempt) {
    try {
      database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      return;
    } catch (const StoreFailure&) {
      const int code = sqlite3_errcode(database.handle()) & 0xFF;
      if (attempt == 200 || (code != SQLITE_BUSY && code != SQLITE_LOCKED)) throw;
      sqlite3_sleep(10);
    }
  }
}

void migrate(Database& database) {
  for (const Migration& step : migrations()) {
    if (database.number("PRAGMA user_version") >= step.number) continue;
    Transaction transaction(database, Transaction::Kind::kWrite);
    if (database.number("PRAGMA user_version") >= step.number) continue;  // another process was quicker
    database.execute(step.sql);
    database.run("INSERT INTO migration VALUES (?, ?, ?)", step.number, step.name, fingerprint(step));
    database.execute("PRAGMA user_version = " + std::to_string(step.number));
    database.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    transaction.commit();
  }
}

std::unique_ptr<Database> open_database(const std::string& path, OpenMode mode) {
  std::error_code ignored;
  if (path.empty()) refuse(Fault::kIncorrect, "a ledger needs a path", path, "name a file");
  if (std::filesystem::is_directory(path, ignored))
    refuse(Fault::kIncorrect, "this is a folder and no ledger", path, "name a file in it");
  const bool missing = !std::filesystem::exists(path, ignored) && !ignored;
  if (missing && mode != OpenMode::kCreate) {
    refuse(Fault::kIncorrect, "there is no ledger here", path, "make one with `attache read`, or give another path");
  }
  if (mode == OpenMode::kRead) {
    auto database = open_for_reading(path);
    refuse_strangers(*database);
    if (database->number("PRAGMA user_version") < newest_version()) {
      refuse(Fault::kUnsupported, "this ledger was made by an older Attaché and is not up to date", path,
             "open it once with a command that writes, such as `attache derive`");
    }
    return database;
  }
  auto database =
      std::make_unique<Database>(path, path, SQLITE_OPEN_READWRITE | (mode == OpenMode::kCreate ? SQLITE_OPEN_CREATE : 0));
  refuse_other_files(*database);
  if (sqlite3_db_readonly(database->handle(), "main") == 1) database->fail(SQLITE_READONLY);
  if (mode != OpenMode::kCreate || !is_blank(*database)) refuse_strangers(*database);
  use_write_ahead_log(*database);
  migrate(*database);
  return database;
}

std::optional<std::int64_t> find_id(Rows row) { return row->next() ? std::optional(row->integer()) : std::nullopt; }

std::optional<std::int64_t> find_article(Database& database, const ArticleKey& key) {
  return find_id(database.query("SELECT id FROM article WHERE key = ?", key.hash.hex()));
}

bool has_reading(Database& database, std::optional<std::int64_t> article_id, std::string_view coder) {
  return article_id && find_id(database.query("SELECT id FROM reading WHERE article_id = ? AND coder = ?", *article_id, coder));
}

}  // namespace

std::string fingerprint(const Migration& step) { return Hasher().add(step.sql).finish().hex(); }

Ledger::Ledger(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

Result<Ledger> Ledger::open(const std::string& path, OpenMode mode) {
  return guarded([&] { return Ledger(open_database(path, mode)); });
}

const std::string& Ledger::path() const { return database_->path(); }

Result<std::vector<int>> Ledger::pending() const {
  return guarded([&] {
    std::vector<int> out;
    for (const Migration& step : migrations()) {
      if (step.number > database_->number("PRAGMA user_version")) out.push_back(step.number);
    }
    return out;
  });
}

Result<bool> Ledger::holds(const ArticleKey& article, std::string_view coder) const {
  return guarded([&] { return has_reading(*database_, find_article(*database_, article), coder); });
}

Result<AppendOutcome> Ledger::append(const CodedArticle& coded, RecordedTime recorded) {
  return guarded([&] {
    if (const std::string why = unfit(coded); !why.empty()) {
      refuse(Fault::kInternal, "this article cannot be kept: " + why, coded.article.source_path, "please report it");
    }
    if (has_reading(*database_, find_article(*database_, coded.article.key), coded.coder)) return AppendOutcome::kAlreadyThere;
    Transaction transaction(*database_, Transaction::Kind::kWrite);
    // Asked again, now that nobody else can write.
    auto article_id = find_article(*database_, coded.article.key);
    if (has_reading(*database_, article_id, coded.coder)) return AppendOutcome::kAlreadyThere;
    const auto outcome = article_id ? AppendOutcome::kRecoded : AppendOutcome::kAdded;
    if (!article_id) article_id = insert_article(*database_, coded.article, recorded);
    insert_reading(*database_, *article_id, coded, recorded);
    transaction.commit();
    return outcome;
  });
}

}  // namespace attache
