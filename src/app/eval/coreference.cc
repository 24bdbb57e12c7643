// Who is meant by which words, for eval/coreference.py: the world stage over documents of a treebank.
#include <cctype>
#include <functional>
#include <iterator>

#include "app/eval/tasks.h"
#include "language/conllu.h"

namespace attache {
namespace {

/// From bytes to characters that are not white space: what two texts with the same words have in common, however they are laid
/// out.
class InkIndex {
 public:
  explicit InkIndex(std::string_view text) : before_(text.size() + 1, 0) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const bool begins = (byte & 0xC0U) != 0x80U;
      before_[i + 1] = before_[i] + (begins && std::isspace(byte) == 0 ? 1 : 0);
    }
  }
  [[nodiscard]] Json span(ByteSpan bytes) const { return Json::array({before_[bytes.begin], before_[bytes.end]}); }

 private:
  std::vector<std::uint32_t> before_;
};

/// The form of a mention: "pronoun", "name", "adjective" or "description".
std::string_view form_of(const Document& document, const ActorMention& mention) {
  const Upos tag = document.token(mention.head).upos;
  if (tag == Upos::kPron || tag == Upos::kDet) return "pronoun";
  switch (mention.via) {
    case Via::kAdjective:
      return "adjective";
    case Via::kName:
    case Via::kMetonym:
    case Via::kApposition:
    case Via::kShape:
      return "name";
    default:
      return tag == Upos::kPropn ? "name" : "description";
  }
}

Json mentions_of(const Document& document, const Grounding& grounding) {
  const InkIndex index(document.text());
  Json out = Json::array();
  for (const ActorMention& mention : grounding.actors) {
    const Json span = index.span(document.bytes(mention.tokens));
    out.push_back({{"start", span[0]},
                   {"end", span[1]},
                   {"head", index.span(document.token(mention.head).span)},
                   {"entity", mention.entity},
                   {"kind", name(mention.kind)},
                   {"form", form_of(document, mention)},
                   {"plural", mention.plural},
                   {"text", document.words(mention.tokens)},
                   {"party", mention.party.name}});
  }
  return out;
}

/// One document of a treebank's file.
struct TreebankText {
  std::string id;
  std::string conllu;
  std::string made;  ///< the day on which it was written; empty where the file does not tell
};

Result<std::vector<TreebankText>> documents_of(std::istream& input) {
  std::vector<TreebankText> out;
  const auto value = [](std::string_view line) { return std::string(line.substr(line.find('=') + 2)); };
  for (std::string line; std::getline(input, line);) {
    if (line.starts_with("# newdoc id = ")) out.push_back({value(line), {}, {}});
    if (out.empty() && !line.empty())
      return failure(Fault::kIncorrect, "no line '# newdoc id = NAME' at the start", "INPUT", "give a treebank of documents");
    if (out.empty()) continue;
    if (line.starts_with("# meta::dateCreated = ")) out.back().made = value(line);
    out.back().conllu.append(line).push_back('\n');
  }
  return out;
}

/// Grounds each document after `read` has made it of the treebank's words.
Result<void> for_each_document(const Pipeline& pipeline, std::istream& input,
                               const std::function<Document(DocumentParts parts)>& read) {
  const auto texts = documents_of(input);
  if (!texts) return tl::unexpected<Error>(texts.error());
  for (const TreebankText& each : *texts) {
    auto parts = parts_from_conllu(each.conllu);
    if (!parts) return tl::unexpected<Error>(parts.error());
    Article article;
    article.id = each.id;
    article.text = parts->text;
    article.paragraphs = parts->paragraphs;
    if (const auto instant = parse_instant(each.made)) {
      article.published = ReportedTime{instant->seconds};
      article.published_day_only = true;
    }
    article.key = key_of(article);
    const Document document = read(std::move(*parts));
    const Json mentions = mentions_of(document, pipeline.grounder().ground(article, document));
    const std::string line = one_line({{"doc", each.id}, {"mentions", mentions}}) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  return {};
}

}  // namespace

Result<void> write_coreference(const Pipeline& pipeline, std::istream& input) {
  Analyser::Workspace workspace;
  return for_each_document(pipeline, input,
                           [&](DocumentParts parts) { return pipeline.analyser().analyse_words(std::move(parts), workspace); });
}

Result<void> write_coreference_of_text(const Pipeline& pipeline, std::istream& input) {
  Analyser::Workspace workspace;
  return for_each_document(pipeline, input, [&](DocumentParts parts) {
    return pipeline.analyser().analyse(std::move(parts.text), std::move(parts.paragraphs), workspace);
  });
}

}  // namespace attache
