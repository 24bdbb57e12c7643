// Puts the parts of the language stage together; see analyse.h.
#include "language/analyse.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <utility>

#include "language/conllu.h"

namespace attache {
namespace {

// Words that the network reads at once: enough for several sentences to share each load of the weights, few enough for
// the sums to stay in the second-level cache.
constexpr std::size_t kBatchWords = 512;
// A long sentence is cut at a mark within this many words before the limit.
constexpr std::uint32_t kCutWindow = 100;

template <class Use>
void each_line(std::string_view text, Use use) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    use(text.substr(at, end - at));
    at = end + 1;
  }
}

bool is_cutting_mark(std::string_view form) {
  return form == "," || form == ";" || form == ":" || form == "." || form == "-" || form == "\u2013" || form == "\u2014" ||
         form == ")";
}

}  // namespace

std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> out;
  std::size_t begin = 0;
  std::size_t at = 0;
  bool open = false;
  std::size_t end = 0;
  each_line(text, [&](std::string_view line) {
    const bool empty = line.find_first_not_of(" \t\r") == std::string_view::npos;
    if (empty && open) {
      out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, PartKind::kBody});
    } else if (!empty && !open) {
      begin = at;
    }
    open = !empty;
    at += line.size() + 1;
    if (!empty) end = std::min(at - 1, text.size());
  });
  if (open) out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, PartKind::kBody});
  return out;
}

Result<Analyser> Analyser::open(const std::string& path, const Kernels& kernels) {
  Result<ModelFile> file = ModelFile::open(path);
  if (!file) return tl::unexpected<Error>(file.error());
  Result<Network> network = Network::load(*file, kernels);
  if (!network) return tl::unexpected<Error>(network.error());
  Result<Lemmatiser> lemmatiser = Lemmatiser::load(*file);
  if (!lemmatiser) return tl::unexpected<Error>(lemmatiser.error());
  TensorReader reader(*file);
  NameFinder name_finder = NameFinder::load(reader);
  const std::string_view written = reader.text("orthography");
  if (!reader.error().empty()) {
    return failure(Fault::kIncorrect, reader.error(), path, "give a model file made by train/train.py and train/names.py");
  }
  Result<Orthography> orthography = Orthography::parse(written, path + " (orthography)");
  if (!orthography) return tl::unexpected<Error>(orthography.error());
  return Analyser(std::move(*file), std::move(*orthography), std::move(*network), std::move(*lemmatiser),
                  std::move(name_finder));
}

Analyser::Analyser(ModelFile file, Orthography orthography, Network network, Lemmatiser lemmatiser, NameFinder name_finder)
    : file_(std::move(file)),
      orthography_(std::move(orthography)),
      network_(std::move(network)),
      lemmatiser_(std::move(lemmatiser)),
      name_finder_(std::move(name_finder)) {
  TensorReader reader(file_);
  each_line(reader.text("labels.xpos"), [&](std::string_view label) {
    xpos_names_.push_back(label);
    xpos_.push_back(xpos_from(label));
  });
  each_line(reader.text("labels.morph"), [&](std::string_view label) {
    const std::size_t tab = std::min(label.find('\t'), label.size());
    morph_.push_back({upos_from(label.substr(0, tab)), features_from(label.substr(std::min(tab + 1, label.size())))});
  });
  each_line(reader.text("labels.deprel"), [&](std::string_view label) { relations_.push_back(deprel_from(label)); });
}

