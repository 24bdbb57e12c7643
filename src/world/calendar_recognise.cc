// The rules of the recogniser. A reader takes the line and a position and gives what it read and where it stopped, or nothing;
// readers are put together like a grammar. What a reader must not take (ages, counts that look like years, "may" the verb) is
// said beside it.
#include "world/calendar_recognise.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "world/calendar_words.h"

namespace attache::calendar {
namespace {

template <class Value>
struct Read {
  Value value;
  std::size_t end;
};
template <class Value>
using Maybe = std::optional<Read<Value>>;
using MaybeTime = Maybe<UnderspecifiedTime>;
using Words = std::initializer_list<std::string_view>;

// A sentence as atoms; reading past either end gives an empty atom.
class Line {
 public:
  Line(std::vector<Atom> atoms, const NamedTimes& named) : atoms_(std::move(atoms)), named_(named) {}
  [[nodiscard]] std::size_t size() const { return atoms_.size(); }
  [[nodiscard]] const NamedTimes& named() const { return named_; }
  [[nodiscard]] const Atom& at(std::size_t i) const { return i < atoms_.size() ? atoms_[i] : nothing_; }
  [[nodiscard]] const Atom& before(std::size_t i, std::size_t steps = 1) const { return i >= steps ? at(i - steps) : nothing_; }
  [[nodiscard]] bool is(std::size_t i, std::string_view word) const { return at(i).lower == word; }
  [[nodiscard]] bool is_any(std::size_t i, Words words) const { return among(at(i), words); }
  [[nodiscard]] static bool among(const Atom& atom, Words words) {
    return std::find(words.begin(), words.end(), atom.lower) != words.end();
  }
  [[nodiscard]] bool is_glued(std::size_t i, std::string_view word) const { return is(i, word) && at(i).glued; }
  /// Behind a hyphen, if there is one at i.
  [[nodiscard]] std::size_t skip_hyphen(std::size_t i) const { return is(i, "-") ? i + 1 : i; }
  [[nodiscard]] std::size_t skip(std::size_t i, Words words) const { return is_any(i, words) ? i + 1 : i; }

