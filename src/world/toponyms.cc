// Recognition and resolution of place names; see toponyms.h.
#include "world/toponyms.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/distance.h"
#include "world/phrase.h"

namespace attache {
namespace {

/// Known towns below this need more than a capital letter: the name finder's word, or a preposition of place.
constexpr std::int64_t kPlainFrom = 15000;
/// Readings of one form that are weighed.
constexpr std::size_t kMostReadings = 60;
/// How far up a place's containers are followed.
constexpr std::size_t kMostContainers = 6;

// Weights of the evidence, against the common logarithm of inhabitants.
constexpr double kCountryPrior = 9.5;
constexpr double kContainerBonus = 8.0;
constexpr double kKindBonus = 4.0;
constexpr double kCountryShare = 4.0;
constexpr double kDivisionShare = 2.5;
constexpr double kNearBonus = 1.5;
constexpr double kNearKm = 150.0;

bool is_upper_start(std::string_view form) {
  return !form.empty() && ((form[0] >= 'A' && form[0] <= 'Z') || static_cast<unsigned char>(form[0]) >= 0x80U);
}

bool is_all_capitals(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A form that may be a toponym, with its readings.
struct Candidate {
  TokenSpan tokens;
  std::vector<RecordIndex> readings;
  RecordIndex container = kNoRecord;  ///< a place after the comma that one of the readings lies in
  std::optional<PlaceKind> wanted;    ///< by the noun that follows
  bool sure = false;                  ///< the name finder or a preposition says so
};

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge, const std::vector<ActorMention>& actors, const Article& article)
      : doc_(document), knowledge_(knowledge), actors_(actors), article_(article), name_at_(document.tokens().size(), 0) {
    for (std::size_t i = 0; i < doc_.names().size(); ++i) {
      const TokenSpan span = doc_.names()[i].tokens;
      for (std::uint32_t t = span.begin; t < span.end; ++t) name_at_[t] = static_cast<std::uint32_t>(i + 1);
    }
    for (std::uint32_t t = 0; t < doc_.tokens().size(); ++t)
      words_.push_back({doc_.form(TokenId(t)), doc_.tokens()[t].space_after});
  }

  std::vector<Toponym> find() {
    for (const Name& name : doc_.names()) {
      if (name.kind != NameKind::kPerson || name.tokens.size() < 2) continue;
      for (std::uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) person_words_.insert(std::string(form(t)));
    }
    for (const Sentence& sentence : doc_.sentences()) recognise(sentence.tokens);
    add_containers();
    return resolve();
  }

 private:
  [[nodiscard]] const Token& token(std::uint32_t i) const { return doc_.tokens()[i]; }
  [[nodiscard]] std::string_view form(std::uint32_t i) const { return words_[i].form; }
  [[nodiscard]] const Name* name_of(std::uint32_t i) const {
    return name_at_[i] == 0 ? nullptr : &doc_.names()[name_at_[i] - 1];
  }
  [[nodiscard]] bool is_proper(std::uint32_t i) const { return token(i).upos == Upos::kPropn; }

  void recognise(TokenSpan sentence) {
    for (std::uint32_t i = sentence.begin; i < sentence.end;) i = std::max(i + 1, recognise_at(i, sentence));
  }

