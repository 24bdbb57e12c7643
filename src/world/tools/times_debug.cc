// attache_times_debug --model FILE [--knowledge DIR] < articles.jsonl > times.jsonl
//
// For developers: the calendar alone. Reads {doc, published, text} per line and writes {doc, times: [{start, end, type, value,
// edtf}]} with code-point offsets, the form that TIMEX3 scorers take.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "language/analyse.h"
#include "world/calendar.h"

using namespace attache;

namespace {

// One paragraph per line: the form of the corpora that this tool is for.
std::vector<Paragraph> lines_of(std::string_view text) {
  std::vector<Paragraph> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) out.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, PartKind::kBody});
    at = end + 1;
  }
  return out;
}

NamedTimes named_times(const std::string& folder) {
  std::vector<Complaint> complaints;
  const auto stanzas = read_knowledge({folder}, complaints);
  if (!stanzas) {
    std::cerr << stanzas.error().text() << '\n';
    return {};
  }
  std::vector<Stanza> calendar;
  for (const Stanza& stanza : *stanzas) {
    if (stanza.folder == "calendar") calendar.push_back(stanza);
  }
  return NamedTimes(calendar);
}

}  // namespace

int main(int argc, char** argv) {
  std::unique_ptr<Analyser> analyser;
  NamedTimes named;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];
    if (flag == "--knowledge") named = named_times(argv[i + 1]);
    if (flag == "--model") {
      auto opened = Analyser::open(argv[i + 1]);
      if (!opened) {
        std::cerr << opened.error().text() << '\n';
        return 1;
      }
      analyser = std::make_unique<Analyser>(std::move(*opened));
    }
  }
  if (!analyser) {
    std::cerr << "--model FILE is missing\n";
    return 1;
  }
  Analyser::Workspace workspace;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    const auto record = nlohmann::json::parse(line);
    const std::string text = record.at("text");
    TimeContext context;
    if (record.contains("published") && record["published"].is_string()) {
      context.published = parse_day(record["published"].get<std::string>().substr(0, 10));
    }
    const Document document = analyser->analyse(text, lines_of(text), workspace);
    const CodePointIndex offsets(document.text());
    nlohmann::json out{{"doc", record.at("doc")}, {"times", nlohmann::json::array()}};
    for (const TimeMention& mention : find_times(document, context, named)) {
      const CodePointSpan at = offsets.span(document.text(), document.bytes(mention.tokens));
      nlohmann::json one{{"start", at.begin}, {"end", at.end}, {"type", mention.type}, {"value", mention.value}};
      if (mention.time) one["edtf"] = mention.time->edtf;
      out["times"].push_back(std::move(one));
    }
    std::cout << out.dump() << '\n';
  }
  return 0;
}
