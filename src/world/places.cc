// Places named, described and referred to; see places.h.
#include "world/places.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "knowledge/distance.h"
#include "world/phrase.h"
#include "world/toponyms.h"

namespace attache {
namespace {

constexpr double kAirportKm = 40.0;  ///< how far a city's airport may lie
constexpr double kBaseKm = 12.0;
/// "there" and "the airport" look back so many sentences.
constexpr std::uint32_t kReach = 6;

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_direction(std::string_view word) {
  static const std::set<std::string, std::less<>> kDirections = {
      "north",         "south",         "east",          "west",          "northern",     "southern",     "eastern",
      "western",       "central",       "northeast",     "northwest",     "southeast",    "southwest",    "north-east",
      "north-west",    "south-east",    "south-west",    "northeastern",  "northwestern", "southeastern", "southwestern",
      "north-eastern", "north-western", "south-eastern", "south-western", "upper",        "lower"};
  return kDirections.contains(word);
}

bool is_settlement(PlaceKind kind) {
  return kind == PlaceKind::kCity || kind == PlaceKind::kTown || kind == PlaceKind::kVillage;
}
bool is_wide(PlaceKind kind) {
  return kind == PlaceKind::kCountry || kind == PlaceKind::kRegion || kind == PlaceKind::kArea ||
         kind == PlaceKind::kContinent || kind == PlaceKind::kSea || kind == PlaceKind::kGulf || kind == PlaceKind::kRange;
}

/// What a described place hangs on: a place, or a state by its nationality.
struct Anchor {
  std::optional<Place> place;
  PlaceKind kind = PlaceKind::kArea;
  std::string country;
  ByteSpan name;            ///< its toponym
  std::string text;         ///< its words, for those behind the noun
  std::uint32_t end = 0;    ///< first token after it
  std::string preposition;  ///< for those behind the noun
  bool left = false;        ///< a name right before the noun: "Gyumri base"
  bool possessor = false;   ///< "Armenia's", "its"
  float confidence = 1.0F;
  std::string runner_up;
};

class Finder {
 public:
  Finder(const WorldContext& context, const std::vector<ActorMention>& actors, const Article& article)
      : context_(context),
        doc_(context.document),
        knowledge_(context.knowledge),
        actors_(actors),
        toponyms_(find_toponyms(context.document, context.knowledge, actors, article)),
        toponym_at_(doc_.tokens().size(), 0),
        actor_at_(doc_.tokens().size(), nullptr),
        taken_(doc_.tokens().size(), false),
        headed_(doc_.tokens().size(), false) {
    for (std::size_t i = 0; i < toponyms_.size(); ++i) {
      for (std::uint32_t t = toponyms_[i].tokens.begin; t < toponyms_[i].tokens.end; ++t)
        toponym_at_[t] = static_cast<std::uint32_t>(i + 1);
    }
    for (const ActorMention& actor : actors_) {
      actor_at_[actor.head.index()] = &actor;
      if (actor.via == Via::kMetonym) metonyms_.insert(actor.head);
    }
    count_countries();
  }

  std::vector<PlaceMention> find() {
    // Described places first, in the order of the text; then the toponyms that they have not used; then references, which
    // need all others before them.
    for (std::uint32_t t = 0; t < doc_.tokens().size(); ++t) {
      if (auto mention = describe(TokenId(t), 0)) add(std::move(*mention));
    }
    for (const Toponym& toponym : toponyms_) {
      if (auto mention = named(toponym)) add(std::move(*mention));
    }
    std::sort(mentions_.begin(), mentions_.end(),
              [](const PlaceMention& a, const PlaceMention& b) { return a.tokens.begin < b.tokens.begin; });
    // References join in their order, each behind all that begins before it.
    std::vector<PlaceMention> others = std::exchange(mentions_, {});
    auto next = others.begin();
    for (std::uint32_t t = 0; t < doc_.tokens().size(); ++t) {
      while (next != others.end() && next->tokens.begin <= t) mentions_.push_back(std::move(*next++));
      if (auto mention = referred(TokenId(t))) add(std::move(*mention));
    }
    return std::move(mentions_);
  }

 private:
  // Mentions do not overlap, and no two have one head: the first stays.
  void add(PlaceMention mention) {
    const auto first = taken_.begin() + mention.tokens.begin;
    const auto last = taken_.begin() + mention.tokens.end;
    if (std::find(first, last, true) != last || headed_[mention.head.index()]) return;
    std::fill(first, last, true);
    headed_[mention.head.index()] = true;
    mentions_.push_back(std::move(mention));
  }

  // ---- records to places ---------------------------------------------------------------------------------------------

  [[nodiscard]] Place place_of(RecordIndex index) const {
    const PlaceRecord record = knowledge_.place(index);
    Place place;
    place.name = record.name;
    place.country = record.country;
    place.lat = record.lat;
    place.lon = record.lon;
    place.key = record.key();
    RecordIndex up = record.in;
    for (int step = 0; up != kNoRecord && step < 8; ++step) {
      const PlaceRecord container = knowledge_.place(up);
      place.within.push_back(container.key());
      up = container.in;
    }
    if (!record.country.empty() && place.key != record.country &&
        std::find(place.within.begin(), place.within.end(), record.country) == place.within.end()) {
      place.within.emplace_back(record.country);
    }
    return place;
  }

