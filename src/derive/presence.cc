// See presence.h. The steps:
//   1. known()      the claims known by the day asked ("known by", "as of")
//   2. told_of()    what each tells of the owner's forces at each place that it names (told.h)
//   3. sites()      places of one kind of force that are one place become a site
//   4. Site lines   per site: gone? to leave? there?  in this order, each by rules that docs/ledger.md states
//   5. arrivals     coming forces, apart from what is there
#include "derive/presence.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "derive/country.h"
#include "derive/origins.h"
#include "derive/place.h"
#include "derive/text.h"
#include "derive/told.h"
#include "derive/unions.h"
#include "derive/values.h"

namespace attache {
namespace {

using std::chrono::days;

// A departure told without its end is "begun" while a plan not older than this has its end ahead.
constexpr days kPlanIsFresh{14};
// A report of a stay that comes this long after a report of leaving tells of a return; before, the two are in dispute.
constexpr days kReturnNotDispute{30};

using Tolds = std::vector<const Told*>;

Tolds select(const Tolds& from, std::initializer_list<Tells> what) {
  Tolds out;
  std::copy_if(from.begin(), from.end(), std::back_inserter(out),
               [&](const Told* told) { return std::find(what.begin(), what.end(), told->what) != what.end(); });
  return out;
}

// One kind of the owner's forces at one place.
struct Site {
  ForceKind kind = ForceKind::kNone;
  Tolds told;
  PlaceView place;  ///< the fullest name's
};

bool before(std::optional<Day> day, Day other) { return day && *day < other; }

// ---- 1. What is known -----------------------------------------------------------------------------------------------

std::vector<const StoredClaim*> known(std::span<const StoredClaim> claims, const PresenceQuestion& question) {
  std::vector<const StoredClaim*> out;
  for (const StoredClaim& claim : claims) {
    if (!claim.published) continue;
    if (question.known_by && claim.published->day() > *question.known_by) continue;
    if (question.as_of && claim.recorded > *question.as_of) continue;
    out.push_back(&claim);
  }
  return out;
}

// Whether a place's name, key or containing places are what somebody typed.
bool named(const PlaceView& place, const std::string& typed) {
  if (place.place->key == typed) return true;
  const auto& within = place.place->within;
  if (std::find(within.begin(), within.end(), typed) != within.end()) return true;
  Place asked;
  asked.name = typed;
  asked.country = place.place->country;
  const auto words = view_of(asked).words;
  return !words.empty() && std::includes(place.words.begin(), place.words.end(), words.begin(), words.end());
}

// Which of them are told of the place asked for: of the state, or of the place named and all that lies in it.
std::vector<bool> in_place(const std::vector<Told>& told, const std::string& place) {
  std::vector<bool> in(told.size(), place.empty());
  if (place.empty()) return in;
  const auto code = code_from_name(place);
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (code && is_state(*code)) {
      in[i] = told[i].place.place->country == *code;
      continue;
    }
    in[i] = std::any_of(told.begin(), told.end(), [&](const Told& other) {
      if (!named(other.place, place)) return false;
      const PlaceRelation relation = relate(other.place, told[i].place);
      return relation == PlaceRelation::kSame || relation == PlaceRelation::kContains;
    });
  }
  return in;
}

// Those of the places asked for, and with them all that is told of the same countries: a plan for the country is one for
// its bases.
struct Scope {
  std::vector<Told> told;
  std::set<const Place*> asked;
};
Scope scope_of(std::vector<Told> told, const PresenceQuestion& question) {
  const auto place = in_place(told, question.place), at = in_place(told, question.at);
  Scope scope;
  std::set<std::string> countries;
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (!place[i] || !at[i]) continue;
    scope.asked.insert(told[i].place.place);
    countries.insert(told[i].place.place->country);
  }
  std::erase_if(told, [&](const Told& t) { return !countries.contains(t.place.place->country); });
  scope.told = std::move(told);
  return scope;
}

// ---- 3. Sites -------------------------------------------------------------------------------------------------------

// "Suva" and "the military base at Suva": the base that a garrison town is named for.
bool base_of_town(const PlaceView& town, const PlaceView& base) {
  if (town.shape != PlaceShape::kPoint || town.words.empty() || relate(town, base) != PlaceRelation::kContains) return false;
  return std::includes(base.words.begin(), base.words.end(), town.words.begin(), town.words.end()) &&
         std::all_of(base.words.begin(), base.words.end(), [&](const std::string& word) {
           constexpr auto kPlain = std::to_array<std::string_view>({"base", "military", "camp", "garrison", "the"});
           return town.words.contains(word) || std::find(kPlain.begin(), kPlain.end(), word) != kPlain.end();
         });
}

bool one_site(const PlaceView& a, const PlaceView& b) {
  const PlaceRelation relation = relate(a, b);
  if (relation == PlaceRelation::kSame) return true;
  if (base_of_town(a, b) || base_of_town(b, a)) return true;
  // A stretch of border and the border: one line.
  const bool borders = a.shape == PlaceShape::kBorder && b.shape == PlaceShape::kBorder;
  return borders && (relation == PlaceRelation::kContains || relation == PlaceRelation::kWithin);
}

// A departure from "Armenia", told undated beside one from "five regions" in the same copy, is that from the regions.
bool vaguer_telling(const Told& whole, const Told& finer) {
  const auto departure = [](const Told& t) { return t.what == Tells::kLeft || t.what == Tells::kToLeave; };
  return whole.place.shape == PlaceShape::kWhole && finer.place.shape != PlaceShape::kWhole && departure(whole) &&
         whole.what == finer.what && whole.claim->article == finer.claim->article && !whole.c().time && !finer.c().time &&
         whole.c().status == finer.c().status && relate(whole.place, finer.place) == PlaceRelation::kContains;
}

// A set of places without a point ("the mission's positions") stands for the country where the country is told of too.
bool stands_for_whole(const Told& set, const Told& whole) {
  const bool departure = set.what == Tells::kLeft || set.what == Tells::kToLeave;
  return departure && set.place.shape == PlaceShape::kOther && whole.place.shape == PlaceShape::kWhole &&
         relate(whole.place, set.place) == PlaceRelation::kContains;
}

// "Handed over the base in Suva", "the last soldiers left Suva", in the same copy and of the same day: one departure.
bool town_of_base(const Told& town, const Told& base) {
  const bool departures = town.what == Tells::kLeft && base.what == Tells::kLeft && town.claim->article == base.claim->article;
  const bool points = town.place.shape == PlaceShape::kPoint && base.place.shape == PlaceShape::kPoint;
  const bool one_day = !town.c().time || !base.c().time || days_apart(*town.c().time, *base.c().time) == 0;
  return departures && points && one_day && relate(town.place, base.place) == PlaceRelation::kContains;
}

