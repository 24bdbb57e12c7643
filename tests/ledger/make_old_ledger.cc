// Makes the ledger that tests/old_ledgers keeps of each released schema version: make_old_ledger PATH.
#include <cstdio>

#include "ledger/ledger.h"
#include "making.h"

int main(int argc, char** argv) {
  using namespace attache;
  using namespace attache::testing;
  if (argc != 2) return 2;
  auto ledger = Ledger::open(argv[1], OpenMode::kCreate);
  if (!ledger) {
    std::fprintf(stderr, "%s\n", ledger.error().text().c_str());
    return 2;
  }
  constexpr RecordedTime kThen{1'715'558'400};
  // A stay, its end, and an article read twice by different coders.
  auto stay = made_article("Example Wire", "2024-05-09T10:00:00Z", "Forces remain in Armenia, a spokesman said.");
  stay.article.paragraphs.push_back({{0, 43}, PartKind::kBody});
  Claim claim = made_claim("RUS", Posture::kRemain, "ARM", "A Spokesman");
  claim.evidence.push_back({Slot::kPredicate, {7, 13}});
  claim.force->count = Count{1960, 2000};
  add_claim(stay, claim);
  auto going = made_article("Second Wire", "2024-08-01", "Forces left the airport, Example Wire cited a spokesman as saying.");
  claim = made_claim("RUS", Posture::kWithdraw, "ARM", "A Spokesman");
  claim.event = EventType::kRetreat;
  claim.mode = "RETREAT-withdraw";
  claim.time = parse_edtf("2024-07-31");
  claim.basis = Basis{BasisKind::kRequest, "ARM"};
  claim.place[0].within = {"geo:yerevan", "geo:armenia"};
  claim.attribution.push_back({"Example Wire", "MED", "cited", {"a monitor"}});
  add_claim(going, claim);
  auto twice = made_article("Third Wire", "", "Ministers agreed.");
  twice.remarks.push_back({RemarkCode::kNoPublication, {}, "no date"});
  claim = made_claim("ARM", Posture::kNone, "ARM");
  claim.event = EventType::kAgree;
  claim.force.reset();
  add_claim(twice, claim);
  auto again = twice;
  again.coder = "test coder 2";
  again.claims[0].status = Status::kPlanned;
  set_keys(again);
  for (const auto* coded : {&stay, &going, &twice, &again}) {
    if (!ledger->append(*coded, kThen)) return 2;
  }
  return 0;
}
