// The shared pipeline of the coding tests; see reading.h.
#include "reading.h"

#include <cstdio>
#include <cstdlib>

namespace attache::testing {

const Pipeline& pipeline() {
  static const Pipeline opened = [] {
    ReadingFiles files;
    files.model = ATTACHE_MODEL_FILE;
    Result<Pipeline> result = Pipeline::open(files);
    if (!result) {
      std::fprintf(stderr, "%s\n", result.error().text().c_str());
      std::exit(2);
    }
    return std::move(*result);
  }();
  return opened;
}

ReadArticle reading_of(const std::string& text) {
  Article article;
  article.text = text;
  article.outlet = "Test Wire";
  article.published = ReportedTime{make_day(2024, 5, 9).time_since_epoch().count() * 86400LL};
  article.published_day_only = true;
  article.paragraphs = {{{0, static_cast<std::uint32_t>(text.size())}, PartKind::kBody}};
  article.key = key_of(article);
  Analyser::Workspace workspace;
  return pipeline().read(std::move(article), workspace);
}

std::vector<Claim> claims_of(const std::string& text) { return reading_of(text).coded.claims; }

std::string summary(const Claim& claim) {
  std::string out;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!out.empty()) out += ' ';
    out += part;
  };
  add(name(claim.event));
  add(name(claim.posture));
  for (const Party& party : claim.actor) add(party.code.empty() ? "?" : party.code);
  if (claim.force) {
    add("force");
    add(claim.force->owner.empty() ? "?" : claim.force->owner);
    add(name(claim.force->kind));
  }
  for (const Place& place : claim.place) {
    add("at");
    add(place.country.empty() ? place.name : place.country);
  }
  add(name(claim.status));
  if (claim.negated) add("negated");
  return out;
}

}  // namespace attache::testing
