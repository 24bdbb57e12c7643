// Third step: the walk over a document, its mode, and the intervals that prepositions and ranges make; see calendar.h.
#include "world/calendar.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "world/calendar_recognise.h"
#include "world/calendar_resolve.h"
#include "world/calendar_tense.h"
#include "world/calendar_types.h"

namespace attache {
namespace {

using namespace calendar;
using Bound = TimeMention::Bound;

std::string lower_form(const Document& document, std::uint32_t token) {
  std::string out;
  for (const char c : document.form(TokenId(token))) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The words of a stretch of tokens with single spaces, lower case: short stretches only.
std::string words_between(const Document& document, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (std::uint32_t i = begin; i < end; ++i) {
    if (!out.empty()) out += ' ';
    out += lower_form(document, i);
  }
  return out;
}

// Histories are told in full dates, news in "Thursday" and "last week".
bool is_narrative(const std::vector<std::vector<Recognised>>& found, const TimeContext& context) {
  if (context.mode != TimeContext::Mode::kAuto) return context.mode == TimeContext::Mode::kNarrative;
  int told = 0;
  int spoken = 0;
  for (const auto& sentence : found) {
    for (const Recognised& one : sentence) {
      if (const auto* date = std::get_if<PartialDate>(&one.time.core)) {
        const bool earlier =
            date->year &&
            (!context.published || *date->year < static_cast<int>(std::chrono::year_month_day{*context.published}.year()));
        told += earlier ? 1 : 0;
        spoken += date->weekday && !date->day ? 1 : 0;
      } else if (const auto* shift = std::get_if<Shift>(&one.time.core)) {
        spoken += shift->base == Base::kSpeech ? 1 : 0;
      }
    }
  }
  return told >= 8 && told > 3 * spoken;
}

bool is_connector(std::string_view words) {
  return among(words, {"to", "until", "till", "through", "-", "\xE2\x80\x93", "\xE2\x80\x94", "and", "or", ",", "/", "to the",
                       "and the", ", and", "to about", "until about"});
}

// Gives an expression what it takes from the next: the month of "5 and 7 May", the year of "May 15 to August 16, 1988".
void complete_from_next(const Document& document, std::vector<Recognised>& found) {
  for (std::size_t i = found.size(); i-- > 1;) {
    auto* date = std::get_if<PartialDate>(&found[i - 1].time.core);
    const auto* next = std::get_if<PartialDate>(&found[i].time.core);
    if (!date || !next || date->year || date->relative || date->step) continue;
    const bool joined = is_connector(words_between(document, found[i - 1].tokens.end, found[i].tokens.begin));
    if (!joined && !found[i - 1].completed_by_next) continue;
    if (found[i - 1].completed_by_next && !date->month) date->month = next->month;
    const bool same_kind = (date->month && next->month) || (date->season && next->season) || (date->quarter && next->quarter);
    if (!same_kind) continue;
    date->relative = next->relative;
    date->step = next->step;
    date->two_digit_year = next->two_digit_year;
    date->year = next->year;
    if (date->year && date->month && next->month && *date->month > *next->month) --*date->year;
  }
}

TokenId head_of(const Document& document, TokenSpan tokens) {
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const TokenId head = document.token(TokenId(i)).head;
    if (head && !tokens.contains(head.index())) return TokenId(i);
  }
  return TokenId(tokens.end - 1);
}

// "after Monday's attack", "since the May 9 parade": the preposition is that of the noun behind.
bool modifies_noun(const Document& document, TokenSpan tokens, TokenSpan sentence) {
  if (tokens.end < sentence.end) {
    const std::string next = lower_form(document, tokens.end);
    if (next == "'s" || next == "\xE2\x80\x99s") return true;
  }
  const Token& head = document.token(head_of(document, tokens));
  const bool noun_behind = head.head && head.head.index() >= tokens.end;
  return noun_behind && among(name(head.relation), {"compound", "nmod:poss", "nmod:unmarked", "nummod", "amod"});
}

Bound bound_before(const Document& document, TokenSpan tokens, TokenSpan sentence) {
  std::uint32_t at = tokens.begin;
  while (at > sentence.begin &&
         among(lower_form(document, at - 1), {"the", "around", "about", "on", "at", "approximately", "roughly", "in"})) {
    if (at - 1 > sentence.begin && among(lower_form(document, at - 1), {"on", "in", "at"}) &&
        !among(lower_form(document, at - 2), {"from", "since", "starting", "beginning", "until", "by", "before", "after"})) {
      break;
    }
    --at;
  }
  if (at == sentence.begin) return Bound::kAt;
  const std::string word = lower_form(document, at - 1);
  if (among(word, {"after", "before", "since", "from", "beyond"}) && modifies_noun(document, tokens, sentence))
    return Bound::kAt;
  const std::string pair = at - 1 > sentence.begin ? lower_form(document, at - 2) + " " + word : word;
  if (among(pair, {"prior to", "ahead of"})) return Bound::kBefore;
  if (among(pair, {"later than"})) return Bound::kBy;
  if (pair == "as from") return Bound::kFrom;
  if (among(pair, {"up to", "up until"})) return Bound::kUntil;
  if (among(word, {"from", "starting", "beginning", "effective"})) return Bound::kFrom;
  if (word == "since") return Bound::kSince;
  if (among(word, {"until", "till", "til", "through", "thru"})) return Bound::kUntil;
  if (word == "by") return Bound::kBy;
  if (word == "before") return Bound::kBefore;
  if (among(word, {"after", "beyond"})) return Bound::kAfter;
  if (among(word, {"during", "throughout", "over", "within"})) return Bound::kDuring;
  return Bound::kAt;
}

HappenedTime within(Days extent, std::string edtf) {
  HappenedTime out;
  out.edtf = std::move(edtf);
  out.earliest_start = out.earliest_end = extent.first;
  out.latest_start = out.latest_end = extent.last;
  return out;
}

// One end of an interval: its own EDTF where that is a date, else the day at that end.
std::string end_text(const Resolved& resolved, bool first) {
  if (resolved.edtf.find('/') == std::string::npos) return resolved.edtf;
  return edtf_of(first ? Days{resolved.extent->first, resolved.extent->first}
                       : Days{resolved.extent->last, resolved.extent->last});
}

HappenedTime bounded(const Resolved& resolved, Bound bound, Portion portion) {
  const Days extent = *resolved.extent;
  HappenedTime out;
  switch (bound) {
    case Bound::kAt:
    case Bound::kDuring:
      return within(extent, resolved.edtf);
    case Bound::kAfter: {  // not on the day itself
      const Day next = extent.last + std::chrono::days{1};
      out.edtf = edtf_of({next, next}) + "/..";
      out.earliest_start = out.latest_start = next;
      return out;
    }
    case Bound::kBefore: {
      if (portion == Portion::kEnd) return bounded(resolved, Bound::kBy, portion);
      const Day last = extent.first - std::chrono::days{1};
      out.edtf = "../" + edtf_of({last, last});
      out.earliest_end = out.latest_end = last;
      return out;
    }
    case Bound::kFrom:
    case Bound::kSince:
      out.edtf = end_text(resolved, true) + "/..";
      out.earliest_start = extent.first;
      out.latest_start = extent.last;
      return out;
    case Bound::kUntil:
    case Bound::kBy:
      // "by year-end" reaches to the last day, "by June" to some day of June.
      out.edtf = "../" + (portion == Portion::kEnd ? edtf_of({extent.last, extent.last}) : end_text(resolved, false));
      out.earliest_end = portion == Portion::kEnd ? extent.last : extent.first;
      out.latest_end = extent.last;
      return out;
  }
  return out;
}

HappenedTime ranged(const Resolved& from, const Resolved& to) {
  HappenedTime out;
  out.edtf = end_text(from, true) + "/" + end_text(to, false);
  out.earliest_start = from.extent->first;
  out.latest_start = from.extent->last;
  out.earliest_end = to.extent->first;
  out.latest_end = to.extent->last;
  return out;
}

// A history may step out of its line for a sentence, ahead ("a court found in 2008 …") or back. Such a sentence has dates that
// lie beyond those before it and behind it, which go on together.
std::vector<bool> sentences_off_the_line(const std::vector<std::vector<Recognised>>& found) {
  struct Years {
    std::size_t sentence;
    int first, last, lowest, highest;
  };
  std::vector<Years> dated;
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const Recognised& one : found[i]) {
      const auto* date = std::get_if<PartialDate>(&one.time.core);
      if (!date || !date->year || date->two_digit_year) continue;
      const int year = *date->year;
      if (dated.empty() || dated.back().sentence != i) dated.push_back({i, year, year, year, year});
      dated.back().last = year;
      dated.back().lowest = std::min(dated.back().lowest, year);
      dated.back().highest = std::max(dated.back().highest, year);
    }
  }
  std::vector<bool> off(found.size(), false);
  for (std::size_t k = 1; k + 1 < dated.size(); ++k) {
    const int before = dated[k - 1].last;
    const int behind = dated[k + 1].first;
    off[dated[k].sentence] = before <= behind && (dated[k].lowest > behind || dated[k].highest < before);
  }
  return off;
}