std::vector<Site> sites(const std::vector<Told>& told) {
  std::vector<Site> out;
  std::map<ForceKind, Tolds> by_kind;
  for (const Told& one : told) by_kind[one.kind].push_back(&one);
  for (const auto& [kind, all] : by_kind) {
    Unions unions(all.size());
    const auto holds = [](const Told& t) { return t.what != Tells::kNotCome && t.what != Tells::kEntitled; };
    std::vector<bool> moved(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = 0; k < all.size() && !moved[i]; ++k) {
        const bool joins =
            vaguer_telling(*all[i], *all[k]) || stands_for_whole(*all[i], *all[k]) || town_of_base(*all[i], *all[k]);
        if (!joins) continue;
        unions.join(i, k);
        moved[i] = true;
      }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (holds(*all[i]) && holds(*all[k]) && !moved[i] && !moved[k] && one_site(all[i]->place, all[k]->place))
          unions.join(i, k);
      }
    }
    for (const auto& group : unions.groups()) {
      Site site;
      site.kind = kind;
      for (const std::size_t i : group) {
        site.told.push_back(all[i]);
        const bool fuller = !site.place.place || (!moved[i] && all[i]->place.words.size() > site.place.words.size());
        if (fuller) site.place = all[i]->place;
      }
      if (!holds(*site.told.front())) continue;
      // Leave to be there, and denials that they came, belong to the sites that are there.
      for (const Told* other : all) {
        if (holds(*other)) continue;
        const PlaceRelation relation = relate(site.place, other->place);
        const bool touches =
            relation == PlaceRelation::kSame ||
            (other->what == Tells::kNotCome && (relation == PlaceRelation::kContains || relation == PlaceRelation::kWithin));
        if (touches) site.told.push_back(other);
      }
      out.push_back(std::move(site));
    }
  }
  return out;
}

// ---- 4. Lines -------------------------------------------------------------------------------------------------------

std::string edtf_of(Day day) { return to_string(day); }

// Makes the line of what is (or was) there at one site.
class SiteLine {
 public:
  SiteLine(const Site& site, const std::vector<Site>& all, const PresenceQuestion& question,
           std::span<const StoredClaim* const> known)
      : site_(site), all_(all), day_(question.on), known_(known) {
    line_.owner = question.owner;
    line_.kind = site.kind;
  }

  // Nothing when the site tells only of forces to come, or of a part of a departure told elsewhere.
  std::optional<PresenceLine> make() {
    there_ = select(site_.told, {Tells::kStay, Tells::kPresupposes, Tells::kArrived});
    left_ = select(site_.told, {Tells::kLeft});
    absent_ = select(site_.told, {Tells::kNotThere});
    absent_from_all();
    to_leave_ = select(site_.told, {Tells::kToLeave});
    not_come_ = select(site_.told, {Tells::kNotCome});
    if (there_.empty() && left_.empty() && to_leave_.empty()) return std::nullopt;
    sort_departures();
    uncounted_parts_begin();
    if (part_of_a_larger_departure()) return std::nullopt;
    collect_plans();
    fill_stay();
    if (!decide_gone() && !decide_leaving()) decide_present();
    finish();
    return std::move(line_);
  }

 private:
  // -- Departures: done, begun, or of a part only.

  // A departure that is over: a handover, or told beside one, or beside the word that none of them is there.
  bool closed(const Told& left) const {
    if (left.c().posture == Posture::kHandover) return true;
    return std::any_of(site_.told.begin(), site_.told.end(), [&](const Told* other) {
      if (other->claim->article != left.claim->article) return false;
      if (other->what == Tells::kNotThere) return !count_of(left.c());
      const bool handed_over = other->what == Tells::kLeft && other->c().posture == Posture::kHandover;
      return handed_over && (!other->c().time || !left.c().time || days_apart(*other->c().time, *left.c().time) == 0);
    });
  }

  // A plan for these forces whose end was still ahead when the departure was told.
  static bool plan_was_ahead(const Told& left, const Told& plan, bool dated) {
    if (plan.what != Tells::kToLeave || plan.published > left.published || left.published - plan.published > kPlanIsFresh)
      return false;
    const auto due = due_day(plan);
    if (due.has_value() != dated) return false;
    if (!due) return plan.claim->article == left.claim->article && plan.kind == left.kind;
    const Day told_day = left.c().time && left.c().time->latest_end ? *left.c().time->latest_end : left.published;
    return *due > told_day && *due > left.published;
  }

  // Begun and not done: a plan, with or without a day, was still ahead.
  bool begun(const Told& left, bool dated) const {
    if (closed(left)) return false;
    return std::any_of(all_.begin(), all_.end(), [&](const Site& site) {
      const bool here = one_site(site.place, site_.place);
      if (!here && (!dated || relate(site.place, site_.place) != PlaceRelation::kContains)) return false;
      return std::any_of(site.told.begin(), site.told.end(), [&](const Told* plan) {
        // The vehicles of a contingent go with the contingent: another kind's plan counts in the same copy.
        if (site.kind != site_.kind && (!here || plan->claim->article != left.claim->article)) return false;
        return plan_was_ahead(left, *plan, dated);
      });
    });
  }

  // So many left, and others were still there when that was told.
  bool of_a_part(const Told& left) const {
    return count_of(left.c()) && std::any_of(there_.begin(), there_.end(), [&](const Told* stay) {
             return stay->what == Tells::kStay && stay->published >= left.published;
           });
  }

  // "145 soldiers left", and in the same copy "the soldiers flew home on Friday".
  bool told_with_its_number(const Told& left) const {
    return !count_of(left.c()) && !left.last && left.c().posture == Posture::kWithdraw &&
           std::any_of(left_.begin(), left_.end(), [&](const Told* other) {
             const bool one_copy = other->part && other->claim->article == left.claim->article;
             return one_copy && (!other->c().time || !left.c().time || days_apart(*other->c().time, *left.c().time) == 0);
           });
  }

  void sort_departures() {
    for (const Told* left : left_) {
      const bool part = left->part || of_a_part(*left) || told_with_its_number(*left);
      const bool under_way = left->begins || (!left->part && begun(*left, true)) || (!part && begun(*left, false));
      (under_way ? begun_ : part ? partial_ : done_).push_back(left);
    }
    if (done_.empty() && (!there_.empty() || !to_leave_.empty())) sweep();
  }

