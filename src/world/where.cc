// The walk from an event's verb to its places; see where.h.
#include "world/where.h"

#include <algorithm>
#include <string>

#include "world/phrase.h"

namespace attache {
namespace {

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Prepositions behind which something happens.
bool locates(std::string_view preposition) {
  return among(preposition, {"in",     "at",         "near",  "on",    "outside", "inside", "around",  "across",
                             "within", "throughout", "along", "off",   "through", "over",   "between", "beside",
                             "behind", "opposite",   "above", "below", "under",   "amid"});
}

/// Prepositions behind which a movement ends.
bool leads(std::string_view preposition) { return among(preposition, {"to", "into", "onto", "toward", "towards", "past"}); }

/// What a phrase with these speaks of is not where those are who take part: "demonstrated against the war in Iraq".
bool is_topic(std::string_view preposition) {
  return among(preposition, {"against", "for", "about", "according", "with", "since", "until", "before", "without", "despite",
                             "like", "as", "over", "from", "of"});
}

class Walk {
 public:
  Walk(const Document& document, const Grounding& grounding) : doc_(document), grounding_(grounding) {}

  EventPlaces from(TokenId event, Nearness farthest) {
    own(event);
    if (done(Nearness::kOwn, farthest)) return std::move(out_);
    parties(event);
    if (done(Nearness::kParty, farthest)) return std::move(out_);
    for (const TokenId child : doc_.children(event)) {
      if (!found() && doc_.token(child).relation == Deprel::kAdvcl && !is_purpose(child)) clause(child);
    }
    if (done(Nearness::kClause, farthest)) return std::move(out_);
    for (const TokenId child : doc_.children(event)) {
      if (!found() && doc_.token(child).relation == Deprel::kConj) clause(child);
    }
    const Token& token = doc_.token(event);
    if (!found() && token.head &&
        (token.relation == Deprel::kConj || token.relation == Deprel::kAdvcl || token.relation == Deprel::kXcomp ||
         token.relation == Deprel::kAclRelcl || token.relation == Deprel::kAcl)) {
      own(token.head);
    }
    done(Nearness::kJoined, farthest);
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool found() const { return !out_.places.empty(); }
  bool done(Nearness nearness, Nearness farthest) {
    if (found()) out_.nearness = nearness;
    return found() || nearness >= farthest;
  }

  void take(PlaceMentionId place) {
    if (std::find(out_.places.begin(), out_.places.end(), place) == out_.places.end()) out_.places.push_back(place);
  }

  /// The places of a phrase: the head's own, else those below it ("the suburbs of Lagos", "downtown Quito"); with those
  /// that are listed beside it.
  void phrase(TokenId head, int depth = 0) {
    if (const PlaceMentionId place = grounding_.place_at[head.index()]) {
      take(place);
    } else if (depth < 4) {
      below(head, depth);
    }
    for (const TokenId child : doc_.children(head)) {
      if (doc_.token(child).relation == Deprel::kConj && doc_.token(child).upos != Upos::kVerb) phrase(child, depth + 1);
    }
  }

  void below(TokenId head, int depth) {
    const std::size_t before = out_.places.size();
    for (const TokenId child : doc_.children(head)) {
      const Deprel relation = doc_.token(child).relation;
      if (out_.places.size() > before) return;
      if (relation == Deprel::kNmod) {
        const std::string preposition = case_of(doc_, child);
        if (preposition == "of" || locates(preposition)) phrase(child, depth + 1);
      } else if (relation == Deprel::kAppos || relation == Deprel::kCompound || relation == Deprel::kNmodDesc ||
                 relation == Deprel::kFlat || relation == Deprel::kNmodPoss) {
        phrase(child, depth + 1);
      }
    }
    for (const TokenId child : doc_.children(head)) {
      const Deprel relation = doc_.token(child).relation;
      if (out_.places.size() == before && (relation == Deprel::kAcl || relation == Deprel::kAclRelcl)) own(child);
    }
  }

  /// "To demand a change in Mosul": where that would be is not where this is.
  [[nodiscard]] bool is_purpose(TokenId clause) const {
    return std::any_of(doc_.children(clause).begin(), doc_.children(clause).end(), [&](TokenId child) {
      return doc_.token(child).relation == Deprel::kMark && doc_.token(child).xpos == Xpos::kTo;
    });
  }

  /// Obliques of place, and an object that is a place.
  void own(TokenId event) {
    const bool verb = doc_.token(event).upos == Upos::kVerb;
    bool object = false;
    for (const TokenId child : doc_.children(event)) {
      const Deprel relation = doc_.token(child).relation;
      object |= relation == Deprel::kObj || relation == Deprel::kNsubjPass;
      const PlaceMentionId place = grounding_.place_at[child.index()];
      if (relation == Deprel::kAdvmod && place) take(place);
      if (relation != Deprel::kObl && relation != Deprel::kOblUnmarked && (relation != Deprel::kNmod || verb)) continue;
      if (grounding_.time_at[child.index()] && !place) continue;
      const std::string preposition = case_of(doc_, child);
      if (locates(preposition) || (preposition.empty() && place)) phrase(child);
    }
    for (const TokenId child : doc_.children(event)) {
      const Deprel relation = doc_.token(child).relation;
      if (relation == Deprel::kObj || relation == Deprel::kNsubjPass) ground(child);
    }
    keep_finest();
    for (const TokenId child : doc_.children(event)) {
      const Deprel relation = doc_.token(child).relation;
      if (!found() && relation == Deprel::kObl && !object && leads(case_of(doc_, child))) phrase(child);
    }
  }

  /// An object that is a place: "shelled the villages of Orlo and Berest".
  void ground(TokenId object) {
    const bool wide_only = std::all_of(out_.places.begin(), out_.places.end(), [&](PlaceMentionId id) {
      return among(grounding_.places[id.index()].kind, {"region", "country", "area", "continent"});
    });
    if (found() && !wide_only) return;
    const std::size_t before = out_.places.size();
    phrase(object, 2);
    const bool narrower =
        out_.places.size() > before && before > 0 &&
        among(grounding_.places[out_.places[before].index()].kind, {"city", "town", "village", "base", "airport", "site"});
    if (narrower) out_.places.erase(out_.places.begin(), out_.places.begin() + static_cast<std::ptrdiff_t>(before));
  }

  /// "In Peru, miners rallied in Cusco": of places that lie in each other, the smallest.
  void keep_finest() {
    const auto holds_other = [&](PlaceMentionId id) {
      const Place& outer = grounding_.places[id.index()].place;
      return std::any_of(out_.places.begin(), out_.places.end(), [&](PlaceMentionId other) {
        const std::vector<std::string>& within = grounding_.places[other.index()].place.within;
        return other != id && !outer.key.empty() && std::find(within.begin(), within.end(), outer.key) != within.end();
      });
    };
    std::vector<PlaceMentionId> finest;
    for (const PlaceMentionId place : out_.places) {
      if (!holds_other(place)) finest.push_back(place);
    }
    out_.places = std::move(finest);
  }

  /// Where those are who take part.
  void parties(TokenId event) {
    for (const Deprel wanted : {Deprel::kOblAgent, Deprel::kNsubj, Deprel::kObj, Deprel::kNsubjPass, Deprel::kObl}) {
      for (const TokenId child : doc_.children(event)) {
        if (found()) return;
        if (doc_.token(child).relation != wanted || grounding_.place_at[child.index()] || grounding_.time_at[child.index()])
          continue;
        if (wanted == Deprel::kObl && is_topic(case_of(doc_, child))) continue;
        below(child, 1);
      }
    }
  }

  /// A clause beside: "when a mine blew up their truck in Kaya"; of "demanding the release of men held in X" nothing but its
  /// own.
  void clause(TokenId verb) {
    own(verb);
    if (!found() && doc_.token(verb).xpos != Xpos::kVbg) parties(verb);
  }

  const Document& doc_;
  const Grounding& grounding_;
  EventPlaces out_;
};

}  // namespace

EventPlaces places_of_event(const Document& document, const Grounding& grounding, TokenId event, Nearness farthest) {
  return Walk(document, grounding).from(event, farthest);
}

}  // namespace attache