  /// Looks for a toponym that begins at a token; gives the first token after what it has dealt with.
  std::uint32_t recognise_at(std::uint32_t i, TokenSpan sentence) {
    const bool may_begin = is_upper_start(form(i)) || (i + 1 < sentence.end && is_upper_start(form(i + 1))) ||
                           (i + 2 < sentence.end && form(i + 1) == "-") || (form(i)[0] >= '0' && form(i)[0] <= '9');
    if (!may_begin) return i + 1;
    const auto matches = knowledge_.matches(std::span(words_).subspan(i, sentence.end - i));
    for (const Match& match : matches) {
      const TokenSpan span{i, i + static_cast<std::uint32_t>(match.words)};
      if (splits_a_word(span, sentence)) continue;
      Candidate candidate{span, {}, kNoRecord, std::nullopt, false};
      bool other_name = false;
      const auto adjective = [](const Sense& s) { return s.what == Sense::What::kActor && s.form == Sense::Form::kAdjective; };
      // "Somali troops" are of no region of that name.
      if (span.size() == 1 && describes_noun(i) && std::any_of(match.senses.begin(), match.senses.end(), adjective))
        return span.end;
      for (const Sense& sense : match.senses) {
        if (sense.what == Sense::What::kPlace) {
          const bool counts = sense.form == Sense::Form::kName || sense.form == Sense::Form::kAlias ||
                              (sense.form == Sense::Form::kShort && follows_place_and_comma(i));
          if (counts && candidate.readings.size() < kMostReadings) candidate.readings.push_back(sense.record);
        } else {
          other_name |= sense.form == Sense::Form::kName || sense.form == Sense::Form::kAlias;
        }
      }
      if (!candidate.readings.empty()) {
        if (!looks_like_place(candidate, match)) continue;
        candidates_.push_back(std::move(candidate));
        return span.end;
      }
      // "The Washington Post", "Islamic State": a longer name that is no place hides what is inside it.
      if (other_name && match.words > 1) return span.end;
    }
    return unknown_place(i);
  }

  /// A word before a noun that is no kind of place: "Somali troops", not "the Somali region".
  [[nodiscard]] bool describes_noun(std::uint32_t i) const {
    const Token& t = token(i);
    if ((t.relation != Deprel::kAmod && t.relation != Deprel::kCompound) || !t.head || t.head.index() <= i) return false;
    return !knowledge_.place_word(lower(form(t.head.index())));
  }

  /// A name of a place that the knowledge does not have: the name finder says so, or the noun of place beside it does.
  std::uint32_t unknown_place(std::uint32_t i) {
    const Name* name = name_of(i);
    const bool found = name != nullptr && name->tokens.begin == i && name->kind == NameKind::kPlace && is_proper(i);
    const TokenSpan beside = beside_place_word(i);
    const TokenSpan tokens = found ? name->tokens : beside;
    if (tokens.empty()) return i + 1;
    const bool capitals = tokens.size() == 1 && is_all_capitals(form(i));
    if (form(i).size() < 3 || capitals || knowledge_.place_word(lower(form(i)))) return i + 1;
    for (std::uint32_t t = i + 1; t < tokens.end && beside.empty(); ++t) {
      // A known place further on in the name: let it be found by itself.
      const auto match = knowledge_.longest_match(std::span(words_).subspan(t, tokens.end - t));
      if (std::any_of(match.senses.begin(), match.senses.end(), [](const Sense& s) { return s.what == Sense::What::kPlace; }))
        return i + 1;
    }
    const auto own = knowledge_.longest_match(std::span(words_).subspan(i, tokens.size()));
    if (!own.senses.empty() && own.words == tokens.size()) return i + 1;  // known as something else
    candidates_.push_back({tokens, {}, kNoRecord, std::nullopt, true});
    return tokens.end;
  }

  /// The run of proper nouns from i on in "the town of Dar Selim" and "the Lorimar district"; empty for others.
  [[nodiscard]] TokenSpan beside_place_word(std::uint32_t i) const {
    if (!is_proper(i) || !is_upper_start(form(i)) || (i > 0 && is_proper(i - 1) && token(i - 1).sentence == token(i).sentence))
      return {};
    const std::uint32_t end = doc_.sentence(token(i).sentence).tokens.end;
    std::uint32_t stop = i;
    while (stop < end &&
           ((is_proper(stop) && is_upper_start(form(stop)) && !is_weekday(form(stop))) || joins_arabic(stop, end)))
      ++stop;
    const bool behind = word_before(i) == "of" && i >= 2 && is_settlement_word(i - (form(i - 1) == "the" ? 3 : 2));
    const bool before = stop < end && token(stop).upos == Upos::kNoun && is_settlement_word(stop) && word_before(i) != "'s";
    return behind || before || is_next_of_list(i) || is_ground(i) ? TokenSpan{i, stop} : TokenSpan{};
  }

  /// "Nahr al-Kut": the article and its hyphen inside a name.
  [[nodiscard]] bool joins_arabic(std::uint32_t i, std::uint32_t end) const {
    if (form(i) == "-") return is_article(i - 1) && i + 1 < end && is_upper_start(form(i + 1));
    return is_article(i) && i + 1 < end && form(i + 1) == "-";
  }
  [[nodiscard]] bool is_article(std::uint32_t i) const {
    return among(lower(form(i)), {"al", "el", "an", "ar", "as", "at", "ash", "ad", "az", "ez", "er", "es"});
  }