Document Analyser::analyse(std::string text, std::vector<Paragraph> paragraphs, Workspace& workspace) const {
  DocumentParts parts;
  parts.text = std::move(text);
  parts.paragraphs = paragraphs.empty() ? paragraphs_of(parts.text) : std::move(paragraphs);
  Segments& segments = workspace.segments_;
  for (std::size_t p = 0; p < parts.paragraphs.size(); ++p) {
    const ByteSpan span = parts.paragraphs[p].span;
    segments.clear();
    segment(parts.text, span, orthography_, segments);
    const auto first = static_cast<std::uint32_t>(parts.tokens.size());
    for (const WordSpan& word : segments.words) {
      Token token;
      token.span = word.span;
      token.space_after = word.space_after;
      parts.tokens.push_back(token);
    }
    for (Remark& remark : segments.remarks) parts.remarks.push_back(std::move(remark));
    const auto add = [&](std::uint32_t begin, std::uint32_t end) {
      Sentence sentence;
      sentence.tokens = {begin, end};
      sentence.paragraph = static_cast<std::uint32_t>(p);
      parts.sentences.push_back(sentence);
    };
    std::uint32_t begin = first;
    for (const std::uint32_t local_end : segments.sentence_ends) {
      const std::uint32_t end = first + local_end;
      if (end - begin > kMaxSentenceWords) {
        parts.remarks.push_back({RemarkCode::kSentenceCut,
                                 {parts.tokens[begin].span.begin, parts.tokens[end - 1].span.end},
                                 std::to_string(end - begin) + " words without a sentence's end"});
      }
      while (end - begin > kMaxSentenceWords) {
        std::uint32_t cut = begin + kMaxSentenceWords;
        for (std::uint32_t k = cut; k > begin + kMaxSentenceWords - kCutWindow; --k) {
          const ByteSpan word = parts.tokens[k - 1].span;
          if (is_cutting_mark(std::string_view(parts.text).substr(word.begin, word.size()))) {
            cut = k;
            break;
          }
        }
        add(begin, cut);
        begin = cut;
      }
      add(begin, end);
      begin = end;
    }
  }
  read_sentences(parts, workspace);
  return Document(std::move(parts));
}

Document Analyser::analyse_words(DocumentParts parts, Workspace& workspace) const {
  parts.lemmas.clear();
  parts.names.clear();
  read_sentences(parts, workspace);
  return Document(std::move(parts));
}

Analyser::NameEvidence Analyser::name_evidence(DocumentParts parts, std::uint32_t rows, Workspace& workspace) const {
  NameEvidence out;
  parts.lemmas.clear();
  read_sentences(parts, workspace, &out.inputs);
  std::vector<std::vector<std::uint32_t>> features;
  for (const Sentence& sentence : parts.sentences) {
    name_finder_.features(parts, sentence.tokens, rows, workspace.name_scratch_, features);
    std::move(features.begin(), features.end(), std::back_inserter(out.features));
  }
  return out;
}

namespace {

// "to northern Palawan" read as an infinitive with its object: the place hangs where the clause did, the word is its adjective.
void hang_as_adjective(DocumentParts& parts, TokenSpan sentence, std::uint32_t at) {
  Token& word = parts.tokens[at];
  const TokenId above = word.head;
  std::uint32_t noun = 0;
  for (std::uint32_t i = at + 1; i < sentence.end && noun == 0; ++i) {
    const Token& token = parts.tokens[i];
    if (token.head == TokenId(at) && (token.relation == Deprel::kObj || token.relation == Deprel::kObl)) noun = i;
  }
  if (!above || noun == 0) return;
  const Upos upos = parts.tokens[above.index()].upos;
  const bool verb = upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kAdj;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    Token& token = parts.tokens[i];
    if (token.head != TokenId(at) || i == noun) continue;
    const bool to = token.relation == Deprel::kMark;
    token.head = to ? TokenId(noun) : above;
    if (!to) continue;
    token.relation = Deprel::kCase;
    token.upos = Upos::kAdp;
    token.xpos = Xpos::kIn;
  }
  parts.tokens[noun].head = above;
  parts.tokens[noun].relation = verb ? Deprel::kObl : Deprel::kNmod;
  word.head = TokenId(noun);
  word.relation = Deprel::kAmod;
}

