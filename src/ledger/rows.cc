// Articles and claims as rows; see rows.h. Columns stand in the order of the statements' lists, and an empty text is NULL.
#include "ledger/rows.h"

#include <array>

#include <nlohmann/json.hpp>

#include "ledger/copies.h"

namespace attache {
namespace {

using Json = nlohmann::json;

std::optional<std::string> iso(const std::optional<Day>& day) { return day ? std::optional(to_string(*day)) : std::nullopt; }

// A list as JSON; NULL when empty.
template <class List, class ToJson>
std::optional<std::string> json_list(const List& list, ToJson&& to_json) {
  if (list.empty()) return std::nullopt;
  Json out = Json::array();
  for (const auto& item : list) out.push_back(to_json(item));
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string> json_list(const std::vector<std::string>& list) {
  return json_list(list, [](const std::string& item) { return Json(item); });
}

// The items of a JSON list; each must have the shape that `from_json` asks for.
template <class Item, class FromJson>
std::vector<Item> list_from(Database& database, const std::string& text, FromJson&& from_json) {
  std::vector<Item> out;
  if (text.empty()) return out;
  const Json list = Json::parse(text, nullptr, false);
  if (!list.is_array()) database.damaged("a list is no JSON array");
  for (const Json& item : list) {
    std::optional<Item> read = from_json(item);
    if (!read) database.damaged("a list holds something unknown");
    out.push_back(std::move(*read));
  }
  return out;
}

std::vector<std::string> strings_from(Database& database, const std::string& text) {
  return list_from<std::string>(database, text, [](const Json& item) {
    return item.is_string() ? std::optional(item.get<std::string>()) : std::nullopt;
  });
}

// [a, b] with two offsets.
std::optional<std::array<std::uint32_t, 2>> pair_from(const Json& a, const Json& b) {
  if (!a.is_number_unsigned() || !b.is_number_unsigned()) return std::nullopt;
  return std::array{a.get<std::uint32_t>(), b.get<std::uint32_t>()};
}

std::uint32_t read_offset(Database& database, Statement& row) {
  const std::int64_t value = row.integer();
  if (value < 0 || value > UINT32_MAX) database.damaged("an offset is out of range");
  return static_cast<std::uint32_t>(value);
}

std::optional<Day> read_day(Database& database, Statement& row) {
  const auto text = row.maybe_text();
  if (!text) return std::nullopt;
  const auto day = parse_day(*text);
  if (!day) database.damaged("\"" + *text + "\" is no day");
  return day;
}

// One of the codebook's words, which a column holds.
template <class Value>
Value read_word(Database& database, Statement& row, std::optional<Value> (*from)(std::string_view)) {
  const std::string word = row.text();
  const auto value = from(word);
  if (!value) database.damaged("\"" + word + "\" is no word of the codebook");
  return *value;
}

PartKind read_part(Database& database, const std::string& word) {
  const auto kind = part_kind_from(word);
  if (!kind) database.damaged("\"" + word + "\" is no part of an article");
  return *kind;
}

bool keepable(Day day) {
  const std::chrono::year_month_day date{day};
  return date.year() >= std::chrono::year{0} && date.year() <= std::chrono::year{9999};
}

void insert_remarks(Database& database, std::int64_t article_id, std::optional<std::int64_t> reading_id,
                    const std::vector<Remark>& remarks) {
  for (std::size_t i = 0; i < remarks.size(); ++i) {
    const Remark& remark = remarks[i];
    database.run("INSERT INTO remark VALUES (?, ?, ?, ?, ?, ?, ?)", article_id, reading_id, i, static_cast<int>(remark.code),
                 remark.at.begin, remark.at.end, null_if_empty(remark.detail));
  }
}

void insert_parties(Database& database, std::string_view sql, std::int64_t claim_id, const std::vector<Party>& parties) {
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const Party& party = parties[i];
    database.run(sql, claim_id, i, null_if_empty(party.name), null_if_empty(party.code), null_if_empty(party.sector));
  }
}

void insert_claim(Database& database, std::int64_t reading_id, std::size_t position, const Claim& claim) {
  const auto& force = claim.force;
  const auto& time = claim.time;
  const Count count = force && force->count ? *force->count : Count{};
  database.run(
      "INSERT INTO claim (reading_id, position, key, event, mode, posture, force_owner, force_kind, force_unit, count_low, "
      "count_high, happened, earliest_start, latest_start, earliest_end, latest_end, status, negated, basis_kind, basis_by, "
      "regards, quoted, part, span_begin, span_end, frame, confidence, text) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      reading_id, position, claim.key.hash.hex(), null_if_empty(name(claim.event)), null_if_empty(claim.mode),
      null_if_empty(name(claim.posture)),
      force ? std::optional(force->owner) : std::nullopt,  // an owner that is not told is '', no force at all is NULL
      force ? null_if_empty(name(force->kind)) : std::nullopt, force ? null_if_empty(force->unit) : std::nullopt, count.low,
      count.high, time ? std::optional(time->edtf) : std::nullopt, time ? iso(time->earliest_start) : std::nullopt,
      time ? iso(time->latest_start) : std::nullopt, time ? iso(time->earliest_end) : std::nullopt,
      time ? iso(time->latest_end) : std::nullopt, name(claim.status), claim.negated,
      claim.basis ? std::optional(name(claim.basis->kind)) : std::nullopt,
      claim.basis ? null_if_empty(claim.basis->by) : std::nullopt, claim.regards, claim.quoted, name(claim.part),
      claim.span.begin, claim.span.end, null_if_empty(claim.frame), claim.confidence, null_if_empty(claim.text));
  const std::int64_t id = sqlite3_last_insert_rowid(database.handle());
  insert_parties(database, "INSERT INTO claim_actor VALUES (?, ?, ?, ?, ?)", id, claim.actor);
  insert_parties(database, "INSERT INTO claim_recipient VALUES (?, ?, ?, ?, ?)", id, claim.recipient);
  for (std::size_t i = 0; i < claim.place.size(); ++i) {
    const Place& place = claim.place[i];
    database.run("INSERT INTO claim_place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, i, null_if_empty(place.name),
                 null_if_empty(place.country), place.lat, place.lon, null_if_empty(place.key), json_list(place.within),
                 place.from_context);
  }
  for (std::size_t i = 0; i < claim.attribution.size(); ++i) {
    const Link& link = claim.attribution[i];
    database.run("INSERT INTO claim_link VALUES (?, ?, ?, ?, ?, ?)", id, i, null_if_empty(link.name), null_if_empty(link.code),
                 null_if_empty(link.cue), json_list(link.with));
  }
  for (std::size_t i = 0; i < claim.evidence.size(); ++i) {
    const Evidence& evidence = claim.evidence[i];
    database.run("INSERT INTO claim_evidence VALUES (?, ?, ?, ?, ?)", id, i, name(evidence.slot), evidence.span.begin,
                 evidence.span.end);
  }
}

// The next columns, as texts.
template <class... Text>
void read_texts(Statement& row, Text&... to) {
  ((to = row.text()), ...);
}

std::vector<Party> load_parties(Database& database, std::string_view sql, std::int64_t claim_id) {
  std::vector<Party> out;
  Rows row = database.query(sql, claim_id);
  while (row->next()) {
    Party& party = out.emplace_back();
    read_texts(*row, party.name, party.code, party.sector);
  }
  return out;
}

}  // namespace

std::string unfit(const CodedArticle& coded) {
  if (coded.article.key != key_of(coded.article)) return "the article's key is not that of its content";
  if (coded.article.published && !keepable(coded.article.published->day()))
    return "the publication date is not in the years 0 to 9999";
  for (std::size_t i = 0; i < coded.claims.size(); ++i) {
    const Claim& claim = coded.claims[i];
    const std::string who = "claim " + std::to_string(i + 1);
    if (claim.key == ClaimKey{}) return who + " has no key";
    if (!(claim.confidence >= 0 && claim.confidence <= 1)) return who + " has a confidence outside 0 to 1";
    if (claim.regards && (*claim.regards >= coded.claims.size() || *claim.regards == i))
      return who + " regards a claim that is not there";
    if (claim.force && claim.force->count && !claim.force->count->low && !claim.force->count->high)
      return who + " has a count without a number";
    if (!claim.time) continue;
    for (const auto& day :
         {claim.time->earliest_start, claim.time->latest_start, claim.time->earliest_end, claim.time->latest_end}) {
      if (day && !keepable(*day)) return who + " has a date that is not in the years 0 to 9999";
    }
  }
  return {};
}

std::int64_t insert_article(Database& database, const Article& article, RecordedTime recorded) {
  const auto paragraph = [](const Paragraph& at) { return Json::array({name(at.kind), at.span.begin, at.span.end}); };
  const auto offset = [](const OffsetStep& at) { return Json::array({at.text, at.original}); };
  database.run(
      "INSERT INTO article (key, recorded, published, published_day_only, outlet, agency, authors, title, dateline_place, url, "
      "sender_id, revises, language, source_path, paragraphs, offsets, text, published_east) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      article.key.hash.hex(), to_iso(recorded.seconds),
      article.published ? std::optional(to_iso(article.published->seconds)) : std::nullopt, article.published_day_only,
      null_if_empty(article.outlet), null_if_empty(article.agency), json_list(article.authors), null_if_empty(article.title),
      null_if_empty(article.dateline_place), null_if_empty(article.url), null_if_empty(article.id),
      null_if_empty(article.revises), null_if_empty(article.language), null_if_empty(article.source_path),
      json_list(article.paragraphs, paragraph), json_list(article.offsets, offset), article.text, article.published_east);
  const std::int64_t id = sqlite3_last_insert_rowid(database.handle());
  find_copies(database, id, article.text);
  insert_remarks(database, id, std::nullopt, article.remarks);
  return id;
}

std::int64_t insert_reading(Database& database, std::int64_t article_id, const CodedArticle& coded, RecordedTime recorded) {
  database.run("INSERT INTO reading (article_id, coder, recorded) VALUES (?, ?, ?)", article_id, coded.coder,
               to_iso(recorded.seconds));
  const std::int64_t id = sqlite3_last_insert_rowid(database.handle());
  insert_remarks(database, article_id, id, coded.remarks);
  for (std::size_t i = 0; i < coded.claims.size(); ++i) insert_claim(database, id, i, coded.claims[i]);
  return id;
}

Hash128 read_key(Database& database, Statement& row) {
  const std::string hex = row.text();
  Hash128 key;
  if (!Hash128::parse(hex, key)) database.damaged("\"" + hex + "\" is no key");
  return key;
}

Article load_article(Database& database, std::int64_t article_id) {
  Rows row = database.query(
      "SELECT key, published, published_day_only, outlet, agency, authors, title, dateline_place, url, sender_id, revises, "
      "language, source_path, paragraphs, offsets, text, published_east FROM article WHERE id = ?",
      article_id);
  if (!row->next()) database.damaged("an article is missing");
  Article article;
  article.key = {read_key(database, *row)};
  article.published = read_time<ReportedTime>(database, *row);
  article.published_day_only = row->truth();
  read_texts(*row, article.outlet, article.agency);
  article.authors = strings_from(database, row->text());
  read_texts(*row, article.title, article.dateline_place, article.url, article.id, article.revises, article.language,
             article.source_path);
  article.paragraphs = list_from<Paragraph>(database, row->text(), [&](const Json& item) -> std::optional<Paragraph> {
    if (!item.is_array() || item.size() != 3 || !item[0].is_string()) return std::nullopt;
    const auto span = pair_from(item[1], item[2]);
    if (!span) return std::nullopt;
    return Paragraph{{(*span)[0], (*span)[1]}, read_part(database, item[0].get<std::string>())};
  });
  article.offsets = list_from<OffsetStep>(database, row->text(), [](const Json& item) -> std::optional<OffsetStep> {
    if (!item.is_array() || item.size() != 2) return std::nullopt;
    const auto step = pair_from(item[0], item[1]);
    return step ? std::optional(OffsetStep{(*step)[0], (*step)[1]}) : std::nullopt;
  });
  article.text = row->text();
  article.published_east = static_cast<std::int32_t>(row->integer());
  article.remarks = load_remarks(database, article_id, std::nullopt);
  return article;
}

std::vector<Remark> load_remarks(Database& database, std::int64_t article_id, std::optional<std::int64_t> reading_id) {
  std::vector<Remark> out;
  Rows row = database.query(
      "SELECT code, begin_byte, end_byte, detail FROM remark WHERE article_id = ? AND reading_id IS ? ORDER BY position",
      article_id, reading_id);
  while (row->next()) {
    Remark& remark = out.emplace_back();
    remark.code = static_cast<RemarkCode>(row->integer());
    remark.at.begin = read_offset(database, *row);
    remark.at.end = read_offset(database, *row);
    remark.detail = row->text();
  }
  return out;
}

StoredClaim load_claim_frame(Database& database, std::int64_t reading_id) {
  Rows row = database.query(
      "SELECT a.key, a.outlet, a.title, a.url, a.published, r.recorded FROM reading r JOIN article a ON a.id = r.article_id "
      "WHERE r.id = ?",
      reading_id);
  if (!row->next()) database.damaged("a reading is missing");
  StoredClaim out;
  out.article = {read_key(database, *row)};
  read_texts(*row, out.outlet, out.title, out.url);
  out.published = read_time<ReportedTime>(database, *row);
  out.recorded = read_time<RecordedTime>(database, *row).value_or(RecordedTime{});
  out.copies = load_copies(database, out.article);
  return out;
}

Claim load_claim(Database& database, std::int64_t claim_id, std::optional<ClaimKey>& regards_key) {
  Claim claim;
  Rows found = database.query(
      "SELECT c.key, c.event, c.mode, c.posture, c.force_owner, c.force_kind, c.force_unit, c.count_low, c.count_high, "
      "c.happened, "
      "c.earliest_start, c.latest_start, c.earliest_end, c.latest_end, c.status, c.negated, c.basis_kind, c.basis_by, "
      "c.regards, "
      "(SELECT key FROM claim WHERE reading_id = c.reading_id AND position = c.regards), "
      "c.quoted, c.part, c.span_begin, c.span_end, c.frame, c.confidence, c.text FROM claim c WHERE c.id = ?",
      claim_id);
  Statement& row = *found;
  if (!row.next()) database.damaged("a claim is missing");
  claim.key = {read_key(database, row)};
  claim.event = read_word(database, row, event_type_from);
  claim.mode = row.text();
  claim.posture = read_word(database, row, posture_from);
  auto owner = row.maybe_text();
  Force force{owner.value_or(""), read_word(database, row, force_kind_from), std::nullopt, row.text()};
  const Count count{row.maybe_integer(), row.maybe_integer()};
  if (count.low || count.high) force.count = count;
  if (owner) claim.force = std::move(force);
  auto edtf = row.maybe_text();
  HappenedTime time{edtf.value_or(""), read_day(database, row), read_day(database, row), read_day(database, row),
                    read_day(database, row)};
  if (edtf) claim.time = std::move(time);
  claim.status = read_word(database, row, status_from);
  claim.negated = row.truth();
  const auto basis_kind = row.maybe_text();
  Basis basis{BasisKind::kNone, row.text()};
  if (basis_kind) {
    const auto kind = basis_kind_from(*basis_kind);
    if (!kind) database.damaged("\"" + *basis_kind + "\" is no word of the codebook");
    basis.kind = *kind;
    claim.basis = std::move(basis);
  }
  const auto regards = row.maybe_integer();
  if (regards) {
    claim.regards = static_cast<std::uint32_t>(*regards);
    regards_key = ClaimKey{read_key(database, row)};
  } else {
    regards_key.reset();
    (void)row.text();
  }
  claim.quoted = row.truth();
  claim.part = read_part(database, row.text());
  claim.span.begin = read_offset(database, row);
  claim.span.end = read_offset(database, row);
  claim.frame = row.text();
  claim.confidence = row.real();
  claim.text = row.text();

  claim.actor =
      load_parties(database, "SELECT name, code, sector FROM claim_actor WHERE claim_id = ? ORDER BY position", claim_id);
  claim.recipient =
      load_parties(database, "SELECT name, code, sector FROM claim_recipient WHERE claim_id = ? ORDER BY position", claim_id);
  Rows place = database.query(
      "SELECT name, country, lat, lon, place_key, within, from_context FROM claim_place WHERE claim_id = ? ORDER BY position",
      claim_id);
  while (place->next()) {
    Place& to = claim.place.emplace_back();
    read_texts(*place, to.name, to.country);
    to.lat = place->maybe_real();
    to.lon = place->maybe_real();
    to.key = place->text();
    to.within = strings_from(database, place->text());
    to.from_context = place->truth();
  }
  Rows link = database.query("SELECT name, code, cue, joint FROM claim_link WHERE claim_id = ? ORDER BY position", claim_id);
  while (link->next()) {
    Link& to = claim.attribution.emplace_back();
    read_texts(*link, to.name, to.code, to.cue);
    to.with = strings_from(database, link->text());
  }
  Rows evidence =
      database.query("SELECT slot, span_begin, span_end FROM claim_evidence WHERE claim_id = ? ORDER BY position", claim_id);
  while (evidence->next()) {
    Evidence& to = claim.evidence.emplace_back();
    to.slot = read_word(database, *evidence, slot_from);
    to.span.begin = read_offset(database, *evidence);
    to.span.end = read_offset(database, *evidence);
  }
  return claim;
}

}  // namespace attache