  /// "The villages of Orlo and Berest": behind a place that a noun of place has made one.
  [[nodiscard]] bool is_next_of_list(std::uint32_t i) const {
    if (i < 2 || candidates_.empty() || candidates_.back().tokens.end != i - 1 || !among(form(i - 1), {",", "and", "or"}))
      return false;
    const std::uint32_t first = candidates_.back().tokens.begin;
    return word_before(first) == "of" && first >= 2 && is_settlement_word(first - 2) &&
           has(token(first - 2).features, Feature::kPlural);
  }

  /// "Patrolled Orlo", "shelled Novi Brod": what such verbs have for an object is ground.
  [[nodiscard]] bool is_ground(std::uint32_t i) const {
    const Token& t = token(i);
    const Name* name = name_of(i);
    if (t.relation != Deprel::kObj || !t.head ||
        (name != nullptr && name->kind != NameKind::kOther && name->kind != NameKind::kPlace))
      return false;
    return among(doc_.lemma(t.head),
                 {"patrol", "shell", "bombard", "overrun", "liberate", "recapture", "retake", "besiege", "encircle", "enter"});
  }

  [[nodiscard]] bool splits_a_word(TokenSpan span, TokenSpan sentence) const {
    // "Al" of "Al-Anad": a hyphen joins what is one name; "Moscow-based", "Armenia-Azerbaijan" do not.
    if (span.end < sentence.end && !words_[span.end - 1].space_after && form(span.end) == "-" && span.end + 1 < sentence.end &&
        !words_[span.end].space_after) {
      const std::string next = lower(form(span.end + 1));
      if (span.size() == 1 && form(span.begin).size() <= 3 && is_upper_start(form(span.end + 1)) &&
          !is_all_capitals(form(span.begin)))
        return true;
      return false;
    }
    return false;
  }

  [[nodiscard]] bool follows_place_and_comma(std::uint32_t i) const {
    return i >= 2 && form(i - 1) == "," && !candidates_.empty() && candidates_.back().tokens.end == i - 1;
  }

  [[nodiscard]] std::string word_before(std::uint32_t i) const {
    if (i == 0 || token(i - 1).sentence != token(i).sentence) return {};
    if (lower(form(i - 1)) == "the" && i >= 2) return lower(form(i - 2));
    return lower(form(i - 1));
  }