// "Met in Lusaka Friday": the day is no part of the name, it tells when.
void part_day_from_name(DocumentParts& parts, const Orthography& orthography, std::uint32_t at) {
  Token& day = parts.tokens[at];
  if (day.relation != Deprel::kFlat && day.relation != Deprel::kCompound) return;
  if (!day.head || day.head.index() >= at || day.upos != Upos::kPropn) return;
  const Token& name = parts.tokens[day.head.index()];
  if (name.relation != Deprel::kObl && name.relation != Deprel::kNmod) return;
  const std::string_view lemma = std::string_view(parts.lemmas).substr(day.lemma.begin, day.lemma.size());
  if (!name.head || !listed(orthography.dates, lemma)) return;
  const Upos above = parts.tokens[name.head.index()].upos;
  day.head = name.head;
  day.relation =
      above == Upos::kVerb || above == Upos::kAdj || above == Upos::kAux ? Deprel::kOblUnmarked : Deprel::kNmodUnmarked;
}

// "Hill and Prime Minister Doe agreed" with two subjects: the second, which "and" joins to the first, is its conjunct;
// of "spokesman Jane Doe" the title hangs on the name.
void join_subjects(DocumentParts& parts, TokenSpan sentence) {
  const auto is_subject = [](const Token& t) { return t.relation == Deprel::kNsubj || t.relation == Deprel::kNsubjPass; };
  std::uint32_t first = sentence.end;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    Token& second = parts.tokens[i];
    if (!is_subject(second)) continue;
    const bool again =
        first < sentence.end && parts.tokens[first].head == second.head && second.head && second.head.index() > i;
    if (!again) {
      first = i;
      continue;
    }
    std::uint32_t begin = i;  // of its phrase
    for (std::uint32_t t = i; t-- > first + 1;) {
      TokenId up = parts.tokens[t].head;
      for (int steps = 0; up && up.index() > first && up != TokenId(i) && up != second.head && steps < 8; ++steps)
        up = parts.tokens[up.index()].head;
      if (up != TokenId(i)) break;
      begin = t;
    }
    // "Hill and Northland | Prime Minister Doe", cut in the wrong place: the "and" stands in the first one's words.
    bool joined = parts.tokens[begin].upos == Upos::kCconj;
    for (std::uint32_t t = first + 1; t < begin && parts.tokens[t].upos != Upos::kPunct; ++t)
      joined |= parts.tokens[t].upos == Upos::kCconj;
    if (!joined) {
      // "Ministry spokesman Jane Doe said": the title describes the name.
      Token& title = parts.tokens[first];
      if (begin == first + 1 && title.upos == Upos::kNoun && second.upos == Upos::kPropn) {
        title.head = TokenId(i);
        title.relation = Deprel::kNmodDesc;
        first = i;
      }
      continue;
    }
    second.head = TokenId(first);
    second.relation = Deprel::kConj;
  }
}

}  // namespace

