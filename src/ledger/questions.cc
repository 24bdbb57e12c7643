// Reading the ledger: which claims are current under a question's clocks, and handing them out; see ledger.h.
//
// A question is turned into one SELECT that gives the numbers of the claims in order; each claim is then loaded by its
// number. All of it happens in one read transaction, so that an answer is of one state of the ledger.
#include <algorithm>

#include "ledger/database.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

namespace attache {
namespace {

constexpr std::size_t kShownCandidates = 5;

// SQL that is put together of pieces, each with the values for its question marks.
struct Query {
  std::string sql;
  std::vector<std::string> values;

  void add(std::string_view piece) { sql += piece; }
  void add(std::string_view piece, std::string value) {
    sql += piece;
    values.push_back(std::move(value));
  }
  [[nodiscard]] Rows run(Database& database) const {
    Rows rows = database.query(sql);
    for (const std::string& value : values) rows->bind(value);
    return rows;
  }
};

// Published on the day or before it: ISO text sorts as time does.
std::string day_after(Day day) { return to_string(day + std::chrono::days{1}); }

// "%text%" with LIKE's own signs taken as they are.
std::string containing(std::string_view word) {
  std::string out = "%";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + '%';
}

// FROM ... WHERE ...: the claims `c`, their readings `r` and articles `a` that the filter asks for.
void add_source(Query& query, const ClaimFilter& filter) {
  query.add(" FROM article a JOIN reading r ON r.id = (SELECT id FROM reading WHERE article_id = a.id");
  if (filter.as_of) query.add(" AND recorded <= ?", to_iso(filter.as_of->seconds));
  query.add(
      " ORDER BY recorded DESC, id DESC LIMIT 1) JOIN claim c ON c.reading_id = r.id WHERE NOT EXISTS (SELECT 1 FROM revision "
      "v");
  if (filter.known_by || filter.as_of) query.add(" JOIN article b ON b.id = v.later_id");
  query.add(" WHERE v.earlier_id = a.id");
  if (filter.known_by) query.add(" AND b.published < ?", day_after(*filter.known_by));
  if (filter.as_of) query.add(" AND b.recorded <= ?", to_iso(filter.as_of->seconds));
  query.add(")");
  if (filter.known_by)
    query.add(" AND (a.published IS NULL) = 0 AND a.published < ?", day_after(*filter.known_by));  // as article_order has it
  if (filter.article) query.add(" AND a.key = ?", filter.article->hash.hex());
  for (std::size_t i = 0; i < filter.outlets.size(); ++i) {
    query.add(i == 0 ? " AND (a.outlet = ? COLLATE NOCASE" : " OR a.outlet = ? COLLATE NOCASE", filter.outlets[i]);
  }
  if (!filter.outlets.empty()) query.add(")");
  if (filter.event) query.add(" AND coalesce(c.event, '') = ?", std::string(name(*filter.event)));
  if (filter.posture) query.add(" AND coalesce(c.posture, '') = ?", std::string(name(*filter.posture)));
  if (filter.any_posture) query.add(" AND c.posture IS NOT NULL");
  if (filter.status) query.add(" AND c.status = ?", std::string(name(*filter.status)));
  if (!filter.owner.empty()) query.add(" AND c.force_owner = ?", filter.owner);
  if (!filter.actor.empty())
    query.add(" AND EXISTS (SELECT 1 FROM claim_actor WHERE claim_id = c.id AND code = ?)", filter.actor);
  if (!filter.country.empty())
    query.add(" AND EXISTS (SELECT 1 FROM claim_place WHERE claim_id = c.id AND country = ?)", filter.country);
  if (!filter.place.empty()) {
    query.add(" AND EXISTS (SELECT 1 FROM claim_place WHERE claim_id = c.id AND (' ' || name || ' ' LIKE ? ESCAPE '\\'",
              containing(' ' + filter.place + ' '));
    if (!filter.place_key.empty()) {
      query.add(" OR place_key = ?", filter.place_key);
      query.add(" OR within LIKE ? ESCAPE '\\'", containing('"' + filter.place_key + '"'));
    }
    query.add("))");
  }
  if (!filter.beside_owner.empty()) {
    // As derive/told.cc tells whose a force is: by its owner, by who sends a force of no named state, by who takes over.
    query.add(" AND a.id IN (SELECT s.article_id FROM claim o JOIN reading s ON s.id = o.reading_id WHERE o.force_owner = ?",
              filter.beside_owner);
    query.add(
        " UNION SELECT s.article_id FROM claim o JOIN reading s ON s.id = o.reading_id JOIN claim_actor p ON p.claim_id = o.id "
        "WHERE o.force_owner = '' AND p.code = ?",
        filter.beside_owner);
    query.add(
        " UNION SELECT s.article_id FROM claim o JOIN reading s ON s.id = o.reading_id JOIN claim_recipient p ON p.claim_id = "
        "o.id "
        "WHERE o.posture = 'handover' AND p.code = ?)",
        filter.beside_owner);
  }
  if (!filter.beside_country.empty()) {
    query.add(
        " AND a.id IN (SELECT s.article_id FROM claim_place p JOIN claim o ON o.id = p.claim_id JOIN reading s ON s.id = "
        "o.reading_id "
        "WHERE p.country = ?)",
        filter.beside_country);
  }
  for (std::size_t at = 0; at < filter.text.size();) {
    const auto end = std::min(filter.text.find(' ', at), filter.text.size());
    if (end > at) query.add(" AND c.text LIKE ? ESCAPE '\\'", containing(std::string_view(filter.text).substr(at, end - at)));
    at = end + 1;
  }
}

struct ClaimRow {
  std::int64_t id;
  std::int64_t reading_id;
};

StoredClaim load_stored(Database& database, ClaimRow row) {
  StoredClaim out = load_claim_frame(database, row.reading_id);
  out.claim = load_claim(database, row.id, out.regards);
  return out;
}

std::size_t count_found(Database& database, const ClaimFilter& filter) {
  Query query;
  query.add("SELECT count(*)");
  add_source(query, filter);
  Rows row = query.run(database);
  return row->next() ? static_cast<std::size_t>(row->integer()) : 0;
}

// The one key of the table that starts with `prefix`. `what` is "article" or "claim", which is also the table's name.
std::string complete_key(Database& database, const std::string& what, std::string_view prefix) {
  const auto refuse = [&](std::string message, std::string mend) {
    throw StoreFailure{Error{Fault::kIncorrect, std::move(message), std::string(prefix), std::move(mend)}};
  };
  std::string lower;
  for (const char c : prefix) lower += static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c);
  if (lower.empty() || lower.size() > 32 || lower.find_first_not_of("0123456789abcdef") != std::string::npos) {
    refuse("this is no key", "a key has 32 digits 0-9 and a-f, of which the first few are enough");
  }
  std::vector<std::string> found;
  Rows row = database.query("SELECT DISTINCT key FROM " + what + " WHERE key >= ? AND key < ? ORDER BY key LIMIT ?", lower,
                            lower + 'g', kShownCandidates + 1);
  while (row->next()) found.push_back(row->text());
  if (found.empty()) refuse("the ledger has no " + what + " with this key", "`attache claims` and `attache events` list keys");
  if (found.size() > 1) {
    std::string list;
    for (std::size_t i = 0; i < std::min(found.size(), kShownCandidates); ++i) list += (i == 0 ? "" : ", ") + found[i];
    if (found.size() > kShownCandidates) list += ", ...";
    refuse("several " + what + "s have keys that start so: " + list, "give more digits");
  }
  return found.front();
}

}  // namespace