// The walk over the document: what has been told so far, and the mentions made of it.
class Walk {
 public:
  Walk(const Document& document, const TimeContext& context, const NamedTimes& named, bool narrative)
      : document_(document), named_(named) {
    anchors_.published = context.published;
    anchors_.narrative = narrative;
  }

  void sentence(TokenSpan tokens, const std::vector<Recognised>& found, bool off_the_line) {
    off_the_line_ = off_the_line;
    anchors_.day_of_sentence.reset();
    anchors_.year_of_sentence.reset();
    const std::size_t first = mentions_.size();
    for (std::size_t i = 0; i < found.size(); ++i) {
      anchors_.tense = tense_of(found[i].tokens, tokens);
      Recognised one = found[i];
      if (i > 0) take_year_of_previous(found[i - 1], one);
      turn_into_offset(one, tokens);
      if (needs_day(one.time) && !anchors_.day_of_sentence) look_ahead(found, i);
      const Resolved resolved = resolve(one.time, anchors_, named_);
      add(one, resolved, tokens);
      remember(resolved, one.time, mentions_.back().bound);
    }
    join_ranges(first, tokens);
  }

  std::vector<TimeMention> take() { return std::move(mentions_); }

 private:
  // What stands before an expression may tell its direction better than the verb: "closed until Friday", "since May".
  [[nodiscard]] Tense tense_of(TokenSpan expression, TokenSpan sentence) const {
    const Bound bound = bound_before(document_, expression, sentence);
    if (bound == Bound::kSince) return Tense::kPast;
    if (bound == Bound::kUntil) return Tense::kFuture;
    const Tense tense = tense_at(document_, expression);
    if (tense != Tense::kPresent) return tense;
    // In headlines and captions the present tells what has been; and it says nothing of "the attack on Monday".
    const PartKind part = document_.paragraph_of(document_.token(TokenId(expression.begin)).sentence).kind;
    const bool past = part == PartKind::kHeadline || part == PartKind::kSubheading || part == PartKind::kCaption;
    const bool of_a_noun = document_.token(head_of(document_, expression)).relation == Deprel::kNmod;
    return past ? Tense::kPast : of_a_noun ? Tense::kUnknown : Tense::kPresent;
  }