  /// Whether a known form stands here as the name of a place.
  bool looks_like_place(Candidate& candidate, const Match& match) const {
    const TokenSpan span = candidate.tokens;
    const PlaceRecord best = knowledge_.place(candidate.readings.front());
    const bool country = best.kind == PlaceKind::kCountry;
    const bool own = !best.id.empty();
    std::uint32_t letters_upper = 0;
    std::uint32_t proper = 0;
    for (std::uint32_t t = span.begin; t < span.end; ++t) {
      letters_upper += is_upper_start(form(t)) ? 1 : 0;
      proper += is_proper(t) ? 1 : 0;
    }
    if (letters_upper == 0 && !(own && span.size() > 1)) return false;
    if (proper == 0 && !country && !(own && span.size() > 1)) return false;
    // "US" the country, but not "us" in capitals; "IT", "AM": short words in capitals are mostly something else.
    if (span.size() == 1 && form(span.begin).size() <= 3 && is_all_capitals(form(span.begin)) && !country &&
        !follows_place_and_comma(span.begin)) {
      return false;
    }
    const Name* name = name_of(span.end - 1);
    if (name == nullptr) name = name_of(span.begin);
    const std::string before = word_before(span.begin);
    bool located = among(before, {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "through",
                                  "via", "toward", "towards", "off", "throughout", "between", "within"});
    const bool settled =
        before == "of" && span.begin >= 2 && is_settlement_word(span.begin - (form(span.begin - 1) == "the" ? 3 : 2));
    const bool titled =
        among(before, {"mr",       "mr.",      "ms",      "ms.",   "mrs",       "mrs.",       "dr",        "dr.",  "president",
                       "minister", "general",  "colonel", "sir",   "senator",   "sen.",       "gov.",      "rep.", "judge",
                       "captain",  "sgt.",     "lt.",     "prof.", "professor", "chancellor", "secretary", "king", "queen",
                       "prince",   "princess", "saint",   "pope",  "detective", "officer",    "coach",     "lady"});
    located |= settled || is_listed(span) || is_entered(span);
    if (titled && !country) return false;
    const bool after_comma = follows_place_and_comma(span.begin);
    if (span.size() == 1 && !country && is_month(form(span.begin))) return false;
    // A surname that the document tells in full elsewhere.
    if (span.size() == 1 && !country && !located && person_words_.contains(std::string(form(span.begin)))) return false;
    // A longer name around it: a person or an organisation, or more proper nouns joined to it.
    if (name != nullptr && name->tokens.size() > span.size() && !span.contains(name->tokens)) {
      if (name->kind == NameKind::kPerson && !located && !after_comma) return false;
      if (name->kind == NameKind::kOrganisation) return false;
      // "West Haven" is not "Haven".
      if (name->tokens.begin < span.begin && name->kind == NameKind::kPlace && !country && is_proper(span.begin - 1) &&
          is_upper_start(form(span.begin - 1)))
        return false;
    }
    if (joined_to_more(span)) return false;
    // "Kut" of "Nahr al-Kut".
    const std::uint32_t floor = doc_.sentence(token(span.begin).sentence).tokens.begin;
    if (!own && span.begin >= floor + 2 && form(span.begin - 1) == "-" && !words_[span.begin - 1].space_after &&
        is_article(span.begin - 2))
      return false;
    if (!country && is_inside_name(token(span.begin).relation) && is_in_person(span)) return false;
    const bool person_by_actor = std::any_of(match.senses.begin(), match.senses.end(), [](const Sense& s) {
      return s.what == Sense::What::kActor && s.form == Sense::Form::kShort;
    });
    if (person_by_actor && !located && !country) return false;
    // "Wagner", the group: a town of the gazetteer that a registered group or body is called too.
    const bool rival = std::any_of(match.senses.begin(), match.senses.end(), [&](const Sense& s) {
      return s.what == Sense::What::kOutlet ||
             (s.what == Sense::What::kActor && (s.form == Sense::Form::kName || s.form == Sense::Form::kAlias) &&
              knowledge_.actor(s.record).kind != ActorKind::kState);
    });
    if (rival && !own) return false;
    if (name != nullptr && name->kind == NameKind::kPlace) candidate.sure = true;
    if (located || after_comma) candidate.sure = true;
    if (country) return true;
    if (name != nullptr && name->kind == NameKind::kPerson && !located && !after_comma) {
      return name->tokens == span && (own || best.population >= 500000);
    }
    if (candidate.sure) {
      // Months, weekdays and common words that are also villages.
      return own || best.population >= 1 || best.kind == PlaceKind::kRegion || best.kind == PlaceKind::kDistrict;
    }
    const bool begins_sentence = span.begin == doc_.sentence(token(span.begin).sentence).tokens.begin;
    if (own) return true;
    if (best.kind == PlaceKind::kRegion) return !begins_sentence || span.size() > 1 || best.population > 1000000;
    return best.population >= (begins_sentence ? 100000 : kPlainFrom) || span.size() > 1;
  }

  /// "Gori and Zugdidi": a name that stands in a list with a place.
  [[nodiscard]] bool is_listed(TokenSpan span) const {
    for (std::uint32_t t = span.begin; t < span.end; ++t) {
      const Token& word = token(t);
      if (word.relation != Deprel::kConj || !word.head || span.contains(word.head.index())) continue;
      return std::any_of(candidates_.rbegin(), candidates_.rend(),
                         [&](const Candidate& one) { return one.tokens.contains(word.head.index()); });
    }
    return false;
  }

  /// "Left Zugdidi", "captured Tessalit": the object of a verb that wants a place.
  [[nodiscard]] bool is_entered(TokenSpan span) const {
    for (std::uint32_t t = span.begin; t < span.end; ++t) {
      const Token& word = token(t);
      if ((word.relation != Deprel::kObj && word.relation != Deprel::kNsubjPass) || !word.head ||
          span.contains(word.head.index()))
        continue;
      return among(doc_.lemma(word.head), {"bomb", "bombard", "capture", "encircle", "enter", "evacuate", "leave", "occupy",
                                           "overrun", "raid", "reach", "recapture", "retake", "seize", "shell", "storm"});
    }
    return false;
  }