  [[nodiscard]] Anchor anchor_of(const Toponym& toponym) const {
    Anchor out;
    out.name = doc_.bytes(toponym.tokens);
    out.end = toponym.tokens.end;
    out.confidence = toponym.confidence;
    if (toponym.place != kNoRecord) {
      const PlaceRecord record = knowledge_.place(toponym.place);
      out.place = place_of(toponym.place);
      out.kind = record.kind;
      out.country = record.country;
    } else {
      out.place = Place{};
      out.kind = PlaceKind::kTown;
    }
    if (toponym.runner_up != kNoRecord) out.runner_up = knowledge_.place(toponym.runner_up).key();
    return out;
  }

  [[nodiscard]] std::optional<Anchor> country_anchor(std::string_view code) const {
    const auto record = knowledge_.find_place(code);
    if (!record || record->kind != PlaceKind::kCountry) return std::nullopt;
    Anchor out;
    out.place = place_of(record->index);
    out.kind = PlaceKind::kCountry;
    out.country = record->country;
    return out;
  }

  /// Our own place of a kind that lies nearest to a point, within some kilometres.
  [[nodiscard]] std::optional<RecordIndex> nearest(PlaceKind kind, const Place& around, double km) const {
    if (!around.lat || !around.lon) return std::nullopt;
    std::optional<RecordIndex> best;
    for (const RecordIndex i : own_sites()) {
      const PlaceRecord place = knowledge_.place(i);
      if (place.kind != kind || place.country != around.country) continue;
      const double distance = distance_km(*place.lat, *place.lon, *around.lat, *around.lon);
      if (distance < km) {
        km = distance;
        best = i;
      }
    }
    return best;
  }

  /// Our own bases and airports that have a point, in the knowledge's order.
  [[nodiscard]] const std::vector<RecordIndex>& own_sites() const {
    if (own_sites_) return *own_sites_;
    own_sites_.emplace();
    for (RecordIndex i = 0; i < knowledge_.place_count(); ++i) {
      const PlaceRecord place = knowledge_.place(i);
      if (place.id.empty()) break;  // our own come before the gazetteer's
      if ((place.kind == PlaceKind::kAirport || place.kind == PlaceKind::kBase) && place.lat) own_sites_->push_back(i);
    }
    return *own_sites_;
  }

  // ---- antecedents ---------------------------------------------------------------------------------------------------

  [[nodiscard]] bool in_reach(std::uint32_t earlier, std::uint32_t later) const {
    return doc_.tokens()[later].sentence.index() - doc_.tokens()[earlier].sentence.index() <= kReach;
  }

  /// The state last spoken of before a token, by name rather than by adjective; subjects before others of their sentence.
  [[nodiscard]] std::optional<Anchor> last_state(TokenId before) const {
    const ActorMention* best = nullptr;
    const auto rank = [&](const ActorMention& actor) {
      const Token& token = doc_.token(actor.head);
      const bool subject = token.relation == Deprel::kNsubj || token.relation == Deprel::kNsubjPass;
      const int standing = subject ? 2 : token.relation == Deprel::kNmodPoss ? 1 : 0;
      return static_cast<int>(token.sentence.index()) * 4 + standing + (actor.via == Via::kAdjective ? -3 : 0);
    };
    const std::uint32_t sentence = doc_.token(before).sentence.index();
    const std::uint32_t from = doc_.sentences()[sentence - std::min(sentence, kReach)].tokens.begin;
    auto actor = std::lower_bound(actors_.begin(), actors_.end(), from,
                                  [](const ActorMention& mention, std::uint32_t at) { return mention.tokens.begin < at; });
    for (; actor != actors_.end() && actor->tokens.begin < before.index(); ++actor) {
      if (actor->head >= before || actor->kind != ActorKind::kState || actor->party.code.size() != 3) continue;
      if (best == nullptr || rank(*actor) >= rank(*best)) best = &*actor;
    }
    return best == nullptr ? std::nullopt : country_anchor(best->party.code);
  }

  /// How many toponyms of the document lie in each state, in the order in which it first names them.
  void count_countries() {
    std::map<std::string_view, std::size_t> at;
    for (const Toponym& toponym : toponyms_) {
      if (toponym.place == kNoRecord) continue;
      const std::string_view country = knowledge_.place(toponym.place).country;
      const auto [known, fresh] = at.try_emplace(country, countries_.size());
      if (fresh) countries_.emplace_back(country, 0);
      ++countries_[known->second].second;
    }
  }

  /// The state that most toponyms of the document lie in, some left out; of two equals the one named first. Empty for none.
  [[nodiscard]] std::string main_country(const std::set<std::string>& except) const {
    std::string best;
    int most = 0;
    for (const auto& [country, count] : countries_) {
      if (country.empty() || count <= most || except.contains(std::string(country))) continue;
      best = country;
      most = count;
    }
    return best;
  }

