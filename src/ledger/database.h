// The one place that touches SQLite's handles: an open file, prepared statements, transactions.
//
// Inside src/ledger a failure of SQLite is thrown as StoreFailure, because it ends whatever was going on (the transaction
// rolls back on the way out); the public functions of Ledger catch it and give it back as a Result (guarded() below). Every
// such failure is turned into what happened, where, and what the user can do about it (database.cc).
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <sqlite3.h>

#include "base/result.h"

namespace attache {

/// Thrown inside src/ledger only.
struct StoreFailure {
  Error error;
};

/// Runs `work` and gives its value, or the failure that ended it.
template <class Work>
auto guarded(Work&& work) -> Result<std::invoke_result_t<Work>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (StoreFailure& failed) {
    return tl::unexpected<Error>(std::move(failed.error));
  }
}

class Database;

/// A prepared statement. Values are bound and columns are read in the order in which the statement names them.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  /// Binds the next of ?1, ?2, ...; an empty optional is NULL.
  template <class Value>
  void bind(const Value& value) {
    if constexpr (std::integral<Value>) {
      bind_integer(static_cast<std::int64_t>(value));
    } else if constexpr (std::floating_point<Value>) {
      bind_real(value);
    } else if constexpr (requires { value.has_value(); }) {
      if (value.has_value())
        bind(*value);
      else
        bind_null();
    } else {
      bind_text(value);
    }
  }
  /// Forgets rows and values, ready for others.
  void restart();
  /// The next row; false when there is none.
  bool next();

  // The next column of the row; NULL reads as empty, or as nothing where an optional is asked for.
  [[nodiscard]] std::string text();
  [[nodiscard]] std::optional<std::string> maybe_text();
  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] std::optional<std::int64_t> maybe_integer();
  [[nodiscard]] double real();
  [[nodiscard]] std::optional<double> maybe_real();
  [[nodiscard]] bool truth() { return integer() != 0; }

 private:
  void bind_integer(std::int64_t value);
  void bind_real(double value);
  void bind_text(std::string_view value);
  void bind_null() { ++bound_; }
  [[nodiscard]] bool is_null() const;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
  int column_ = 0;
};

/// The rows of a statement that the Database keeps. When it goes, the statement lets go of the file.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) { statement.restart(); }
  ~Rows() {
    if (statement_ != nullptr) statement_->restart();
  }
  Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Rows& operator=(Rows&&) = delete;
  Statement* operator->() { return statement_; }
  Statement& operator*() { return *statement_; }

 private:
  Statement* statement_;
};

/// An open SQLite file. For one thread at a time.
class Database {
 public:
  /// `flags` are SQLITE_OPEN_...; `uri` where the path is a file: address.
  Database(const std::string& path, const std::string& shown_path, int flags);

  /// Runs statements that give no rows.
  void execute(std::string_view sql);
  /// The rows of a statement, which is prepared once and kept: one reader of the same text at a time.
  template <class... Values>
  [[nodiscard]] Rows query(std::string_view sql, const Values&... values) {
    Statement& kept = statement(sql);
    Rows rows(kept);
    (kept.bind(values), ...);
    return rows;
  }
  /// Runs a statement that gives no rows.
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    Statement& kept = statement(sql);
    kept.restart();
    (kept.bind(values), ...);
    kept.next();
    kept.restart();
  }
  /// The integer that a statement gives: PRAGMA user_version, SELECT count(*).
  template <class... Values>
  [[nodiscard]] std::int64_t number(std::string_view sql, const Values&... values) {
    Rows rows = query(sql, values...);
    return rows->next() ? rows->integer() : 0;
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
  [[noreturn]] void fail(int code) const;
  /// The file does not hold what this program has put there.
  [[noreturn]] void damaged(const std::string& what) const;

 private:
  Statement& statement(std::string_view sql);

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>> statements_;  // after handle_: they go first
};

/// A transaction that is undone unless commit() is called. Inside another one it does nothing of its own.
class Transaction {
 public:
  enum class Kind { kRead, kWrite };
  Transaction(Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_;
};

}  // namespace attache