Result<void> Ledger::for_each_claim(const ClaimFilter& filter, const std::function<bool(const StoredClaim&)>& visit) const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    Query query;
    query.add("SELECT c.id, c.reading_id");
    add_source(query, filter);
    query.add(" ORDER BY a.published IS NULL, a.published, a.key, c.position");
    if (filter.limit || filter.offset != 0) {
      query.add(" LIMIT " + (filter.limit ? std::to_string(*filter.limit) : "-1") + " OFFSET " + std::to_string(filter.offset));
    }
    std::vector<ClaimRow> chosen;
    {
      Rows row = query.run(*database_);
      while (row->next()) chosen.push_back({row->integer(), row->integer()});
    }
    StoredClaim stored;
    std::int64_t reading_id = 0;
    for (const ClaimRow& row : chosen) {
      if (row.reading_id != reading_id) stored = load_claim_frame(*database_, reading_id = row.reading_id);
      stored.claim = load_claim(*database_, row.id, stored.regards);
      if (!visit(stored)) break;
    }
  });
}

Result<std::vector<StoredClaim>> Ledger::claims(const ClaimFilter& filter) const {
  std::vector<StoredClaim> out;
  auto done = for_each_claim(filter, [&](const StoredClaim& stored) {
    out.push_back(stored);
    return true;
  });
  if (!done) return tl::unexpected<Error>(std::move(done.error()));
  return out;
}

Result<ClaimCounts> Ledger::count(const ClaimFilter& filter) const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    ClaimCounts out;
    out.found = count_found(*database_, filter);
    if (filter.known_by) {
      Query query;
      ClaimFilter any_time = filter;
      any_time.known_by.reset();
      query.add("SELECT count(*)");
      add_source(query, any_time);
      query.add(" AND a.published IS NULL");
      Rows row = query.run(*database_);
      out.undated = row->next() ? static_cast<std::size_t>(row->integer()) : 0;
    }
    return out;
  });
}

