// See conllu.h.
#include "language/conllu.h"

#include <array>
#include <charconv>
#include <utility>

namespace attache {
namespace {

struct FeatureName {
  std::string_view text;
  Feature feature;
};
// In the alphabetical order that UD asks for.
constexpr auto kFeatureNames = std::to_array<FeatureName>({
    {"Definite=Def", Feature::kDefinite},
    {"Definite=Ind", Feature::kIndefinite},
    {"Mood=Imp", Feature::kImperative},
    {"NumType=Ord", Feature::kOrdinal},
    {"Number=Plur", Feature::kPlural},
    {"Number=Sing", Feature::kSingular},
    {"Person=1", Feature::kFirst},
    {"Person=2", Feature::kSecond},
    {"Person=3", Feature::kThird},
    {"Polarity=Neg", Feature::kNegative},
    {"Poss=Yes", Feature::kPossessive},
    {"PronType=Dem", Feature::kDemonstrative},
    {"PronType=Int", Feature::kInterrogative},
    {"PronType=Rel", Feature::kRelative},
    {"Reflex=Yes", Feature::kReflexive},
    {"Tense=Past", Feature::kPast},
    {"Tense=Pres", Feature::kPresent},
    {"VerbForm=Fin", Feature::kFinite},
    {"VerbForm=Ger", Feature::kGerund},
    {"VerbForm=Inf", Feature::kInfinitive},
    {"VerbForm=Part", Feature::kParticiple},
    {"Voice=Pass", Feature::kPassive},
});

constexpr auto kNameKinds = std::to_array({NameKind::kPerson, NameKind::kOrganisation, NameKind::kPlace, NameKind::kOther});

/// The pieces of `text` between separators; calls `use` with each.
template <class Use>
void each_piece(std::string_view text, char separator, Use use) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    use(text.substr(at, end - at));
    at = end + 1;
  }
}

/// Whether a word that hangs on to the one before is the second half of a contraction.
bool is_clitic(std::string_view form) {
  const std::size_t apostrophe = form.find('\'') != std::string_view::npos ? form.find('\'') : form.find("\u2019");
  if (apostrophe == std::string_view::npos) return form == "na" || form == "ta" || form == "not";
  return form.size() > 1 && form != "''" && form != "\u2019" && (apostrophe == 0 || form[0] == 'n' || form[0] == 'N') &&
         form.size() <= 5;
}

struct Row {
  std::array<std::string_view, 10> columns;
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return columns[i]; }
};

Row row_of(std::string_view line) {
  Row row;
  row.columns.fill("_");
  std::size_t column = 0;
  if (line.find('\t') != std::string_view::npos) {
    each_piece(line, '\t', [&](std::string_view piece) {
      if (column < row.columns.size()) row.columns[column++] = piece;
    });
  } else {
    each_piece(line, ' ', [&](std::string_view piece) {
      if (!piece.empty() && column < row.columns.size()) row.columns[column++] = piece;
    });
  }
  return row;
}