  /// Whether the form is a part of a person's mention that begins in its sentence.
  [[nodiscard]] bool is_in_person(TokenSpan span) const {
    const std::uint32_t begin = doc_.sentence(token(span.begin).sentence).tokens.begin;
    auto actor = std::lower_bound(actors_.begin(), actors_.end(), begin,
                                  [](const ActorMention& mention, std::uint32_t at) { return mention.tokens.begin < at; });
    for (; actor != actors_.end() && actor->tokens.begin <= span.begin; ++actor) {
      if (actor->kind == ActorKind::kPerson && actor->via != Via::kDescription && actor->tokens.contains(span) &&
          actor->tokens.size() > span.size() && actor->head.index() + 1 >= span.begin) {
        return true;
      }
    }
    return false;
  }

  /// Whether proper nouns right before or after the form make a longer name with it.
  [[nodiscard]] bool joined_to_more(TokenSpan span) const {
    const auto same = [&](std::uint32_t a, std::uint32_t b) { return token(a).sentence == token(b).sentence; };
    if (span.begin > 0 && same(span.begin - 1, span.begin)) {
      const std::uint32_t left = span.begin - 1;
      if (is_proper(left) && is_upper_start(form(left)) && words_[left].space_after) {
        const Deprel relation = token(span.begin).relation;
        if (relation == Deprel::kFlat && token(span.begin).head == TokenId(left)) return true;
      }
    }
    if (span.end < doc_.tokens().size() && same(span.end - 1, span.end)) {
      const std::uint32_t right = span.end;
      if (is_proper(right) && is_upper_start(form(right)) && words_[right - 1].space_after &&
          !is_all_capitals(form(span.begin))) {
        if (token(right).relation == Deprel::kFlat && span.contains(token(right).head.index())) return true;
        const Name* name = name_of(right);
        if (name != nullptr && name->tokens.contains(span.begin) &&
            (name->kind == NameKind::kPerson || name->kind == NameKind::kOrganisation))
          return true;
      }
    }
    return false;
  }

  static bool is_month(std::string_view word) {
    return among(word, {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                        "November", "December"});
  }

  static bool is_weekday(std::string_view word) {
    return among(word, {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});
  }

  /// Whether "of" after this token names a settlement: "the town of".
  [[nodiscard]] bool is_settlement_word(std::uint32_t i) const {
    const auto word = i < doc_.tokens().size() ? knowledge_.place_word(lower(form(i))) : std::nullopt;
    return word && among(word->kind, {"city", "town", "village", "region", "district", "island", "port"});
  }