void Analyser::read_sentences(DocumentParts& parts, Workspace& workspace, std::vector<std::int8_t>* name_inputs) const {
  Workspace& w = workspace;
  w.readings_.assign(parts.tokens.size(), {});
  w.by_length_.resize(parts.sentences.size());
  std::iota(w.by_length_.begin(), w.by_length_.end(), 0U);
  std::stable_sort(w.by_length_.begin(), w.by_length_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return parts.sentences[a].tokens.size() > parts.sentences[b].tokens.size();
  });
  const std::string_view text = parts.text;
  for (std::size_t first = 0; first < w.by_length_.size();) {
    w.forms_.clear();
    w.lengths_.clear();
    std::size_t last = first;
    while (last < w.by_length_.size()) {
      const TokenSpan tokens = parts.sentences[w.by_length_[last]].tokens;
      if (!w.lengths_.empty() && w.forms_.size() + tokens.size() > kBatchWords) break;
      for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
        const ByteSpan word = parts.tokens[i].span;
        w.forms_.push_back(text.substr(word.begin, word.size()));
      }
      w.lengths_.push_back(tokens.size());
      ++last;
    }
    w.batch_readings_.resize(w.forms_.size());
    network_.read(w.forms_, w.lengths_, w.batch_readings_, w.scratch_);
    const std::span<const std::int8_t> inputs = w.scratch_.name_inputs();
    const std::size_t width = inputs.size() / w.forms_.size();
    if (name_inputs != nullptr) name_inputs->resize(parts.tokens.size() * width);
    auto from = w.batch_readings_.begin();
    for (std::size_t b = first; b < last; ++b) {
      const TokenSpan tokens = parts.sentences[w.by_length_[b]].tokens;
      std::copy_n(from, tokens.size(), w.readings_.begin() + tokens.begin);
      if (name_inputs != nullptr) {
        std::copy_n(inputs.data() + static_cast<std::size_t>(from - w.batch_readings_.begin()) * width, tokens.size() * width,
                    name_inputs->data() + tokens.begin * width);
      }
      from += tokens.size();
    }
    first = last;
  }

  parts.lemmas.reserve(parts.text.size());
  for (std::size_t s = 0; s < parts.sentences.size(); ++s) {
    Sentence& sentence = parts.sentences[s];
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const WordReading& reading = w.readings_[i];
      Token& token = parts.tokens[i];
      token.sentence = SentenceId(s);
      token.xpos = xpos_[reading.xpos];
      token.upos = morph_[reading.morph].upos;
      token.features = morph_[reading.morph].features;
      token.relation = relations_[reading.relation];
      token.head = reading.head == 0 ? TokenId() : TokenId(sentence.tokens.begin + reading.head - 1);
      if (reading.head == 0) sentence.root = TokenId(i);
      const std::string_view form = text.substr(token.span.begin, token.span.size());
      const bool direction = token.upos == Upos::kVerb && listed(orthography_.directions, form);
      if (direction) {
        token.upos = Upos::kAdj;
        token.xpos = Xpos::kJj;
        token.features = Feature::kNone;
        w.directions_.push_back(i);
      }
      token.lemma.begin = static_cast<std::uint32_t>(parts.lemmas.size());
      lemmatiser_.append(form, direction ? "JJ" : xpos_names_[reading.xpos], i > sentence.tokens.begin, w.key_, parts.lemmas);
      token.lemma.end = static_cast<std::uint32_t>(parts.lemmas.size());
    }
    for (std::uint32_t i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i) part_day_from_name(parts, orthography_, i);
    join_subjects(parts, sentence.tokens);
    for (const std::uint32_t i : w.directions_) hang_as_adjective(parts, sentence.tokens, i);
    w.directions_.clear();
  }
  find_names(parts, w);
}

void Analyser::find_names(DocumentParts& parts, Workspace& workspace) const {
  Workspace& w = workspace;
  w.name_labels_.resize(parts.tokens.size());
  w.name_scores_.resize(parts.tokens.size());
  for (std::size_t i = 0; i < parts.tokens.size(); ++i) w.name_scores_[i] = w.readings_[i].names;
  if (name_finder_.is_trained()) {
    name_finder_.label(parts, w.name_scores_, w.name_labels_, w.name_scratch_);
  } else {
    for (std::size_t i = 0; i < parts.tokens.size(); ++i) {
      const NameScores& scores = w.name_scores_[i];
      w.name_labels_[i] = static_cast<std::uint8_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    }
  }
  constexpr NameKind kKinds[] = {NameKind::kPerson, NameKind::kOrganisation, NameKind::kPlace};
  for (const Sentence& sentence : parts.sentences) {
    bool open = false;   // whether the last name can go on
    bool other = false;  // whether it is a run of proper nouns that the network gave no kind
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const unsigned label = w.name_labels_[i];  // O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC
      const ByteSpan lemma = parts.tokens[i].lemma;
      const bool proper = (parts.tokens[i].xpos == Xpos::kNnp || parts.tokens[i].xpos == Xpos::kNnps) &&
                          !listed(orthography_.dates, std::string_view(parts.lemmas).substr(lemma.begin, lemma.size()));
      if (label == 0 && !proper) {
        open = false;
        continue;
      }
      const NameKind kind = label == 0 ? NameKind::kOther : kKinds[(label - 1) / 2];
      const bool begins = label % 2 == 1;
      if (open && other == (label == 0) && !begins && parts.names.back().kind == kind) {
        parts.names.back().tokens.end = i + 1;
      } else {
        parts.names.push_back({{i, i + 1}, kind});
      }
      open = true;
      other = label == 0;
    }
  }
}

}  // namespace attache
