// The calendar: finds the time expressions of a document and resolves them to TIMEX3 values and to intervals of the happened
// clock. Three steps, each a function from one value to the next:
//
//   recognise   tokens → what the words say, as a proper type           calendar_recognise.h, calendar_types.h
//   resolve     that + the day it is counted from → an extent of days   calendar_resolve.h
//   bind        the preposition and ranges → HappenedTime               calendar.cc
//
// "Thursday" in the past tense is the latest Thursday not after publication, with "will" the next (calendar_tense.h tells
// them apart by the governing verb). In narrative mode (histories: many full dates, few of "today" and "Thursday") the latest
// date told is what everything is counted from. Tested by calendar_test.cc over tests/cases/times.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "facts/clock.h"
#include "knowledge/stanza.h"
#include "language/document.h"
#include "world/grounding.h"

namespace attache {

/// Holidays and other times with names of their own, from knowledge/calendar.
class NamedTimes {
 public:
  NamedTimes() = default;
  /// Takes the stanzas of the folder "calendar"; one without Name or with a rule that is no rule is passed over.
  explicit NamedTimes(std::span<const Stanza> stanzas);

  struct Days {
    Day first, last;
  };
  /// One way to find the days of a named time in a year.
  struct Rule {
    enum class Kind { kFixed, kNthWeekday, kEaster, kListed } kind = Kind::kFixed;
    unsigned month = 0, day = 0;    ///< kFixed
    unsigned nth = 0, weekday = 0;  ///< kNthWeekday: 1 … 4, 5 is the last; 0 is Sunday
    int days_after = 0;             ///< kEaster: days from Easter Sunday
    std::vector<Days> listed;       ///< kListed
  };
  struct Entry {
    std::string id;
    std::vector<std::vector<std::string>> names;  ///< each a list of lower-case words
    Rule rule;
    int length = 1;  ///< days
  };

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// The days of an entry in a year; nothing when the list does not reach there.
  [[nodiscard]] std::optional<Days> days_in(std::size_t entry, int year) const;

 private:
  std::vector<Entry> entries_;
};

/// What a document's times are resolved against.
struct TimeContext {
  enum class Mode { kAuto, kNews, kNarrative };
  std::optional<Day> published;  ///< without it, relative times stay unresolved (empty value)
  Mode mode = Mode::kAuto;       ///< kAuto: the document decides
};

/// All time expressions of a document in the order of the text, not overlapping.
[[nodiscard]] std::vector<TimeMention> find_times(const Document& document, const TimeContext& context,
                                                  const NamedTimes& named = {});

}  // namespace attache
