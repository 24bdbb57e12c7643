// Articles and claims made up for the ledger's tests, and a folder that goes away with the test.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "facts/claim.h"

namespace attache::testing {

/// A new folder under the system's temporary folder, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "attache_ledger_XXXXXX").string();
    path_ = ::mkdtemp(name.data()) == nullptr ? std::string{} : name;
    std::filesystem::permissions(path_, std::filesystem::perms::all);  // also for the tests that drop root's rights
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// An article by its outlet, day and text, without claims.
inline CodedArticle made_article(const std::string& outlet, const std::string& day, const std::string& text) {
  CodedArticle coded;
  coded.coder = "test coder 1";
  coded.article.outlet = outlet;
  coded.article.text = text;
  if (const auto published = parse_instant(day)) {
    coded.article.published = ReportedTime{published->seconds};
    coded.article.published_day_only = published->day_only;
  }
  coded.article.key = key_of(coded.article);
  return coded;
}

/// "RUS military remain in ARM", told by `speaker` through the outlet.
inline Claim made_claim(const std::string& owner, Posture posture, const std::string& country,
                        const std::string& speaker = {}) {
  Claim claim;
  claim.posture = posture;
  claim.actor.push_back({owner + " forces", owner, "MIL"});
  claim.force = Force{owner, ForceKind::kMilitary, std::nullopt, {}};
  claim.place.push_back({country, country, std::nullopt, std::nullopt, {}, {}, false});
  if (!speaker.empty()) claim.attribution.push_back({speaker, owner + " GOV", "said", {}});
  claim.text = owner + " forces in " + country;
  return claim;
}

/// Adds the claim to the article, ends its chain with the outlet and gives all keys anew.
inline void add_claim(CodedArticle& coded, Claim claim) {
  claim.attribution.push_back({coded.article.outlet, "MED", {}, {}});
  coded.claims.push_back(std::move(claim));
  set_keys(coded);
}

/// Anything that the types allow, from a seed.
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(engine_); }
  bool coin() { return below(2) == 0; }
  double real(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }

  std::string words() {
    static const char* const kWords[] = {"troops", "Հայաստան", "\"quoted\"", "O'Neill", "база", "%",  "_",
                                         "\\",     "\n",       "[]",         "NULL",    "😀",    "a;b"};
    std::string out;
    for (int left = below(4); left > 0; --left) out += std::string(kWords[below(13)]) + ' ';
    return out;
  }
  std::vector<std::string> list() {
    std::vector<std::string> out(static_cast<std::size_t>(below(3)));
    for (auto& item : out) item = words();
    return out;
  }
  std::optional<Day> day() {
    if (below(4) == 0) return std::nullopt;
    return make_day(1900 + below(200), static_cast<unsigned>(1 + below(12)), static_cast<unsigned>(1 + below(28)));
  }
  CodePointSpan span() {
    const auto begin = static_cast<std::uint32_t>(below(100000));
    return {begin, begin + static_cast<std::uint32_t>(below(500))};
  }
  std::vector<Party> parties() {
    std::vector<Party> out(static_cast<std::size_t>(below(3)));
    for (auto& party : out) party = {words(), words(), words()};
    return out;
  }
  std::vector<Remark> remarks() {
    std::vector<Remark> out(static_cast<std::size_t>(below(3)));
    for (auto& remark : out) {
      remark.code = coin() ? RemarkCode::kBadDate : RemarkCode::kDeepNesting;
      remark.at = {static_cast<std::uint32_t>(below(100)), static_cast<std::uint32_t>(100 + below(100))};
      remark.detail = words();
    }
    return out;
  }

  Claim claim(std::size_t position, std::size_t claims) {
    Claim out;
    out.span = span();
    out.event = static_cast<EventType>(below(17));
    out.mode = words();
    out.posture = static_cast<Posture>(below(6));
    out.actor = parties();
    out.recipient = parties();
    if (coin()) {
      out.force = Force{words(), static_cast<ForceKind>(below(13)), std::nullopt, words()};
      if (coin()) out.force->count = Count{below(5000), coin() ? std::optional<std::int64_t>(below(90000)) : std::nullopt};
    }
    for (int left = below(3); left > 0; --left) {
      Place& place = out.place.emplace_back();
      place.name = words();
      place.country = words();
      if (coin()) place.lat = real(-90, 90);
      if (coin()) place.lon = real(-180, 180);
      place.key = words();
      place.within = list();
      place.from_context = coin();
    }
    if (coin()) out.time = HappenedTime{words(), day(), day(), day(), day()};
    out.status = static_cast<Status>(below(8));
    out.negated = coin();
    if (coin()) out.basis = Basis{static_cast<BasisKind>(below(6)), words()};
    for (int left = below(4); left > 0; --left) out.attribution.push_back({words(), words(), words(), list()});
    if (coin() && claims > 1) out.regards = static_cast<std::uint32_t>(position == 0 ? 1 : position - 1);
    out.quoted = coin();
    out.part = static_cast<PartKind>(below(8));
    out.text = words();
    out.frame = words();
    out.confidence = real(0, 1);
    for (int left = below(4); left > 0; --left) out.evidence.push_back({static_cast<Slot>(below(12)), span()});
    return out;
  }

  CodedArticle article() {
    CodedArticle out;
    Article& article = out.article;
    article.text = words() + std::to_string(engine_());
    article.id = words();
    article.title = words();
    article.outlet = words();
    article.agency = words();
    article.authors = list();
    if (coin()) article.published = ReportedTime{below(2'000'000'000)};
    article.published_day_only = coin();
    article.dateline_place = words();
    article.url = words();
    article.language = words();
    article.revises = words();
    article.source_path = words();
    for (int left = below(4); left > 0; --left) {
      article.paragraphs.push_back({{static_cast<std::uint32_t>(below(50)), static_cast<std::uint32_t>(50 + below(50))},
                                    static_cast<PartKind>(below(8))});
      article.offsets.push_back({static_cast<std::uint32_t>(below(1000)), static_cast<std::uint32_t>(below(1000))});
    }
    article.remarks = remarks();
    article.key = key_of(article);
    out.coder = "chance";
    out.remarks = remarks();
    const auto claims = static_cast<std::size_t>(below(6));
    for (std::size_t i = 0; i < claims; ++i) out.claims.push_back(claim(i, claims));
    set_keys(out);
    return out;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace attache::testing
