// Predictions in the scorers' shapes; see tasks.h.
#include "app/eval/tasks.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>

#include "base/utf8.h"
#include "coding/attribution.h"
#include "coding/predicate.h"
#include "language/conllu.h"
#include "wire/record.h"
#include "world/toponyms.h"
#include "world/where.h"

namespace attache {
namespace {

void put_line(const Json& json) {
  const std::string line = one_line(json) + "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
}

/// A text with everything that the stages made of it, and the way from bytes and tokens to code points.
class Reading {
 public:
  Reading(const Pipeline& pipeline, Article article, Analyser::Workspace& workspace)
      : read_(pipeline.read(std::move(article), workspace)), index_(read_.coded.article.text) {}

  [[nodiscard]] const Article& article() const { return read_.coded.article; }
  [[nodiscard]] const Document& document() const { return read_.document; }
  [[nodiscard]] const Grounding& grounding() const { return read_.grounding; }
  [[nodiscard]] const std::vector<Claim>& claims() const { return read_.coded.claims; }

  [[nodiscard]] CodePointSpan span(ByteSpan bytes) const { return index_.span(article().text, bytes); }
  [[nodiscard]] CodePointSpan span(TokenSpan tokens) const { return span(document().bytes(tokens)); }

 private:
  ReadArticle read_;
  CodePointIndex index_;
};

Json pair(CodePointSpan span) { return Json::array({span.begin, span.end}); }

Json pairs(const Reading& reading, const std::vector<TokenSpan>& spans) {
  Json out = Json::array();
  for (const TokenSpan span : spans) out.push_back(pair(reading.span(span)));
  return out;
}

/// An article of one text in which every paragraph is read: scorers mark bylines and datelines too.
void read_all_parts(Article& article) {
  for (Paragraph& paragraph : article.paragraphs) {
    if (paragraph.kind != PartKind::kHeadline && paragraph.kind != PartKind::kSubheading) paragraph.kind = PartKind::kBody;
  }
}

/// Calls `use` with every record of JSON Lines and the article that it is. Errors: a line that is no article.
Result<void> for_each_record(std::istream& input, const std::function<void(const Json&, Article)>& use) {
  RecordReader reader({});
  std::optional<Error> error;
  Json record;
  Taker taker;
  taker.article = [&](Article&& article) {
    use(record, std::move(article));
    return true;
  };
  taker.skipped = [&](const Skipped& skipped) {
    error = Error{Fault::kIncorrect, skipped.remark.detail, skipped.where, "give the scorer's gold file"};
  };
  std::string line;
  for (std::size_t number = 1; !error && std::getline(input, line); ++number) {
    if (line.empty()) continue;
    record = Json::parse(line, nullptr, false);
    reader.read(line, "line " + std::to_string(number), taker);
  }
  if (error) return tl::unexpected<Error>(*error);
  return {};
}

/// For tasks whose records are {"doc", "text"}: writes {"doc", FIELD: what `predict` gives}.
Result<void> for_each_text(const Pipeline& pipeline, std::istream& input, const char* field,
                           const std::function<Json(const Json& record, const Reading& reading)>& predict) {
  Analyser::Workspace workspace;
  return for_each_record(input, [&](const Json& record, Article article) {
    read_all_parts(article);
    const Reading reading(pipeline, std::move(article), workspace);
    put_line({{"doc", record.value("doc", "")}, {field, predict(record, reading)}});
  });
}

// The words that filled a slot.
std::vector<CodePointSpan> evidence_of(const Claim& claim, Slot slot) {
  std::vector<CodePointSpan> out;
  for (const Evidence& each : claim.evidence) {
    if (each.slot == slot) out.push_back(each.span);
  }
  return out;
}

bool any_overlaps(const std::vector<CodePointSpan>& spans, CodePointSpan with) {
  return std::any_of(spans.begin(), spans.end(), [&](CodePointSpan span) { return span.overlaps(with); });
}

void add_name(const Reading& reading, const PlaceMention& mention, Json& out) {
  if (mention.name_span.empty()) return;
  Json name = pair(reading.span(mention.name_span));
  if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
}

/// The toponyms within the words that filled a claim's place.
void add_claimed_places(const Reading& reading, const Claim& claim, Json& out) {
  for (const PlaceMention& mention : reading.grounding().places) {
    const CodePointSpan name = reading.span(mention.name_span);
    if (any_overlaps(evidence_of(claim, Slot::kPlace), name)) add_name(reading, mention, out);
  }
}

/// For a verb that no frame claims, or none with a place: where the words about it say that it happened.
void add_places_of_verb(const Reading& reading, CodePointSpan verb, Json& out) {
  const Document& document = reading.document();
  for (std::uint32_t i = 0; i < document.tokens().size(); ++i) {
    if (!reading.span(TokenSpan{i, i + 1}).overlaps(verb)) continue;
    for (const PlaceMentionId place : places_of_event(document, reading.grounding(), TokenId(i)).places) {
      add_name(reading, reading.grounding().places[place.index()], out);
    }
    if (!out.empty()) return;
  }
}

}  // namespace

Result<void> write_claims(const Pipeline& pipeline, std::istream& input) {
  Analyser::Workspace workspace;
  return for_each_record(input, [&](const Json& record, Article article) {
    const CodedArticle coded = pipeline.code(std::move(article), workspace);
    put_line({{"document", record.value("document", coded.article.id)}, {"claims", to_json(coded.claims)}});
  });
}

Result<void> write_attribution(const Pipeline& pipeline, std::istream& input) {
  return for_each_text(pipeline, input, "attributions", [&](const Json&, const Reading& reading) {
    Json out = Json::array();
    const Attributions found =
        attribute(reading.article(), reading.document(), reading.grounding(), pipeline.coder().frames(), true);
    for (const auto* utterances : {&found.utterances, &found.attitudes}) {
      for (const Utterance& utterance : *utterances) {
        out.push_back({{"source", pairs(reading, utterance.source)},
                       {"cue", pairs(reading, utterance.cue)},
                       {"content", pairs(reading, utterance.content)},
                       {"attitude", utterances == &found.attitudes}});
      }
    }
    return out;
  });
}

Result<void> write_times(const Pipeline& pipeline, std::istream& input) {
  return for_each_text(pipeline, input, "times", [](const Json&, const Reading& reading) {
    Json out = Json::array();
    for (const TimeMention& mention : reading.grounding().times) {
      const CodePointSpan span = reading.span(mention.tokens);
      out.push_back({{"start", span.begin}, {"end", span.end}, {"type", mention.type}, {"value", or_null(mention.value)}});
    }
    return out;
  });
}

// The place scorers ask for every toponym, acting ones ("Moscow said") too, and with the point of the name itself.
Result<void> write_places(const Pipeline& pipeline, std::istream& input) {
  return for_each_text(pipeline, input, "places", [&](const Json&, const Reading& reading) {
    Json out = Json::array();
    const Knowledge& knowledge = pipeline.knowledge();
    for (const Toponym& toponym : find_toponyms(reading.document(), knowledge, reading.grounding().actors, reading.article())) {
      const CodePointSpan span = reading.span(toponym.tokens);
      Json place = {{"start", span.begin},
                    {"end", span.end},
                    {"name", reading.document().words(toponym.tokens)},
                    {"lat", nullptr},
                    {"lon", nullptr}};
      if (toponym.place != kNoRecord) {
        const PlaceRecord record = knowledge.place(toponym.place);
        if (record.lat) place["lat"] = *record.lat;
        if (record.lon) place["lon"] = *record.lon;
        if (record.geonames != 0) place["geonameid"] = record.geonames;
        if (record.kind == PlaceKind::kCountry) place["country"] = record.country;
      }
      out.push_back(std::move(place));
    }
    return out;
  });
}

Result<void> write_event_places(const Pipeline& pipeline, std::istream& input) {
  return for_each_text(pipeline, input, "events", [&](const Json& record, const Reading& reading) {
    Json out = Json::array();
    for (const Json& event : record.value("events", Json::array())) {
      const CodePointSpan verb{event["verb"][0].get<std::uint32_t>(), event["verb"][1].get<std::uint32_t>()};
      Json places = Json::array();
      for (const Claim& claim : reading.claims()) {
        if (any_overlaps(evidence_of(claim, Slot::kPredicate), verb)) add_claimed_places(reading, claim, places);
      }
      if (places.empty()) add_places_of_verb(reading, verb, places);
      out.push_back({{"verb", event["verb"]}, {"locations", std::move(places)}});
    }
    return out;
  });
}

Result<void> write_names(const Pipeline& pipeline, std::istream& input) {
  return for_each_text(pipeline, input, "names", [](const Json&, const Reading& reading) {
    Json out = Json::array();
    for (const Name& each : reading.grounding().names) {
      const CodePointSpan span = reading.span(each.tokens);
      out.push_back({{"start", span.begin}, {"end", span.end}, {"kind", name(each.kind)}});
    }
    return out;
  });
}

Result<void> write_parse(const Pipeline& pipeline, std::istream& input) {
  std::string text((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
  if (!is_valid_utf8(text)) return failure(Fault::kIncorrect, "not UTF-8", "INPUT", "convert it first");
  Analyser::Workspace workspace;
  const std::string conllu = to_conllu(pipeline.analyser().analyse(std::move(text), {}, workspace));
  std::fwrite(conllu.data(), 1, conllu.size(), stdout);
  return {};
}

Result<void> write_explanations(const Pipeline& pipeline, std::istream& input) {
  Analyser::Workspace workspace;
  return for_each_record(input, [&](const Json&, Article article) {
    const ReadArticle read = pipeline.read(std::move(article), workspace);
    const std::string told = read.coded.article.text + "\n\n" + pipeline.coder().explain(read.document, read.grounding) + "\n";
    std::fwrite(told.data(), 1, told.size(), stdout);
  });
}

}  // namespace attache
