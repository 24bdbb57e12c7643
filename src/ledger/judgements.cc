// Judgements as rows of the ledger; see ledger.h and facts/judgement.h. What they come to is worked out in derive/judged.h.
#include "ledger/database.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

namespace attache {
namespace {

std::optional<std::string> hex(const std::optional<ClaimAnchor>& anchor, bool article) {
  if (!anchor) return std::nullopt;
  return article ? anchor->article.hash.hex() : anchor->claim.hash.hex();
}
std::optional<std::int64_t> begin(const std::optional<ClaimAnchor>& anchor) {
  return anchor ? std::optional<std::int64_t>(anchor->span.begin) : std::nullopt;
}
std::optional<std::int64_t> end(const std::optional<ClaimAnchor>& anchor) {
  return anchor ? std::optional<std::int64_t>(anchor->span.end) : std::nullopt;
}
std::optional<std::string_view> event(const std::optional<ClaimAnchor>& anchor) {
  return anchor ? null_if_empty(name(anchor->event)) : std::nullopt;
}
std::optional<std::string_view> posture(const std::optional<ClaimAnchor>& anchor) {
  return anchor ? null_if_empty(name(anchor->posture)) : std::nullopt;
}

Hash128 hash_from(Database& database, const std::string& text) {
  Hash128 out;
  if (!Hash128::parse(text, out)) database.damaged("a judgement names a key that is none");
  return out;
}

// The six columns of an anchor.
std::optional<ClaimAnchor> read_anchor(Database& database, Statement& row) {
  const auto claim = row.maybe_text(), article = row.maybe_text();
  const auto begin = row.maybe_integer(), end = row.maybe_integer();
  const auto type = event_type_from(row.text());
  const auto posture = posture_from(row.text());
  if (!claim) return std::nullopt;
  const bool whole = article && begin && end && *begin >= 0 && *end >= *begin && *end <= UINT32_MAX && type && posture;
  if (!whole) database.damaged("a judgement does not say of which claim it is");
  return ClaimAnchor{{hash_from(database, *claim)},
                     {hash_from(database, *article)},
                     {static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)},
                     *type,
                     *posture};
}

}  // namespace

Result<bool> Ledger::judge(const Judgement& judgement, RecordedTime recorded) {
  return guarded([&] {
    Transaction transaction(*database_, Transaction::Kind::kWrite);
    if (database_->number("SELECT count(*) FROM judgement WHERE key = ?", judgement.key.hash.hex()) > 0) return false;
    const auto &one = judgement.claim, &two = judgement.other;
    database_->run(
        "INSERT INTO judgement (key, recorded, decided, who, why, verdict, claim_key, article_key, span_begin, span_end, "
        "event, "
        "posture, other_claim_key, other_article_key, other_span_begin, other_span_end, other_event, other_posture, slot, "
        "value, "
        "undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        judgement.key.hash.hex(), to_iso(recorded.seconds), to_iso(judgement.decided.seconds), judgement.who,
        null_if_empty(judgement.why), name(judgement.verdict), hex(one, false), hex(one, true), begin(one), end(one),
        event(one), posture(one), hex(two, false), hex(two, true), begin(two), end(two), event(two), posture(two),
        null_if_empty(judgement.slot), null_if_empty(judgement.value),
        judgement.undoes ? std::optional(judgement.undoes->hash.hex()) : std::nullopt);
    transaction.commit();
    return true;
  });
}

Result<std::vector<Judgement>> Ledger::judgements(std::optional<RecordedTime> as_of) const {
  return guarded([&] {
    std::vector<Judgement> out;
    Rows row = database_->query(
        "SELECT key, recorded, decided, who, why, verdict, claim_key, article_key, span_begin, span_end, event, posture, "
        "other_claim_key, other_article_key, other_span_begin, other_span_end, other_event, other_posture, slot, value, undoes "
        "FROM judgement WHERE recorded <= ? ORDER BY decided, key",
        as_of ? to_iso(as_of->seconds) : std::string("9999-12-31T23:59:59Z"));
    while (row->next()) {
      Judgement& each = out.emplace_back();
      each.key = {read_key(*database_, *row)};
      each.recorded = read_time<RecordedTime>(*database_, *row).value_or(RecordedTime{});
      each.decided = read_time<RecordedTime>(*database_, *row).value_or(RecordedTime{});
      each.who = row->text();
      each.why = row->text();
      const auto verdict = verdict_from(row->text());
      if (!verdict) database_->damaged("a judgement holds a verdict that is none");
      each.verdict = *verdict;
      each.claim = read_anchor(*database_, *row);
      each.other = read_anchor(*database_, *row);
      each.slot = row->text();
      each.value = row->text();
      if (const auto undoes = row->maybe_text()) each.undoes = JudgementKey{hash_from(*database_, *undoes)};
    }
    return out;
  });
}

}  // namespace attache