  /// "The country": what the document is mostly about, where that is plain, else the state last spoken of.
  [[nodiscard]] std::optional<Anchor> the_country(TokenId token) const {
    const std::string main = main_country({});
    int own = 0;
    int second = 0;
    for (const auto& [country, count] : countries_) {
      if (country == main)
        own = count;
      else
        second = std::max(second, count);
    }
    if (!main.empty() && own >= 2 * second && own > 1) {
      if (auto out = country_anchor(main)) return out;
    }
    return last_state(token);
  }

  [[nodiscard]] const PlaceMention* last_place(std::uint32_t before, const std::vector<PlaceKind>& kinds) const {
    for (auto mention = mentions_.rbegin(); mention != mentions_.rend(); ++mention) {
      if (mention->tokens.end > before) continue;
      if (!in_reach(mention->head.index(), before)) break;
      const auto kind = place_kind_from(mention->kind);
      if (kinds.empty() || (kind && std::find(kinds.begin(), kinds.end(), *kind) != kinds.end())) return &*mention;
    }
    return nullptr;
  }

  // ---- descriptions --------------------------------------------------------------------------------------------------

  [[nodiscard]] const Toponym* toponym_at(TokenId token) const {
    const std::uint32_t i = toponym_at_[token.index()];
    return i == 0 ? nullptr : &toponyms_[i - 1];
  }

  [[nodiscard]] std::optional<PlaceWord> place_word_at(TokenId token) const {
    const Token& word = doc_.token(token);
    if (word.upos != Upos::kNoun && word.upos != Upos::kPropn) return std::nullopt;
    const std::string lemma = lower_lemma(doc_, token);
    if (token.index() > 0) {
      if (const auto phrase = knowledge_.place_word(lower_lemma(doc_, TokenId(token.index() - 1)) + " " + lemma)) return phrase;
    }
    return knowledge_.place_word(lemma);
  }

  /// What a token stands for as an anchor: a toponym, a state by name or adjective, a described place, "the country".
  [[nodiscard]] std::optional<Anchor> anchor_at(TokenId token, int depth) const {
    if (const Toponym* toponym = toponym_at(token)) return anchor_of(*toponym);
    if (const ActorMention* actor = actor_at_[token.index()]) {
      if (actor->kind == ActorKind::kState && actor->party.code.size() == 3) {
        auto out = country_anchor(actor->party.code);
        if (out) out->end = std::max(actor->tokens.end, token.index() + 1);
        return out;
      }
    }
    for (const Sense& sense : knowledge_.senses(doc_.form(token))) {
      if (sense.what != Sense::What::kActor || (sense.form != Sense::Form::kAdjective && sense.form != Sense::Form::kDemonym))
        continue;
      const ActorRecord actor = knowledge_.actor(sense.record);
      if (actor.kind != ActorKind::kState) continue;
      auto out = country_anchor(actor.code);
      if (out) out->end = token.index() + 1;
      return out;
    }
    if (const auto word = place_word_at(token)) {
      if (word->kind == "country") {
        auto out = the_country(token);
        if (out) out->end = token.index() + 1;
        return out;
      }
      if (depth < 3) {
        if (auto inner = describe(token, depth + 1)) {
          Anchor out;
          out.place = inner->place;
          out.kind = place_kind_from(inner->kind).value_or(PlaceKind::kArea);
          out.country = inner->place.country;
          out.name = inner->name_span;
          out.text = inner->place.name;
          out.end = inner->tokens.end;
          out.confidence = inner->confidence;
          return out;
        }
      }
    }
    return std::nullopt;
  }

  /// The anchors of a noun of place, and how far its words reach.
  struct Surroundings {
    std::vector<Anchor> anchors;  ///< names before the noun, then those behind, then possessors, then nationalities
    TokenSpan tokens;
    bool reference = false;  ///< "its", "the country's": the possessor is known from before
  };