  // All that contains the site was left, and nobody has reported them at the site since.
  void sweep() {
    for (const Site& site : all_) {
      if (site.kind != site_.kind || relate(site.place, site_.place) != PlaceRelation::kContains) continue;
      for (const Told* left : site.told) {
        const bool whole = left->what == Tells::kLeft && !left->begins && !left->part && !count_of(left->c()) &&
                           left->c().posture == Posture::kWithdraw && !plan_still_ahead(*left);
        const bool later_word = std::any_of(site_.told.begin(), site_.told.end(), [&](const Told* told) {
          return told->published > left->published || (told->published == left->published && told->what == Tells::kStay);
        });
        if (whole && !later_word) done_.push_back(left);
      }
    }
  }
  bool plan_still_ahead(const Told& left) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Site& site) {
      return site.kind == site_.kind && std::any_of(site.told.begin(), site.told.end(), [&](const Told* plan) {
               return relate(plan->place, left.place) == PlaceRelation::kSame && plan_was_ahead(left, *plan, true);
             });
    });
  }

  // "Part of their vehicles has been sent home", and nothing else is known of the vehicles: their leaving is under way.
  void uncounted_parts_begin() {
    if (!there_.empty() || !to_leave_.empty() || !done_.empty() || !begun_.empty()) return;
    const bool uncounted = std::any_of(partial_.begin(), partial_.end(), [](const Told* left) { return !count_of(left->c()); });
    if (uncounted) begun_ = std::exchange(partial_, {});
  }

  // "97 flew out of Niamey airport", while all of Niger is being left and nobody told of a stay at the airport.
  bool part_of_a_larger_departure() const {
    if (!there_.empty() || !to_leave_.empty() || !done_.empty()) return false;
    return std::all_of(begun_.begin(), begun_.end(), [](const Told* left) { return count_of(left->c()).has_value(); });
  }

  // The first day on which they are gone. A country left undated is left when the last place in it was, as far as one knows.
  Day gone_day(const Told& left) const {
    if (const Told* finer = last_place_left(left)) return gone_day(*finer);
    return left.c().time && left.c().time->earliest_start ? *left.c().time->earliest_start
           : left.c().time && left.c().time->latest_end   ? *left.c().time->latest_end
                                                          : left.published;
  }

  // "None of our soldiers is in the country" is said of its towns too, and of instructors.
  void absent_from_all() {
    for (const Site& site : all_) {
      const bool general = site_.kind == ForceKind::kAdvisers && site.kind == ForceKind::kMilitary;
      const PlaceRelation relation = relate(site.place, site_.place);
      const bool contains = relation == PlaceRelation::kContains || (general && relation == PlaceRelation::kSame);
      if (&site == &site_ || !contains || (site.kind != site_.kind && !general)) continue;
      for (const Told* told : select(site.told, {Tells::kNotThere})) {
        if (told->published <= day_) absent_.push_back(told);
      }
    }
  }

  // Of an undated departure from a country: the latest dated one from a place in it, told in the month before.
  const Told* last_place_left(const Told& left) const {
    if (left.c().time || left.place.shape != PlaceShape::kWhole) return nullptr;
    const Told* last = nullptr;
    for (const Site& site : all_) {
      if (site.kind != site_.kind || relate(left.place, site.place) != PlaceRelation::kContains) continue;
      for (const Told* finer : site.told) {
        const bool fits = finer->what == Tells::kLeft && !finer->begins && !finer->part && finer->c().time &&
                          finer->published <= left.published && left.published - finer->published <= kReturnNotDispute &&
                          finer->place.shape != PlaceShape::kWhole;
        if (fits && (last == nullptr || std::tuple(gone_day(*finer), finer->last) > std::tuple(gone_day(*last), last->last)))
          last = finer;
      }
    }
    return last;
  }

  // -- Plans to leave, of this place and of what contains it.

  void collect_plans() {
    for (const Told* plan : to_leave_) plans_.push_back(plan);
    for (const Site& site : all_) {
      if (&site == &site_ || site.kind != site_.kind || relate(site.place, site_.place) != PlaceRelation::kContains) continue;
      for (const Told* plan : site.told) {
        if (plan->what == Tells::kToLeave && due_day(*plan)) plans_.push_back(plan);
      }
    }
    const Tolds all = plans_;
    std::erase_if(plans_, [&](const Told* plan) {
      return plan->part || refuted(*plan) || stage(*plan, all) || fulfilled(*plan) || restated(*plan, all);
    });
  }

  // The day passed, and a later report still has them there.
  bool refuted(const Told& plan) const {
    const auto due = due_day(plan);
    return due && std::any_of(site_.told.begin(), site_.told.end(), [&](const Told* later) {
             const bool there =
                 later->what == Tells::kStay || later->what == Tells::kPresupposes || later->what == Tells::kToLeave;
             return there && later->published > *due;
           });
  }

  // A day inside a longer plan is a stage of it, no rival end.
  static bool stage(const Told& plan, const Tolds& all) {
    if (!plan.c().time || !is_one_day(*plan.c().time)) return false;
    return std::any_of(all.begin(), all.end(), [&](const Told* longer) {
      return longer->c().time && !is_one_day(*longer->c().time) && longer->c().time->latest_end &&
             *longer->c().time->latest_end > *due_day(plan) && longer->c().time->may_overlap(*plan.c().time);
    });
  }

  // An undated plan, and a part reported gone since: nothing more is due.
  bool fulfilled(const Told& plan) const {
    return !due_day(plan) &&
           std::any_of(partial_.begin(), partial_.end(), [&](const Told* left) { return left->published >= plan.published; });
  }

  // The same source named another day later.
  static bool restated(const Told& plan, const Tolds& all) {
    const auto links = source_links(plan.c());
    if (links.empty()) return false;
    return std::any_of(all.begin(), all.end(), [&](const Told* later) {
      const auto others = source_links(later->c());
      return !others.empty() && later->published > plan.published && due_day(*later) &&
             link_identity(others[0]) == link_identity(links[0]);
    });
  }

  // -- The states.

  bool decide_gone() {
    if (done_.empty()) return false;
    // Of several tellings the uncounted one, then the one told most precisely: "all left on the 9th" before "51 by the 7th".
    const Told& left =
        **std::min_element(done_.begin(), done_.end(), [](const Told* a, const Told* b) { return rank(*a) < rank(*b); });
    const Day gone = gone_day(left);
    if (day_ < gone) {
      line_.until = left.c().time ? end_edtf(*left.c().time) : edtf_of(gone);
      return false;
    }
    Tolds against;
    for (const Told* stay : there_) {
      const auto start = start_day(*stay);
      const bool later_stay = start && *start > gone;
      const bool later_word =
          !start && stay->what != Tells::kPresupposes && stay->published > left.published + kReturnNotDispute;
      if (later_stay || later_word) {  // they came back, on that day or by that report
        if ((start ? *start : stay->published) <= day_) return false;
        continue;
      }
      const bool says_not =
          stay->what == Tells::kStay && stay->published >= left.published && stay->c().posture != Posture::kHandover;
      if (says_not && !same_speaker(*stay, done_) && !background(*stay) &&
          (stay->c().negated ? stay->c().status == Status::kActual : true))
        against.push_back(stay);
    }
    if (!against.empty()) {
      dispute({{"gone since " + gone_edtf(left), done_}, {"still there", against}});
      return true;
    }
    line_.state = PresenceState::kGone;
    line_.since = gone_edtf(left);
    back(done_);
    back_also(absent_);
    Tolds same;
    std::copy_if(done_.begin(), done_.end(), std::back_inserter(same), [&](const Told* other) {
      return !other->c().time || !left.c().time || end_edtf(*other->c().time) == end_edtf(*left.c().time);
    });
    count_from(same);
    for (const Told* other : done_) {
      const bool clash = other->c().time && left.c().time && days_apart(*other->c().time, *left.c().time) > 0;
      if (clash && !count_of(other->c())) disputed(Slot::kTime);
    }
    return true;
  }

  // "They had been stationed there", in the own voice of the copy that tells of the departure.
  bool background(const Told& stay) const {
    return !stay.c().negated && source_links(stay.c()).empty() &&
           std::any_of(done_.begin(), done_.end(),
                       [&](const Told* left) { return left->claim->article == stay.claim->article; });
  }

  static std::tuple<bool, bool, std::int64_t, Day> rank(const Told& left) {
    const auto& time = left.c().time;
    const std::int64_t width = time && time->earliest_start && time->latest_end
                                   ? (*time->latest_end - *time->earliest_start).count()
                               : time ? 100000
                                      : 200000;
    return {count_of(left.c()).has_value(), !time, width, left.published};
  }

  std::string gone_edtf(const Told& left) const {
    if (const Told* finer = last_place_left(left)) {
      const bool exact = finer->last || gone_day(*finer) == left.published;
      return edtf_of(gone_day(*finer)) + (exact ? "" : "/" + edtf_of(left.published));
    }
    if (!left.c().time) return "../" + edtf_of(left.published);
    return left.c().time->earliest_start ? start_edtf(*left.c().time) : left.c().time->edtf;
  }

  bool decide_leaving() {
    Tolds passed, ahead;
    for (const Told* plan : plans_) (before(due_day(*plan), day_) ? passed : ahead).push_back(plan);
    Tolds begun;
    std::copy_if(begun_.begin(), begun_.end(), std::back_inserter(begun),
                 [&](const Told* left) { return gone_day(*left) <= day_; });
    std::erase_if(ahead, [&](const Told* plan) { return plan->begins && !begun.empty(); });
    if (passed.empty() && ahead.empty() && begun.empty()) return false;

    // Since when it is settled or under way: for this place, or only for what contains it.
    std::optional<Settled> own, taken_over;
    for (const Told* plan : plans_) {
      auto& best = std::find(to_leave_.begin(), to_leave_.end(), plan) != to_leave_.end() ? own : taken_over;
      const Settled settled = settled_on(*plan);
      if (!best || settled < *best) best = settled;
    }
    for (const Told* left : begun) {
      const Day day = left->c().time ? gone_day(*left) : left->published;
      if (!own || day < own->day) own = Settled{0, day, edtf_of(day)};
    }
    const Settled since = own ? *own : *taken_over;
    Tolds dated;
    std::copy_if(ahead.begin(), ahead.end(), std::back_inserter(dated),
                 [](const Told* plan) { return due_day(*plan).has_value(); });
    if (day_ < since.day) {  // nobody spoke of leaving yet
      if (line_.until.empty()) until_from(dated);
      return false;
    }

    Tolds denials;  // "it was not decided to leave", not older than the plan
    for (const Told* stay : there_) {
      const bool denies_plan =
          stay->c().negated && stay->c().status != Status::kActual && stay->c().posture != Posture::kRemain;
      const bool current =
          std::any_of(plans_.begin(), plans_.end(), [&](const Told* plan) { return stay->published >= plan->published; });
      if (denies_plan && current && !same_speaker(*stay, plans_)) denials.push_back(stay);
    }
    if (!passed.empty() && (!dated.empty() || !denials.empty())) {
      std::vector<std::pair<std::string, Tolds>> sides;
      sides.emplace_back("due gone since " + edtf_of(*due_day(*passed.front())), passed);
      if (!dated.empty()) sides.emplace_back("leaving until " + edtf_of(*due_day(*dated.back())), dated);
      if (!denials.empty()) sides.emplace_back("no leaving decided", denials);
      dispute(sides);
      return true;
    }
    Tolds backing = passed.empty() ? ahead : passed;
    if (passed.empty()) {
      line_.state = PresenceState::kLeaving;
      line_.since = since.edtf;
      backing.insert(backing.end(), begun.begin(), begun.end());
      if (line_.until.empty()) until_from(dated);
      if (line_.until.empty()) note("no day is told");
      if (!denials.empty()) disputed(Slot::kStatus);
      time_disputed(begun);
    } else {
      line_.state = PresenceState::kDueGone;
      line_.since = edtf_of(*due_day(*passed.front()));
      until_from(passed);
      note("nobody has reported it done");
    }
    line_.asked_only = std::all_of(backing.begin(), backing.end(), [](const Told* plan) {
      return plan->what == Tells::kToLeave && plan->c().status == Status::kRequested;
    });
    if (line_.asked_only) note("only asked for: nobody has said that " + country_in_sentence(line_.owner) + " agreed");
    time_disputed(dated);
    back(backing);
    Tolds wholes;
    std::copy_if(to_leave_.begin(), to_leave_.end(), std::back_inserter(wholes), [](const Told* plan) { return !plan->part; });
    for (const Tolds* counted : std::initializer_list<const Tolds*>{&wholes, &there_, &begun}) {
      if (!line_.count) count_from(*counted);
    }
    note_parts();
    return true;
  }

  // When it was settled that they leave: by the most precise agreement or decision on the plan, else by the plan's first
  // report.
  struct Settled {
    std::int64_t width = 0;  ///< days; reports after all agreements
    Day day{};
    std::string edtf;
    friend auto operator<=>(const Settled&, const Settled&) = default;
  };
  Settled settled_on(const Told& plan) {
    Settled best{100000, plan.published, edtf_of(plan.published)};
    for (const StoredClaim* other : known_) {
      const bool settles = other->regards && other->claim.event != EventType::kRequest && !other->claim.negated &&
                           other->claim.time && other->claim.time->earliest_start && other->claim.time->latest_end &&
                           regards(*other, plan);
      if (!settles) continue;
      const auto& time = *other->claim.time;
      best = std::min(best, Settled{(*time.latest_end - *time.earliest_start).count(), *time.earliest_start, time.edtf});
      agreements_.insert(other->claim.key);
    }
    return best;
  }

  // An agreement regards one of the claims that state what was agreed, and means its like in the same copy too ("forces and
  // border guards").
  bool regards(const StoredClaim& agreement, const Told& plan) const {
    if (*agreement.regards == plan.c().key) return true;
    if (agreement.article != plan.claim->article) return false;
    return std::any_of(known_.begin(), known_.end(), [&](const StoredClaim* stated) {
      const Claim& claim = stated->claim;
      return claim.key == *agreement.regards && claim.posture == plan.c().posture && claim.status == plan.c().status &&
             claim.place == plan.c().place && claim.attribution == plan.c().attribution;
    });
  }

  void decide_present() {
    Tolds arrived, others;
    for (const Told* stay : there_) {
      if (stay->what == Tells::kArrived && !before(start_day(*stay), day_ + days{1}) && start_day(*stay))
        continue;  // came later
      (stay->what == Tells::kArrived ? arrived : others).push_back(stay);
    }
    Tolds now = others;
    now.insert(now.end(), arrived.begin(), arrived.end());
    if (now.empty() && done_.empty() && to_leave_.empty() && begun_.empty() && partial_.empty()) {
      line_.state = PresenceState::kUnknown;
      note("reported there only for later");
      return;
    }
    Tolds denials;
    if (others.empty() && done_.empty()) denials = not_come_;
    for (const Told* absent : absent_) {
      if (done_.empty() && !same_speaker(*absent, now)) denials.push_back(absent);
    }
    if (!denials.empty() && !now.empty()) {
      dispute({{"there", now}, {"not there", denials}});
      if (line_.since.empty()) line_.since = line_.present_since;
      return;
    }
    if (const Told* ended = told_end()) {
      const Day end = *ended->c().time->latest_end;
      line_.until = end_edtf(*ended->c().time);
      if (end < day_) {
        line_.state = ended->c().status == Status::kActual ? PresenceState::kGone : PresenceState::kDueGone;
        line_.since = std::exchange(line_.until, {});
        back({ended});
        return;
      }
    }
    Tolds said;
    std::copy_if(now.begin(), now.end(), std::back_inserter(said),
                 [](const Told* t) { return t->what != Tells::kPresupposes; });
    back(said.empty() ? now : said);
    count_from(now);
    if (covers(now)) {
      line_.state = PresenceState::kPresent;
      line_.since = std::exchange(line_.present_since, {});
      if (!partial_.empty()) {
        note_parts();
        const bool denied = std::any_of(others.begin(), others.end(), [](const Told* t) { return t->c().negated; });
        if (denied) disputed(Slot::kCount);
      }
      if (line_.until.empty()) {
        for (const Told* leave : select(site_.told, {Tells::kEntitled})) {
          if (leave->c().time && leave->c().time->latest_end) line_.until = end_edtf(*leave->c().time);
        }
      }
      return;
    }
    line_.state = PresenceState::kUnknown;
    line_.present_since.clear();
    const Day first = site_.told.front()->published;
    note(first > day_ ? "first reported " + edtf_of(first) + "; no text known says since when" : "no report reaches this day");
  }

  // "120 to 145 left, 2024-12-20": the parts that had gone by the day asked, each day once.
  void note_parts() {
    std::map<std::string, std::optional<Count>> days;
    for (const Told* left : partial_) {
      if (gone_day(*left) > day_) continue;
      auto& told = days[left->c().time ? start_edtf(*left->c().time) : std::string()];
      const auto count = count_of(left->c());
      if (!count) continue;
      if (told && !compatible(*told, *count)) disputed(Slot::kCount);
      told = told ? Count{std::min(told->low, count->low), std::max(told->high, count->high)} : *count;
    }
    // A number told without its day belongs to the one day that others tell.
    if (const auto undated = days.find(""); undated != days.end() && days.size() == 2) {
      auto& dated = std::prev(days.end())->second;
      if (undated->second && dated && !compatible(*dated, *undated->second)) disputed(Slot::kCount);
      if (!dated)
        dated = undated->second;
      else if (undated->second)
        dated = Count{std::min(dated->low, undated->second->low), std::max(dated->high, undated->second->high)};
      days.erase(undated);
    }
    for (const auto& [day, count] : days) {
      const bool range = count && count->low && count->high && *count->low != *count->high;
      note((count ? shown(*count) : std::string("some")) + " left" + (day.empty() ? "" : " on " + day) +
           (range ? " (number disputed)" : ""));
    }
  }

  // Whether what is told of the stay reaches the day asked for.
  bool covers(const Tolds& now) const {
    if (swept_by_another_plan()) return false;
    const auto reaches = [&](const Told* stay) {
      const auto start = start_day(*stay);
      if (stay->c().time && is_deadline(*stay->c().time) && stay->what == Tells::kArrived) return stay->published <= day_;
      return start ? *start <= day_ : stay->published <= day_;
    };
    if (std::any_of(now.begin(), now.end(), reaches)) return true;
    for (const Tolds* told : {&begun_, &partial_, &to_leave_, &done_}) {
      if (std::any_of(told->begin(), told->end(), [&](const Told* one) { return one->published <= day_; })) return true;
    }
    // Vacated later, and the place that contains it was held on that day.
    return !done_.empty() && std::any_of(all_.begin(), all_.end(), [&](const Site& site) {
      return site.kind == site_.kind && relate(site.place, site_.place) == PlaceRelation::kContains &&
             std::any_of(site.told.begin(), site.told.end(), [&](const Told* stay) {
               const bool held = before(start_day(*stay), day_) || (!start_day(*stay) && stay->published <= day_);
               return stay->what == Tells::kStay && held && (!due_day(*stay) || *due_day(*stay) >= day_);
             });
    });
  }

  // The day by which the whole country was to be left has passed, this kind was not named in the plan, and nobody has
  // reported it since.
  bool swept_by_another_plan() const {
    if (!to_leave_.empty()) return false;
    return std::any_of(all_.begin(), all_.end(), [&](const Site& site) {
      return site.kind != site_.kind && site.place.shape == PlaceShape::kWhole &&
             relate(site.place, site_.place) == PlaceRelation::kContains &&
             std::any_of(site.told.begin(), site.told.end(), [&](const Told* plan) {
               return plan->what == Tells::kToLeave && before(due_day(*plan), day_) &&
                      *due_day(*plan) >= site_.told.back()->published;
             });
    });
  }

  // A stay whose end is told ("had been there until"), the latest; nothing when another stay is open.
  const Told* told_end() const {
    const Told* ended = nullptr;
    for (const Told* stay : there_) {
      if (stay->what != Tells::kStay || !stay->c().time) continue;
      const bool interval = stay->c().time->edtf.find('/') != std::string::npos;
      if (!interval || !stay->c().time->latest_end) continue;
      if (!ended || *stay->c().time->latest_end > *ended->c().time->latest_end) ended = stay;
    }
    return ended;
  }

  // -- Filling the line.

  static bool same_speaker(const Told& told, const Tolds& others) {
    const auto links = source_links(told.c());
    if (links.empty()) return false;
    return std::any_of(others.begin(), others.end(), [&](const Told* other) {
      const auto theirs = source_links(other->c());
      return !theirs.empty() && link_identity(theirs[0]) == link_identity(links[0]);
    });
  }

  void fill_stay() {
    std::optional<Day> first;
    for (const Told* stay : there_) {
      const auto start = start_day(*stay);
      if (!start || *start > day_ || stay->what == Tells::kPresupposes) continue;
      if (stay->c().negated || (first && *first <= *start)) continue;
      first = start;
      line_.present_since = start_edtf(*stay->c().time);
    }
  }

  void until_from(const Tolds& plans) {
    std::optional<Day> last;
    for (const Told* plan : plans) {
      const auto due = due_day(*plan);
      if (!due || (last && *last >= *due)) continue;
      last = due;
      line_.until = plan->c().time->latest_end ? end_edtf(*plan->c().time) : start_edtf(*plan->c().time);
    }
  }

  void time_disputed(const Tolds& plans) {
    for (const Told* a : plans) {
      for (const Told* b : plans) {
        if (due_day(*a) && due_day(*b) && *due_day(*a) != *due_day(*b)) disputed(Slot::kTime);
      }
    }
  }

  // The count told last; others told in the same days that cannot be the same number are a dispute.
  void count_from(const Tolds& tolds) {
    const Told* last = nullptr;
    for (const Told* told : tolds) {
      if (!count_of(told->c()) || told->c().negated) continue;
      last = told;
    }
    if (!last) return;
    line_.count = count_of(last->c());
    for (const Told* told : tolds) {
      const auto count = count_of(told->c());
      const bool rival = count && !compatible(*count, *line_.count) && !same_speaker(*told, {last}) &&
                         last->published - told->published <= kPlanIsFresh;
      if (rival) disputed(Slot::kCount);
    }
  }

  void back(const Tolds& tolds) { backing_ = tolds; }
  void back_also(const Tolds& tolds) { backing_.insert(backing_.end(), tolds.begin(), tolds.end()); }

  void dispute(const std::vector<std::pair<std::string, Tolds>>& sides) {
    line_.state = PresenceState::kDisputed;
    backing_.clear();
    for (const auto& [value, tolds] : sides) {
      PresenceSide& side = line_.sides.emplace_back();
      side.value = value;
      std::vector<const StoredClaim*> claims;
      for (const Told* told : tolds) {
        side.claims.push_back(told->c().key);
        claims.push_back(told->claim);
      }
      for (const Origin& origin : origins_of(claims)) side.origins.push_back(origin.name);
    }
    count_from(sides.front().second);
  }

  void disputed(Slot slot) {
    if (std::find(line_.disputed.begin(), line_.disputed.end(), slot) == line_.disputed.end()) line_.disputed.push_back(slot);
  }
  void note(std::string text) { line_.notes.push_back(std::move(text)); }

  PresencePart part_of(const Told& told) const {
    switch (told.what) {
      case Tells::kLeft:
        return std::find(done_.begin(), done_.end(), &told) != done_.end() ? PresencePart::kGone : PresencePart::kLeaving;
      case Tells::kToLeave:
        return PresencePart::kLeaving;
      case Tells::kNotThere:
      case Tells::kNotCome:
        return PresencePart::kDenial;
      case Tells::kEntitled:
        return PresencePart::kBasis;
      case Tells::kPresupposes:
        return PresencePart::kContext;
      default:
        return PresencePart::kStay;
    }
  }

  void finish() {
    std::set<const StoredClaim*> listed;
    Tolds shown = site_.told;
    // Those taken over from a containing place.
    for (const Tolds* from : {&plans_, &done_, &absent_}) shown.insert(shown.end(), from->begin(), from->end());
    std::stable_sort(shown.begin(), shown.end(), [](const Told* a, const Told* b) {
      return std::tuple(a->published, a->c().key) < std::tuple(b->published, b->c().key);
    });
    for (const Told* told : shown) {
      if (told->what == Tells::kComing || told->what == Tells::kMayCome) continue;
      if (!listed.insert(told->claim).second) continue;
      line_.claims.push_back({told->c().key, part_of(*told)});
      if (!line_.last_reported || *line_.last_reported < *told->claim->published) line_.last_reported = told->claim->published;
      if (told->what == Tells::kPresupposes) wished_away(*told);
    }
    for (const ClaimKey& key : agreements_) line_.claims.push_back({key, PresencePart::kBasis});
    std::vector<const StoredClaim*> behind;
    for (const Told* told : backing_) behind.push_back(told->claim);
    const bool stays = line_.state == PresenceState::kPresent;
    std::set<std::pair<BasisKind, std::string>> seen;
    for (const Told* told : backing_) {
      const auto& basis = told->c().basis;
      const bool fits = basis && (stays ? told->what == Tells::kStay || told->what == Tells::kArrived : true);
      if (fits && seen.emplace(basis->kind, basis->by).second) line_.basis.push_back(*basis);
    }
    for (const Origin& origin : origins_of(behind)) line_.origins.push_back(origin.name);
    line_.corroborated = line_.origins.size() >= 2;
    if (line_.origins.empty() && line_.sides.empty() && !backing_.empty()) note("told only in the outlets' own voice");
  }

  // Requests, demands and possibilities that change nothing, told as remarks.
  void wished_away(const Told& told) {
    if (line_.state != PresenceState::kPresent && line_.state != PresenceState::kUnknown) return;
    std::string text;
    switch (told.c().status) {
      case Status::kRequested:
        text = told.c().basis && !told.c().basis->by.empty() ? "asked to leave by " + told.c().basis->by + ", no day told"
                                                             : "asked to leave by others than the host";
        break;
      case Status::kProposed:
        text = "leaving proposed";
        break;
      case Status::kPossible:
        text = "leaving possible";
        break;
      case Status::kThreatened:
        text = "expulsion threatened";
        break;
      default:
        return;
    }
    if (told.c().time) text += " (" + told.c().time->edtf + ")";
    if (std::find(line_.notes.begin(), line_.notes.end(), text) == line_.notes.end()) note(text);
  }

  const Site& site_;
  const std::vector<Site>& all_;
  Day day_;
  std::span<const StoredClaim* const> known_;
  PresenceLine line_;
  Tolds there_, left_, absent_, to_leave_, not_come_;
  Tolds done_, begun_, partial_, plans_, backing_;
  std::set<ClaimKey> agreements_;
};