  static bool needs_day(const UnderspecifiedTime& time) { return std::holds_alternative<SomeDay>(time.core); }

  static bool is_bare_weekday(const PartialDate& date) {
    return date.weekday && !date.month && !date.day && !date.relative && !date.step;
  }

  // "5 and 7 May", "15 November to 15 February": the second lies behind the first, whatever the day of publication.
  void take_year_of_previous(const Recognised& previous, Recognised& one) const {
    const auto* first = std::get_if<PartialDate>(&previous.time.core);
    auto* second = std::get_if<PartialDate>(&one.time.core);
    if (first && second && first->weekday && is_bare_weekday(*second) && resolved_.back().point &&
        resolved_.back().point->day && is_connector(words_between(document_, previous.tokens.end, one.tokens.begin))) {
      // "from Monday to Friday": the Friday behind that Monday
      const Day from = resolved_.back().extent->first;
      const unsigned ahead = (*second->weekday + 7 - std::chrono::weekday{from}.c_encoding()) % 7;
      const std::chrono::year_month_day day{from + std::chrono::days{ahead}};
      second->year = static_cast<int>(day.year());
      second->month = static_cast<unsigned>(day.month());
      second->day = static_cast<unsigned>(day.day());
      return;
    }
    if (!first || !second || !first->month || !second->month || second->year || second->relative || second->step) return;
    const auto& point = resolved_.back().point;
    const std::string words = words_between(document_, previous.tokens.end, one.tokens.begin);
    if (!point || first->step || !is_connector(words)) return;
    if (!second->day && among(words, {"and", "or", ",", ", and", "and the"}))
      return;  // "in November and January" are two times
    second->year = *second->month < *first->month ? point->year + 1 : point->year;
  }

  // "In two weeks" with a future sense is a time, not a length.
  void turn_into_offset(Recognised& one, TokenSpan sentence) const {
    const auto* duration = std::get_if<Duration>(&one.time.core);
    if (!duration || duration->towards != 0 || !duration->count || one.tokens.begin == sentence.begin) return;
    const std::string word = lower_form(document_, one.tokens.begin - 1);
    if (anchors_.tense != Tense::kFuture || !among(word, {"in", "within"})) return;
    if (word == "within") {
      one.time.core = Duration{duration->count, duration->unit, 1, Base::kSpeech};
    } else {
      one.time.core = Offset{duration->count, duration->unit, 1, Base::kSpeech};
    }
  }

