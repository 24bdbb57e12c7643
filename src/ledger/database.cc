// SQLite's handles and what its failures mean to a user; see database.h.
#include "ledger/database.h"

#include <system_error>

namespace attache {
namespace {

constexpr int kPatience = 20'000;  // milliseconds that a writer waits for another

constexpr std::string_view kNothingLost = "what the ledger holds is whole, and what is already in it is not taken twice";

Error explain(sqlite3* handle, int code, const std::string& path) {
  const int primary = code & 0xFF;
  const int system_errno = handle == nullptr ? 0 : sqlite3_system_errno(handle);
  const std::string detail = handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
  const auto error = [&](Fault fault, std::string what, std::string mend) {
    return Error{fault, std::move(what), path, std::move(mend)};
  };
  switch (primary) {
    case SQLITE_FULL:
      return error(Fault::kEnvironment, "the disk is full",
                   "free some space and run the same command again: " + std::string(kNothingLost));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error(Fault::kEnvironment, "another program has kept the ledger locked for too long",
                   "wait until it is done and run the same command again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return error(Fault::kEnvironment, "the ledger cannot be written: no permission, or a read-only disk",
                   "give yourself the right to write the file and its folder, or copy the ledger elsewhere");
    case SQLITE_CANTOPEN:
      return error(Fault::kEnvironment,
                   system_errno == 0 ? "the ledger cannot be opened"
                                     : "the ledger cannot be opened: " + std::generic_category().message(system_errno),
                   "see that the folder is there and that you may read and write it, or give another path");
    case SQLITE_NOTADB:
      return error(Fault::kIncorrect, "this file is no ledger",
                   "give the path of a ledger, or of a file that does not exist yet");
    case SQLITE_CORRUPT:
      return error(
          Fault::kEnvironment, "the ledger is damaged (" + detail + ")",
          "keep a copy of the file, let `attache doctor` tell what is sound, and restore a backup or read the articles "
          "again into a new ledger");
    case SQLITE_IOERR:
      return error(
          Fault::kEnvironment, "the disk could not be read or written (" + detail + ")",
          "see whether it is over a quota, broken or gone, then run the same command again: " + std::string(kNothingLost));
    case SQLITE_NOMEM:
      return error(Fault::kEnvironment, "there is not enough memory", "close other programs and run the same command again");
    case SQLITE_TOOBIG:
      return error(Fault::kIncorrect, "a text is larger than a ledger can hold (1 GB)", "split it");
    case SQLITE_ERROR:  // a statement that does not fit the schema: someone else changed the file
      return error(Fault::kIncorrect, "the ledger does not have the tables that it should have (" + detail + ")",
                   "restore a backup, or read the articles again into a new ledger");
    default:
      return error(Fault::kInternal, "the ledger refused what it was given (" + detail + ")",
                   "this is a mistake in Attaché: please report it");
  }
}

}  // namespace

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database.fail(code);
}

void Statement::restart() {
  sqlite3_reset(statement_.get());  // its code repeats that of the last step, which has been dealt with
  sqlite3_clear_bindings(statement_.get());
  bound_ = 0;
}

bool Statement::next() {
  column_ = 0;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Database& database = *database_;
  try {
    database.fail(code);
  } catch (...) {
    restart();  // so that it holds no lock; only after the message was read
    throw;
  }
}

void Statement::bind_integer(std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_.get(), ++bound_, value); code != SQLITE_OK) database_->fail(code);
}

void Statement::bind_real(double value) {
  if (const int code = sqlite3_bind_double(statement_.get(), ++bound_, value); code != SQLITE_OK) database_->fail(code);
}

void Statement::bind_text(std::string_view value) {
  // A null pointer would mean NULL and not the empty text.
  const int code = sqlite3_bind_text64(statement_.get(), ++bound_, value.data() == nullptr ? "" : value.data(), value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->fail(code);
}

bool Statement::is_null() const { return sqlite3_column_type(statement_.get(), column_) == SQLITE_NULL; }

std::string Statement::text() {
  const auto* bytes = sqlite3_column_text(statement_.get(), column_);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column_));
  ++column_;
  return bytes == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::int64_t Statement::integer() { return sqlite3_column_int64(statement_.get(), column_++); }
double Statement::real() { return sqlite3_column_double(statement_.get(), column_++); }

std::optional<std::string> Statement::maybe_text() {
  if (is_null()) return ++column_, std::nullopt;
  return text();
}

std::optional<std::int64_t> Statement::maybe_integer() {
  if (is_null()) return ++column_, std::nullopt;
  return integer();
}

std::optional<double> Statement::maybe_real() {
  if (is_null()) return ++column_, std::nullopt;
  return real();
}

Database::Database(const std::string& path, const std::string& shown_path, int flags) : path_(shown_path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kPatience);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  execute("PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000");
}

void Database::execute(std::string_view sql) {
  const int code = sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

Statement& Database::statement(std::string_view sql) {
  auto at = statements_.find(sql);
  if (at == statements_.end()) at = statements_.emplace(std::string(sql), Statement(*this, sql)).first;
  return at->second;
}

void Database::fail(int code) const { throw StoreFailure{explain(handle_.get(), code, path_)}; }

void Database::damaged(const std::string& what) const {
  Error error = explain(nullptr, SQLITE_CORRUPT, path_);
  error.what = "the ledger is damaged (" + what + ")";
  throw StoreFailure{std::move(error)};
}

Transaction::Transaction(Database& database, Kind kind) : database_(database), open_(!database.in_transaction()) {
  if (open_) database.run(kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  // A failed commit may have ended the transaction already.
  if (open_ && database_.in_transaction()) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  if (!open_) return;
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace attache