// ---- 5. Arrivals ----------------------------------------------------------------------------------------------------

bool refused(const Told& told, std::span<const StoredClaim* const> known) {
  return std::any_of(known.begin(), known.end(), [&](const StoredClaim* other) {
    return other->claim.event == EventType::kReject && other->regards && *other->regards == told.c().key;
  });
}

// Nothing that they both tell of time and number differs.
bool agree(const Told& a, const Told& b) {
  if (a.c().time && b.c().time && a.c().time->edtf != b.c().time->edtf) return false;
  const auto first = count_of(a.c()), second = count_of(b.c());
  return !first || !second || compatible(*first, *second);
}

PresenceLine arrival(const Site& site, const Tolds& tellings, const PresenceQuestion& question) {
  PresenceLine line;
  line.owner = question.owner;
  line.kind = site.kind;
  line.state = PresenceState::kUnknown;
  std::vector<const StoredClaim*> behind;
  std::optional<Day> due;
  std::set<std::pair<BasisKind, std::string>> seen;
  for (const Told* told : tellings) {
    if (told->what == Tells::kComing) line.state = PresenceState::kArriving;
    if (told->c().time && line.since.empty() && line.until.empty()) {
      line.since = start_edtf(*told->c().time);
      if (told->c().time->edtf.find('/') != std::string::npos) line.until = end_edtf(*told->c().time);
      due = told->c().time->latest_end;
    }
    if (count_of(told->c())) line.count = count_of(told->c());
    if (told->c().basis && seen.emplace(told->c().basis->kind, told->c().basis->by).second)
      line.basis.push_back(*told->c().basis);
    line.last_reported = std::max(line.last_reported, told->claim->published);
    line.claims.push_back({told->c().key, PresencePart::kArrival});
    behind.push_back(told->claim);
  }
  for (const Origin& origin : origins_of(behind)) line.origins.push_back(origin.name);
  line.corroborated = line.origins.size() >= 2;
  if (line.state == PresenceState::kUnknown) {
    line.notes.push_back("coming only possible, asked for or offered; neither agreed nor planned");
  } else if (before(due, question.on)) {
    line.state = PresenceState::kUnknown;
    line.notes.push_back("was to come by then; nobody has reported it there");
  }
  if (line.origins.empty()) line.notes.push_back("told only in the outlets' own voice");
  return line;
}