  [[nodiscard]] Surroundings surroundings(const Phrase& phrase, int depth) const {
    Surroundings out;
    std::vector<Anchor> left;
    std::vector<Anchor> behind;
    std::vector<Anchor> owners;
    std::vector<Anchor> nationalities;
    out.tokens = {phrase.head.index(), phrase.head.index() + 1};
    const std::uint32_t floor = doc_.sentence(doc_.token(phrase.head).sentence).tokens.begin;
    for (std::uint32_t t = phrase.head.index(); t-- > floor;) {
      // Back over everything that hangs on the noun and stands in one run before it.
      if (!is_below(doc_, TokenId(t), phrase.head) || doc_.tokens()[t].relation == Deprel::kCase) {
        const bool possessive = doc_.tokens()[t].xpos == Xpos::kPos;
        const bool hyphen = doc_.form(TokenId(t)) == "-";
        if (!possessive && !hyphen && toponym_at_[t] == 0) break;
        if (toponym_at_[t] != 0 && !is_below(doc_, TokenId(t), phrase.head) && toponym_at_[t + 1] != toponym_at_[t] &&
            doc_.form(TokenId(t + 1)) != "-") {
          break;
        }
      }
      out.tokens.begin = t;
    }
    while (out.tokens.begin < phrase.head.index()) {
      const Token& first = doc_.tokens()[out.tokens.begin];
      if (first.relation != Deprel::kCase && first.relation != Deprel::kPunct && first.relation != Deprel::kCc &&
          first.relation != Deprel::kMark) {
        break;
      }
      ++out.tokens.begin;
    }
    for (std::uint32_t t = out.tokens.begin; t < phrase.head.index(); ++t) {
      const TokenId token(t);
      const Token& word = doc_.token(token);
      const bool owner = phrase.possessor && is_below(doc_, token, phrase.possessor);
      if (const Toponym* toponym = toponym_at(token)) {
        if (toponym->tokens.end != t + 1) continue;
        Anchor anchor = anchor_of(*toponym);
        anchor.left = !owner;
        anchor.possessor = owner;
        (owner ? owners : left).push_back(std::move(anchor));
        continue;
      }
      if (word.upos == Upos::kPron && has(word.features, Feature::kPossessive)) {
        const std::string form = lower(doc_.form(token));
        if (among(form, {"its", "their"})) {
          if (auto anchor = last_state(phrase.head)) {
            anchor->end = t + 1;
            anchor->possessor = true;
            owners.push_back(std::move(*anchor));
            out.reference = true;
          }
        }
        continue;
      }
      if (owner && token == phrase.possessor) {
        if (auto anchor = anchor_at(token, depth)) {
          anchor->possessor = true;
          owners.push_back(std::move(*anchor));
          out.reference = true;
        }
      } else if (!owner && (word.upos == Upos::kAdj || word.upos == Upos::kPropn)) {
        if (auto anchor = anchor_at(token, 3)) nationalities.push_back(std::move(*anchor));
      }
    }
    // Behind the noun: prepositional phrases that follow it in one run, whatever the parse hangs them on.
    const std::uint32_t end = doc_.sentence(doc_.token(phrase.head).sentence).tokens.end;
    std::uint32_t at = phrase.head.index() + 1;
    while (at + 1 < end) {
      const std::string preposition = lower(doc_.form(TokenId(at)));
      if (!among(preposition,
                 {"in", "at", "near", "of", "on", "inside", "outside", "around", "along", "with", "between", "within", "off"}))
        break;
      const auto anchor = behind_preposition(at + 1, end, depth);
      if (!anchor) break;
      behind.push_back(*anchor);
      behind.back().preposition = preposition;
      at = anchor->end;
      // "with Turkey and Iran", "in the Donetsk and Luhansk regions".
      while (at + 1 < end && among(lower(doc_.form(TokenId(at))), {"and", ",", "or"})) {
        const auto more = behind_preposition(at + 1, end, depth);
        const bool joined = among(preposition, {"with", "between"});
        if (!more || !joined) break;
        behind.push_back(*more);
        behind.back().preposition = preposition;
        at = more->end;
      }
      out.tokens.end = at;
    }
    // "The Crimea town of Sudak": what stands behind "of" is the town's own name.
    const auto is_named = [](const Anchor& anchor) { return anchor.preposition == "of" && anchor.kind != PlaceKind::kCountry; };
    const auto word = place_word_at(phrase.head);
    const auto kind = word ? place_kind_from(word->kind) : std::nullopt;
    const bool settlement = kind && (is_settlement(*kind) || *kind == PlaceKind::kDistrict);
    const bool by_name = settlement && !behind.empty() && is_named(behind.front());
    for (auto* list :
         by_name ? std::array{&behind, &left, &owners, &nationalities} : std::array{&left, &behind, &owners, &nationalities}) {
      for (Anchor& anchor : *list) out.anchors.push_back(std::move(anchor));
    }
    return out;
  }

  /// A toponym with the direction before it, as an anchor.
  [[nodiscard]] Anchor part_or_whole(const Toponym& toponym) const {
    Anchor out = anchor_of(toponym);
    PlaceMention part;
    part.tokens = toponym.tokens;
    part.place = *out.place;
    part.kind = name(out.kind);
    widen_to_direction(toponym, out.kind, part);
    out.place = part.place;
    out.kind = place_kind_from(part.kind).value_or(out.kind);
    out.text = std::string(doc_.words(part.tokens));
    return out;
  }

