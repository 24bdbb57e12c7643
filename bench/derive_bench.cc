// What keeping, deriving and asking cost as the ledger grows, over a generated ledger, with the answers checked.
//
//   derive_bench 1000 10000            articles; ten claims each
//   derive_bench --large               10,000, 100,000 and 1,000,000 claims (an hour, and 5 GB in the temporary folder)
//
// The ledger: 60 owners with forces in 60 countries, an owner's and a country's weight falling as 1 / rank, so that the first
// owner has a fifth of all claims; 40 sites a country; 300 outlets, 400 speakers. A happening (an arrival, a departure, talks,
// a strike) is told by one to eight articles within ten days, half of which give its day; half of the claims tell of stays.
// 1,500 days from 2020-01-01. An article has ten claims of ten happenings and 600 bytes of text; one in ten is another outlet's
// copy.
//
// Checked: every claim is in one event; deriving again gives the same keys; an answer about presence lists claims of that owner
// and country only; a listing gives as many events as it was asked for.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <stdlib.h>

#include "query/query.h"

namespace attache {
namespace {

using Clock = std::chrono::steady_clock;
constexpr RecordedTime kRecorded{1'715'558'400};
constexpr int kDays = 1500, kOwners = 60, kCountries = 60, kSites = 40;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Peak memory of this process in MiB, as Linux tells it.
double peak_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

std::string code(int n) { return {static_cast<char>('A' + n / 26), static_cast<char>('A' + n % 26), 'Q'}; }

// A rank drawn with weight 1 / rank.
class Ranked {
 public:
  explicit Ranked(int size) {
    std::vector<double> weights;
    for (int i = 1; i <= size; ++i) weights.push_back(1.0 / i);
    draw_ = std::discrete_distribution<int>(weights.begin(), weights.end());
  }
  int operator()(std::mt19937& random) { return draw_(random); }

 private:
  std::discrete_distribution<int> draw_;
};

class Generator {
 public:
  CodedArticle article(std::size_t n) {
    CodedArticle coded;
    coded.coder = "bench";
    Article& article = coded.article;
    const int day = static_cast<int>(below(kDays));
    article.outlet = "Wire " + std::to_string(below(300));
    article.url = "https://wire.example/" + std::to_string(n);
    article.published = ReportedTime{static_cast<std::int64_t>(day) * 86400 + kFirst};
    if (n % 10 == 9) {
      article.text = last_text_;
    } else {
      while (article.text.size() < 600) article.text += "word" + std::to_string(random_() % 4000) + " ";
      last_text_ = article.text;
    }
    article.key = key_of(article);
    for (std::uint32_t i = 0; i < 10; ++i) coded.claims.push_back(claim(day, i, article.outlet));
    set_keys(coded);
    return coded;
  }

 private:
  static constexpr std::int64_t kFirst = 1'577'836'800;  // 2020-01-01
  std::size_t below(std::size_t limit) { return random_() % limit; }

  struct Happening {
    int day, owner, country, site, what;
    std::int64_t count;
  };

  // One that is being told these days, or a new one.
  Happening happening(int day) {
    auto& told = by_day_[static_cast<std::size_t>(day / 10)];
    if (told.size() > 3 && below(8) != 0) return told[told.size() - 1 - below(std::min<std::size_t>(told.size(), 40))];
    const Happening made{day,
                         owners_(random_),
                         countries_(random_),
                         static_cast<int>(below(kSites)),
                         static_cast<int>(below(8)),
                         static_cast<std::int64_t>(50 * (1 + below(40)))};
    told.push_back(made);
    return made;
  }

  Claim claim(int day, std::uint32_t position, const std::string& outlet) {
    const Happening what = happening(day);
    Claim claim;
    claim.span = {position * 50, position * 50 + 40};
    const std::string owner = code(what.owner), country = code(100 + what.country);
    claim.actor.push_back({owner + " army", owner, "MIL"});
    const bool posture = what.what < 6;
    if (posture) {
      claim.posture = what.what < 4 ? Posture::kRemain : what.what == 4 ? Posture::kDeploy : Posture::kWithdraw;
      claim.event = what.what < 4 ? EventType::kNone : what.what == 4 ? EventType::kMobilize : EventType::kRetreat;
      claim.force = Force{owner, ForceKind::kMilitary, {}, {}};
      if (below(3) == 0) claim.force->count = Count{what.count, what.count};
    } else {
      claim.event = what.what == 6 ? EventType::kConsult : EventType::kAssault;
      claim.recipient.push_back({"the government", country, "GOV"});
    }
    Place place;
    place.country = country;
    if (below(5) == 0) {
      place.name = "the country";
      place.key = country;
    } else {
      place.name = "Site " + std::to_string(what.site);
      place.key = "geo:" + country + std::to_string(what.site);
      place.lat = what.country + 0.1 * what.site;
      place.lon = what.country - 0.1 * what.site;
      place.within = {country};
    }
    claim.place.push_back(place);
    if (what.what >= 4 && below(2) == 0) claim.time = parse_edtf(to_string(make_day(2020, 1, 1) + std::chrono::days{what.day}));
    claim.attribution = {{"Speaker Number" + std::to_string(below(400)), owner + " GOV", "said", {}}, {outlet, "MED", {}, {}}};
    claim.text = "the army of " + owner + " does " + std::to_string(what.what) + " " + std::to_string(random_() % 1000);
    claim.frame = "move.v";
    return claim;
  }

  std::mt19937 random_{11};
  Ranked owners_{kOwners}, countries_{kCountries};
  std::vector<std::vector<Happening>> by_day_ = std::vector<std::vector<Happening>>(kDays / 10 + 1);
  std::string last_text_;
};

[[noreturn]] void wrong(const std::string& what) {
  std::fprintf(stderr, "derive_bench: %s\n", what.c_str());
  std::exit(1);
}

template <class Value>
Value take(Result<Value>&& value) {
  if (!value) wrong(value.error().text());
  return std::move(*value);
}

// p50 and p99 of what `work` takes, in milliseconds.
template <class Work>
std::pair<double, double> timed(int rounds, Work&& work) {
  std::vector<double> all;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    work(i);
    all.push_back(1000 * seconds_since(start));
  }
  std::sort(all.begin(), all.end());
  return {all[all.size() / 2], all[all.size() * 99 / 100]};
}

void run(std::size_t articles) {
  std::string folder = (std::filesystem::temp_directory_path() / "derive_bench_XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) wrong("no temporary folder");
  {
    Generator generator;
    auto ledger = take(Ledger::open(folder + "/bench.ledger", OpenMode::kCreate));
    auto start = Clock::now();
    for (std::size_t n = 0; n < articles; ++n) take(ledger.append(generator.article(n), kRecorded));
    const double append = seconds_since(start);
    const std::size_t claims = articles * 10;

    start = Clock::now();
    const DeriveReport first = take(rebuild_events(ledger));
    const double derive = seconds_since(start);
    const auto kept = take(ledger.load_events());
    std::size_t members = 0;
    for (const Event& event : kept) members += event.members.size();
    if (members != claims || first.events != kept.size()) wrong("not every claim is in one event");

    const int rounds = claims > 200'000 ? 5 : 30;
    const auto presence = timed(rounds, [&](int i) {
      PresenceQuestion question;
      question.owner = code(i % 5);
      question.place = code(100 + i / 5);
      question.on = make_day(2023, 1, 1);
      question.known_by = make_day(2023, 6, 1);
      for (const StoredClaim& stored : take(ask(ledger, question)).claims) {
        if (stored.claim.place.front().country != question.place || stored.claim.force->owner != question.owner)
          wrong("presence lists a claim of another owner or country");
      }
    });
    const auto listing = timed(rounds, [&](int i) {
      EventsQuestion question;
      question.filter.country = code(100 + i % 20);
      question.filter.limit = 20;
      const auto answer = take(ask(ledger, question));
      if (answer.events.size() != std::min<std::size_t>(20, answer.found)) wrong("a listing is too short");
    });
    std::printf("%9zu  %8.0f  %8.1f  %8.0f  %8zu  %6.0f  %7.1f %7.1f  %7.1f %7.1f  %7.0f\n", claims,
                static_cast<double>(claims) / append, derive, static_cast<double>(claims) / derive, first.events, peak_mib(),
                presence.first, presence.second, listing.first, listing.second,
                static_cast<double>(std::filesystem::file_size(folder + "/bench.ledger")) / static_cast<double>(claims));
    std::fflush(stdout);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace attache

int main(int argc, char** argv) {
  std::vector<std::size_t> sizes;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--large") == 0)
      sizes.insert(sizes.end(), {1000, 10'000, 100'000});
    else
      sizes.push_back(static_cast<std::size_t>(std::atoll(argv[i])));
  }
  if (sizes.empty()) sizes = {100, 1000};
  std::printf(
      "   claims  append/s  derive s  derive/s    events  MiB    presence ms      listing ms       bytes/claim\n"
      "                                                          p50     p99      p50     p99\n");
  for (const std::size_t articles : sizes) attache::run(articles);
  return 0;
}
