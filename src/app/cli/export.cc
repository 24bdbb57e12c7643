// attache backup: a whole copy of the ledger while others use it. attache export: claims without the articles' words, for those
// who may not pass on the texts: offsets, hash and address let whoever has the text find every word again.
#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/export/claim_json.h"
#include "base/sha256.h"

namespace attache {
namespace {

struct BackupOptions {
  std::string ledger, path;
};

int run_backup(const BackupOptions& options, const Program& /*program*/) {
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  if (const auto done = ledger->backup(options.path); !done) return report(done.error());
  say(options.path + ": a whole copy of " + options.ledger);
  return kDone;
}

struct ExportOptions {
  std::string ledger;
};

// The claim without what copies sentences: names of people and places, codes, and offsets stay.
Json without_words(const Claim& claim) {
  Json out = to_json(claim);
  out.erase("text");
  return out;
}

int run_export(const ExportOptions& options, const Program& /*program*/) {
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto keys = ledger->article_keys();
  if (!keys) return report(keys.error());
  for (const ArticleKey& key : *keys) {
    const auto stored = ledger->article(key.hash.hex());
    if (!stored) return report(stored.error());
    const auto claims = ledger->latest_claims(key);
    if (!claims) return report(claims.error());
    const Article& article = stored->article;
    Json out;
    out["article"] = {{"key", key.hash.hex()},
                      {"outlet", or_null(article.outlet)},
                      {"published", article.published ? Json(to_iso(article.published->seconds)) : Json(nullptr)},
                      {"url", or_null(article.url)},
                      {"language", or_null(article.language)},
                      {"text_sha256", sha256_hex(article.text)},
                      {"text_bytes", article.text.size()}};
    out["coder"] = stored->readings.empty() ? Json(nullptr) : Json(stored->readings.back().coder);
    out["claims"] = Json::array();
    for (const Claim& claim : *claims) out["claims"].push_back(without_words(claim));
    put_json(out);
  }
  return keys->empty() ? kNothingFound : kDone;
}

}  // namespace

void add_backup(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "backup", "Copy the whole ledger, while others read and write it",
                                  "  attache backup /mnt/safe/news-2024-06-03.ledger");
  auto options = std::make_shared<BackupOptions>();
  command->add_option("FILE", options->path, "The copy, which must not be there yet")->required();
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run_backup);
}

void add_export(CLI::App& app, Program& program) {
  CLI::App* command =
      add_command(app, "export", "Write the claims without the articles' texts, for those who may not pass these on",
                  "  attache export > claims.jsonl      one article a line: hash, address, claims with offsets");
  auto options = std::make_shared<ExportOptions>();
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run_export);
}

}  // namespace attache