  /// The anchor of the noun phrase that begins at a token.
  [[nodiscard]] std::optional<Anchor> behind_preposition(std::uint32_t from, std::uint32_t end, int depth) const {
    for (std::uint32_t t = from; t < end && t < from + 7; ++t) {
      const TokenId token(t);
      const Token& word = doc_.token(token);
      if (const Toponym* toponym = toponym_at(token)) {
        const std::uint32_t after = toponym->tokens.end;
        // "in the Kalbajar district", "in Iraq's Anbar": the noun behind decides.
        if (after < end && depth < 3) {
          const TokenId next(doc_.token(TokenId(after)).xpos == Xpos::kPos && after + 1 < end ? after + 1 : after);
          if (next.index() != after) {
            t = after;
            continue;
          }
          if (place_word_at(next)) {
            if (auto inner = anchor_at(next, depth)) return inner;
          }
        }
        return part_or_whole(*toponym);
      }
      if (place_word_at(token)) {
        const bool more = t + 1 < end && (place_word_at(TokenId(t + 1)) || toponym_at_[t + 1] != 0 ||
                                          doc_.token(TokenId(t + 1)).xpos == Xpos::kPos);
        if (!more) return anchor_at(token, depth);
        continue;
      }
      const bool modifier = word.upos == Upos::kDet || word.upos == Upos::kAdj || word.upos == Upos::kNum ||
                            word.upos == Upos::kPropn || word.upos == Upos::kNoun || word.xpos == Xpos::kVbn ||
                            word.xpos == Xpos::kVbg || word.xpos == Xpos::kPos || word.xpos == Xpos::kPrpS ||
                            doc_.form(token) == "-";
      if (!modifier) return std::nullopt;
    }
    return std::nullopt;
  }

  /// What states keep in other lands.
  [[nodiscard]] bool is_flown_abroad(TokenId head, const PlaceWord& word) const {
    return word.kind == "base" || among(lower_lemma(doc_, head), {"embassy", "consulate"});
  }

  /// A place that a noun describes; nothing where the noun has nothing to hang on.
  [[nodiscard]] std::optional<PlaceMention> describe(TokenId head, int depth) const {
    if (toponym_at(head) != nullptr) return std::nullopt;
    const auto word = place_word_at(head);
    if (!word) return std::nullopt;
    const Token& noun = doc_.token(head);
    const bool modifier =
        noun.relation == Deprel::kCompound || noun.relation == Deprel::kNmodDesc || noun.relation == Deprel::kFlat;
    if (modifier && noun.head > head) return std::nullopt;
    const Phrase phrase = phrase_at(doc_, head);
    Surroundings around = surroundings(phrase, depth);
    if (around.anchors.empty()) return std::nullopt;

    PlaceMention out;
    out.head = head;
    out.tokens = around.tokens;
    if (is_flown_abroad(head, *word)) {
      // Nationality tells whose it is: "the U.S. embassy in Baghdad" is in Iraq, "a Turkish base" in a land that is not told
      // here.
      const auto tells_owner = [](const Anchor& a) {
        return a.kind == PlaceKind::kCountry && a.preposition.empty() && !a.possessor;
      };
      std::stable_partition(around.anchors.begin(), around.anchors.end(), [&](const Anchor& a) { return !tells_owner(a); });
      if (tells_owner(around.anchors.front())) {
        out.kind = word->kind;
        out.name_span = around.anchors.front().name;
        out.place.name = std::string(doc_.words(out.tokens));
        out.confidence = 0.5F;
        return out;
      }
    }
    out.coreferent = around.reference && around.anchors.size() == 1;
    if (word->kind == "border") {
      if (!fill_border(phrase, around, out)) return std::nullopt;
    } else if (!fill_described(*word, phrase, around, out)) {
      return std::nullopt;
    }
    widen_to_quantity(out);
    if (!word->weak || out.place.name.empty()) out.place.name = std::string(doc_.words(out.tokens));
    return out;
  }

  /// "a number of Armenian regions" is reached by "number".
  void widen_to_quantity(PlaceMention& mention) const {
    const Token& noun = doc_.token(mention.head);
    if (noun.relation != Deprel::kNmod || !noun.head || noun.head > mention.head || case_of(doc_, mention.head) != "of") return;
    if (!among(lower_lemma(doc_, noun.head),
               {"number", "dozen", "hundred", "series", "couple", "handful", "majority", "string", "score", "rest", "all"}))
      return;
    mention.head = noun.head;
    const Phrase outer = phrase_at(doc_, noun.head);
    mention.tokens = mention.tokens.joined({std::min(outer.tokens.begin, noun.head.index()), noun.head.index() + 1});
    mention.place.lat.reset();
    mention.place.lon.reset();
  }

