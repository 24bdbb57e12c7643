// What attache-eval writes: the pipeline's output in the shapes that the scorers of each task read. Offsets are Unicode code
// points, end exclusive. Nothing here decides anything about language: that is the pipeline's.
#pragma once

#include <istream>
#include <string>

#include "app/export/claim_json.h"
#include "app/pipeline/pipeline.h"

namespace attache {

/// A task: reads the input to its end and writes predictions to standard output.
using Task = Result<void> (*)(const Pipeline& pipeline, std::istream& input);

/// {"document", ...} records to {"document", "claims"}.
Result<void> write_claims(const Pipeline& pipeline, std::istream& input);
/// {"doc", "text"} records to {"doc", "attributions": [{"source", "cue", "content"}]}, each a list of spans.
Result<void> write_attribution(const Pipeline& pipeline, std::istream& input);
/// {"doc", "text", "published"} records to {"doc", "times": [{"start", "end", "type", "value"}]}.
Result<void> write_times(const Pipeline& pipeline, std::istream& input);
/// {"doc", "text"} records to {"doc", "places": [{"start", "end", "name", "lat", "lon", "geonameid"}]}.
Result<void> write_places(const Pipeline& pipeline, std::istream& input);
/// {"doc", "text", "events": [{"verb"}]} records to {"doc", "events": [{"verb", "locations"}]}.
Result<void> write_event_places(const Pipeline& pipeline, std::istream& input);
/// {"doc", "text"} records to {"doc", "names": [{"start", "end", "kind"}]}.
Result<void> write_names(const Pipeline& pipeline, std::istream& input);
/// CoNLL-U documents, their words as given, to {"doc", "mentions": [{"start", "end", "head", "entity", "kind", "form",
/// "plural"}]}: who is named by which name, description or pronoun. Offsets count the characters that are not white space.
Result<void> write_coreference(const Pipeline& pipeline, std::istream& input);
/// The same from the text of the documents, words and sentences cut by the pipeline.
Result<void> write_coreference_of_text(const Pipeline& pipeline, std::istream& input);
/// A table with a column marked_sentence (<s>source</s>, <t>target</t>) to {"uid", "root"}.
Result<void> write_pair_types(const Pipeline& pipeline, std::istream& input);
/// Documents to how their predicates were read and which frames fitted, for people.
Result<void> write_explanations(const Pipeline& pipeline, std::istream& input);
/// Plain text to CoNLL-U.
Result<void> write_parse(const Pipeline& pipeline, std::istream& input);

}  // namespace attache
