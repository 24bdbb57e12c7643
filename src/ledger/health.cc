// `attache doctor`'s look at a ledger; see ledger.h. It reads everything and changes nothing.
#include "ledger/database.h"
#include "ledger/ledger.h"
#include "ledger/migrations.h"
#include "ledger/rows.h"

namespace attache {
namespace {

constexpr std::size_t kMostFindings = 100;  // of each kind; a broken page can give thousands

void note(std::vector<std::string>& findings, std::string finding) {
  if (findings.size() < kMostFindings) findings.push_back(std::move(finding));
}

// Runs one part of the check; a failure of it is a finding too.
template <class Part>
void examine(HealthReport& report, Part&& part) {
  try {
    part();
  } catch (const StoreFailure& failed) {
    note(report.damage, failed.error.what);
  }
}

void check_file(Database& database, HealthReport& report) {
  Rows row = database.query("PRAGMA integrity_check");
  while (row->next()) {
    if (std::string finding = row->text(); finding != "ok") note(report.damage, std::move(finding));
  }
}

void check_references(Database& database, HealthReport& report) {
  Rows row = database.query("PRAGMA foreign_key_check");
  while (row->next()) {
    const std::string from = row->text();
    const std::int64_t number = row->integer();
    note(report.broken_references,
         from + " row " + std::to_string(number) + " names a row of " + row->text() + " that is not there");
  }
}

void check_migrations(Database& database, HealthReport& report) {
  for (const Migration& step : migrations()) {
    Rows row = database.query("SELECT fingerprint FROM migration WHERE number = ?", step.number);
    if (!row->next())
      note(report.migrations, std::string(step.name) + " is not recorded as applied");
    else if (row->text() != fingerprint(step))
      note(report.migrations, std::string(step.name) + " was applied in another wording");
  }
}

std::vector<std::int64_t> numbers(Database& database, std::string_view sql) {
  std::vector<std::int64_t> out;
  Rows row = database.query(sql);
  while (row->next()) out.push_back(row->integer());
  return out;
}

// Every article's and claim's key, made again from what is kept.
void check_keys(Database& database, HealthReport& report) {
  for (const std::int64_t article_id : numbers(database, "SELECT id FROM article ORDER BY id")) {
    examine(report, [&] {
      CodedArticle coded;
      coded.article = load_article(database, article_id);
      if (key_of(coded.article) != coded.article.key) note(report.wrong_keys, "article " + coded.article.key.hash.hex());
      Rows reading = database.query("SELECT id FROM reading WHERE article_id = ?", article_id);
      while (reading->next()) {
        const std::int64_t reading_id = reading->integer();
        std::vector<ClaimKey> kept;
        coded.claims.clear();
        Rows claim = database.query("SELECT id FROM claim WHERE reading_id = ? ORDER BY position", reading_id);
        while (claim->next()) {
          std::optional<ClaimKey> regards;
          kept.push_back(coded.claims.emplace_back(load_claim(database, claim->integer(), regards)).key);
        }
        set_keys(coded);
        for (std::size_t i = 0; i < kept.size(); ++i) {
          if (kept[i] != coded.claims[i].key) note(report.wrong_keys, "claim " + kept[i].hash.hex());
        }
      }
    });
  }
}

}  // namespace

Result<HealthReport> Ledger::check(std::string_view deriver) const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    HealthReport report;
    report.schema_version = static_cast<int>(database_->number("PRAGMA user_version"));
    examine(report, [&] { check_file(*database_, report); });
    examine(report, [&] { check_references(*database_, report); });
    examine(report, [&] { check_migrations(*database_, report); });
    examine(report, [&] { check_keys(*database_, report); });
    examine(report, [&] {
      const auto take = [](auto result) {
        if (!result) throw StoreFailure{std::move(result.error())};
        return *result;
      };
      report.counts = take(counts());
      report.events = take(derived_state(deriver));
      (void)take(load_events());
    });
    return report;
  });
}

}  // namespace attache
