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
      if (c != '"')
        row.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"')
        row.back() += text[++at];
      else
        quoted = false;
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
  const std::array<Tag, 4> tags = {
      {{"<s>", &source.begin}, {"</s>", &source.end}, {"<t>", &target.begin}, {"</t>", &target.end}}};
  for (std::size_t at = 0; at < marked.size();) {
    const auto tag = std::find_if(tags.begin(), tags.end(),
                                  [&](const Tag& each) { return marked.compare(at, each.text.size(), each.text) == 0; });
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

/// Whether the chain of a claim starts with someone whom the marked words name.
bool is_told_by(const Claim& claim, std::string_view words) {
  if (claim.attribution.empty()) return false;
  const std::string& name = claim.attribution.front().name;
  const std::string_view last = std::string_view(name).substr(name.rfind(' ') + 1);
  return last.size() > 1 && words.find(last) != std::string_view::npos;
}

/// What a claim's roles make of the pair.
struct Fit {
  bool doer = false;       ///< the source does it
  bool speaker = false;    ///< the source says that it is so
  bool done_to = false;    ///< it is done to the target
  bool by_target = false;  ///< the target does it
  bool elsewhere = false;
  bool in_clause = false;

  [[nodiscard]] int weight() const {
    return (doer ? 8 : speaker ? 5 : 0) + (done_to ? 4 : by_target && speaker ? 4 : elsewhere ? 2 : 0) + (in_clause ? 1 : 0);
  }
};

Fit fit(const Claim& claim, const MarkedSentence& sentence) {
  Fit out;
  for (const Evidence& evidence : claim.evidence) {
    const bool is_actor = evidence.slot == Slot::kActor;
    if (is_actor && evidence.span.overlaps(sentence.source)) out.doer = true;
    if (!evidence.span.overlaps(sentence.target)) continue;
    if (evidence.slot == Slot::kRecipient)
      out.done_to = true;
    else if (is_actor)
      out.by_target = out.elsewhere = true;
    else
      out.elsewhere = true;
  }
  const CodePointIndex index(sentence.text);
  const std::size_t begin = index.byte(sentence.text, sentence.source.begin);
  out.speaker =
      is_told_by(claim, std::string_view(sentence.text).substr(begin, index.byte(sentence.text, sentence.source.end) - begin));
  out.in_clause = claim.span.overlaps(sentence.target);
  return out;
}

/// The one type that this data set gives to what the codebook tells apart by status, negation and force. PLOVER: cooperation
/// that is refused is REJECT, that lies ahead AGREE; conflict that lies ahead THREATEN; peacekeepers sent AID, taken away
/// SANCTION; what another is to do, or is said to have done against someone, is REQUEST and ACCUSE of the one who says so.
EventType pair_type(const Claim& claim, const Fit& fit) {
  using E = EventType;
  const auto is = [&](std::initializer_list<EventType> events) {
    return std::find(events.begin(), events.end(), claim.event) != events.end();
  };
  const bool peace =
      claim.force && (claim.force->kind == ForceKind::kPeacekeepers || claim.force->kind == ForceKind::kObservers);
  const bool ahead = claim.status == Status::kPlanned || claim.status == Status::kProposed || claim.status == Status::kAgreed;
  const bool material_conflict = is({E::kProtest, E::kSanction, E::kCoerce, E::kAssault});
  const bool told_of_target = fit.speaker && !fit.doer && fit.by_target;
  if (claim.status == Status::kRequested && told_of_target) return E::kRequest;
  if (told_of_target && !claim.negated && material_conflict) return E::kAccuse;
  if (claim.negated && is({E::kAgree, E::kConsult, E::kSupport, E::kConcede, E::kCooperate, E::kAid, E::kRetreat}))
    return E::kReject;
  if (claim.negated && ahead && is({E::kProtest})) return E::kReject;
  if (peace && claim.event == E::kMobilize) return E::kAid;
  if (peace && claim.event == E::kRetreat && claim.posture == Posture::kWithdraw) return E::kSanction;
  if (ahead && is({E::kConsult, E::kSupport, E::kConcede, E::kCooperate, E::kAid, E::kRetreat})) return E::kAgree;
  if (claim.status == Status::kThreatened || (ahead && !claim.negated && material_conflict)) return E::kThreaten;
  return claim.event;
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
    Fit best_fit;
    for (const Claim& claim : coded.claims) {
      const Fit one = fit(claim, sentence);
      if (claim.event == EventType::kNone || one.weight() == 0) continue;
      if (best != nullptr && one.weight() <= best_fit.weight()) continue;
      best = &claim;
      best_fit = one;
    }
    const std::string id = uid < rows[i].size() && !rows[i][uid].empty() ? rows[i][uid] : std::to_string(i - 1);
    const std::string line =
        one_line({{"uid", id}, {"root", best == nullptr ? Json(nullptr) : Json(name(pair_type(*best, best_fit)))}}) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  return {};
}

}  // namespace attache