  void add_containers() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& one = candidates_[i];
      const std::uint32_t end = one.tokens.end;
      if (end < doc_.tokens().size()) {
        // "Odesa region", "Mitrovica municipality": the noun says which.
        if (const auto word = knowledge_.place_word(lower(form(end)))) {
          const auto kind = place_kind_from(word->kind);
          if (kind && (*kind == PlaceKind::kRegion || *kind == PlaceKind::kDistrict || *kind == PlaceKind::kRiver ||
                       *kind == PlaceKind::kIsland)) {
            one.wanted = *kind;
          }
        }
      }
      if (i + 1 == candidates_.size()) continue;
      Candidate& next = candidates_[i + 1];
      const bool comma = next.tokens.begin == end + 1 && form(end) == ",";
      const bool adjacent =
          next.tokens.begin == end || (next.tokens.begin == end + 1 && (form(end) == "in" || form(end) == "-"));
      if (!comma && !adjacent) continue;
      one.container = container_among(one.readings, next.readings);
      if (one.container != kNoRecord && comma) confirmed_[next.tokens.begin] = one.container;
    }
  }

  /// The first of the outer readings that the first inner one with any lies in.
  [[nodiscard]] RecordIndex container_among(const std::vector<RecordIndex>& inner,
                                            const std::vector<RecordIndex>& outer) const {
    // What lies in one of them has it among its containers or, where it is a state, its country.
    std::vector<std::string_view> states;
    states.reserve(outer.size());
    for (const RecordIndex index : outer) {
      const PlaceRecord record = knowledge_.place(index);
      states.push_back(record.kind == PlaceKind::kCountry ? record.country : std::string_view{});
    }
    for (const RecordIndex index : inner) {
      const PlaceRecord place = knowledge_.place(index);
      if (place.kind == PlaceKind::kCountry) continue;
      const std::vector<RecordIndex> above = containers_of(place);
      for (std::size_t i = 0; i < outer.size(); ++i) {
        if (outer[i] == index) continue;
        const bool inside =
            states[i].empty() ? std::find(above.begin(), above.end(), outer[i]) != above.end() : states[i] == place.country;
        if (inside) return outer[i];
      }
    }
    return kNoRecord;
  }

  /// The places that contain a place, nearest first.
  [[nodiscard]] std::vector<RecordIndex> containers_of(const PlaceRecord& place) const {
    std::vector<RecordIndex> out;
    for (RecordIndex up = place.in; up != kNoRecord && out.size() < kMostContainers; up = knowledge_.place(up).in)
      out.push_back(up);
    return out;
  }

  [[nodiscard]] bool lies_in(RecordIndex inner, RecordIndex outer) const {
    const PlaceRecord container = knowledge_.place(outer);
    const PlaceRecord place = knowledge_.place(inner);
    if (place.kind == PlaceKind::kCountry) return false;
    if (container.kind == PlaceKind::kCountry) return place.country == container.country && !place.country.empty();
    const std::vector<RecordIndex> above = containers_of(place);
    return std::find(above.begin(), above.end(), outer) != above.end();
  }

  [[nodiscard]] RecordIndex division_of(const PlaceRecord& place) const {
    if (place.kind == PlaceKind::kRegion) return place.index;
    const std::vector<RecordIndex> above = containers_of(place);
    const auto region = std::find_if(above.begin(), above.end(),
                                     [&](RecordIndex up) { return knowledge_.place(up).kind == PlaceKind::kRegion; });
    return region == above.end() ? kNoRecord : *region;
  }

  [[nodiscard]] static double prior(const PlaceRecord& place) {
    if (place.kind == PlaceKind::kCountry) return kCountryPrior;
    double score = std::log10(static_cast<double>(std::max<std::int64_t>(place.population, 1)) + 10.0);
    if (place.kind == PlaceKind::kRegion || place.kind == PlaceKind::kDistrict) score -= 1.0;
    if (place.seat == 2) score += 1.0;
    if (!place.id.empty()) score = std::max(score + 1.0, 5.0);
    if (place.kind == PlaceKind::kContinent || place.kind == PlaceKind::kSea) score = std::max(score, 8.0);
    return score;
  }

  /// Points on the globe in cells of so many degrees, to find those near a place without asking all.
  class Points {
   public:
    void add(const PlaceRecord& place) {
      std::vector<Point>& cell = cells_[cell_of(*place.lat, *place.lon)];
      const auto known = std::find_if(cell.begin(), cell.end(), [&](const Point& point) { return point.place == place.index; });
      if (known != cell.end()) {
        ++known->times;
      } else {
        cell.push_back({*place.lat, *place.lon, place.index, 1});
      }
    }
    /// How many others lie within kNearKm of a place; `most` are enough.
    [[nodiscard]] int near(const PlaceRecord& place, int most) const {
      const double rows = kNearKm / kKmPerDegree;
      // A degree of longitude narrows towards the poles, where all cells of a row are looked at.
      const double narrow = std::cos(std::min(90.0, std::abs(*place.lat) + rows) * std::numbers::pi / 180.0);
      const double columns = narrow > rows / 180.0 ? std::min(180.0, rows / narrow) : 180.0;
      int found = 0;
      for (int row = cell_row(*place.lat - rows); row <= cell_row(*place.lat + rows); ++row) {
        const int first = cell_column(*place.lon - columns);
        const int last = std::min(cell_column(*place.lon + columns), first + kColumns - 1);
        for (int column = first; column <= last; ++column) {
          const auto cell = cells_.find(key(row, column));
          if (cell == cells_.end()) continue;
          for (const Point& point : cell->second) {
            if (point.place == place.index || distance_km(*place.lat, *place.lon, point.lat, point.lon) >= kNearKm) continue;
            found += point.times;
            if (found >= most) return most;
          }
        }
      }
      return found;
    }

   private:
    static constexpr double kKmPerDegree = 110.0;  // of latitude; never more than there are
    static constexpr int kCell = 2;                // degrees
    static constexpr int kColumns = 360 / kCell;
    struct Point {
      double lat, lon;
      RecordIndex place;
      int times;
    };
    static int cell_row(double lat) { return static_cast<int>(std::floor(lat / kCell)); }
    static int cell_column(double lon) { return static_cast<int>(std::floor(lon / kCell)); }
    static int key(int row, int column) { return row * kColumns + (column % kColumns + kColumns) % kColumns; }
    static int cell_of(double lat, double lon) { return key(cell_row(lat), cell_column(lon)); }
    std::unordered_map<int, std::vector<Point>> cells_;
  };

  struct Context {
    std::map<std::string, double, std::less<>> countries;
    std::unordered_map<RecordIndex, double> divisions;
    Points points;
    double total = 0;
  };

  [[nodiscard]] Context context_of(const std::vector<RecordIndex>& chosen, const std::vector<double>& weight) const {
    Context out;
    const auto add = [&](std::string_view country, double w) {
      if (country.empty()) return;
      const auto at = out.countries.find(country);
      if (at == out.countries.end()) {
        out.countries.emplace(std::string(country), w);
      } else {
        at->second += w;
      }
      out.total += w;
    };
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (chosen[i] == kNoRecord) continue;
      const PlaceRecord place = knowledge_.place(chosen[i]);
      add(place.country, weight[i]);
      const RecordIndex division = division_of(place);
      if (division != kNoRecord) out.divisions[division] += weight[i];
      if (place.lat && place.kind != PlaceKind::kCountry && place.kind != PlaceKind::kRegion && weight[i] > 0.5)
        out.points.add(place);
    }
    for (const ActorMention& actor : actors_) {
      if (actor.party.code.size() == 3) add(actor.party.code, 0.3);
    }
    const auto senses = knowledge_.senses(article_.dateline_place);
    for (const Sense& sense : senses) {
      if (sense.what != Sense::What::kPlace) continue;
      add(knowledge_.place(sense.record).country, 1.0);
      break;
    }
    return out;
  }

  [[nodiscard]] double score(const Candidate& candidate, const PlaceRecord& place, const Context& context) const {
    double out = prior(place);
    // "Tartus" is the town before it is Tartus province.
    if (place.kind == PlaceKind::kRegion && place.name != doc_.words(candidate.tokens)) out -= 0.7;
    if (candidate.container != kNoRecord && lies_in(place.index, candidate.container)) out += kContainerBonus;
    if (candidate.wanted && place.kind == *candidate.wanted) out += kKindBonus;
    const auto confirmed = confirmed_.find(candidate.tokens.begin);
    if (confirmed != confirmed_.end() && confirmed->second == place.index) out += kContainerBonus;
    if (context.total > 0 && !place.country.empty()) {
      const auto country = context.countries.find(place.country);
      if (country != context.countries.end()) out += kCountryShare * country->second / context.total;
    }
    const RecordIndex division = division_of(place);
    if (division != kNoRecord && context.total > 0) {
      const auto at = context.divisions.find(division);
      if (at != context.divisions.end()) out += kDivisionShare * std::min(1.0, at->second / context.total * 2);
    }
    if (place.lat && place.kind != PlaceKind::kCountry) out += kNearBonus * context.points.near(place, 2) / 2.0;
    return out;
  }

  /// Candidates for which the same speaks: the same words with the same readings, container, noun behind and confirmation.
  struct Group {
    std::uint32_t words = 0;  ///< numbers the different words
    std::size_t first = 0;    ///< one of its candidates
    Toponym choice;
    double lead = 0;
  };

  /// Groups the candidates; `group_of` gets each one's.
  [[nodiscard]] std::vector<Group> groups(std::vector<std::size_t>& group_of) const {
    std::vector<Group> out;
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::map<std::tuple<std::uint32_t, std::vector<RecordIndex>, RecordIndex, std::optional<PlaceKind>, RecordIndex>,
             std::size_t>
        known;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& one = candidates_[i];
      const auto words = numbers.try_emplace(doc_.words(one.tokens), static_cast<std::uint32_t>(numbers.size())).first->second;
      const auto confirmed = confirmed_.find(one.tokens.begin);
      const auto [at, fresh] = known.try_emplace(
          {words, one.readings, one.container, one.wanted, confirmed == confirmed_.end() ? kNoRecord : confirmed->second},
          out.size());
      if (fresh) out.push_back({words, i, {}, 0});
      group_of.push_back(at->second);
    }
    return out;
  }

  std::vector<Toponym> resolve() {
    const std::size_t n = candidates_.size();
    std::vector<std::size_t> group_of;
    std::vector<Group> all = groups(group_of);
    std::vector<RecordIndex> chosen(n, kNoRecord);
    std::vector<double> weight(n, 0.0);
    // Rounds: by itself first, then in the company of the round before. A form has one place throughout, unless a comma
    // says otherwise: what one mention knows holds for all.
    for (int round = 0; round < 3; ++round) {
      choose(all, round == 0 ? Context{} : context_of(chosen, weight));
      for (std::size_t i = 0; i < n; ++i) {
        const Group& group = all[group_of[i]];
        chosen[i] = group.choice.place;
        weight[i] = std::clamp(group.lead / 2.0, 0.1, 1.0) * (candidates_[i].sure ? 1.0 : 0.7);
      }
    }
    std::vector<Toponym> out;
    for (std::size_t i = 0; i < n; ++i) {
      out.push_back(all[group_of[i]].choice);
      out.back().tokens = candidates_[i].tokens;
    }
    return out;
  }

  /// The best and the next best reading of each group.
  void choose(std::vector<Group>& all, const Context& context) const {
    const auto key = [](const Group& group, RecordIndex reading) {
      return (static_cast<std::uint64_t>(group.words) << 32U) | reading;
    };
    std::unordered_map<std::uint64_t, double> votes;
    std::vector<std::vector<double>> scores(all.size());
    for (std::size_t g = 0; g < all.size(); ++g) {
      const Candidate& candidate = candidates_[all[g].first];
      for (const RecordIndex reading : candidate.readings) {
        const double s = score(candidate, knowledge_.place(reading), context);
        scores[g].push_back(s);
        double& vote = votes.try_emplace(key(all[g], reading), s).first->second;
        vote = std::max(vote, s);
      }
    }
    for (std::size_t g = 0; g < all.size(); ++g) {
      Group& group = all[g];
      const Candidate& candidate = candidates_[group.first];
      const bool decided = candidate.container != kNoRecord || candidate.wanted;
      double best = -1;
      double second = -1;
      Toponym& out = group.choice;
      out = {};
      for (std::size_t r = 0; r < candidate.readings.size(); ++r) {
        const RecordIndex reading = candidate.readings[r];
        const double s = decided ? scores[g][r] : (scores[g][r] + votes[key(group, reading)]) / 2;
        if (s > best) {
          second = best;
          out.runner_up = out.place;
          best = s;
          out.place = reading;
        } else if (s > second) {
          second = s;
          out.runner_up = reading;
        }
      }
      if (out.runner_up == out.place) out.runner_up = kNoRecord;
      group.lead = second < 0 ? 3.0 : best - second;
      out.confidence = static_cast<float>(std::clamp(0.5 + group.lead / 4.0, 0.5, 1.0));
    }
  }

  const Document& doc_;
  const Knowledge& knowledge_;
  const std::vector<ActorMention>& actors_;
  const Article& article_;
  std::vector<std::uint32_t> name_at_;  // per token 1 + index into names, 0 for none
  std::vector<Word> words_;
  std::unordered_set<std::string> person_words_;  // of names of persons in two words or more
  std::vector<Candidate> candidates_;
  std::unordered_map<std::uint32_t, RecordIndex> confirmed_;  // by first token: a container that a town lies in
};

}  // namespace

std::vector<Toponym> find_toponyms(const Document& document, const Knowledge& knowledge,
                                   const std::vector<ActorMention>& actors, const Article& article) {
  return Finder(document, knowledge, actors, article).find();
}

}  // namespace attache
