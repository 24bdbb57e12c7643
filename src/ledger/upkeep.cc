// Making anew what is derived, and copying the ledger while others use it; see ledger.h.
#include <filesystem>

#include "ledger/copies.h"
#include "ledger/database.h"
#include "ledger/ledger.h"

namespace attache {
namespace {

// Goes away with the unfinished copy, unless it was finished.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) { remove(); }
  ~Unfinished() { remove(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path_ + tail, ignored);
  }
  std::string path_;
};

void copy_pages(Database& from, Database& to) {
  sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (copy == nullptr) to.fail(sqlite3_errcode(to.handle()));
  // All pages in one step: one state of the ledger. Writers go on in the write-ahead log meanwhile.
  int code = sqlite3_backup_step(copy, -1);
  for (int attempt = 0; attempt < 200 && (code == SQLITE_BUSY || code == SQLITE_LOCKED); ++attempt) {
    sqlite3_sleep(10);
    code = sqlite3_backup_step(copy, -1);
  }
  const int finished = sqlite3_backup_finish(copy);
  if (code != SQLITE_DONE) to.fail(finished != SQLITE_OK ? finished : code);
}

}  // namespace

Result<void> Ledger::rebuild() {
  return guarded([&] {
    database_->execute("REINDEX");
    rebuild_copies(*database_);
  });
}

Result<void> Ledger::backup(const std::string& path) const {
  return guarded([&] {
    std::error_code error;
    if (path.empty() || std::filesystem::exists(path, error)) {
      throw StoreFailure{Error{Fault::kIncorrect, path.empty() ? "a backup needs a path" : "something is here already", path,
                               "name a file that does not exist yet"}};
    }
    const Unfinished part(path + ".part");
    {
      Database copy(part.path(), path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
      copy_pages(*database_, copy);
      // One file that can be carried away: no log beside it.
      copy.execute("PRAGMA journal_mode = DELETE");
      if (Rows row = copy.query("PRAGMA integrity_check(1)"); !row->next() || row->text() != "ok")
        copy.damaged("the copy is not whole");
    }
    std::filesystem::rename(part.path(), path, error);
    if (error) {
      throw StoreFailure{Error{Fault::kEnvironment, "the finished copy cannot be put in its place: " + error.message(), path,
                               "see that the folder can be written"}};
    }
  });
}

}  // namespace attache