  // A time of day takes a day told a few words behind it: "at 5:34 am on March 20".
  void look_ahead(const std::vector<Recognised>& found, std::size_t i) {
    if (i + 1 >= found.size() || found[i + 1].tokens.begin > found[i].tokens.end + 6) return;
    anchors_.tense = tense_at(document_, found[i + 1].tokens);
    const Resolved next = resolve(found[i + 1].time, anchors_, named_);
    if (next.point && next.point->day) anchors_.day_of_sentence = next.extent->first;
  }

  // Plans, looks back and "since" do not move the story.
  static bool is_aside(const UnderspecifiedTime& time, Bound bound, Tense tense) {
    if (bound == Bound::kSince || tense == Tense::kFuture) return true;
    if (const auto* shift = std::get_if<Shift>(&time.core)) return shift->by < 0;
    if (const auto* offset = std::get_if<Offset>(&time.core)) return offset->sign < 0;
    return false;
  }

  void remember(const Resolved& resolved, const UnderspecifiedTime& time, Bound bound) {
    if (!resolved.point) return;
    anchors_.told = resolved.point;
    if (!anchors_.line || !(off_the_line_ || is_aside(time, bound, anchors_.tense))) anchors_.line = resolved.point;
    if (resolved.point->day) anchors_.told_day = anchors_.day_of_sentence = resolved.extent->first;
    const auto* date = std::get_if<PartialDate>(&time.core);
    if (date && date->year) anchors_.year_of_sentence = resolved.point->year;
  }

  void add(const Recognised& one, const Resolved& resolved, TokenSpan sentence) {
    TimeMention mention;
    mention.tokens = one.tokens;
    mention.head = head_of(document_, one.tokens);
    mention.type = resolved.type;
    mention.value = resolved.value;
    mention.bound = bound_before(document_, one.tokens, sentence);
    if (mention.bound == Bound::kAt && anchors_.tense == Tense::kFuture && one.tokens.begin >= sentence.begin + 2 &&
        words_between(document_, one.tokens.begin - 2, one.tokens.begin) == "as of") {
      mention.bound = Bound::kFrom;
    }
    if (std::holds_alternative<Duration>(one.time.core) && resolved.extent) mention.bound = Bound::kDuring;
    if (resolved.extent) mention.time = bounded(resolved, mention.bound, one.time.portion);
    mentions_.push_back(std::move(mention));
    resolved_.push_back(resolved);
  }

  // "from 2014 to 2016", "between 5 and 7 May", "May 5-7": both mentions stand for the whole interval.
  void join_ranges(std::size_t first, TokenSpan sentence) {
    for (std::size_t i = first; i + 1 < mentions_.size(); ++i) {
      const Resolved& from = resolved_[i];
      const Resolved& to = resolved_[i + 1];
      if (!from.extent || !to.extent || !from.point || !to.point || from.extent->first > to.extent->last) continue;
      const std::string words = words_between(document_, mentions_[i].tokens.end, mentions_[i + 1].tokens.begin);
      const bool dash = among(words, {"-", "\xE2\x80\x93", "\xE2\x80\x94"});
      const bool to_word = among(words, {"to", "until", "till", "through", "to the", "until the", "to about"});
      const bool between = words == "and" && mentions_[i].tokens.begin > sentence.begin &&
                           lower_form(document_, mentions_[i].tokens.begin - 1) == "between";
      if (!dash && !to_word && !between) continue;
      const HappenedTime whole = ranged(from, to);
      for (const std::size_t end : {i, i + 1}) {
        mentions_[end].time = whole;
        mentions_[end].bound = Bound::kDuring;
      }
    }
  }

  const Document& document_;
  const NamedTimes& named_;
  Anchors anchors_;
  bool off_the_line_ = false;
  std::vector<TimeMention> mentions_;
  std::vector<Resolved> resolved_;  // beside mentions_
};

}  // namespace

std::vector<TimeMention> find_times(const Document& document, const TimeContext& context, const NamedTimes& named) {
  std::vector<std::vector<Recognised>> found;
  found.reserve(document.sentences().size());
  for (const Sentence& sentence : document.sentences()) {
    found.push_back(recognise(document, sentence.tokens, named));
    complete_from_next(document, found.back());
  }
  const std::vector<bool> off = sentences_off_the_line(found);
  Walk walk(document, context, named, is_narrative(found, context));
  for (std::size_t i = 0; i < found.size(); ++i) walk.sentence(document.sentences()[i].tokens, found[i], off[i]);
  return walk.take();
}

}  // namespace attache