std::vector<PresenceLine> arrivals(const Site& site, const PresenceQuestion& question,
                                   std::span<const StoredClaim* const> known) {
  const Tolds arrived = select(site.told, {Tells::kArrived});
  const Tolds stays = select(site.told, {Tells::kStay});
  Tolds coming = select(site.told, {Tells::kComing, Tells::kMayCome});
  std::erase_if(coming, [&](const Told* told) {
    const bool done = std::any_of(arrived.begin(), arrived.end(), [&](const Told* came) {
      const bool since_then = came->published > told->published;
      const bool times_fit = !came->c().time || !told->c().time || came->c().time->may_overlap(*told->c().time);
      const auto first = count_of(came->c()), second = count_of(told->c());
      return since_then && times_fit && (!first || !second || compatible(*first, *second));
    });
    // More of those who are there, nobody says when or how many: no news of who is where.
    const bool vague = !told->c().time && !count_of(told->c()) && !stays.empty();
    return done || vague || refused(*told, known);
  });
  // Tellings with a time or a number first, each its own coming; the others join the only one that they fit.
  std::vector<Tolds> groups;
  const auto join = [&](const Told* told) {
    Tolds* fits = nullptr;
    int number = 0;
    for (Tolds& group : groups) {
      if (!std::all_of(group.begin(), group.end(), [&](const Told* other) { return agree(*told, *other); })) continue;
      fits = &group;
      ++number;
    }
    if (number == 1)
      fits->push_back(told);
    else
      groups.push_back({told});
  };
  for (const bool dated : {true, false}) {
    for (const Told* told : coming) {
      if (told->c().time.has_value() == dated) join(told);
    }
  }
  std::vector<PresenceLine> out;
  const Tolds denials = select(site.told, {Tells::kNotCome});
  for (const Tolds& group : groups) {
    PresenceLine line = arrival(site, group, question);
    Tolds against;
    for (const Told* denial : denials) {
      if (denial->c().status != Status::kActual && line.state == PresenceState::kArriving) against.push_back(denial);
    }
    if (!against.empty()) {
      line.state = PresenceState::kDisputed;
      line.sides = {{"arriving", {}, line.origins}, {"not coming", {}, {}}};
      for (const Told* told : group) line.sides[0].claims.push_back(told->c().key);
      std::vector<const StoredClaim*> claims;
      for (const Told* told : against) {
        line.sides[1].claims.push_back(told->c().key);
        line.claims.push_back({told->c().key, PresencePart::kDenial});
        line.last_reported = std::max(line.last_reported, told->claim->published);
        claims.push_back(told->claim);
      }
      for (const Origin& origin : origins_of(claims)) line.sides[1].origins.push_back(origin.name);
    }
    out.push_back(std::move(line));
  }
  return out;
}

