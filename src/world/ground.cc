// The world stage in its order: times, names, actors, places, forces, coreference; then the arrays by head. See ground.h.
#include "world/ground.h"

#include <algorithm>
#include <unordered_set>

#include "world/actors.h"
#include "world/calendar.h"
#include "world/coreference.h"
#include "world/forces.h"
#include "world/lexicon.h"
#include "world/names.h"
#include "world/places.h"
#include "world/proper_names.h"

namespace attache {
namespace {

// Each mention by its head, and by every other of its tokens that the parse hangs on something outside it: where a parse breaks
// "Kremlin spokesman Dmitry Peskov" in two, both halves lead to him.
template <class Id, class Mention>
std::vector<Id> by_head(const Document& document, const std::vector<Mention>& mentions) {
  std::vector<Id> out(document.tokens().size());
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    Id& at = out[mentions[i].head.index()];
    if (!at) at = Id(i);
  }
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const TokenSpan tokens = mentions[i].tokens;
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
      const Token& token = document.tokens()[t];
      const bool noun = token.upos == Upos::kNoun || token.upos == Upos::kPropn;
      if (noun && !out[t] && (!token.head || !tokens.contains(token.head.index()))) out[t] = Id(i);
    }
  }
  return out;
}

// An institution that publishes for itself: "MINUSMA", "Ministry of Defence of the Russian Federation".
std::optional<ActorMention> speaker(const Knowledge& knowledge, const Lexicon& lexicon, std::string_view written) {
  const auto actor_named = [&](std::string_view words) -> std::optional<ActorRecord> {
    for (const Sense& sense : knowledge.senses(words)) {
      if (sense.what == Sense::What::kActor && sense.form != Sense::Form::kShort) return knowledge.actor(sense.record);
    }
    return std::nullopt;
  };
  ActorMention mention;
  mention.party.name = std::string(written);
  if (const auto actor = actor_named(written); actor && actor->kind != ActorKind::kPerson) {
    mention.actor = std::string(actor->id);
    mention.kind = actor->kind;
    mention.party.code = std::string(actor->code);
    mention.party.sector = std::string(actor->sector);
    return mention;
  }
  // Every run of words: one has to be a body, one a state or its adjective.
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == ' ') starts.push_back(i + 1);
  }
  const HeadWord* body = nullptr;
  std::optional<ActorRecord> state;
  for (std::size_t from = 0; from < starts.size(); ++from) {
    for (std::size_t to = starts.size(); to > from; --to) {
      const std::size_t end = to == starts.size() ? written.size() : starts[to] - 1;
      const std::string_view words = written.substr(starts[from], end - starts[from]);
      if (const HeadWord* word = lexicon.head(lower(words));
          body == nullptr && word != nullptr && word->kind == HeadKind::kBody)
        body = word;
      if (!state) {
        state = actor_named(words);
        if (state && state->kind != ActorKind::kState && state->kind != ActorKind::kOrganisation) state.reset();
      }
    }
  }
  if (body == nullptr || !state) return std::nullopt;
  mention.kind = ActorKind::kBody;
  mention.via = Via::kDescription;
  mention.party.code = std::string(state->code);
  mention.party.sector = body->sector;
  return mention;
}

// The outlet or agency of an article, as the register knows it; as written when it does not.
std::optional<ActorMention> medium(const Knowledge& knowledge, const Lexicon& lexicon, std::string_view written,
                                   std::string_view url) {
  std::optional<OutletRecord> outlet;
  for (const Sense& sense : knowledge.senses(written)) {
    if (sense.what == Sense::What::kOutlet) {
      outlet = knowledge.outlet(sense.record);
      break;
    }
  }
  if (!outlet && !url.empty()) {
    std::size_t begin = url.find("://");
    begin = begin == std::string_view::npos ? 0 : begin + 3;
    const std::string_view domain = url.substr(begin, std::min(url.find_first_of("/:?#", begin), url.size()) - begin);
    if (written.empty()) outlet = knowledge.outlet_of_domain(domain);
  }
  if (!outlet && written.empty()) return std::nullopt;
  if (!outlet) {
    if (auto institution = speaker(knowledge, lexicon, written)) return institution;
  }
  ActorMention mention;
  mention.kind = ActorKind::kOutlet;
  mention.party = {outlet ? std::string(outlet->name) : std::string(written), {}, "MED"};
  if (outlet) mention.actor = "outlet:" + std::string(outlet->id);
  mention.via = outlet ? Via::kName : Via::kShape;
  return mention;
}