  bool fill_border(const Phrase& phrase, const Surroundings& around, PlaceMention& out) const {
    std::vector<std::string> own;
    std::set<std::string> with;
    for (const Anchor& anchor : around.anchors) {
      if (anchor.country.empty()) continue;
      const bool partner = among(anchor.preposition, {"with"});
      if (partner) {
        with.insert(anchor.country);
      } else if (std::find(own.begin(), own.end(), anchor.country) == own.end()) {
        own.push_back(anchor.country);
      }
      out.confidence = std::min(out.confidence, anchor.confidence);
    }
    if (own.empty() && with.empty()) return false;
    out.kind = name(PlaceKind::kBorder);
    // "their disputed border": of two states that the text has named together.
    if (phrase.possessor && around.reference && around.anchors.size() == 1 && lower(doc_.form(phrase.possessor)) == "their") {
      out.place.key = "border:";
      return true;
    }
    // "the frontier with Turkey": whose, the text has said before.
    if (own.empty()) {
      if (std::string state = main_country(with); !state.empty()) own.push_back(std::move(state));
    }
    const bool named_owner =
        std::any_of(around.anchors.begin(), around.anchors.end(), [](const Anchor& a) { return a.place && a.name.size() > 0; });
    if (own.size() == 1 && with.empty() && !named_owner && !phrase.possessor) {
      // "the Azerbaijani border" in a text on Armenia is Armenia's.
      if (std::string state = main_country({own[0]}); !state.empty()) {
        with.insert(own[0]);
        own[0] = std::move(state);
      }
    }
    for (std::size_t i = 1; i < own.size(); ++i) with.insert(own[i]);
    if (!own.empty()) {
      out.place.country = own[0];
      out.place.within = {own[0]};
      with.erase(own[0]);
    }
    out.place.key = "border:" + out.place.country;
    char separator = '-';
    for (const std::string& code : with) {
      out.place.key += separator + code;
      separator = ',';
    }
    for (const Anchor& anchor : around.anchors) {
      if (!anchor.name.empty()) {
        out.name_span = anchor.name;
        break;
      }
    }
    return true;
  }

  bool fill_described(const PlaceWord& word, const Phrase& phrase, const Surroundings& around, PlaceMention& out) const {
    const Anchor& anchor = around.anchors.front();
    if (!anchor.place) return false;
    const auto kind = place_kind_from(word.kind);
    const Place& base = *anchor.place;
    out.name_span = anchor.name;
    out.runner_up = anchor.runner_up;
    out.confidence = anchor.confidence;
    if (anchor.preposition == "with") return false;
    if (kind == PlaceKind::kCountry && !anchor.left) return false;  // "the country of Russians": nothing that places
    if (word.kind == "same") {
      out.place = base;
      out.kind = name(anchor.kind);
      return true;
    }
    if (word.kind == "part") {
      if (among(lower_lemma(doc_, phrase.head), {"side"}) && anchor.preposition != "of") return false;
      out.kind = name(PlaceKind::kArea);
      inside(base, is_settlement(anchor.kind), "part:" + base.key, out.place);
      return true;
    }
    out.kind = name(*kind);
    // "Syunik province", "the town of Goris": the name is the place's own.
    const bool own_name = anchor.left || anchor.preposition == "of";
    const bool division = *kind == PlaceKind::kRegion || *kind == PlaceKind::kDistrict || is_settlement(*kind) ||
                          *kind == PlaceKind::kIsland || *kind == PlaceKind::kRiver || *kind == PlaceKind::kLake ||
                          *kind == PlaceKind::kSea || *kind == PlaceKind::kStrait || *kind == PlaceKind::kGulf ||
                          *kind == PlaceKind::kMountain || *kind == PlaceKind::kRange;
    if (own_name && division && anchor.kind != PlaceKind::kCountry && !phrase.plural) {
      out.place = base;
      return true;
    }
    if (anchor.kind == *kind && (anchor.left || anchor.preposition == "at") && !phrase.plural) {
      out.place = base;
      return true;
    }
    if (word.weak) {
      // "their posts at the airport" is the airport; "their positions" is nowhere.
      if (out.coreferent) return false;
      if (!anchor.text.empty()) {
        out.place = base;
        out.place.name = anchor.text;
        out.kind = name(anchor.kind);
        return true;
      }
    }
    if (!phrase.plural && !is_wide(anchor.kind)) {
      std::optional<RecordIndex> known;
      if (*kind == PlaceKind::kAirport) known = nearest(*kind, base, kAirportKm);
      if (*kind == PlaceKind::kBase) known = nearest(*kind, base, kBaseKm);
      if (known) {
        out.place = place_of(*known);
        return true;
      }
    }
    const bool boundless =
        anchor.kind == PlaceKind::kCountry || anchor.kind == PlaceKind::kContinent || anchor.kind == PlaceKind::kSea;
    inside(base, !boundless, phrase.plural || base.key.empty() ? std::string() : base.key + "/" + std::string(word.kind),
           out.place);
    return true;
  }

  /// Something inside a place: its country and containers, and its point where the place is narrow.
  static void inside(const Place& base, bool point, std::string key, Place& out) {
    out.country = base.country;
    if (point) {
      out.lat = base.lat;
      out.lon = base.lon;
    }
    out.key = std::move(key);
    if (!base.key.empty()) out.within.push_back(base.key);
    out.within.insert(out.within.end(), base.within.begin(), base.within.end());
  }

  // ---- names ---------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<PlaceMention> named(const Toponym& toponym) const {
    const TokenId head = top_of(doc_, toponym.tokens);
    const Anchor anchor = anchor_of(toponym);
    if (acts(toponym, head, anchor.kind)) return std::nullopt;
    PlaceMention out;
    out.tokens = toponym.tokens;
    out.head = head;
    out.name_span = anchor.name;
    out.place = anchor.place.value_or(Place{});
    out.kind = name(anchor.kind);
    out.runner_up = anchor.runner_up;
    out.confidence = anchor.confidence;
    widen_to_direction(toponym, anchor.kind, out);
    widen_to_container(anchor.kind, out);
    out.place.name = std::string(doc_.words(out.tokens));
    return out;
  }