// Names and coordinates of a site, the fullest name first.
void put_place(PresenceLine& line, const Site& site) {
  // What is handed over is the place itself; else the fullest name.
  const auto handed = std::find_if(site.told.begin(), site.told.end(), [](const Told* told) {
    return told->c().posture == Posture::kHandover && !told->place.words.empty();
  });
  line.places = {(handed != site.told.end() ? (*handed)->place : site.place).place->name};
  line.country = site.place.place->country;
  for (const Told* told : site.told) {
    const Place& place = *told->place.place;
    if (!line.lat && place.lat) line.lat = place.lat, line.lon = place.lon;
    if (told->what == Tells::kNotCome) continue;
    if (std::find(line.places.begin(), line.places.end(), place.name) == line.places.end()) line.places.push_back(place.name);
  }
}

using SiteLines = std::vector<std::pair<PresenceLine, const Site*>>;

// A line for a whole country is left out where newer reports tell of its forces place by place.
bool told_finer(const PresenceLine& whole, const SiteLines& lines, const Site& site) {
  const bool there = whole.state == PresenceState::kPresent || whole.state == PresenceState::kDisputed;
  if (site.place.shape != PlaceShape::kWhole || !there) return false;
  return std::any_of(lines.begin(), lines.end(), [&](const auto& other) {
    const bool one_number = !whole.count || (other.first.count && compatible(*whole.count, *other.first.count));
    return other.second->place.shape != PlaceShape::kWhole && other.first.kind == whole.kind && one_number &&
           other.first.state == whole.state && other.first.last_reported > whole.last_reported;
  });
}

