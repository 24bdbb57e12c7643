// How fast the ledger keeps and gives back, over generated articles of ten claims each, with the answers checked: every
// claim that went in must come out once, and a filter must find exactly the claims that were made for it.
//
//   ledger_bench [--benchmark_filter=append]      the argument is the number of articles
//
// The articles: 3,000 bytes of text, outlets and days in turn (500 days from 2023-01-01), chains of three links, one actor, one
// recipient, one place with two containing ones, four pieces of evidence; one claim in ten is about Armenia.
#include <filesystem>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include "ledger/ledger.h"

namespace attache {
namespace {

constexpr RecordedTime kRecorded{1'715'558'400};
constexpr std::size_t kClaims = 10;

CodedArticle generated(std::size_t n) {
  CodedArticle coded;
  coded.coder = "attache 0.1.0 model 0123456789abcdef knowledge 0123456789abcdef";
  Article& article = coded.article;
  article.outlet = "Wire " + std::to_string(n % 40);
  article.title = "Troops move in article " + std::to_string(n);
  article.url = "https://wire.example/" + std::to_string(n);
  const auto day = make_day(2023, 1, 1) + std::chrono::days{static_cast<int>(n % 500)};
  article.published = ReportedTime{std::chrono::sys_seconds{day}.time_since_epoch().count()};
  article.language = "en";
  while (article.text.size() < 3000) article.text += "Forces moved on day " + std::to_string(n) + ", a spokesman said. ";
  article.paragraphs.push_back({{0, static_cast<std::uint32_t>(article.text.size())}, PartKind::kBody});
  article.key = key_of(article);
  for (std::size_t i = 0; i < kClaims; ++i) {
    Claim claim;
    claim.span = {static_cast<std::uint32_t>(i * 50), static_cast<std::uint32_t>(i * 50 + 40)};
    claim.event = EventType::kMobilize;
    claim.mode = "MOBILIZE-troops";
    claim.posture = Posture::kDeploy;
    claim.actor.push_back({"the army", "RUS", "MIL"});
    claim.recipient.push_back({"the government", "ARM", "GOV"});
    claim.force = Force{"RUS", ForceKind::kMilitary, Count{static_cast<std::int64_t>(n), {}}, {}};
    const std::string country = i == 0 ? "ARM" : "GEO";
    claim.place.push_back({"the border", country, 40.1, 44.5, "geo:border", {"geo:province", "geo:" + country}, false});
    claim.time = parse_edtf("2024-05-09/..");
    claim.attribution = {{"A Spokesman " + std::to_string(n % 97), "RUS GOV", "said", {}},
                         {"Agency", "MED", "cited", {}},
                         {article.outlet, "MED", {}, {}}};
    claim.text = "Forces moved on day " + std::to_string(n);
    claim.frame = "move.v";
    claim.evidence = {{Slot::kPredicate, {7, 12}}, {Slot::kActor, {0, 6}}, {Slot::kPlace, {13, 20}}, {Slot::kSource, {23, 35}}};
    coded.claims.push_back(std::move(claim));
  }
  set_keys(coded);
  return coded;
}

// One value for a set of claims, whatever their order.
struct Checksum {
  std::size_t count = 0;
  Hash128 all;
  void add(const ClaimKey& key) {
    ++count;
    for (std::size_t i = 0; i < all.bytes.size(); ++i) all.bytes[i] ^= key.hash.bytes[i];
  }
  friend bool operator==(const Checksum&, const Checksum&) = default;
};

// A ledger in a folder of its own, filled with the first `articles` of the series.
struct Filled {
  std::filesystem::path folder;
  Checksum checksum;

  explicit Filled(std::size_t articles) {
    std::string name = (std::filesystem::temp_directory_path() / "ledger_bench_XXXXXX").string();
    folder = ::mkdtemp(name.data());
    auto ledger = Ledger::open(path(), OpenMode::kCreate).value();
    for (std::size_t n = 0; n < articles; ++n) {
      const CodedArticle coded = generated(n);
      for (const Claim& claim : coded.claims) checksum.add(claim.key);
      ledger.append(coded, kRecorded).value();
    }
  }
  ~Filled() { std::filesystem::remove_all(folder); }
  Filled(const Filled&) = delete;
  Filled& operator=(const Filled&) = delete;
  [[nodiscard]] std::string path() const { return folder / "bench.ledger"; }
};

// Made once for each size and kept until the end.
Filled& filled(std::size_t articles) {
  static std::map<std::size_t, std::unique_ptr<Filled>> made;
  auto& ledger = made[articles];
  if (!ledger) ledger = std::make_unique<Filled>(articles);
  return *ledger;
}

void append(benchmark::State& state) {
  const auto articles = static_cast<std::size_t>(state.range(0));
  std::vector<CodedArticle> series;
  for (std::size_t n = 0; n < articles; ++n) series.push_back(generated(n));
  for (auto _ : state) {
    state.PauseTiming();
    Filled empty(0);
    auto ledger = Ledger::open(empty.path(), OpenMode::kWrite).value();
    state.ResumeTiming();
    for (const CodedArticle& coded : series) ledger.append(coded, kRecorded).value();
    state.PauseTiming();
    if (ledger.counts().value().current_claims != articles * kClaims) state.SkipWithError("claims were lost");
    state.counters["bytes_per_claim"] =
        static_cast<double>(std::filesystem::file_size(empty.path())) / static_cast<double>(articles * kClaims);
    state.ResumeTiming();
  }
  state.counters["articles/s"] =
      benchmark::Counter(static_cast<double>(articles), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["claims/s"] =
      benchmark::Counter(static_cast<double>(articles * kClaims), benchmark::Counter::kIsIterationInvariantRate);
}

void append_again(benchmark::State& state) {
  const auto articles = static_cast<std::size_t>(state.range(0));
  auto ledger = Ledger::open(filled(articles).path(), OpenMode::kWrite).value();
  std::size_t n = 0;
  const CodedArticle coded = generated(articles / 2);
  for (auto _ : state) {
    if (ledger.append(coded, kRecorded).value() != AppendOutcome::kAlreadyThere) state.SkipWithError("taken twice");
    ++n;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(n));
}

void read_all(benchmark::State& state) {
  Filled& made = filled(static_cast<std::size_t>(state.range(0)));
  const auto ledger = Ledger::open(made.path(), OpenMode::kRead).value();
  for (auto _ : state) {
    Checksum found;
    (void)ledger.for_each_claim({}, [&](const StoredClaim& stored) { return found.add(stored.claim.key), true; });
    if (found != made.checksum) state.SkipWithError("other claims came out than went in");
  }
  state.counters["claims/s"] =
      benchmark::Counter(static_cast<double>(made.checksum.count), benchmark::Counter::kIsIterationInvariantRate);
}

void expect_found(benchmark::State& state, const ClaimFilter& filter, std::size_t expected) {
  const auto ledger = Ledger::open(filled(static_cast<std::size_t>(state.range(0))).path(), OpenMode::kRead).value();
  for (auto _ : state) {
    if (ledger.claims(filter).value().size() != expected) state.SkipWithError("wrong number of claims");
  }
}

void ask_known_by(benchmark::State& state) {  // one day of 500, one claim in ten
  expect_found(state, {.known_by = make_day(2023, 1, 1), .country = "ARM"}, static_cast<std::size_t>(state.range(0)) / 500);
}

void ask_page(benchmark::State& state) { expect_found(state, {.limit = 50, .offset = 1000}, 50); }

void ask_words(benchmark::State& state) { expect_found(state, {.text = "nowhere"}, 0); }

void ask_key(benchmark::State& state) {
  const auto articles = static_cast<std::size_t>(state.range(0));
  const auto ledger = Ledger::open(filled(articles).path(), OpenMode::kRead).value();
  const ClaimKey key = generated(articles / 2).claims[3].key;
  const std::string prefix = key.hash.hex().substr(0, 12);
  for (auto _ : state) {
    if (ledger.claim(prefix).value().claim.key != key) state.SkipWithError("another claim");
  }
}

BENCHMARK(append)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();
BENCHMARK(append_again)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(read_all)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(ask_known_by)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(ask_page)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(ask_words)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(ask_key)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace attache

BENCHMARK_MAIN();