  /// "eastern Syria": a part, with no point of its own.
  void widen_to_direction(const Toponym& toponym, PlaceKind kind, PlaceMention& out) const {
    const std::uint32_t first = toponym.tokens.begin;
    const std::uint32_t floor = doc_.sentence(doc_.tokens()[first].sentence).tokens.begin;
    if (first == floor || !is_direction(lower(doc_.form(TokenId(first - 1))))) return;
    std::uint32_t begin = first - 1;
    std::string direction = lower(doc_.form(TokenId(begin)));
    if (begin >= floor + 2 && doc_.form(TokenId(begin - 1)) == "-" && is_direction(lower(doc_.form(TokenId(begin - 2))))) {
      direction = lower(doc_.form(TokenId(begin - 2))) + "-" + direction;
      begin -= 2;
    }
    out.tokens.begin = begin;
    if (!is_wide(kind)) return;
    const Place whole = out.place;
    out.place = Place{};
    inside(whole, false, "part:" + whole.key + "/" + direction, out.place);
    out.kind = name(PlaceKind::kArea);
  }

  /// "102nd military base in Gyumri", "Ream naval base in Cambodia": where a thing with a name is belongs to its phrase.
  void widen_to_container(PlaceKind kind, PlaceMention& out) const {
    if (kind != PlaceKind::kBase && kind != PlaceKind::kAirport && kind != PlaceKind::kCrossing && kind != PlaceKind::kSite)
      return;
    const std::uint32_t end = doc_.sentence(doc_.token(out.head).sentence).tokens.end;
    const std::uint32_t at = out.tokens.end;
    if (at + 1 >= end || !among(lower(doc_.form(TokenId(at))), {"in", "at", "near", "on", "outside"})) return;
    const auto container = behind_preposition(at + 1, end, 0);
    if (container && container->place && container->country == out.place.country) out.tokens.end = container->end;
  }

  /// Whether a toponym stands for its government or people rather than for the place.
  [[nodiscard]] bool acts(const Toponym& toponym, TokenId head, PlaceKind kind) const {
    if (metonyms_.contains(head) || is_in_description(toponym.tokens, head)) return true;
    TokenId at = head;
    while (doc_.token(at).relation == Deprel::kConj && doc_.token(at).head) at = doc_.token(at).head;
    const Token& token = doc_.token(at);
    const std::string governor = token.head ? lower_lemma(doc_, token.head) : std::string();
    if (token.relation == Deprel::kCompound || token.relation == Deprel::kNmodDesc || token.relation == Deprel::kFlat) {
      // "Gaza hospital", "the Kabul bombing" are there; "U.S. forces", "the Minsk agreements" and titles are not.
      if (kind == PlaceKind::kCountry) return true;
      if (context_.lexicon.head(governor) != nullptr || context_.lexicon.in("dealing nouns", governor)) return true;
      return token.head && doc_.token(token.head).upos == Upos::kPropn;
    }
    if (token.relation == Deprel::kNmodPoss) return true;
    if (kind != PlaceKind::kCountry) return false;
    const std::string preposition = case_of(doc_, at);
    const bool noun = token.head && doc_.token(token.head).upos != Upos::kVerb;  // "a move by", not "moved to"
    const bool dealing = noun && context_.lexicon.in("dealing nouns", governor);
    switch (token.relation) {
      case Deprel::kNsubj:
      case Deprel::kNsubjOuter:
      case Deprel::kVocative:
      case Deprel::kOblAgent:
      case Deprel::kIobj:
        return true;
      case Deprel::kNsubjPass:
      case Deprel::kObj:
        return takes_actors(governor);
      case Deprel::kObl:
      case Deprel::kNmod:
        if (context_.lexicon.in("acting prepositions", preposition) || preposition == "for") return true;
        if (preposition == "to") return dealing || context_.lexicon.in("words with to", governor);
        if (among(preposition, {"of", "from", "on"})) return dealing || context_.lexicon.head(governor) != nullptr;
        return false;
      default:
        return false;
    }
  }

  /// Whether it is part of a longer name or description of someone: "Moscow Mayor X", "Chad's president".
  [[nodiscard]] bool is_in_description(TokenSpan tokens, TokenId head) const {
    const std::uint32_t begin = doc_.sentence(doc_.tokens()[tokens.begin].sentence).tokens.begin;
    auto actor = std::lower_bound(actors_.begin(), actors_.end(), begin,
                                  [](const ActorMention& mention, std::uint32_t at) { return mention.tokens.begin < at; });
    for (; actor != actors_.end() && actor->tokens.begin <= tokens.begin; ++actor) {
      if (actor->kind != ActorKind::kState && head < actor->head && actor->tokens.contains(tokens) &&
          actor->tokens.size() > tokens.size()) {
        return true;
      }
    }
    return false;
  }

