// See copies.h.
#include "ledger/copies.h"

#include "base/shingles.h"
#include "ledger/rows.h"

namespace attache {
namespace {

constexpr std::size_t kShortest = 20;       // shingles; two shorter texts are alike by chance
constexpr double kAlike = 0.7;              // of the shorter text's shingles
constexpr std::int64_t kMostCompared = 64;  // a form letter of which there are thousands must not stop the reading

std::string text_of(Database& database, std::int64_t article_id) {
  Rows row = database.query("SELECT text FROM article WHERE id = ?", article_id);
  return row->next() ? row->text() : std::string{};
}

}  // namespace

void find_copies(Database& database, std::int64_t article_id, std::string_view text) {
  const auto shingles = shingles_of(text);
  if (shingles.size() < kShortest) return;
  const Bands b = bands_of(shingles);
  std::vector<std::int64_t> candidates;
  {
    Rows row = database.query(
        "SELECT DISTINCT article_id FROM article_band WHERE band IN (?, ?, ?, ?, ?, ?, ?, ?) ORDER BY article_id DESC LIMIT ?",
        b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], kMostCompared);
    while (row->next()) candidates.push_back(row->integer());
  }
  for (const std::int64_t other : candidates) {
    const double alike = likeness(shingles, shingles_of(text_of(database, other)));
    if (alike < kAlike) continue;
    database.run("INSERT OR IGNORE INTO article_copy VALUES (?, ?, ?)", article_id, other, alike);
    database.run("INSERT OR IGNORE INTO article_copy VALUES (?, ?, ?)", other, article_id, alike);
  }
  for (const std::int64_t band : b) database.run("INSERT OR IGNORE INTO article_band VALUES (?, ?)", band, article_id);
}

std::vector<ArticleKey> load_copies(Database& database, const ArticleKey& article) {
  std::vector<ArticleKey> out;
  Rows row = database.query(
      "SELECT b.key FROM article a JOIN article_copy c ON c.article_id = a.id JOIN article b ON b.id = c.other_id WHERE a.key "
      "= ? "
      "ORDER BY b.key",
      article.hash.hex());
  while (row->next()) out.push_back({read_key(database, *row)});
  return out;
}

void rebuild_copies(Database& database) {
  Transaction transaction(database, Transaction::Kind::kWrite);
  database.execute("DELETE FROM article_copy; DELETE FROM article_band");
  std::vector<std::int64_t> articles;
  {
    Rows row = database.query("SELECT id FROM article ORDER BY id");
    while (row->next()) articles.push_back(row->integer());
  }
  for (const std::int64_t id : articles) find_copies(database, id, text_of(database, id));
  transaction.commit();
}

}  // namespace attache