Result<StoredArticle> Ledger::article(std::string_view key) const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    StoredArticle out;
    std::int64_t id = 0;
    {
      Rows row = database_->query("SELECT id, recorded FROM article WHERE key = ?", complete_key(*database_, "article", key));
      if (row->next()) id = row->integer();
      out.recorded = read_time<RecordedTime>(*database_, *row).value_or(RecordedTime{});
    }
    out.article = load_article(*database_, id);
    Rows row = database_->query(
        "SELECT r.id, r.coder, r.recorded, (SELECT count(*) FROM claim WHERE reading_id = r.id) FROM reading r "
        "WHERE r.article_id = ? ORDER BY r.recorded, r.id",
        id);
    while (row->next()) {
      StoredArticle::Reading& reading = out.readings.emplace_back();
      reading.remarks = load_remarks(*database_, id, row->integer());
      reading.coder = row->text();
      reading.recorded = read_time<RecordedTime>(*database_, *row).value_or(RecordedTime{});
      reading.claims = static_cast<std::size_t>(row->integer());
    }
    Rows later = database_->query(
        "SELECT DISTINCT b.key FROM revision v JOIN article b ON b.id = v.later_id WHERE v.earlier_id = ? ORDER BY b.key", id);
    while (later->next()) out.revised_by.push_back({read_key(*database_, *later)});
    return out;
  });
}

Result<StoredClaim> Ledger::claim(std::string_view key) const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    ClaimRow at{};
    {
      Rows row = database_->query(
          "SELECT c.id, c.reading_id FROM claim c JOIN reading r ON r.id = c.reading_id WHERE c.key = ? ORDER BY r.recorded "
          "DESC, r.id DESC LIMIT 1",
          complete_key(*database_, "claim", key));
      if (row->next()) at = {row->integer(), row->integer()};
    }
    return load_stored(*database_, at);
  });
}

Result<std::vector<ArticleKey>> Ledger::article_keys() const {
  return guarded([&] {
    std::vector<ArticleKey> out;
    Rows row = database_->query("SELECT key FROM article ORDER BY id");
    while (row->next()) out.push_back({read_key(*database_, *row)});
    return out;
  });
}

Result<std::vector<Claim>> Ledger::latest_claims(const ArticleKey& article) const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    std::vector<Claim> out;
    Rows row = database_->query(
        "SELECT c.id FROM claim c WHERE c.reading_id = (SELECT r.id FROM reading r JOIN article a ON a.id = r.article_id WHERE "
        "a.key = "
        "? ORDER BY r.recorded DESC, r.id DESC LIMIT 1) ORDER BY c.position",
        article.hash.hex());
    while (row->next()) {
      std::optional<ClaimKey> regards;
      out.push_back(load_claim(*database_, row->integer(), regards));
    }
    return out;
  });
}

Result<std::vector<ClaimReading>> Ledger::claim_readings(const ClaimKey& key) const {
  return guarded([&] {
    std::vector<ClaimReading> out;
    Rows row = database_->query(
        "SELECT r.coder, r.recorded, EXISTS (SELECT 1 FROM claim c WHERE c.reading_id = r.id AND c.key = ?1) FROM reading r "
        "WHERE r.article_id IN (SELECT s.article_id FROM claim c JOIN reading s ON s.id = c.reading_id WHERE c.key = ?1) "
        "ORDER BY r.recorded, r.id",
        key.hash.hex());
    while (row->next()) {
      ClaimReading& reading = out.emplace_back();
      reading.coder = row->text();
      reading.recorded = read_time<RecordedTime>(*database_, *row).value_or(RecordedTime{});
      reading.holds = row->truth();
    }
    return out;
  });
}

Result<std::vector<SourceSummary>> Ledger::sources(const ClaimFilter& filter) const {
  return guarded([&] {
    Query query;
    query.add("WITH chosen AS (SELECT c.id, c.reading_id");
    add_source(query, filter);
    query.add(
        "), link AS (SELECT l.name, l.code, l.position, c.reading_id, "
        "(SELECT max(position) FROM claim_link WHERE claim_id = l.claim_id) AS last "
        "FROM chosen c JOIN claim_link l ON l.claim_id = c.id WHERE l.name IS NOT NULL) "
        "SELECT name, max(code), count(DISTINCT reading_id) FILTER (WHERE position = last), count(*) FILTER (WHERE position = "
        "last), "
        "count(*) FILTER (WHERE position = 0 AND last > 0), count(*) FILTER (WHERE position > 0 AND position < last) "
        "FROM link GROUP BY name ORDER BY name");
    std::vector<SourceSummary> out;
    Rows row = query.run(*database_);
    while (row->next()) {
      const auto number = [&] { return static_cast<std::size_t>(row->integer()); };
      SourceSummary& source = out.emplace_back();
      source.name = row->text();
      source.code = row->text();
      source.articles = number();
      source.published = number();
      source.nearest = number();
      source.carried = number();
    }
    return out;
  });
}

Result<LedgerCounts> Ledger::counts() const {
  return guarded([&] {
    Transaction snapshot(*database_, Transaction::Kind::kRead);
    const auto rows = [&](std::string_view sql) { return static_cast<std::size_t>(database_->number(sql)); };
    return LedgerCounts{rows("SELECT count(*) FROM article"), rows("SELECT count(*) FROM reading"),
                        rows("SELECT count(*) FROM claim"), count_found(*database_, {})};
  });
}

Result<std::int64_t> Ledger::version() const {
  return guarded([&] {
    return database_->number(
        "SELECT (SELECT coalesce(max(id), 0) FROM reading) + (SELECT coalesce(max(id), 0) FROM judgement)");
  });
}

}  // namespace attache