 private:
  std::vector<Atom> atoms_;
  Atom nothing_;
  const NamedTimes& named_;
};

bool is_word(const Atom& atom) {
  return !atom.lower.empty() && (atom.lower[0] >= 'a' || static_cast<signed char>(atom.lower[0]) < 0);
}
bool is_lower_word(const Atom& atom) { return is_word(atom) && !atom.capital; }

UnderspecifiedTime just(Core core) {
  UnderspecifiedTime time;
  time.core = std::move(core);
  return time;
}

// ---- numbers

Maybe<double> cardinal(const Line& line, std::size_t i) {
  if (line.at(i).number >= 0) {
    double value = line.at(i).number;
    ++i;
    while (line.is_glued(i, ",") && line.at(i + 1).glued && line.at(i + 1).lower.size() == 3 && line.at(i + 1).number >= 0) {
      value = value * 1000 + line.at(i + 1).number;
      i += 2;
    }
    if (line.is_glued(i, ".") && line.at(i + 1).glued && line.at(i + 1).number >= 0 && line.at(i + 1).lower.size() == 1) {
      value += line.at(i + 1).number / 10.0;
      i += 2;
    }
    return Read<double>{value, i};
  }
  const auto first = number_word(line.at(i).lower);
  if (!first) return std::nullopt;
  double value = *first;
  ++i;
  if (*first >= 20 && *first < 100) {
    const std::size_t next = line.skip_hyphen(i);
    if (const auto ones = number_word(line.at(next).lower); ones && *ones < 10) return Read<double>{value + *ones, next + 1};
  } else if (line.is(i, "hundred")) {
    value *= 100;
    ++i;
  }
  return Read<double>{value, i};
}

// A count of units: a number, "a", or something vague ("several", no value).
Maybe<std::optional<double>> count(const Line& line, std::size_t i) {
  using Out = Read<std::optional<double>>;
  if (line.is(i, "a") && line.is(i + 1, "couple")) return Out{2.0, line.skip(i + 2, {"of"})};
  if (line.is(i, "couple") && line.is(i + 1, "of")) return Out{2.0, i + 2};
  if (line.is(i, "a") && line.is(i + 1, "dozen")) return Out{12.0, i + 2};
  if (line.is(i, "half") && line.is_any(i + 1, {"a", "an", "-"})) return Out{0.5, i + (line.is(i + 1, "-") ? 1U : 2U)};
  if (line.is(i, "a") && line.is(i + 1, "half") && line.is(i + 2, "-")) return Out{0.5, i + 2};
  if (line.is(i, "a") && line.is_any(i + 1, {"few", "number"})) return Out{std::nullopt, line.skip(i + 2, {"of"})};
  if (line.is_any(i, {"several", "few", "many", "some", "dozens", "hundreds"})) {
    if (line.is_any(i, {"dozens", "hundreds"}) && !line.is(i + 1, "of")) return std::nullopt;
    return Out{std::nullopt, line.skip(i + 1, {"of"})};
  }
  if (const auto number = cardinal(line, i)) {
    if (line.is(number->end, "and") && line.is(number->end + 1, "a") && line.is(number->end + 2, "half")) {
      return Out{number->value + 0.5, number->end + 3};
    }
    return Out{number->value, number->end};
  }
  if (line.is_any(i, {"a", "an"})) return Out{1.0, i + 1};
  return std::nullopt;
}

Maybe<int> ordinal(const Line& line, std::size_t i) {
  const Atom& atom = line.at(i);
  if (atom.number > 0 && line.at(i + 1).glued && line.is_any(i + 1, {"st", "nd", "rd", "th"})) {
    return Read<int>{atom.number, i + 2};
  }
  if (const auto tens = number_word(atom.lower); tens && *tens >= 20 && *tens < 100) {
    const std::size_t next = line.skip_hyphen(i + 1);
    if (const auto ones = ordinal_word(line.at(next).lower); ones && *ones < 10) return Read<int>{*tens + *ones, next + 1};
  }
  if (const auto word = ordinal_word(atom.lower)) return Read<int>{*word, i + 1};
  return std::nullopt;
}

// ---- fields of a date

Maybe<unsigned> month(const Line& line, std::size_t i) {
  const Atom& atom = line.at(i);
  const auto value = month_word(atom.lower);
  if (!value || !atom.capital) return std::nullopt;
  std::size_t end = i + 1;
  if (atom.lower.size() <= 4 && line.is_glued(end, ".") && atom.lower != "may" && atom.lower != "june" && atom.lower != "july")
    ++end;
  return Read<unsigned>{*value, end};
}

Maybe<unsigned> weekday(const Line& line, std::size_t i) {
  const Atom& atom = line.at(i);
  const auto value = weekday_word(atom.lower);
  if (!value || !atom.capital) return std::nullopt;
  if (Line::among(line.before(i), {"black", "bloody", "super", "ash", "palm", "cyber", "maundy", "holy", "whit", "shrove"}) &&
      line.before(i).capital) {
    return std::nullopt;  // a name, not the coming Monday
  }
  return Read<unsigned>{
      *value, atom.lower.size() <= 5 && line.is_glued(i + 1, ".") && (line.at(i + 2).number >= 0 || line.is(i + 2, ","))
                  ? i + 2
                  : i + 1};
}

Maybe<unsigned> day_number(const Line& line, std::size_t i) {
  const int number = line.at(i).number;
  if (number < 1 || number > 31 || line.at(i).lower.size() > 2) return std::nullopt;
  std::size_t end = i + 1;
  if (line.at(end).glued && line.is_any(end, {"st", "nd", "rd", "th"})) ++end;
  const bool runs_on = line.at(end).glued && (line.is_any(end, {":", "%", "/"}) || is_word(line.at(end)));
  const bool decimal =
      line.is_any(end, {".", ","}) && line.at(end).glued && line.at(end + 1).glued && line.at(end + 1).number >= 0;
  if (runs_on || decimal) return std::nullopt;
  return Read<unsigned>{static_cast<unsigned>(number), end};
}

bool four_digits(const Atom& atom) { return atom.number >= 1000 && atom.number <= 2199 && atom.lower.size() == 4; }

// A year where the context leaves no doubt that one stands: behind a month, in "the summer of 2003".
Maybe<int> year(const Line& line, std::size_t i) {
  if (four_digits(line.at(i))) {
    const std::size_t end = i + 1;
    if (line.at(end).glued && (is_word(line.at(end)) || line.is(end, "%"))) return std::nullopt;
    if (line.is_glued(end, ",") && line.at(end + 1).glued && line.at(end + 1).number >= 0) return std::nullopt;
    if (line.is_any(end, {"bc", "bce"}) || (line.is(end, "b") && line.is(end + 1, "."))) return std::nullopt;
    return Read<int>{line.at(i).number, end};
  }
  return std::nullopt;
}

// "218 BC", "AD 410", "264 B.C.": the era's sign makes any number a year.
Maybe<int> year_of_era(const Line& line, std::size_t i) {
  const auto sign = [&](std::size_t at, std::string_view first, std::string_view second) -> std::size_t {
    if (line.is(at, std::string(first) + std::string(second))) return at + 1;
    if (line.is(at, first) && line.is_glued(at + 1, ".") && line.is(at + 2, second))
      return line.is_glued(at + 3, ".") ? at + 4 : at + 3;
    return 0;
  };
  const int number = line.at(i).number;
  if (number > 0 && number < 3000) {
    if (line.at(i + 1).capital) {
      if (const std::size_t end = std::max(sign(i + 1, "b", "c"), sign(i + 1, "bc", "e"))) return Read<int>{-number, end};
      if (const std::size_t end = std::max(sign(i + 1, "a", "d"), sign(i + 1, "c", "e"))) return Read<int>{number, end};
    }
    return std::nullopt;
  }
  if (line.at(i).capital) {
    if (const std::size_t next = sign(i, "a", "d"); next && line.at(next).number > 0)
      return Read<int>{line.at(next).number, next + 1};
  }
  return std::nullopt;
}

Maybe<int> any_year(const Line& line, std::size_t i) {
  if (auto era = year_of_era(line, i)) return era;
  return year(line, i);
}

// ---- relative units: "last year", "the same month", "that year"

struct Direction {
  std::string_view word;
  int by;
  Base base;
};
constexpr auto kDirections = std::to_array<Direction>({{"last", -1, Base::kSpeech},
                                                       {"next", 1, Base::kSpeech},
                                                       {"this", 0, Base::kSpeech},
                                                       {"current", 0, Base::kSpeech},
                                                       {"coming", 1, Base::kSpeech},
                                                       {"upcoming", 1, Base::kSpeech},
                                                       {"previous", -1, Base::kTold},
                                                       {"preceding", -1, Base::kTold},
                                                       {"prior", -1, Base::kTold},
                                                       {"following", 1, Base::kTold},
                                                       {"ensuing", 1, Base::kTold},
                                                       {"subsequent", 1, Base::kTold},
                                                       {"same", 0, Base::kTold},
                                                       {"that", 0, Base::kTold}});

// "the"? + direction word; "the next day" is counted from what was told, "next week" from publication.
Maybe<Shift> direction(const Line& line, std::size_t i) {
  const bool the = line.is(i, "the");
  if (the) ++i;
  if (line.is(i, "this") && line.is_any(i + 1, {"past", "coming"})) {
    return Read<Shift>{Shift{Unit::kDay, line.is(i + 1, "past") ? -1 : 1, Base::kSpeech}, i + 2};
  }
  if (line.is_any(i, {"this", "that"}) && line.is(i + 1, "same")) ++i;
  for (const Direction& known : kDirections) {
    if (!line.is(i, known.word)) continue;
    if (known.word == "that" && the) return std::nullopt;
    const Base base = the && known.word == "next" ? Base::kTold : known.base;
    return Read<Shift>{Shift{Unit::kDay, known.by, base}, i + 1};
  }
  return std::nullopt;
}

Maybe<Shift> relative_unit(const Line& line, std::size_t i) {
  // "the year before", "the day after", "the month earlier"
  if (line.is(i, "the")) {
    if (const auto unit = unit_word(line.at(i + 1).lower); unit && !unit->plural) {
      if (line.is_any(i + 2, {"before", "earlier"}) && !line.is(i + 3, "last"))
        return Read<Shift>{Shift{unit->unit, -1, Base::kTold}, i + 3};
      if (line.is_any(i + 2, {"after", "later", "following"})) return Read<Shift>{Shift{unit->unit, 1, Base::kTold}, i + 3};
    }
  }
  const auto way = direction(line, i);
  if (!way) return std::nullopt;
  std::size_t at = way->end;
  at = line.skip(at, {"calendar", "entire", "whole"});
  const auto unit = unit_word(line.at(at).lower);
  if (!unit || unit->plural || unit->unit < Unit::kDay) return std::nullopt;
  if (unit->unit == Unit::kDecade && way->value.by != 0)
    return std::nullopt;  // "the next decade": ten years, not the calendar's
  if (line.is(i, "the") && line.is(i + 1, "last") && line.is(at + 1, "of")) return std::nullopt;  // "the last month of the war"
  if (unit->unit == Unit::kDay && way->value.base == Base::kSpeech) return std::nullopt;  // "this day", "last day": no date
  Shift shift = way->value;
  shift.unit = unit->unit;
  return Read<Shift>{shift, at + 1};
}

// What may stand for the year of a date: "2024", ", 2024", "of 2024", "last year", "of the same year", "of that year".
struct YearPart {
  std::optional<int> year;
  std::optional<Shift> relative;
  bool two_digits = false;
};
Maybe<YearPart> year_part(const Line& line, std::size_t i) {
  if (const auto plain = any_year(line, i)) return Read<YearPart>{{plain->value, std::nullopt, false}, plain->end};
  std::size_t at = line.skip(i, {"of", "in"});
  if (line.is(at, "'") && line.at(at + 1).glued && line.at(at + 1).lower.size() == 2 && line.at(at + 1).number >= 0) {
    return Read<YearPart>{{line.at(at + 1).number, std::nullopt, true}, at + 2};
  }
  if (at > i) {
    at = line.is(at, "the") && line.is(at + 1, "year") && any_year(line, at + 2) ? at + 2 : at;
    if (const auto plain = any_year(line, at)) return Read<YearPart>{{plain->value, std::nullopt, false}, plain->end};
  }
  if (const auto relative = relative_unit(line, at); relative && relative->value.unit == Unit::kYear) {
    return Read<YearPart>{{std::nullopt, relative->value, false}, relative->end};
  }
  return std::nullopt;
}

std::size_t take_year(const Line& line, std::size_t i, PartialDate& date, bool comma_allowed) {
  const std::size_t at = comma_allowed ? line.skip(i, {","}) : i;
  const auto part = year_part(line, at);
  if (!part) return i;
  if (at > i && (!part->value.year || part->value.two_digits)) return i;  // "May 5, this year …" starts something new
  if (line.is_any(at, {"in"})) {
    // "in" joins only a year that is told apart: "on 5 May in 2003" does, "in May in 2003" too; "last year" does not.
    if (!part->value.year) return i;
  }
  date.year = part->value.year;
  date.relative = part->value.relative;
  date.two_digit_year = part->value.two_digits;
  return part->end;
}

// ---- dates

Maybe<PartialDate> iso_date(const Line& line, std::size_t i) {
  if (!four_digits(line.at(i)) || line.before(i).lower == "-") return std::nullopt;
  const std::string& mark = line.at(i + 1).lower;
  if ((mark != "-" && mark != "/") || !line.at(i + 1).glued || !line.at(i + 2).glued) return std::nullopt;
  const Atom& m = line.at(i + 2);
  const Atom& d = line.at(i + 4);
  if (m.number < 1 || m.number > 12 || m.lower.size() != 2) return std::nullopt;
  const Atom& after = line.at(i + 3);
  const bool runs_on = after.glued && (after.lower == mark || after.number >= 0 || is_word(after));
  if (mark == "-" && !runs_on && m.number <= line.at(i).number % 100) {  // "2010-05"; "2011-12" is two years
    PartialDate date;
    date.year = line.at(i).number;
    date.month = static_cast<unsigned>(m.number);
    return Read<PartialDate>{date, i + 3};
  }
  if (line.at(i + 3).lower != mark || d.number < 1 || d.number > 31 || d.lower.size() != 2) return std::nullopt;
  PartialDate date;
  date.year = line.at(i).number;
  date.month = static_cast<unsigned>(m.number);
  date.day = static_cast<unsigned>(d.number);
  return Read<PartialDate>{date, i + 5};
}

// "09.03.2018", and "25/03/2018" or "03/25/2018" where the numbers leave no doubt which is the month.
Maybe<PartialDate> numeric_date(const Line& line, std::size_t i) {
  const std::string& mark = line.at(i + 1).lower;
  if (mark != "." && mark != "/") return std::nullopt;
  for (std::size_t k = 1; k <= 4; ++k) {
    if (!line.at(i + k).glued) return std::nullopt;
  }
  int day = line.at(i).number;
  int month = line.at(i + 2).number;
  if (line.at(i + 3).lower != mark || !four_digits(line.at(i + 4)) ||
      (line.at(i).glued && !line.before(i).lower.starts_with("(")))
    return std::nullopt;
  if (mark == "/" && day <= 12 && month <= 12 && day != month) return std::nullopt;
  if (month > 12) std::swap(day, month);
  if (day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
  PartialDate date;
  date.year = line.at(i + 4).number;
  date.month = static_cast<unsigned>(month);
  date.day = static_cast<unsigned>(day);
  return Read<PartialDate>{date, i + 5};
}

Maybe<PartialDate> month_day(const Line& line, std::size_t i) {
  if (line.is_any(i, {"last", "next", "this"})) {  // "last October 5"
    auto plain = month_day(line, i + 1);
    if (plain && !plain->value.year) plain->value.step = line.is(i, "last") ? -1 : line.is(i, "next") ? 1 : 0;
    return plain;
  }
  const auto m = month(line, i);
  if (!m) return std::nullopt;
  const auto d = day_number(line, line.skip(m->end, {"the"}));
  if (!d) return std::nullopt;
  PartialDate date;
  date.month = m->value;
  date.day = d->value;
  const std::size_t end = take_year(line, d->end, date, true);
  return Read<PartialDate>{date, end};
}

Maybe<PartialDate> day_month(const Line& line, std::size_t i) {
  const bool the = line.is(i, "the");
  std::size_t at = the ? i + 1 : i;
  std::optional<unsigned> d;
  if (const auto number = day_number(line, at)) {
    d = number->value;
    at = number->end;
  } else if (const auto word = ordinal(line, at); word && word->value <= 31) {
    d = static_cast<unsigned>(word->value);
    at = word->end;
    if (!line.is(at, "of")) return std::nullopt;
  }
  if (!d) return std::nullopt;
  at = line.skip(at, {"of"});
  const auto m = month(line, at);
  if (!m) return std::nullopt;
  PartialDate date;
  date.month = m->value;
  date.day = *d;
  const std::size_t end = take_year(line, m->end, date, true);
  return Read<PartialDate>{date, end};
}

// "the 15th" of "the 15th of last month", "the 3rd of this month".
Maybe<PartialDate> day_of_relative_month(const Line& line, std::size_t i) {
  const auto d = ordinal(line, line.skip(i, {"the"}));
  if (!d || d->value > 31 || !line.is(d->end, "of")) return std::nullopt;
  const auto unit = relative_unit(line, d->end + 1);
  if (!unit || unit->value.unit != Unit::kMonth) return std::nullopt;
  PartialDate date;
  date.day = static_cast<unsigned>(d->value);
  date.relative = unit->value;
  return Read<PartialDate>{date, unit->end};
}

// "on the 25th": of the month that was told last.
Maybe<PartialDate> day_alone(const Line& line, std::size_t i) {
  if (!line.is(i, "the") || line.at(i + 1).number < 1 || line.at(i + 1).number > 31 ||
      !Line::among(line.before(i), {"on", "by", "until", "from", "since", "before", "after", "till"})) {
    return std::nullopt;
  }
  const auto d = ordinal(line, i + 1);
  if (!d) return std::nullopt;
  const Atom& next = line.at(d->end);
  if (next.number >= 0 || next.lower == "-" ||
      (is_word(next) && !Line::among(next, {"and", "but", "the", "when", "he", "they", "it", "she", "to", "a"}))) {
    return std::nullopt;
  }
  PartialDate date;
  date.day = static_cast<unsigned>(d->value);
  date.relative = Shift{Unit::kMonth, 0, Base::kTold};
  return Read<PartialDate>{date, d->end};
}

// Words that look like months and often are not need more than a capital.
bool month_in_doubt(const Line& line, std::size_t i) {
  const Atom& atom = line.at(i);
  if (atom.lower == "may" || atom.lower == "march" || atom.lower == "august") {
    // Tagged as a name, and no part of a longer one ("Theresa May", "the March on the capital").
    if (atom.proper && !line.before(i).proper && !line.at(i + 1).capital && !line.is(i + 1, "on")) return false;
    if (i == 0) return true;
    return !Line::among(line.before(i), {"in",      "of",   "last",   "next",       "this",     "since",    "until", "till",
                                         "by",      "from", "to",     "through",    "early",    "late",     "mid",   "-",
                                         "between", "and",  "during", "for",        "before",   "after",    "each",  "every",
                                         "(",       "on",   "within", "throughout", "previous", "following"});
  }
  return atom.lower.size() <= 3 && !line.is_glued(i + 1, ".") &&
         !Line::among(line.before(i),
                      {"in", "of", "last", "next", "since", "until", "by", "from", "early", "late", "mid", "-"});
}

Maybe<PartialDate> month_year(const Line& line, std::size_t i) {
  PartialDate date;
  std::size_t at = i;
  if (const auto way = direction(line, i)) {  // "last September", "next May"
    if (way->value.base == Base::kTold && !Line::among(line.at(way->end - 1), {"previous", "following", "same"}))
      return std::nullopt;
    date.step = way->value.by;
    at = way->end;
  }
  const auto m = month(line, at);
  if (!m) return std::nullopt;
  date.month = m->value;
  const std::size_t end = take_year(line, m->end, date, true);
  if (end == m->end && !date.step && month_in_doubt(line, at)) return std::nullopt;
  return Read<PartialDate>{date, end};
}

Maybe<PartialDate> season_date(const Line& line, std::size_t i) {
  PartialDate date;
  std::size_t at = i;
  bool led = Line::among(line.before(i), {"in", "since", "until", "by", "during", "early", "late", "mid", "-", "of"});
  if (const auto way = direction(line, i)) {
    date.step = way->value.by;
    at = way->end;
    led = true;
  } else if (line.is(i, "the")) {
    at = i + 1;
  }
  const Atom& atom = line.at(at);
  const auto name = season_word(atom.lower);
  if (!name) return std::nullopt;
  date.season = *name;
  std::size_t end = take_year(line, at + 1, date, false);
  if (end > at + 1 && line.is_any(end, {"-", "/"}) && line.at(end).glued && line.at(end + 1).glued &&
      line.at(end + 1).number >= 0) {
    end += 2;  // "the winter of 1944-45"
  }
  const bool dated = end > at + 1;
  // "fall" and "spring" are verbs and nouns too: they need a year, a direction, or "in the".
  const bool article = at == i + 1 && line.is(i, "the");
  const bool doubtful = atom.lower == "fall" || atom.lower == "spring";
  if (!dated && !led &&
      !(article && (!doubtful || Line::among(line.before(i), {"in", "during", "by", "until", "since", "throughout", "for"})))) {
    const bool modifies = line.is_any(at + 1, {"campaign", "offensive", "season", "offensives", "fighting"});
    if (doubtful ? !modifies : !(modifies || atom.capital)) return std::nullopt;
  }
  if (!dated && doubtful && !article && !date.step && Line::among(line.before(i), {"to", "of"})) return std::nullopt;
  if (!dated && article && doubtful && line.is(at + 1, "of")) return std::nullopt;  // "the fall of the city"
  return Read<PartialDate>{date, end};
}

// "the first quarter of last year", "Q3 2009", "the last quarter", "third-quarter".
Maybe<PartialDate> quarter_date(const Line& line, std::size_t i) {
  PartialDate date;
  std::size_t end = 0;
  if (line.at(i).capital && line.is(i, "q") && line.at(i + 1).glued && line.at(i + 1).number >= 1 &&
      line.at(i + 1).number <= 4) {
    date.quarter = static_cast<unsigned>(line.at(i + 1).number);
    end = i + 2;
  } else {
    const auto number = ordinal(line, line.skip(i, {"the"}));
    if (!number || number->value > 4) return std::nullopt;
    const std::size_t at = line.skip_hyphen(number->end);
    const bool fiscal = line.is_any(at, {"fiscal", "financial"});
    const std::size_t word = fiscal ? at + 1 : at;
    if (line.is(word, "half")) {
      if (number->value > 2 || !line.is(word + 1, "of")) return std::nullopt;
      date.half = static_cast<unsigned>(number->value);
    } else if (line.is(word, "quarter")) {
      date.quarter = static_cast<unsigned>(number->value);
    } else {
      return std::nullopt;
    }
    end = word + 1;
    if (line.is(end, "of") && line.is_any(end + 1, {"fiscal", "financial"})) {
      const auto y = year(line, line.skip(end + 2, {"year"}));
      if (!y) return std::nullopt;
      date.year = y->value;
      return Read<PartialDate>{date, y->end};
    }
    const std::size_t before_year = end;
    end = take_year(line, end, date, false);
    if (date.half && end == before_year) return std::nullopt;
    return Read<PartialDate>{date, end};
  }
  end = take_year(line, end, date, false);
  return Read<PartialDate>{date, end};
}

// "fiscal 2010", "the 2010 fiscal year", "FY2010", "the next financial year".
Maybe<PartialDate> fiscal_year(const Line& line, std::size_t i) {
  PartialDate date;
  date.fiscal = true;
  std::size_t at = line.skip(i, {"the"});
  if (line.is(at, "fy") && line.at(at).capital) {
    const auto y = year(line, at + 1);
    if (!y) return std::nullopt;
    date.year = y->value;
    return Read<PartialDate>{date, y->end};
  }
  if (const auto way = direction(line, i)) {
    if (!line.is_any(way->end, {"fiscal", "financial"}) || !line.is(way->end + 1, "year")) return std::nullopt;
    date.relative = Shift{Unit::kYear, way->value.by, way->value.base};
    return Read<PartialDate>{date, way->end + 2};
  }
  if (const auto y = year(line, at); y && line.is_any(y->end, {"fiscal", "financial"}) && line.is(y->end + 1, "year")) {
    date.year = y->value;
    return Read<PartialDate>{date, y->end + 2};
  }
  if (!line.is_any(at, {"fiscal", "financial"})) return std::nullopt;
  const std::size_t after = line.skip(at + 1, {"year"});
  if (const auto y = year(line, after)) {
    date.year = y->value;
    return Read<PartialDate>{date, y->end};
  }
  if (after == at + 1) return std::nullopt;
  date.relative = Shift{Unit::kYear, 0, Base::kSpeech};
  return Read<PartialDate>{date, after};
}

// Things counted: a number before one of these is no year.
bool counts_something(const Line& line, std::size_t i) {
  const Atom& next = line.at(i);
  if (next.glued && !Line::among(next, {"-", ",", ".", ")", ";", ":", "'", "\"", "/", "?", "!"})) return true;
  if (!is_lower_word(next)) return next.lower == "%";
  if (Line::among(next, {"men",    "people",  "women",    "children", "troops", "km",      "kg",      "dead",   "metric",
                         "feet",   "square",  "euro",     "cases",    "of",     "million", "billion", "more",   "km2",
                         "ft",     "hp",      "mm",       "m",        "or",     "miles",   "tons",    "tonnes", "soldiers",
                         "killed", "wounded", "aircraft", "percent",  "other",  "local",   "strong",  "heavy"})) {
    return next.lower != "of" && next.lower != "or" ? true : false;
  }
  return false;
}

bool measured(const Line& line, std::size_t i) {
  if (line.is(i + 1, "-") && four_digits(line.at(i + 2))) return false;  // "over 2000-2050"
  const Atom& prev = line.before(i);
  return Line::among(
             prev, {"$",       "\xE2\x82\xAC", "\xC2\xA3",  "about",     "some",   "nearly",     "than",        "approximately",
                    "roughly", "almost",       "least",     "#",         "only",   "another",    "over",        "exceeding",
                    "no",      "number",       "numbering", "these",     "those",  "resolution", "resolutions", "article",
                    "flight",  "room",         "section",   "paragraph", "law",    "bill",       "page",        "route",
                    "highway", "channel",      "model",     "order",     "decree", "regulation"}) ||
         (prev.lower == "to" && line.before(i, 2).lower == "up") ||
         (prev.glued && Line::among(prev, {".", ","}) && line.before(i, 2).number >= 0 && line.at(i).glued);
}

// Letters that a hyphen may join to a year: "mid-2009", "pre-1990"; "Su-2000" is no year.
bool joined_to_a_name(const Line& line, std::size_t i) {
  if (!line.at(i).glued) return false;
  const Atom& prev = line.before(i);
  if (is_word(prev)) return true;  // "R2000"
  if (prev.lower != "-" && prev.lower != "/") return false;
  const Atom& left = line.before(i, 2);
  if (!prev.glued || left.number >= 0)
    return left.number >= 0 && left.number < 100 && !Line::among(left, {"1", "2", "3"}) && left.lower.size() > 2;
  return !Line::among(left, {"mid", "pre", "post", "early", "late", "then", "since", "until", "th"}) &&
         !month_word(left.lower) && left.lower.size() < 3;
}

Maybe<PartialDate> year_alone(const Line& line, std::size_t i) {
  PartialDate date;
  if (line.is(i, "the") && line.is(i + 1, "year") && any_year(line, i + 2)) {
    const auto y = any_year(line, i + 2);
    date.year = y->value;
    return Read<PartialDate>{date, y->end};
  }
  if (line.at(i).number > 0 && line.at(i).number < 2000 && line.is_any(i + 1, {"-", "to", "and", "until", "/"}) &&
      !line.at(i).glued) {
    if (const auto second = year_of_era(line, i + 2); second && second->value < 0) {  // "264 to 241 BC"
      date.year = -line.at(i).number;
      return Read<PartialDate>{date, i + 1};
    }
  }
  if (const auto era = year_of_era(line, i)) {
    date.year = era->value;
    return Read<PartialDate>{date, era->end};
  }
  if (line.is(i, "'") && line.at(i + 1).glued && line.at(i + 1).lower.size() == 2 && line.at(i + 1).number >= 0 &&
      Line::among(line.before(i), {"in", "since", "until", "of", "from", "by", "to", "summer", "winter", "before", "after"}) &&
      !line.is_glued(i + 2, "s")) {
    date.year = line.at(i + 1).number;
    date.two_digit_year = true;
    return Read<PartialDate>{date, i + 2};
  }
  const auto y = year(line, i);
  if (!y || measured(line, i) || counts_something(line, y->end) || joined_to_a_name(line, i)) return std::nullopt;
  const bool led =
      Line::among(line.before(i), {"in", "since",  "until",  "by",    "of",  "from",    "to",  "early",   "late", "mid",  "-",
                                   "(",  "during", "before", "after", "the", "between", "and", "through", "till", "circa"});
  if (y->value < 1500 && !Line::among(line.before(i), {"in", "since", "until", "by", "from", "("})) return std::nullopt;
  if (y->value > 2100 && !led) return std::nullopt;
  // "1900 soldiers": a plural noun behind it, unless a word stands before it that leads years ("the 2005 elections").
  const Atom& next = line.at(y->end);
  if (!led && is_lower_word(next) && next.lower.size() > 4 && next.lower.back() == 's' && y->value < 1900) return std::nullopt;
  date.year = y->value;
  return Read<PartialDate>{date, y->end};
}

// "the 1990s", "the '90s", "the nineties", "the 21st century", "the nineteenth century"
Maybe<Era> era(const Line& line, std::size_t i) {
  const std::size_t at = line.skip(i, {"the"});
  const Atom& atom = line.at(at);
  const auto plural_s = [&](std::size_t s) {
    if (line.is_glued(s, "s")) return s + 1;
    return line.is_glued(s, "'") && line.is_glued(s + 1, "s") && line.at(s - 1).number % 10 == 0 ? s + 2 : std::size_t{0};
  };
  if (four_digits(atom) && atom.number % 10 == 0) {
    if (const std::size_t end = plural_s(at + 1)) {
      return Read<Era>{Era{atom.number, atom.number % 100 == 0 && atom.number < 2000 ? 100 : 10}, end};
    }
  }
  if (line.is(at, "'") && line.at(at + 1).glued && line.at(at + 1).lower.size() == 2 && line.at(at + 1).number % 10 == 0 &&
      line.is_glued(at + 2, "s")) {
    const int tens = line.at(at + 1).number;
    return Read<Era>{Era{(tens >= 30 ? 1900 : 2000) + tens, 10}, at + 3};
  }
  const bool led = at > i || Line::among(line.before(i), {"early", "late", "mid", "-", "and", "'"});
  if (led && atom.lower.size() == 2 && atom.number >= 20 && atom.number % 10 == 0 && line.is_glued(at + 1, "s")) {
    return Read<Era>{Era{1900 + atom.number, 10}, at + 2};
  }
  constexpr auto kTens = std::to_array<std::pair<std::string_view, int>>({{"twenties", 20},
                                                                          {"thirties", 30},
                                                                          {"forties", 40},
                                                                          {"fifties", 50},
                                                                          {"sixties", 60},
                                                                          {"seventies", 70},
                                                                          {"eighties", 80},
                                                                          {"nineties", 90}});
  if (at > i) {
    for (const auto& [word, tens] : kTens) {
      if (atom.lower == word) return Read<Era>{Era{1900 + tens, 10}, at + 1};
    }
  }
  if (const auto number = ordinal(line, at)) {
    const std::size_t word = line.skip_hyphen(number->end);
    const Era century{(number->value - 1) * 100, 100};
    if (number->value > 22) return std::nullopt;
    if (line.is_any(word, {"century", "centuries"})) return Read<Era>{century, word + 1};
    if (line.is_any(word, {"and", "or", "to"})) {  // "the 18th and early 19th centuries"
      const auto second = ordinal(line, line.skip(line.skip(word + 1, {"the"}), {"early", "late"}));
      if (second && line.is_any(line.skip_hyphen(second->end), {"century", "centuries"}))
        return Read<Era>{century, number->end};
    }
  }
  return std::nullopt;
}

Maybe<PartialDate> weekday_date(const Line& line, std::size_t i) {
  PartialDate date;
  std::size_t at = i;
  if (const auto way = direction(line, i)) {
    if (Line::among(line.at(way->end - 1), {"current", "that", "prior", "subsequent"})) return std::nullopt;
    date.step = way->value.by;
    if (way->value.base == Base::kTold) date.relative = Shift{Unit::kDay, way->value.by, Base::kTold};
    at = way->end;
  } else if (line.is_any(i, {"the"}) && weekday(line, i + 1)) {
    at = i + 1;
  }
  const auto name = weekday(line, at);
  if (!name) return std::nullopt;
  date.weekday = name->value;
  std::size_t end = name->end;
  if (line.is_any(end, {"prayers", "prayer", "mass", "sermon"})) return std::nullopt;
  // "Thursday, May 9", "Thursday 9 May 2024", "Thursday (May 9)"
  const std::size_t next = line.skip(line.skip(end, {","}), {"the"});
  for (const auto& full : {month_day(line, next), day_month(line, next)}) {
    if (!full) continue;
    PartialDate whole = full->value;
    whole.weekday = name->value;
    return Read<PartialDate>{whole, full->end};
  }
  if (line.is_any(end, {"last", "next"}) && line.is(end + 1, "week")) {  // "Thursday last week", "Monday next week"
    date.relative = Shift{Unit::kWeek, line.is(end, "last") ? -1 : 1, Base::kSpeech};
    return Read<PartialDate>{date, end + 2};
  }
  if (line.is(end, "of") || line.is_any(end, {"this"})) {
    if (const auto unit = relative_unit(line, line.skip(end, {"of"})); unit && unit->value.unit == Unit::kWeek) {
      date.relative = unit->value;
      return Read<PartialDate>{date, unit->end};
    }
  }
  return Read<PartialDate>{date, end};
}

// "over the weekend", "for the quarter", "during the week": the one that is being told.
Maybe<Shift> told_unit(const Line& line, std::size_t i) {
  const bool entire = line.is_any(i + 1, {"entire", "whole", "full"});
  if (!line.is(i, "the")) return std::nullopt;
  const auto unit = unit_word(line.at(i + (entire ? 2U : 1U)).lower);
  if (!unit || unit->plural || unit->unit < Unit::kDay || unit->unit > Unit::kYear) return std::nullopt;
  const std::size_t end = i + (entire ? 3U : 2U);
  if (line.is_any(end, {"of", "that", "when", "-", "to"}) || line.at(end).number >= 0 || season_word(line.at(end).lower))
    return std::nullopt;
  if (unit->unit == Unit::kWeekend) {
    if (!Line::among(line.before(i), {"over", "at", "during", "for", "on"})) return std::nullopt;
  } else if (!Line::among(line.before(i), {"for", "during", "throughout", "over"}) ||
             (!entire && is_word(line.at(end)) && !line.is_any(end, {"and", ",", "in", "as", "by"}))) {
    return std::nullopt;
  }
  return Read<Shift>{Shift{unit->unit, 0, Base::kSpeech, unit->unit == Unit::kWeekend}, end};
}

// "the first Monday of October", "the last Friday in May 2023"
Maybe<PartialDate> nth_weekday(const Line& line, std::size_t i) {
  const std::size_t at = line.skip(i, {"the"});
  const auto number = ordinal(line, at);
  if (!(number && number->value <= 4) && !line.is(at, "last")) return std::nullopt;
  const auto day = weekday(line, number ? number->end : at + 1);
  if (!day || !line.is_any(day->end, {"of", "in"})) return std::nullopt;
  auto whole = month_year(line, day->end + 1);
  if (!whole) return std::nullopt;
  whole->value.weekday = day->value;
  whole->value.nth = number ? static_cast<unsigned>(number->value) : 5U;
  return whole;
}

// "the week of May 9"
Maybe<PartialDate> week_of(const Line& line, std::size_t i) {
  const std::size_t at = line.skip(i, {"the"});
  if (!line.is(at, "week") || !line.is_any(at + 1, {"of", "beginning"})) return std::nullopt;
  auto day = month_day(line, at + 2);
  if (!day) day = day_month(line, at + 2);
  if (day) day->value.week_of = true;
  return day;
}

Maybe<Shift> simple_day(const Line& line, std::size_t i) {
  if (line.is(i, "the") && line.is(i + 1, "day")) {
    if (line.is(i + 2, "before") && line.is(i + 3, "yesterday"))
      return Read<Shift>{Shift{Unit::kDay, -2, Base::kSpeech}, i + 4};
    if (line.is(i + 2, "after") && line.is(i + 3, "tomorrow")) return Read<Shift>{Shift{Unit::kDay, 2, Base::kSpeech}, i + 4};
  }
  if (line.is(i, "today")) return Read<Shift>{Shift{Unit::kDay, 0, Base::kSpeech}, i + 1};
  if (line.is(i, "yesterday")) return Read<Shift>{Shift{Unit::kDay, -1, Base::kSpeech}, i + 1};
  if (line.is(i, "tomorrow")) return Read<Shift>{Shift{Unit::kDay, 1, Base::kSpeech}, i + 1};
  return std::nullopt;
}

Maybe<Named> named_time(const Line& line, std::size_t i) {
  Maybe<Named> best;
  Named out;
  std::size_t at = i;
  if (const auto way = direction(line, i)) {
    out.step = way->value.by;
    at = way->end;
  }
  const auto& entries = line.named().entries();
  for (std::size_t e = 0; e < entries.size(); ++e) {
    for (const auto& name : entries[e].names) {
      std::size_t end = at;
      for (const std::string& word : name) {
        if (!line.is(end, word)) {
          end = 0;
          break;
        }
        ++end;
      }
      if (end == 0 || !(line.at(at).capital || line.at(at).number >= 0) || (best && end <= best->end)) continue;
      out.entry = e;
      best = Read<Named>{out, end};
    }
  }
  if (!best) return best;
  if (const auto part = year_part(line, best->end); part && !part->value.two_digits) {
    best->value.year = part->value.year;
    best->value.relative = part->value.relative;
    best->end = part->end;
  } else if (const Atom& next = line.at(best->end); next.capital && !month_word(next.lower) && !weekday_word(next.lower)) {
    return std::nullopt;  // "Easter Rising", "Christmas Island": another name
  }
  return best;
}

// Any date, the longest reading. `inside`: something before it says that a date comes ("the end of …"), so that "the year",
// "the summer" count.
MaybeTime date(const Line& line, std::size_t i, bool inside) {
  MaybeTime best;
  const auto offer = [&](const auto& read) {
    if (read && (!best || read->end > best->end)) best = Read<UnderspecifiedTime>{just(read->value), read->end};
  };
  offer(iso_date(line, i));
  offer(numeric_date(line, i));
  offer(weekday_date(line, i));
  offer(month_day(line, i));
  offer(day_month(line, i));
  offer(nth_weekday(line, i));
  offer(week_of(line, i));
  offer(day_of_relative_month(line, i));
  offer(day_alone(line, i));
  offer(month_year(line, i));
  offer(season_date(line, i));
  offer(quarter_date(line, i));
  offer(fiscal_year(line, i));
  offer(era(line, i));
  offer(year_alone(line, i));
  offer(simple_day(line, i));
  offer(named_time(line, i));
  offer(told_unit(line, i));
  offer(relative_unit(line, i));
  if (inside && !best && line.is(i, "the")) {
    const auto unit = unit_word(line.at(i + 1).lower);
    if (unit && !unit->plural && unit->unit >= Unit::kWeek)
      best = Read<UnderspecifiedTime>{just(Shift{unit->unit, 0, Base::kSpeech}), i + 2};
  }
  return best;
}

bool is_of_a_day(const UnderspecifiedTime& time) {
  if (const auto* d = std::get_if<PartialDate>(&time.core)) return d->day || d->weekday;
  if (const auto* s = std::get_if<Shift>(&time.core)) return s->unit == Unit::kDay;
  return std::holds_alternative<Named>(time.core) || std::holds_alternative<SomeDay>(time.core);
}

// ---- times of the day

Maybe<int> zone(const Line& line, std::size_t i) {
  const std::size_t at = line.skip(i, {"("});
  const auto minutes = zone_word(line.at(at).lower);
  if (!minutes || !line.at(at).capital) return std::nullopt;
  std::size_t end = at + 1;
  int value = *minutes;
  if ((line.is_glued(end, "+") || line.is_glued(end, "-")) && line.at(end + 1).glued && line.at(end + 1).number >= 0 &&
      line.at(end + 1).number <= 14) {
    value += (line.is(end, "+") ? 60 : -60) * line.at(end + 1).number;
    end += 2;
  }
  return Read<int>{value, at > i ? line.skip(end, {")"}) : end};
}

// "am", "a.m.": the hours to add, -1 for none.
struct HalfDay {
  bool afternoon;
};
Maybe<HalfDay> half_day(const Line& line, std::size_t i) {
  if (line.is_any(i, {"am", "pm"})) return Read<HalfDay>{{line.is(i, "pm")}, i + 1};
  if (line.is_any(i, {"a", "p"}) && line.is_glued(i + 1, ".") && line.is_glued(i + 2, "m")) {
    return Read<HalfDay>{{line.is(i, "p")}, line.is_glued(i + 3, ".") ? i + 4 : i + 3};
  }
  return std::nullopt;
}

Maybe<ClockTime> clock(const Line& line, std::size_t i) {
  const Atom& first = line.at(i);
  if (first.number < 0 || (line.before(i).lower == ":" && first.glued) ||
      (first.glued && !Line::among(line.before(i), {"(", "-", "\"", "'"})))
    return std::nullopt;
  ClockTime time;
  std::size_t end = i + 1;
  bool certain = false;
  if (first.lower.size() <= 2 && first.number <= 24) {
    time.hour = first.number;
    const bool dot = line.is_glued(end, ".");
    if ((line.is_glued(end, ":") || dot) && line.at(end + 1).glued && line.at(end + 1).lower.size() == 2 &&
        line.at(end + 1).number >= 0 && line.at(end + 1).number < 60) {
      time.minute = line.at(end + 1).number;
      certain = !dot;
      end += 2;
      if (line.is_glued(end, ":") && line.at(end + 1).glued && line.at(end + 1).lower.size() == 2 &&
          line.at(end + 1).number >= 0) {
        time.second = line.at(end + 1).number;
        end += 2;
      }
    }
    if (const auto half = half_day(line, end)) {
      if (time.hour > 12) return std::nullopt;
      time.hour = time.hour % 12 + (half->value.afternoon ? 12 : 0);
      end = half->end;
      certain = true;
    } else if (line.is(end, "o") && line.is_glued(end + 1, "'") && line.is(end + 2, "clock")) {
      end += 3;
      certain = true;
    }
  } else if (first.lower.size() == 4 && first.number <= 2400 && first.number % 100 < 60) {
    time.hour = first.number / 100;
    time.minute = first.number % 100;
  } else {
    return std::nullopt;
  }
  if (line.is_any(end, {"hours", "hrs", "hr", "h"}) && time.minute) {
    if (certain || line.is(i, "0") || first.lower[0] == '0' || Line::among(line.before(i), {"at", "by"})) {
      certain = true;
      ++end;
    }
  }
  if (line.is(end, "local") && line.is(end + 1, "time") && (certain || time.minute)) {
    end += 2;
    certain = true;
  }
  if (const auto where = zone(line, end); where && (certain || time.minute)) {
    time.zone_minutes = where->value;
    end = where->end;
    certain = true;
  }
  if (!certain) return std::nullopt;
  return Read<ClockTime>{time, end};
}

// "noon" and "midnight" are clock times when they stand alone ("at noon", "by midnight").
Maybe<ClockTime> named_hour(const Line& line, std::size_t i) {
  if (!line.is_any(i, {"noon", "midnight"})) return std::nullopt;
  ClockTime time;
  time.hour = line.is(i, "noon") ? 12 : 24;
  time.minute = 0;
  return Read<ClockTime>{time, i + 1};
}

// "9:34 p.m., March 19 EST", "5 p.m. Friday", "19:15"
MaybeTime clock_first(const Line& line, std::size_t i) {
  auto read = clock(line, i);
  if (!read) read = named_hour(line, i);
  if (!read) return std::nullopt;
  UnderspecifiedTime time = just(SomeDay{});
  std::size_t end = read->end;
  if (const auto day = date(line, line.skip(end, {",", "on"}), true); day && is_of_a_day(day->value)) {
    time = day->value;
    end = day->end;
    if (const auto where = zone(line, end); where && !read->value.zone_minutes) {
      read->value.zone_minutes = where->value;
      end = where->end;
    }
  }
  time.clock = read->value;
  return Read<UnderspecifiedTime>{time, end};
}

Maybe<DayPart> day_part(const Line& line, std::size_t i) {
  const auto part = day_part_word(line.at(i).lower);
  if (!part) return std::nullopt;
  return Read<DayPart>{*part, i + 1};
}

// A date with what makes it finer: "Monday morning", "May 8 1:00AM", "late Tuesday", "early on Friday", "the night of 5 May".
MaybeTime fine_date(const Line& line, std::size_t i) {
  std::size_t at = i;
  UnderspecifiedTime time;
  bool portioned = false;
  if (line.is_any(at, {"early", "late", "earlier", "later"})) {
    portioned = true;
    at = line.skip(at + 1, {"on"});
  }
  const auto day = date(line, at, false);
  if (!day || !is_of_a_day(day->value)) return std::nullopt;
  time = day->value;
  std::size_t end = day->end;
  if (const auto part = day_part(line, line.skip_hyphen(end))) {
    time.day_part = part->value;
    end = part->end;
  } else if (line.is(end, "in") && line.is(end + 1, "the") && day_part(line, end + 2)) {
    time.day_part = day_part(line, end + 2)->value;
    end += 3;
  } else if (const std::size_t next = line.skip(line.skip(end, {","}), {"at"}); const auto hour = clock(line, next)) {
    time.clock = hour->value;
    end = hour->end;
  }
  if (portioned && !time.day_part && !time.clock && end == at) return std::nullopt;
  return Read<UnderspecifiedTime>{time, end};
}

// "the morning of December 28, 1979", "the next morning", "last night", "this evening", "tonight", "overnight", "one afternoon"
MaybeTime day_part_first(const Line& line, std::size_t i) {
  std::size_t at = i;
  if (line.is_any(at, {"early", "late"})) at = line.skip(line.skip(at + 1, {"in"}), {"on"});
  if (line.is(at, "tonight")) {
    UnderspecifiedTime time = just(Shift{Unit::kDay, 0, Base::kSpeech});
    time.day_part = DayPart::kNight;
    return Read<UnderspecifiedTime>{time, at + 1};
  }
  if (line.is(at, "overnight")) {
    UnderspecifiedTime time = just(Shift{Unit::kDay, -1, Base::kSpeech});
    time.day_part = DayPart::kNight;
    return Read<UnderspecifiedTime>{time, at + 1};
  }
  std::optional<Shift> way;
  std::size_t word = at;
  if (const auto read = direction(line, at)) {
    way = read->value;
    word = read->end;
  } else if (line.is_any(at, {"the", "one"})) {
    word = at + 1;
  }
  word = line.skip(word, {"early", "late"});
  const auto part = day_part(line, word);
  if (!part || named_hour(line, word)) return std::nullopt;
  UnderspecifiedTime time = just(SomeDay{});
  std::size_t end = part->end;
  if (way) {
    time.core = Shift{Unit::kDay, way->by, way->base};
  } else if (line.is(end, "of") || line.is(end, "on")) {
    const auto day = date(line, end + 1, false);
    if (day && is_of_a_day(day->value)) {
      time = day->value;
      end = day->end;
    }
  }
  if (!way && line.is(at, "the") && line.is_any(end, {"before", "after"}) && !is_word(line.at(end + 1))) {
    time.core = Shift{Unit::kDay, line.is(end, "before") ? -1 : 1, Base::kTold};
    ++end;
  }
  if (!way && end == part->end) {
    // Alone only where it tells when: "in the morning", "at night", "by nightfall"; not "the dawn of an age".
    const bool led =
        Line::among(line.before(i), {"in", "at", "by", "during", "before", "until", "since", "throughout", "around"});
    const bool one = line.is(at, "one");
    if ((!led && !one && !line.is(word, "daytime")) || line.is_any(end, {"of", "vision"}) || line.is(word, "overnight"))
      return std::nullopt;
  }
  if (!way && end == part->end && word == at && (part->value == DayPart::kNight || part->value == DayPart::kDaytime)) {
    time.core = AnyDay{};  // "at night", not "in the night"
  }
  time.day_part = part->value;
  return Read<UnderspecifiedTime>{time, end};
}

// ---- portions

Maybe<Portion> portion_word(const Line& line, std::size_t i) {
  if (line.is(i, "early")) return Read<Portion>{Portion::kEarly, line.skip_hyphen(i + 1)};
  if (line.is(i, "late")) return Read<Portion>{Portion::kLate, line.skip_hyphen(i + 1)};
  if (line.is(i, "mid")) return Read<Portion>{Portion::kMiddle, line.skip_hyphen(i + 1)};
  if (line.is(i, "midway") && line.is(i + 1, "through")) return Read<Portion>{Portion::kMiddle, i + 2};
  if (line.is(i, "end") && line.is(i + 1, "-")) return Read<Portion>{Portion::kEnd, i + 2};
  std::size_t at = line.skip(line.skip(i, {"the"}), {"very"});
  const auto of = [&](Portion portion, std::size_t word_end) -> Maybe<Portion> {
    if (!line.is(word_end, "of")) return std::nullopt;
    return Read<Portion>{portion, word_end + 1};
  };
  if (line.is_any(at, {"beginning", "start", "turn", "opening"})) return of(Portion::kBeginning, at + 1);
  if (line.is_any(at, {"end", "close"})) return of(Portion::kEnd, at + 1);
  if (line.is(at, "middle")) return of(Portion::kMiddle, at + 1);
  if (line.is_any(at, {"first", "second", "latter", "last"}) && line.is(at + 1, "half")) {
    return of(line.is(at, "first") ? Portion::kFirstHalf : Portion::kSecondHalf, at + 2);
  }
  if (line.is_any(at, {"early", "late"}) && line.is_any(at + 1, {"part", "days", "weeks", "months", "years"})) {
    return of(line.is(at, "early") ? Portion::kEarly : Portion::kLate, at + 2);
  }
  if (line.is_any(at, {"latter", "later"}) && line.is_any(at + 1, {"part"})) return of(Portion::kLate, at + 2);
  if (line.is_any(at, {"first", "last", "final"}) && line.is(at + 1, "day")) {
    return of(line.is(at, "first") ? Portion::kFirstDay : Portion::kLastDay, at + 2);
  }
  if (line.is_any(at, {"first", "last", "final"}) && line.is_any(at + 1, {"week", "days", "weeks", "months"})) {
    return of(line.is(at, "first") ? Portion::kBeginning : Portion::kEnd, at + 2);
  }
  return std::nullopt;
}

// "early May", "the end of last year", "late in 1985", "mid-December 1953", "the early 1990s", "the rest of the year"
MaybeTime portioned_date(const Line& line, std::size_t i) {
  if (line.is(i, "the") && portion_word(line, i + 1) && line.is_any(i + 1, {"early", "late", "mid"})) {
    const auto inner = portioned_date(line, i + 1);  // "the mid-1980s"
    if (inner) return inner;
  }
  if (line.is_any(i,
                  {"earlier", "later"})) {  // "later this year", "earlier in May", "later in the year": no finer than the date
    const auto whole = date(line, line.skip(i + 1, {"in"}), true);
    if (!whole || whole->end <= i + 1) return std::nullopt;
    return whole;
  }
  const std::size_t rest = line.skip(i, {"the"});
  if (line.is_any(rest, {"rest", "remainder"}) && line.is(rest + 1, "of")) {
    const auto whole = date(line, rest + 2, true);
    if (!whole) return std::nullopt;
    return whole;
  }
  // "year-end", "year's end", "the year-end", "month's end", "end-year"
  if (const auto unit = unit_word(line.at(rest).lower); unit && !unit->plural && unit->unit >= Unit::kMonth) {
    const std::size_t end =
        line.is_glued(rest + 1, "'") && line.is_glued(rest + 2, "s") ? rest + 3 : line.skip_hyphen(rest + 1);
    if (line.is(end, "end") && (end > rest + 1 || unit->unit == Unit::kYear) && !line.is(end + 1, "of")) {
      if (unit->unit == Unit::kYear) {  // its last day
        PartialDate last;
        last.month = 12;
        last.day = 31;
        last.relative = Shift{Unit::kYear, 0, Base::kSpeech};
        return Read<UnderspecifiedTime>{just(last), end + 1};
      }
      UnderspecifiedTime time = just(Shift{unit->unit, 0, Base::kSpeech});
      time.portion = Portion::kEnd;
      return Read<UnderspecifiedTime>{time, end + 1};
    }
  }
  const auto portion = portion_word(line, i);
  if (!portion) return std::nullopt;
  auto whole = date(line, line.skip(portion->end, {"in"}), true);
  if (!whole) {
    // "in the early days of the war" is no date; "end-2024" and "early in the war" neither.
    return std::nullopt;
  }
  if (is_of_a_day(whole->value) && !std::holds_alternative<Named>(whole->value.core)) return std::nullopt;
  whole->value.portion = portion->value;
  return whole;
}

MaybeTime plain_date(const Line& line, std::size_t i) { return date(line, i, false); }

// ---- offsets, durations, sets, references

bool is_age(const Line& line, std::size_t begin, std::size_t end) {
  if (line.is_any(line.skip_hyphen(end), {"old", "olds"}) || (line.is(end, "of") && line.is(end + 1, "age"))) return true;
  const std::size_t back = line.before(begin).lower == "of" ? 2 : 1;
  return Line::among(line.before(begin, back), {"age", "aged", "ages"});
}

// "nearly", "more than", "at least": part of the expression, without weight for its value.
std::size_t skip_approximation(const Line& line, std::size_t i) {
  if (line.is_any(i, {"more", "less", "fewer"}) && line.is(i + 1, "than")) return i + 2;
  if (line.is(i, "at") && line.is_any(i + 1, {"least", "most"})) return i + 2;
  if (line.is(i, "up") && line.is(i + 1, "to")) return i + 2;
  if (line.is(i, "just") && line.is_any(i + 1, {"over", "under"})) return i + 2;
  return line.skip(i, {"nearly", "almost", "about", "around", "approximately", "roughly", "over", "only", "just"});
}

struct Amount {
  std::optional<double> count;
  Unit unit;
  bool hyphened;
};
// "two years", "24-year", "several straight weeks", "half a century"
Maybe<Amount> amount(const Line& line, std::size_t i) {
  const auto number = count(line, i);
  if (!number) return std::nullopt;
  if (line.before(i).lower == "$" ||
      (line.at(i).glued && line.at(i).number >= 0 && Line::among(line.before(i), {".", ",", ":"})))
    return std::nullopt;
  std::size_t at = number->end;
  const bool hyphen = line.is(at, "-");
  at = line.skip_hyphen(at);
  at = line.skip(at, {"more", "straight", "consecutive", "full", "whole", "successive", "long", "short", "further",
                      "additional", "calendar", "entire"});
  const auto unit = unit_word(line.at(at).lower);
  if (!unit || unit->unit == Unit::kQuarter) return std::nullopt;
  if (unit->unit == Unit::kSecond && !unit->plural && !hyphen) return std::nullopt;  // "a second attack"
  if (number->value == 1.0 && unit->plural) return std::nullopt;
  if (line.is_any(i, {"some", "many"}) && !unit->plural) return std::nullopt;
  if (is_age(line, i, at + 1)) return std::nullopt;
  std::size_t end = at + 1;
  double extra = 0;
  if (line.is(end, "and") && line.is(end + 1, "a") && line.is(end + 2, "half")) {
    extra = 0.5;
    end += 3;
  }
  std::optional<double> total = number->value;
  if (total) *total += extra;
  if (line.is_glued(end, "-") && line.is_any(end + 1, {"long"})) end += 2;
  return Read<Amount>{{total, unit->unit, hyphen}, end};
}

MaybeTime offset(const Line& line, std::size_t i) {
  const std::size_t start = skip_approximation(line, i);
  if (const auto weeks = cardinal(line, start)) {  // "two Fridays ago"
    const std::string& day = line.at(weeks->end).lower;
    const auto name =
        day.ends_with('s') && line.is(weeks->end + 1, "ago") ? weekday_word(day.substr(0, day.size() - 1)) : std::nullopt;
    if (name) {
      PartialDate date;
      date.weekday = *name;
      date.step = -static_cast<int>(weeks->value);
      return Read<UnderspecifiedTime>{just(date), weeks->end + 2};
    }
  }
  std::optional<double> number;
  Unit unit{};
  std::size_t end = 0;
  if (const auto read = amount(line, start); read && !read->value.hyphened) {
    number = read->value.count;
    unit = read->value.unit;
    end = read->end;
  } else if (const auto word = unit_word(line.at(start).lower); word && word->plural && word->unit != Unit::kQuarter) {
    unit = word->unit;  // "years later"
    end = start + 1;
  } else {
    return std::nullopt;
  }
  const auto out = [&](int sign, Base base, std::size_t stop) {
    return Read<UnderspecifiedTime>{just(Offset{number, unit, sign, base}), stop};
  };
  if (line.is(end, "'") && (line.is(end + 1, "time") || (line.is(end + 1, "s") && line.is(end + 2, "time")))) {
    return out(1, Base::kSpeech, line.is(end + 1, "time") ? end + 2 : end + 3);
  }
  if (line.is(end, "ago")) return out(-1, Base::kSpeech, end + 1);
  if (line.is(end, "from") && line.is_any(end + 1, {"now", "today"})) return out(1, Base::kSpeech, end + 2);
  if (line.is(end, "hence")) return out(1, Base::kSpeech, end + 1);
  if (line.is_any(end, {"earlier", "previously", "beforehand"})) return out(-1, Base::kTold, end + 1);
  if (line.is_any(end, {"later", "afterwards", "afterward", "thereafter", "on"}) &&
      !(line.is(end, "on") && !line.is_any(end + 1, {",", "."}))) {
    return out(1, Base::kTold, end + 1);
  }
  // "two days before" with nothing behind it; before a noun it is a stretch of time counted from something else.
  if (number && line.is_any(end, {"before", "after"})) {
    const bool alone = !is_word(line.at(end + 1)) && line.at(end + 1).number < 0;
    const bool that = line.is(end + 1, "that") && !is_word(line.at(end + 2));
    if (alone || that) return out(line.is(end, "before") ? -1 : 1, Base::kTold, alone ? end + 1 : end + 2);
  }
  return std::nullopt;
}

// "the past two weeks", "the next 24 hours", "the last few days", "recent years", "the coming days", "the past year"
MaybeTime directed_duration(const Line& line, std::size_t i) {
  const std::size_t word = line.skip(i, {"the", "this", "these"});
  int towards = 0;
  Base base = Base::kSpeech;
  if (line.is_any(word, {"past", "last"})) towards = -1;
  if (line.is_any(word, {"next", "coming"})) towards = 1;
  if (line.is_any(word, {"previous", "preceding", "prior"})) towards = -1, base = Base::kTold;
  if (line.is_any(word, {"following", "ensuing", "subsequent"})) towards = 1, base = Base::kTold;
  if (towards == 0) {  // "the four previous weeks"
    const auto number = word > i ? cardinal(line, word) : std::nullopt;
    const auto way = number ? direction(line, number->end) : std::nullopt;
    const auto unit = way && way->value.by != 0 ? unit_word(line.at(way->end).lower) : std::nullopt;
    if (!unit || !unit->plural) return std::nullopt;
    return Read<UnderspecifiedTime>{just(Duration{number->value, unit->unit, way->value.by, way->value.base}), way->end + 1};
  }
  const bool past = line.is(word, "past");
  std::size_t at = word + 1;
  Duration out;
  out.towards = towards;
  out.base = base;
  if (const auto read = amount(line, at); read && !read->value.hyphened) {
    out.count = read->value.count;
    out.unit = read->value.unit;
    at = read->end;
  } else if (const auto unit = unit_word(line.at(at).lower); unit && unit->unit != Unit::kQuarter) {
    // "the past year" is a stretch that ends now; "the last year" a calendar year, unless decades.
    if (!unit->plural) {
      const bool ends_something = line.is(word, "last") && line.is(at + 1, "of");
      if (ends_something) return Read<UnderspecifiedTime>{just(Duration{1, unit->unit}), at + 1};
      if (!(past && word > i) && unit->unit < Unit::kDecade) return std::nullopt;
      out.count = 1;
    }
    out.unit = unit->unit;
    ++at;
  } else {
    return std::nullopt;
  }
  return Read<UnderspecifiedTime>{just(out), at};
}

MaybeTime duration(const Line& line, std::size_t i) {
  std::size_t start = skip_approximation(line, i);
  const std::size_t the = line.skip(start, {"the", "these", "those"});
  if (the > start && line.is_any(the, {"first", "final", "same", "full", "entire", "opening", "initial"})) {
    if (const auto read = amount(line, the + 1))
      return Read<UnderspecifiedTime>{just(Duration{read->value.count, read->value.unit}), read->end};
  }
  if (const auto number = ordinal(line, the);
      number && number->value > 0 && number->value <= 12 && the > start) {  // "the second week"
    const auto unit = unit_word(line.at(number->end).lower);
    if (unit && !unit->plural && (unit->unit == Unit::kWeek || unit->unit == Unit::kMonth || unit->unit == Unit::kYear)) {
      return Read<UnderspecifiedTime>{just(Duration{1, unit->unit}), number->end + 1};
    }
  }
  if (const auto read = amount(line, start)) {
    return Read<UnderspecifiedTime>{just(Duration{read->value.count, read->value.unit}), read->end};
  }
  const std::string& word = line.at(start).lower;
  if (word.ends_with("long") && unit_word(word.substr(0, word.size() - 4))) {  // "yearlong"
    return Read<UnderspecifiedTime>{just(Duration{1, unit_word(word.substr(0, word.size() - 4))->unit}), start + 1};
  }
  const auto unit = unit_word(word);
  if (!unit || unit->unit == Unit::kQuarter) return std::nullopt;
  if (!unit->plural && line.is_glued(start + 1, "-") && line.is(start + 2, "long")) {  // "year-long"
    return Read<UnderspecifiedTime>{just(Duration{1, unit->unit}), start + 3};
  }
  if (unit->plural && line.is_glued(start + 1, "-") && line.is(start + 2, "long")) {  // "decades-long"
    return Read<UnderspecifiedTime>{just(Duration{std::nullopt, unit->unit}), start + 3};
  }
  if (unit->plural && line.is_any(start + 1, {"before", "after"}) && start == i && is_word(line.at(start + 2))) {
    return Read<UnderspecifiedTime>{just(Duration{std::nullopt, unit->unit}), start + 1};  // "weeks before the vote"
  }
  // "for years", "after months of talks"
  if (unit->plural && unit->unit >= Unit::kHour && unit->unit != Unit::kWeekend &&
      Line::among(line.before(start), {"for", "after", "within", "of", "over", "in"}) &&
      (line.before(start).lower == "for" || line.is(start + 1, "of"))) {
    return Read<UnderspecifiedTime>{just(Duration{std::nullopt, unit->unit}), start + 1};
  }
  return std::nullopt;
}

MaybeTime recurrence(const Line& line, std::size_t i) {
  const auto out = [](Recurrence value, std::size_t end) { return Read<UnderspecifiedTime>{just(value), end}; };
  if (line.is_any(i, {"daily", "nightly", "everyday"})) return out({Unit::kDay, 1, std::nullopt, false}, i + 1);
  if (line.is(i, "weekly")) return out({Unit::kWeek, 1, std::nullopt, false}, i + 1);
  if (line.is(i, "monthly")) return out({Unit::kMonth, 1, std::nullopt, false}, i + 1);
  if (line.is_any(i, {"annual", "annually", "yearly"})) return out({Unit::kYear, 1, std::nullopt, true}, i + 1);
  if (line.is(i, "quarterly")) return out({Unit::kQuarter, 1, std::nullopt, true}, i + 1);
  if (line.is_any(i, {"every", "each"})) {
    if (const auto name = weekday(line, i + 1)) return out({Unit::kWeek, 1, name->value, false}, name->end);
    if (line.is(i + 1, "other")) {
      if (const auto unit = unit_word(line.at(i + 2).lower); unit && !unit->plural)
        return out({unit->unit, 2, std::nullopt, true}, i + 3);
    }
    if (const auto number = cardinal(line, i + 1)) {
      if (const auto unit = unit_word(line.at(number->end).lower))
        return out({unit->unit, number->value, std::nullopt, true}, number->end + 1);
    }
    if (const auto unit = unit_word(line.at(i + 1).lower); unit && !unit->plural && unit->unit != Unit::kSecond) {
      return out({unit->unit, 1, std::nullopt, false}, i + 2);
    }
    if (const auto part = day_part(line, i + 1)) return out({Unit::kDay, 1, std::nullopt, false}, part->end);
    return std::nullopt;
  }
  if (const auto name = weekday(line, i); name && line.is_any(name->end, {"prayers", "prayer", "mass", "sermon"})) {
    return out({Unit::kWeek, 1, name->value, false}, name->end);
  }
  // "on Mondays"
  const std::string& lower = line.at(i).lower;
  if (line.at(i).capital && lower.size() > 6 && lower.back() == 's') {
    if (const auto name = weekday_word(std::string_view(lower).substr(0, lower.size() - 1)))
      return out({Unit::kWeek, 1, *name, false}, i + 1);
  }
  // "15 a year", "twice a week", "600 attacks a day", "per month"
  const auto unit = unit_word(line.at(i + 1).lower);
  if (!unit || unit->plural || unit->unit == Unit::kSecond || unit->unit == Unit::kQuarter) return std::nullopt;
  if (line.is(i, "per")) return out({unit->unit, 1, std::nullopt, true}, i + 2);
  if (!line.is_any(i, {"a", "an"}) ||
      line.is_any(i + 2, {"ago", "later", "earlier", "before", "after", "old", "-", "of", "and"}))
    return std::nullopt;
  const Atom& prev = line.before(i);
  const bool plural_noun =
      is_lower_word(prev) && prev.lower.size() > 3 && prev.lower.back() == 's' &&
      !Line::among(prev, {"this", "takes", "lasts", "lets", "across", "towards", "less", "plus", "versus", "perhaps"});
  const bool rate =
      prev.number >= 0 || number_word(prev.lower) || plural_noun ||
      Line::among(prev, {"once", "twice", "thrice", "\"", "%", "percent", "people", "men", "million", "billion", "thousand"});
  if (!rate) return std::nullopt;
  return out({unit->unit, 1, std::nullopt, true}, i + 2);
}

MaybeTime reference(const Line& line, std::size_t i) {
  const auto out = [](Reference value, std::size_t end) { return Read<UnderspecifiedTime>{just(value), end}; };
  if (line.is_any(i, {"now", "currently", "current", "nowadays", "presently"})) return out(Reference::kPresent, i + 1);
  if (line.is(i, "these") && line.is(i + 1, "days")) return out(Reference::kPresent, i + 2);
  if (line.is_any(i, {"to", "until"}) && line.is(i + 1, "date")) return out(Reference::kPresent, i + 2);
  if (line.is(i, "to") && line.is(i + 1, "this") && line.is(i + 2, "day")) return out(Reference::kPresent, i + 3);
  if (line.is(i, "at") && line.is(i + 1, "present")) return out(Reference::kPresent, i + 2);
  if (line.is(i, "at") && line.is(i + 1, "the") && line.is(i + 2, "moment")) return out(Reference::kPresent, i + 3);
  if (line.is(i, "present") && line.is(i + 1, "-") && line.is(i + 2, "day")) return out(Reference::kPresent, i + 3);
  if (line.is_any(i, {"recent", "coming"})) {
    const auto unit = unit_word(line.at(i + 1).lower);
    if (unit && unit->plural && unit->unit >= Unit::kDay)
      return out(line.is(i, "recent") ? Reference::kPast : Reference::kFuture, i + 2);
  }
  if (line.is(i, "more") && line.is(i + 1, "recently")) return out(Reference::kPast, i + 2);
  if (line.is_any(i, {"recently", "recent", "lately", "former"})) return out(Reference::kPast, i + 1);
  if (line.is(i, "the") && line.is_any(i + 1, {"past", "future"}) && !is_word(line.at(i + 2)) && line.at(i + 2).number < 0) {
    return out(line.is(i + 1, "past") ? Reference::kPast : Reference::kFuture, i + 2);
  }
  if (line.is(i, "the") && line.is(i + 1, "past") &&
      line.is_any(i + 2, {"and", "has", "had", "was", "is", "have", "to", "but", "as", "were"})) {
    return out(Reference::kPast, i + 2);
  }
  if (line.is(i, "future")) return out(Reference::kFuture, i + 1);
  if (line.is(i, "the") && line.is(i + 1, "near") && line.is(i + 2, "future")) return out(Reference::kFuture, i + 3);
  return std::nullopt;
}

// ---- the list of rules

struct Rule {
  std::string_view name;
  MaybeTime (*read)(const Line&, std::size_t);
};
constexpr auto kRules = std::to_array<Rule>({{"portioned date", portioned_date},
                                             {"fine date", fine_date},
                                             {"date", plain_date},
                                             {"clock", clock_first},
                                             {"part of a day", day_part_first},
                                             {"offset", offset},
                                             {"recurrence", recurrence},
                                             {"directed duration", directed_duration},
                                             {"duration", duration},
                                             {"reference", reference}});

// "5" of "5 and 7 May", "5-7 May", "5, 9 and 13 November": a day whose month comes with the next. `depth` bounds the list.
Maybe<PartialDate> day_of_a_list(const Line& line, std::size_t i, int depth = 0) {
  const auto d = day_number(line, i);
  if (!d || depth > 5 || (line.at(i).glued && !Line::among(line.before(i), {"-", "(", "\"", "/"}))) return std::nullopt;
  std::size_t next = d->end;
  if (!line.is_any(next, {"-", "and", "or", "to", ",", "/", "&"})) return std::nullopt;
  next = line.skip(next + 1, {"and", "the"});
  if (!day_month(line, next) && !day_of_a_list(line, next, depth + 1)) return std::nullopt;
  if (month(line, next)) return std::nullopt;
  PartialDate date;
  date.day = d->value;
  return Read<PartialDate>{date, d->end};
}

// What follows a date without a name of its own: the "7" of "May 5-7" and "May 4 and 5", the "65" of "1861-65".
struct Continuation {
  PartialDate date;
  std::size_t begin, end;
};
std::optional<Continuation> continuation(const Line& line, std::size_t end, const PartialDate& so_far) {
  if (!line.is_any(end, {"-", "and", "to", "or", "/", ",", "through", "&"})) return std::nullopt;
  const bool dash = line.is_any(end, {"-", "/"});
  std::size_t at = end + 1;
  if (line.is(end, ",")) at = line.skip(at, {"and"});
  at = line.skip(at, {"the"});
  if (so_far.month && so_far.day && !so_far.weekday) {
    const auto d = day_number(line, at);
    if (!d || d->value <= *so_far.day || month(line, d->end)) return std::nullopt;
    const Atom& next = line.at(d->end);
    const bool counted =
        is_lower_word(next) && !next.glued && d->end == at + 1 &&
        !Line::among(next, {"in",  "at",   "of",  "when", "as",     "with", "to",    "by",   "and", "for",   "after", "before",
                            "the", "were", "was", "had",  "during", "on",   "would", "will", "but", "while", "that",  "over"});
    if (!dash && counted) return std::nullopt;
    if (line.is(end, ",") && at == end + 1 && !line.is_any(d->end, {",", "and"})) return std::nullopt;
    PartialDate date;
    date.month = so_far.month;
    date.day = d->value;
    date.relative = so_far.relative;
    if (so_far.year) date.year = so_far.year;
    const std::size_t stop = so_far.year ? d->end : take_year(line, d->end, date, true);
    return Continuation{date, at, stop};
  }
  if (so_far.year && !so_far.two_digit_year && !so_far.month && dash && line.at(at).glued && line.at(at).lower.size() == 2) {
    const int number = line.at(at).number;
    if (number <= *so_far.year % 100 || line.at(at + 1).glued) {
      if (number < 0 || line.is_glued(at + 1, "-") || number <= *so_far.year % 100) return std::nullopt;
    }
    PartialDate date = so_far;
    date.year = *so_far.year / 100 * 100 + number;
    return Continuation{date, at, at + 1};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Recognised> recognise(const Document& document, TokenSpan tokens, const NamedTimes& named) {
  const Line line(split_atoms(document, tokens), named);
  std::vector<Recognised> out;
  const auto add = [&](std::size_t begin, std::size_t end, const UnderspecifiedTime& time, bool completed_by_next) {
    out.push_back({TokenSpan{line.at(begin).token, line.at(end - 1).token + 1}, time, completed_by_next});
  };
  std::size_t i = 0;
  while (i < line.size()) {
    MaybeTime best;
    for (const Rule& rule : kRules) {
      const auto read = rule.read(line, i);
      if (read && (!best || read->end > best->end)) best = read;
    }
    if (const auto listed = day_of_a_list(line, i); listed && (!best || best->end <= listed->end)) {
      add(i, listed->end, just(listed->value), true);
      i = listed->end;
      continue;
    }
    if (!best) {
      ++i;
      continue;
    }
    add(i, best->end, best->value, false);
    i = best->end;
    while (const auto* date = std::get_if<PartialDate>(&out.back().time.core)) {
      const auto more = continuation(line, i, *date);
      if (!more) break;
      out.back().completed_by_next = !date->year && more->date.year;
      add(more->begin, more->end, just(more->date), false);
      i = more->end;
    }
  }
  // A token belongs to one expression only: two readings inside one token ("2007/08") are joined in the first.
  std::vector<Recognised> apart;
  for (Recognised& found : out) {
    if (apart.empty() || apart.back().tokens.end <= found.tokens.begin) {
      apart.push_back(std::move(found));
    } else {
      apart.back().completed_by_next = false;
    }
  }
  return apart;
}

}  // namespace attache::calendar
