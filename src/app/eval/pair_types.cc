// The task plv: the PLOVER type that holds between two marked phrases of a sentence, read off the sentence's claims.
#include <algorithm>
#include <array>

#include "app/eval/tasks.h"
#include "base/utf8.h"

namespace attache {
namespace {

/// Rows of a table as spreadsheets write it: tabs between fields, fields with tabs, quotes or line ends in quotes.
std::vector<std::vector<std::string>> read_table(std::istream& input) {
  const std::string text((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"') row.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"') row.back() += text[++at];
      else quoted = false;
    } else if (c == '"' && row.back().empty()) {
      quoted = true;
    } else if (c == '\t') {
      row.emplace_back();
    } else if (c == '\n') {
      rows.push_back(std::move(row));
      row.assign(1, "");
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  if (row.size() > 1) rows.push_back(std::move(row));
  return rows;
}

struct MarkedSentence {
  std::string text;
  CodePointSpan source, target;
};

MarkedSentence unmarked(const std::string& marked) {
  struct Tag {
    std::string_view text;
    std::uint32_t* at;
  };
  MarkedSentence out;
  ByteSpan source, target;
  const std::array<Tag, 4> tags = {{{"<s>", &source.begin}, {"</s>", &source.end}, {"<t>", &target.begin}, {"</t>", &target.end}}};
  for (std::size_t at = 0; at < marked.size();) {
    const auto tag = std::find_if(tags.begin(), tags.end(), [&](const Tag& each) { return marked.compare(at, each.text.size(), each.text) == 0; });
    if (tag == tags.end()) {
      out.text += marked[at++];
    } else {
      *tag->at = static_cast<std::uint32_t>(out.text.size());
      at += tag->text.size();
    }
  }
  const CodePointIndex index(out.text);
  out.source = index.span(out.text, source);
  out.target = index.span(out.text, target);
  return out;
}

/// How well a claim's roles fit the pair: doer and source, one whom it is done to and target, else target in another slot.
int fit(const Claim& claim, const MarkedSentence& sentence) {
  constexpr int kDoer = 8, kDoneTo = 4, kElsewhere = 2, kInClause = 1;
  bool doer = false, done_to = false, elsewhere = false;
  for (const Evidence& evidence : claim.evidence) {
    if (evidence.slot == Slot::kActor && evidence.span.overlaps(sentence.source)) doer = true;
    if (!evidence.span.overlaps(sentence.target)) continue;
    if (evidence.slot == Slot::kRecipient) done_to = true;
    else elsewhere = true;
  }
  return (doer ? kDoer : 0) + (done_to ? kDoneTo : elsewhere ? kElsewhere : 0) + (claim.span.overlaps(sentence.target) ? kInClause : 0);
}

}  // namespace

Result<void> write_pair_types(const Pipeline& pipeline, std::istream& input) {
  const auto rows = read_table(input);
  const auto column_of = [&](std::string_view name) {
    const auto at = std::find(rows.front().begin(), rows.front().end(), name);
    return static_cast<std::size_t>(at - rows.front().begin());
  };
  if (rows.empty() || column_of("marked_sentence") == rows.front().size()) {
    return failure(Fault::kIncorrect, "no column marked_sentence", "INPUT", "give the table of marked pairs");
  }
  const std::size_t marked = column_of("marked_sentence");
  const std::size_t uid = column_of("uid");
  Analyser::Workspace workspace;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() <= marked) continue;
    const MarkedSentence sentence = unmarked(rows[i][marked]);
    Article article;
    article.text = sentence.text;
    article.paragraphs = {{{0, static_cast<std::uint32_t>(article.text.size())}, PartKind::kBody}};
    article.key = key_of(article);
    const CodedArticle coded = pipeline.code(std::move(article), workspace);
    const Claim* best = nullptr;
    for (const Claim& claim : coded.claims) {
      if (claim.event == EventType::kNone || fit(claim, sentence) == 0) continue;
      if (best == nullptr || fit(claim, sentence) > fit(*best, sentence)) best = &claim;
    }
    const std::string id = uid < rows[i].size() && !rows[i][uid].empty() ? rows[i][uid] : std::to_string(i - 1);
    const std::string line = one_line({{"uid", id}, {"root", best == nullptr ? Json(nullptr) : Json(name(best->event))}}) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  return {};
}

}  // namespace attache
