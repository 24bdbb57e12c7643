// The schema against its documentation and against ledgers of earlier versions.
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "ledger/ledger.h"
#include "ledger/migrations.h"
#include "making.h"

namespace attache {
namespace {

using testing::add_claim;
using testing::Folder;
using testing::made_article;
using testing::made_claim;

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The rows of a statement, columns joined by '|', as any other program would get them.
std::vector<std::string> rows(const std::string& path, const std::string& sql) {
  std::vector<std::string> out;
  sqlite3* handle = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  const auto take = [](void* to, int columns, char** values, char** /*names*/) {
    std::string row;
    for (int i = 0; i < columns; ++i) row += (i == 0 ? "" : "|") + std::string(values[i] == nullptr ? "" : values[i]);
    static_cast<std::vector<std::string>*>(to)->push_back(row);
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), take, &out, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
  return out;
}

TEST(Schema, EveryTableAndColumnIsDocumented) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  ASSERT_TRUE(Ledger::open(path, OpenMode::kCreate).has_value());
  const std::string docs = read(std::filesystem::path(ATTACHE_SOURCE_DIR) / "docs/ledger.md");
  // "### claim_actor, claim_recipient: who does it" and what follows, up to the next heading.
  const auto section = [&](const std::string& table) -> std::string {
    for (auto at = docs.find("\n### "); at != std::string::npos; at = docs.find("\n### ", at + 1)) {
      const std::string names = ", " + docs.substr(at + 5, docs.find(':', at) - at - 5) + ", ";
      const auto text = docs.find('\n', at + 1);
      if (names.find(' ' + table + ", ") != std::string::npos) return docs.substr(text, docs.find("\n#", text) - text);
    }
    return {};
  };
  for (const std::string& table :
       rows(path, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'")) {
    const std::string told = section(table);
    EXPECT_FALSE(told.empty()) << table << " is not in docs/ledger.md";
    for (const std::string& column : rows(path, "SELECT name FROM pragma_table_info('" + table + "')")) {
      EXPECT_NE(told.find('`' + column + '`'), std::string::npos) << table << '.' << column << " is not in docs/ledger.md";
    }
  }
}

TEST(Schema, EveryKeptTableRefusesChange) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  ASSERT_TRUE(Ledger::open(path, OpenMode::kCreate).has_value());
  const std::set<std::string> replaced = {"event", "event_claim", "derivation", "migration", "article_band", "article_copy"};
  for (const std::string& table :
       rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
    const auto triggers = rows(path, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '" + table + "'");
    EXPECT_EQ(triggers.size(), replaced.count(table) == 0 ? 2U : 0U) << table;
  }
}

TEST(Schema, TheViewsReadWellInAnotherProgram) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  {
    auto ledger = Ledger::open(path, OpenMode::kCreate).value();
    auto coded = made_article("Example Wire", "2024-05-09", "Text.");
    Claim claim = made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman");
    claim.attribution.push_back({"Second Wire", "MED", "cited", {}});
    claim.time = parse_edtf("2020-23/..");
    add_claim(coded, claim);
    ASSERT_TRUE(ledger.append(coded, RecordedTime{0}).has_value());
    Event event;
    event.key.hash.bytes[0] = 1;
    event.posture = Posture::kRemain;
    event.representative = coded.claims[0].key;
    event.members = {coded.claims[0].key};
    ASSERT_TRUE(ledger.store_events({event}, ledger.version().value(), "rules 1").has_value());
  }
  EXPECT_EQ(
      rows(path, "SELECT published, outlet, actors, places, happened, chain, recorded FROM current_claim"),
      (std::vector<std::string>{"2024-05-09|Example Wire|RUS forces (RUS)|ARM (ARM)|2020-23/..|A Spokesman > Second Wire > "
                                "Example Wire|1970-01-01T00:00:00Z"}));
  EXPECT_EQ(rows(path, "SELECT posture, claims, text FROM event_line"),
            (std::vector<std::string>{"remain|1|RUS forces in ARM"}));
}

TEST(Schema, StepsAreNumberedWithoutGapsAndRecorded) {
  int number = 0;
  for (const Migration& step : migrations()) EXPECT_EQ(step.number, ++number);
  const Folder folder;
  auto ledger = Ledger::open(folder / "a.ledger", OpenMode::kCreate).value();
  EXPECT_TRUE(ledger.pending().value().empty());
  EXPECT_EQ(rows(folder / "a.ledger", "SELECT count(*) FROM migration"), std::vector<std::string>{std::to_string(number)});
}

TEST(Schema, AnOlderLedgerIsBroughtUpToDateByWritersOnly) {
  const Folder folder;
  const std::string path = folder / "a.ledger";
  const Migration& first = migrations().front();
  rows(path, std::string(first.sql) + "INSERT INTO migration VALUES (1, '" + std::string(first.name) + "', '" +
                 fingerprint(first) + "'); PRAGMA user_version = 1; PRAGMA application_id = 0x41746368;");
  const auto reader = Ledger::open(path, OpenMode::kRead);
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().fault, Fault::kUnsupported);
  EXPECT_NE(reader.error().what.find("older"), std::string::npos);
  EXPECT_TRUE(Ledger::open(path, OpenMode::kWrite).value().check("rules 1").value().sound());
  EXPECT_TRUE(Ledger::open(path, OpenMode::kRead).has_value());
}

// tests/old_ledgers holds a ledger of every schema version that was released, as SQL; README.md there says how they are made.
TEST(Schema, LedgersOfEveryEarlierVersionOpen) {
  int found = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(ATTACHE_SOURCE_DIR) / "tests/old_ledgers")) {
    if (entry.path().extension() != ".sql") continue;
    ++found;
    SCOPED_TRACE(entry.path().filename());
    const Folder folder;
    const std::string path = folder / "old.ledger";
    rows(path, read(entry.path()));
    auto ledger = Ledger::open(path, OpenMode::kWrite).value();
    const HealthReport report = ledger.check("rules 1").value();
    EXPECT_TRUE(report.sound()) << ::testing::PrintToString(report.damage) << ::testing::PrintToString(report.wrong_keys)
                                << ::testing::PrintToString(report.migrations)
                                << ::testing::PrintToString(report.broken_references);
    EXPECT_EQ(report.counts.articles, 3U);
    EXPECT_EQ(report.counts.claims, 4U);
    EXPECT_EQ(report.counts.current_claims, 3U);
    const auto withdrawn = ledger.claims({.posture = Posture::kWithdraw}).value();
    ASSERT_EQ(withdrawn.size(), 1U);
    EXPECT_EQ(withdrawn[0].claim.time, parse_edtf("2024-07-31"));
    EXPECT_EQ(withdrawn[0].claim.attribution.size(), 3U);
    EXPECT_EQ(ledger.append(made_article("Example Wire", "2024-09-01", "New."), RecordedTime{0}).value(),
              AppendOutcome::kAdded);
  }
  EXPECT_GT(found, 0);
}

}  // namespace
}  // namespace attache