  /// Verbs whose object is someone: all but those of movement and force over ground.
  [[nodiscard]] bool takes_actors(std::string_view verb) const {
    if (context_.lexicon.in("addressing verbs", verb)) return true;
    return !among(verb, {"enter",    "leave",  "visit",    "invade",    "occupy",    "seize",       "capture",    "bomb",
                         "shell",    "attack", "strike",   "hit",       "reach",     "cross",       "retake",     "liberate",
                         "control",  "hold",   "surround", "besiege",   "evacuate",  "abandon",     "quit",       "exit",
                         "patrol",   "secure", "storm",    "recapture", "annex",     "target",      "transit",    "overfly",
                         "depart",   "vacate", "flee",     "tour",      "overrun",   "take",        "pound",      "raid",
                         "blockade", "cede",   "return",   "divide",    "partition", "destabilise", "destabilize"});
  }

  // ---- references ----------------------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<PlaceMention> referred(TokenId token) const {
    const Token& word = doc_.token(token);
    if (taken_[token.index()]) return std::nullopt;
    if (word.relation != Deprel::kExpl && word.upos == Upos::kAdv && lower(doc_.form(token)) == "there") {
      return refer(token, {token.index(), token.index() + 1}, last_place(token.index(), {}));
    }
    const auto kind_word = place_word_at(token);
    if (!kind_word || toponym_at(token) != nullptr) return std::nullopt;
    if ((word.relation == Deprel::kCompound || word.relation == Deprel::kNmodPoss) && word.head > token) return std::nullopt;
    const Phrase phrase = phrase_at(doc_, token);
    if (!phrase.definite || phrase.indefinite || phrase.plural || phrase.possessor) return std::nullopt;
    const TokenSpan tokens{std::min(phrase.tokens.begin, token.index()), token.index() + 1};
    if (kind_word->kind == "country" || lower_lemma(doc_, token) == "republic" || lower_lemma(doc_, token) == "kingdom") {
      const auto state = the_country(token);
      if (!state) return std::nullopt;
      PlaceMention out;
      out.tokens = tokens;
      out.head = token;
      out.place = *state->place;
      out.kind = name(PlaceKind::kCountry);
      out.coreferent = true;
      out.confidence = 0.7F;
      if (acts_as_subject(token)) return std::nullopt;
      return out;
    }
    return refer(token, tokens, last_place(token.index(), kinds_for(kind_word->kind)));
  }

  [[nodiscard]] bool acts_as_subject(TokenId token) const {
    const Deprel relation = doc_.token(token).relation;
    return relation == Deprel::kNsubj || relation == Deprel::kOblAgent || relation == Deprel::kNsubjOuter ||
           relation == Deprel::kNmodPoss;
  }

  /// The kinds of places that "the region", "the airport" may mean.
  static std::vector<PlaceKind> kinds_for(std::string_view word) {
    const auto kind = place_kind_from(word);
    if (word == "part" || word == "same" || kind == PlaceKind::kRegion)
      return {PlaceKind::kRegion, PlaceKind::kArea, PlaceKind::kDistrict};
    if (kind && is_settlement(*kind)) return {PlaceKind::kCity, PlaceKind::kTown, PlaceKind::kVillage};
    if (kind == PlaceKind::kSite) return {PlaceKind::kSite, PlaceKind::kAirport, PlaceKind::kBase};
    return {*kind};
  }

  [[nodiscard]] std::optional<PlaceMention> refer(TokenId head, TokenSpan tokens, const PlaceMention* antecedent) const {
    if (antecedent == nullptr) return std::nullopt;
    PlaceMention out;
    out.tokens = tokens;
    out.head = head;
    out.place = antecedent->place;
    out.kind = antecedent->kind;
    out.coreferent = true;
    out.confidence = antecedent->confidence * 0.8F;
    return out;
  }

  const WorldContext& context_;
  const Document& doc_;
  const Knowledge& knowledge_;
  const std::vector<ActorMention>& actors_;
  std::vector<Toponym> toponyms_;
  std::vector<std::uint32_t> toponym_at_;                    // per token 1 + index, 0 for none
  std::vector<const ActorMention*> actor_at_;                // per token: the mention that it heads
  std::set<TokenId> metonyms_;                               // heads of capitals and palaces that act
  std::vector<std::pair<std::string_view, int>> countries_;  // how many toponyms lie in each, the first named first
  mutable std::optional<std::vector<RecordIndex>> own_sites_;
  std::vector<bool> taken_;             // per token: in a mention
  std::vector<bool> headed_;            // per token: the head of a mention
  std::vector<PlaceMention> mentions_;  // while references are sought: in the order of the text, up to the current token
};

}  // namespace

std::vector<PlaceMention> find_places(const WorldContext& context, const std::vector<ActorMention>& actors,
                                      const Article& article) {
  return Finder(context, actors, article).find();
}

}  // namespace attache