// Told only of a place that the clause did not name.
bool guessed(const Site& site) {
  return std::all_of(site.told.begin(), site.told.end(), [](const Told* told) { return told->place.place->from_context; });
}

// A line of guessed places is left out beside one that a text states: of the same kind in that country, or, for forces of no
// kind named, of any kind at that very place.
bool told_better(const PresenceLine& line, const SiteLines& lines, const Site& site) {
  return guessed(site) && std::any_of(lines.begin(), lines.end(), [&](const auto& other) {
           if (other.second == &site || guessed(*other.second) || other.first.country != line.country) return false;
           const PlaceRelation relation = relate(other.second->place, site.place);
           const bool unnamed_kind = line.kind == ForceKind::kMilitary && relation == PlaceRelation::kSame;
           return unnamed_kind || (other.first.kind == line.kind && relation != PlaceRelation::kApart);
         });
}

// "Instructors arrived in Fiji", "instructors landed in Suva", in the same copy: one telling, of the country and of a place in
// it.
bool told_again(const Site& whole, const Site& finer) {
  if (whole.kind != finer.kind || whole.place.shape != PlaceShape::kWhole || finer.place.shape == PlaceShape::kWhole)
    return false;
  if (relate(whole.place, finer.place) != PlaceRelation::kContains) return false;
  return std::all_of(whole.told.begin(), whole.told.end(), [&](const Told* general) {
    return std::any_of(finer.told.begin(), finer.told.end(), [&](const Told* other) {
      const bool counted = count_of(general->c()).has_value();
      return other->what == general->what && other->claim->article == general->claim->article && agree(*general, *other) &&
             (!counted || count_of(other->c()));
    });
  });
}