bool number_of(std::string_view text, std::uint32_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

/// Collects the document; one object per text.
class Reader {
 public:
  Result<DocumentParts> run(std::string_view text) {
    std::uint32_t line_number = 0;
    std::string error;
    each_piece(text, '\n', [&](std::string_view line) {
      ++line_number;
      if (!error.empty()) return;
      if (line.ends_with('\r')) line.remove_suffix(1);
      error = take(line);
      if (!error.empty()) error = "line " + std::to_string(line_number) + ": " + error;
    });
    if (error.empty()) error = end_sentence();
    if (!error.empty()) return failure(Fault::kIncorrect, error, "CoNLL-U", "correct the line");
    end_paragraph();
    return std::move(parts_);
  }

 private:
  std::string take(std::string_view line) {
    if (line.find_first_not_of(" \t") == std::string_view::npos) return end_sentence();
    if (line[0] == '#') {
      if (line.starts_with("# newpar") || line.starts_with("# newdoc")) end_paragraph();
      return {};
    }
    const Row row = row_of(line);
    if (row[0].find('.') != std::string_view::npos) return {};  // an empty node
    if (const std::size_t dash = row[0].find('-'); dash != std::string_view::npos) {
      if (!number_of(row[0].substr(dash + 1), range_end_)) return "a bad range '" + std::string(row[0]) + "'";
      range_spaced_ = row[9].find("SpaceAfter=No") == std::string_view::npos;
      return {};
    }
    std::uint32_t number = 0;
    if (!number_of(row[0], number) || number != parts_.tokens.size() - first_ + 1) return "word numbers must count from 1";
    std::uint32_t head = 0;
    if (row[6] != "_" && !number_of(row[6], head)) return "a bad head '" + std::string(row[6]) + "'";
    heads_.push_back(head);
    add_word(row, number);
    return {};
  }

  void add_word(const Row& row, std::uint32_t number) {
    Token token;
    token.span.begin = size32(parts_.text);
    parts_.text += row[1];
    token.span.end = size32(parts_.text);
    token.lemma.begin = size32(parts_.lemmas);
    if (row[2] != "_" || row[1] == "_") parts_.lemmas += row[2];
    token.lemma.end = size32(parts_.lemmas);
    token.upos = upos_from(row[3]);
    token.xpos = xpos_from(row[4]);
    token.features = features_from(row[5]);
    token.relation = deprel_from(row[7]);
    token.space_after = number < range_end_    ? false
                        : number == range_end_ ? range_spaced_
                                               : row[9].find("SpaceAfter=No") == std::string_view::npos;
    token.sentence = SentenceId(parts_.sentences.size());
    if (token.space_after) parts_.text += ' ';
    const auto index = static_cast<std::uint32_t>(parts_.tokens.size());
    each_piece(row[9], '|', [&](std::string_view piece) {
      if (!piece.starts_with("Name=") || piece.size() < 8) return;
      for (const NameKind kind : kNameKinds) {
        if (piece.substr(7) != name(kind)) continue;
        if (piece[5] == 'B' || parts_.names.empty() || parts_.names.back().tokens.end != index) {
          parts_.names.push_back({{index, index + 1}, kind});
        } else {
          parts_.names.back().tokens.end = index + 1;
        }
      }
    });
    parts_.tokens.push_back(token);
  }

  std::string end_sentence() {
    range_end_ = 0;
    const std::size_t end = parts_.tokens.size();
    if (end == first_) return {};
    Sentence sentence;
    sentence.tokens = {static_cast<std::uint32_t>(first_), static_cast<std::uint32_t>(end)};
    sentence.paragraph = static_cast<std::uint32_t>(parts_.paragraphs.size());
    for (std::size_t i = first_; i < end; ++i) {
      const std::uint32_t head = heads_[i - first_];
      if (head > end - first_) return "a head beyond the sentence's end";
      if (head == 0) {
        if (!sentence.root) sentence.root = TokenId(i);
      } else {
        parts_.tokens[i].head = TokenId(first_ + head - 1);
      }
    }
    heads_.clear();
    parts_.sentences.push_back(sentence);
    first_ = end;
    return {};
  }

  void end_paragraph() {
    if (parts_.sentences.empty() || (!parts_.paragraphs.empty() && paragraph_first_ == parts_.sentences.size())) return;
    parts_.tokens.back().space_after = true;
    const auto end = parts_.tokens.back().span.end;
    parts_.paragraphs.push_back(
        {{parts_.tokens[parts_.sentences[paragraph_first_].tokens.begin].span.begin, end}, PartKind::kBody});
    paragraph_first_ = parts_.sentences.size();
    parts_.text.resize(end);
    parts_.text += "\n\n";
  }

  static std::uint32_t size32(const std::string& s) { return static_cast<std::uint32_t>(s.size()); }

  DocumentParts parts_;
  std::vector<std::uint32_t> heads_;
  std::size_t first_ = 0;            // the sentence's first token
  std::size_t paragraph_first_ = 0;  // the paragraph's first sentence
  std::uint32_t range_end_ = 0;      // of the multi-word token that is being read
  bool range_spaced_ = true;
};

}  // namespace