// The state that a dateline lies in: by a capital of that name, else by a place.
std::string home_of(const Article& article, const Knowledge& knowledge) {
  for (const Sense& sense : knowledge.senses(article.dateline_place)) {
    if (sense.what == Sense::What::kActor && sense.form != Sense::Form::kName) {
      const ActorRecord actor = knowledge.actor(sense.record);
      if (actor.kind == ActorKind::kState) return std::string(actor.code);
    }
    if (sense.what == Sense::What::kPlace) return std::string(knowledge.place(sense.record).country);
  }
  return {};
}

/// Officials and institutions of a state that their own words do not name.
bool is_of_a_state(const ActorMention& mention) {
  if (!mention.party.code.empty() || !mention.actor.empty()) return false;
  if (mention.via != Via::kApposition && mention.via != Via::kDescription) return false;
  constexpr std::string_view kSectors[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"};
  return std::find(std::begin(kSectors), std::end(kSectors), mention.party.sector) != std::end(kSectors);
}

/// "The deputy mayor of Orlovka", "Lindi mayor X": the state that the place in or right behind their words lies in.
void localise_by_place(const Document& document, Grounding& out) {
  for (ActorMention& mention : out.actors) {
    if (!is_of_a_state(mention)) continue;
    const TokenSpan phrase = mention.tokens.joined(document.subtree(mention.head));
    auto place = std::lower_bound(out.places.begin(), out.places.end(), phrase.begin,
                                  [](const PlaceMention& each, std::uint32_t at) { return each.tokens.end <= at; });
    for (; place != out.places.end() && place->tokens.begin < phrase.end && mention.party.code.empty(); ++place) {
      if (phrase.contains(place->head.index())) mention.party.code = place->place.country;
    }
  }
}

/// Persons by name and institutions, of whom nothing else is said, are of the state that the copy is datelined in; so are all
/// mentions of the same one.
void localise_by_home(const std::string& home, Grounding& out) {
  if (home.empty()) return;
  std::unordered_set<std::uint32_t> entities;
  for (ActorMention& mention : out.actors) {
    const bool named = mention.via == Via::kApposition && mention.kind == ActorKind::kPerson;
    if (!is_of_a_state(mention) || mention.plural || (!named && mention.kind != ActorKind::kBody)) continue;
    mention.party.code = home;
    mention.confidence = std::min(mention.confidence, 0.6F);
    if (mention.entity != 0) entities.insert(mention.entity);
  }
  for (ActorMention& mention : out.actors) {
    if (entities.contains(mention.entity) && mention.party.code.empty() && mention.actor.empty()) mention.party.code = home;
  }
}

}  // namespace

Grounder::Grounder(const Knowledge& knowledge)
    : knowledge_(knowledge),
      lexicon_(std::make_unique<const Lexicon>(knowledge)),
      named_times_(std::make_unique<const NamedTimes>(knowledge.stanzas("calendar"))) {}
Grounder::~Grounder() = default;

Grounding Grounder::ground(const Article& article, const Document& document) const {
  const Knowledge& knowledge = knowledge_;
  const Lexicon& lexicon = *lexicon_;
  const std::optional<Day> day = publication_day(article);
  const std::string home = home_of(article, knowledge);
  const RegisteredNames names(document, knowledge, lexicon, home, day);
  const WorldContext context{document, knowledge, lexicon, names, day};

  Grounding out;
  out.times = find_times(document, {day, TimeContext::Mode::kAuto}, *named_times_);
  out.actors = find_actors(context);
  out.places = find_places(context, out.actors, article);
  out.forces = find_forces(context);
  out.names = proper_names(context, out.places);
  localise_by_place(document, out);
  resolve_coreference(context, home, out);
  localise_by_home(home, out);
  out.outlet = medium(knowledge, lexicon, article.outlet, article.url);
  if (!article.agency.empty()) out.agency = medium(knowledge, lexicon, article.agency, {});

  out.actor_at = by_head<ActorMentionId>(document, out.actors);
  out.place_at = by_head<PlaceMentionId>(document, out.places);
  out.time_at = by_head<TimeMentionId>(document, out.times);
  out.force_at = by_head<ForceMentionId>(document, out.forces);
  return out;
}

}  // namespace attache