// Of a country's line that only tells again what the line of one place in it tells, that line keeps claims and name.
void join_told_again(SiteLines& lines, std::span<const StoredClaim* const> known) {
  std::map<ClaimKey, std::optional<ReportedTime>> published;
  for (const StoredClaim* claim : known) published[claim->claim.key] = claim->published;
  for (auto whole = lines.begin(); whole != lines.end();) {
    const auto again = [&](const auto& finer) {
      return finer.first.state == whole->first.state && told_again(*whole->second, *finer.second);
    };
    if (std::count_if(lines.begin(), lines.end(), again) != 1) {
      ++whole;
      continue;
    }
    PresenceLine& finer = std::find_if(lines.begin(), lines.end(), again)->first;
    const PresenceLine general = std::move(whole->first);
    for (const Support& support : general.claims) {
      const auto same = [&](const Support& other) { return other.claim == support.claim; };
      if (std::none_of(finer.claims.begin(), finer.claims.end(), same)) finer.claims.push_back(support);
    }
    std::sort(finer.claims.begin(), finer.claims.end(), [&](const Support& a, const Support& b) {
      return std::tuple(published.at(a.claim), a.claim) < std::tuple(published.at(b.claim), b.claim);
    });
    finer.places.insert(finer.places.end(), general.places.begin(), general.places.end());
    finer.last_reported = std::max(finer.last_reported, general.last_reported);
    finer.notes.push_back("told of " + general.places.front() + " as a whole too");
    whole = lines.erase(whole);
  }
}

}  // namespace

std::vector<PresenceLine> derive_presence(std::span<const StoredClaim> claims, const PresenceQuestion& question) {
  const auto known_claims = known(claims, question);
  const Scope scope = scope_of(told_of(known_claims, question.owner), question);
  std::vector<PresenceLine> out;
  if (scope.asked.empty()) {
    PresenceLine& line = out.emplace_back();
    line.owner = question.owner;
    line.places = {question.at.empty() ? country_name(question.place) : question.at};
    if (is_state(question.place)) line.country = question.place;
    line.notes = {"no claim known"};
    return out;
  }
  const std::vector<Site> all = sites(scope.told);
  SiteLines lines;
  for (const Site& site : all) {
    const bool asked =
        std::any_of(site.told.begin(), site.told.end(), [&](const Told* t) { return scope.asked.contains(t->place.place); });
    if (!asked) continue;
    if (auto line = SiteLine(site, all, question, known_claims).make()) lines.emplace_back(std::move(*line), &site);
    for (PresenceLine& line : arrivals(site, question, known_claims)) lines.emplace_back(std::move(line), &site);
  }
  for (auto& [line, site] : lines) put_place(line, *site);
  join_told_again(lines, known_claims);
  for (const auto& [line, site] : lines) {
    if (!told_finer(line, lines, *site) && !told_better(line, lines, *site)) out.push_back(line);
  }
  std::stable_sort(out.begin(), out.end(), [](const PresenceLine& a, const PresenceLine& b) {
    return std::tie(a.kind, a.country, a.places, a.state, a.since) < std::tie(b.kind, b.country, b.places, b.state, b.since);
  });
  return out;
}

}  // namespace attache