Feature features_from(std::string_view feats) {
  Feature out = Feature::kNone;
  each_piece(feats, '|', [&](std::string_view piece) {
    for (const FeatureName& known : kFeatureNames) {
      if (piece == known.text) out = out | known.feature;
    }
  });
  return out;
}

std::string feature_text(Feature features) {
  std::string out;
  for (const FeatureName& known : kFeatureNames) {
    if (!has(features, known.feature)) continue;
    if (!out.empty()) out += '|';
    out += known.text;
  }
  return out.empty() ? "_" : out;
}

std::string to_conllu(const Document& document) {
  std::string out;
  const std::vector<Token>& tokens = document.tokens();
  std::vector<std::string> names(tokens.size());
  for (const Name& found : document.names()) {
    for (std::uint32_t i = found.tokens.begin; i < found.tokens.end; ++i) {
      names[i] = (i == found.tokens.begin ? "Name=B-" : "Name=I-") + std::string(name(found.kind));
    }
  }
  std::uint32_t paragraph = 0xFFFFFFFFU;
  for (std::size_t s = 0; s < document.sentences().size(); ++s) {
    const Sentence& sentence = document.sentences()[s];
    if (sentence.paragraph != paragraph) out += "# newpar\n";
    paragraph = sentence.paragraph;
    out += "# sent_id = " + std::to_string(s + 1) + "\n# text = ";
    for (const char c : document.words(sentence.tokens)) out += c == '\n' ? ' ' : c;
    out += '\n';
    std::uint32_t range_end = sentence.tokens.begin;
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const TokenId id(i);
      const auto number = [&](std::uint32_t token) { return std::to_string(token - sentence.tokens.begin + 1); };
      const auto hangs_on = [&](std::uint32_t token) {
        return token < sentence.tokens.end && !tokens[token - 1].space_after && is_clitic(document.form(TokenId(token))) &&
               tokens[token - 1].upos != Upos::kPunct;
      };
      if (i >= range_end) {
        range_end = i + 1;
        while (hangs_on(range_end)) ++range_end;
        if (range_end > i + 1) {
          out += number(i) + "-" + number(range_end - 1) + "\t" + std::string(document.words(TokenSpan{i, range_end})) +
                 "\t_\t_\t_\t_\t_\t_\t_\t" + (tokens[range_end - 1].space_after ? "_" : "SpaceAfter=No") + "\n";
        }
      }
      const Token& token = tokens[i];
      out += number(i) + "\t" + std::string(document.form(id)) + "\t" +
             (document.lemma(id).empty() ? "_" : std::string(document.lemma(id))) + "\t" + std::string(name(token.upos)) +
             "\t" + std::string(name(token.xpos)) + "\t" + feature_text(token.features) + "\t" +
             (token.head ? number(token.head.index()) : "0") + "\t" + std::string(name(token.relation)) + "\t_\t";
      std::string misc = names[i];
      if (!token.space_after && range_end == i + 1 && !(i > sentence.tokens.begin && hangs_on(i))) {
        misc += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
      }
      out += (misc.empty() ? "_" : misc) + "\n";
    }
    out += '\n';
  }
  return out;
}

Result<DocumentParts> parts_from_conllu(std::string_view text) { return Reader().run(text); }

Result<Document> document_from_conllu(std::string_view text) {
  Result<DocumentParts> parts = parts_from_conllu(text);
  if (!parts) return tl::unexpected<Error>(parts.error());
  return Document(std::move(*parts));
}

}  // namespace attache
