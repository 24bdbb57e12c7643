// See name_finder.h. The order and the numbers of the features are between this file and the weights: whoever changes one runs
// train/names.py again.
#include "language/name_finder.h"

#include <algorithm>

#include "base/utf8.h"
#include "language/word_features.h"

namespace attache {
namespace {

constexpr std::uint32_t kBegunPhrase = 1U << 31U;  // a list has longer phrases that begin so
constexpr std::uint32_t kLongestPhrase = 6;

// How a word is written.
enum Shape : std::uint32_t {
  kMark,
  kLower,
  kCapital,
  kCapitals,
  kInitial,
  kMixed,
  kNumber,
  kLettersAndDigits,
  kDotted,
  kAddress
};

Shape shape_of(std::string_view form) {
  std::uint32_t uppers = 0, lowers = 0, digits = 0, dots = 0, others = 0;
  bool first_upper = false, first = true;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint c = decode_utf8(form, at);
    at += c.length;
    if (c.value >= U'0' && c.value <= U'9') {
      ++digits;
    } else if (is_letter(c.value)) {
      const bool upper = lower(c.value) != c.value;
      if (first) first_upper = upper;
      ++(upper ? uppers : lowers);
    } else if (c.value == U'.') {
      ++dots;
    } else {
      ++others;
      if (c.value == U'@' || c.value == U'/') others += 10;
    }
    first = false;
  }
  if (others >= 10 && uppers + lowers > 0) return kAddress;
  if (uppers + lowers == 0) return digits > 0 ? kNumber : kMark;
  if (digits > 0) return kLettersAndDigits;
  if (dots > 0 && lowers > 1 && !form.ends_with('.')) return kAddress;
  if (dots > 1 && uppers > 1) return kDotted;
  if (uppers == 0) return kLower;
  if (lowers == 0) return uppers == 1 ? kInitial : kCapitals;
  return first_upper && uppers == 1 ? kCapital : kMixed;
}

bool is_capital(std::uint32_t shape) {
  return shape == kCapital || shape == kCapitals || shape == kInitial || shape == kMixed || shape == kDotted ||
         shape == kLettersAndDigits;
}

// The bits of `classes`, each by itself.
template <class Sink>
void each_bit(std::uint32_t classes, Sink sink) {
  for (classes &= ~kBegunPhrase; classes != 0; classes &= classes - 1) sink(static_cast<std::uint32_t>(__builtin_ctz(classes)));
}

constexpr std::uint32_t mixed(std::uint32_t h, std::uint32_t value) {
  h = (h ^ value) * 0x9E3779B1U;
  return h ^ (h >> 15U);
}
template <class... Values>
constexpr std::uint32_t feature(std::uint32_t kind, Values... values) {
  std::uint32_t h = mixed(0x811C9DC5U, kind);
  ((h = mixed(h, values)), ...);
  return h;
}

// Calls `sink` with the hash of each feature of word `i`.
template <class Word, class Sink>
void each_feature(const std::vector<Word>& words, std::uint32_t i, Sink sink) {
  static const Word kNone{};
  const auto count = static_cast<std::uint32_t>(words.size());
  const auto at = [&](std::uint32_t index) -> const Word& { return index < count ? words[index] : kNone; };  // -1 wraps
  const Word& w = words[i];
  const Word& before = at(i - 1);
  const Word& after = at(i + 1);
  const std::uint32_t edge = (i == 0 ? 1U : 0U) + (i + 1 == count ? 2U : 0U);
  sink(feature(1, w.key));
  sink(feature(2, before.key));
  sink(feature(3, after.key));
  sink(feature(4, at(i - 2).key));
  sink(feature(5, at(i + 2).key));
  sink(feature(6, w.prefix));
  sink(feature(7, w.suffix));
  sink(feature(8, w.shape, edge));
  sink(feature(9, before.shape, w.shape, after.shape));
  sink(feature(10, w.tag, w.shape));
  sink(feature(11, before.tag, w.tag));
  sink(feature(12, w.tag, after.tag));
  sink(feature(13, w.key, w.shape));
  sink(feature(14, before.key, w.shape));
  sink(feature(15, after.key, w.shape));
  sink(feature(43, before.shape, w.key, after.shape));
  sink(feature(44, w.shape, after.key, at(i + 2).shape));
  sink(feature(45, before.key, at(i - 2).shape, w.shape));
  each_bit(w.classes, [&](std::uint32_t bit) {
    sink(feature(16, bit, w.shape));
    sink(feature(17, bit, before.shape, after.shape));
  });
  each_bit(before.classes, [&](std::uint32_t bit) { sink(feature(18, bit, w.shape)); });
  each_bit(after.classes, [&](std::uint32_t bit) { sink(feature(19, bit, w.shape)); });
  sink(feature(20, w.classes, w.shape));
  sink(feature(21, before.classes, w.classes));
  sink(feature(22, w.classes, after.classes));
  each_bit(w.phrase, [&](std::uint32_t bit) { sink(feature(23, bit, w.place_in_phrase, w.shape)); });
  sink(feature(24, w.phrase, w.place_in_phrase));
  sink(feature(25, w.relation, w.shape));
  const Word& head = at(w.head - 1);
  sink(feature(26, w.relation, head.key));
  sink(feature(27, w.marker, w.shape));
  if (w.run_end > w.run_begin) {
    const std::uint32_t length = std::min(w.run_end - w.run_begin, 5U);
    const std::uint32_t place = (i == w.run_begin ? 1U : 0U) + (i + 1 == w.run_end ? 2U : 0U);
    const Word& last = words[w.run_end - 1];
    const Word& first = words[w.run_begin];
    const Word& left = at(w.run_begin - 1);
    const Word& right = at(w.run_end);
    sink(feature(28, length, place));
    sink(feature(29, last.key, place));
    each_bit(last.classes, [&](std::uint32_t bit) { sink(feature(30, bit, place)); });
    each_bit(first.classes, [&](std::uint32_t bit) { sink(feature(31, bit, place)); });
    sink(feature(32, left.key, place));
    sink(feature(33, right.key, place));
    sink(feature(34, left.tag, right.tag, place));
    // The word that the run hangs by.
    std::uint32_t top = i;
    for (std::uint32_t up = 0; up < 6 && words[top].head > w.run_begin && words[top].head <= w.run_end; ++up)
      top = words[top].head - 1;
    const Word& governor = at(words[top].head - 1);
    sink(feature(35, words[top].relation, place));
    sink(feature(36, words[top].relation, governor.key));
    sink(feature(37, words[top].marker, place));
    sink(feature(38, words[top].marker, governor.key));
    each_bit(left.classes, [&](std::uint32_t bit) { sink(feature(39, bit, place)); });
    each_bit(governor.classes, [&](std::uint32_t bit) { sink(feature(40, bit, words[top].relation)); });
    sink(feature(41, w.run_begin == 0 ? 1U : 0U, w.run_end == count ? 1U : 0U, length));
  }
  if (count <= 5) sink(feature(42, count, i, w.shape));
}

}  // namespace

NameFinder NameFinder::load(TensorReader& reader) {
  NameFinder out;
  if (!reader.has("names.lists.text")) return out;
  out.lists_ = StringTable(reader, "names.lists");
  out.classes_ = reader.numbers("names.lists.classes");
  if (out.classes_.size() != out.lists_.size()) reader.complain("the language model's lists of names do not fit together");
  if (!reader.has("names.weights")) return out;
  out.rows_ = reader.shape("names.weights").first;
  out.weights_ = reader.int8s("names.weights", out.rows_, kNameLabels + 1).data();
  const std::span<const std::uint32_t> steps = reader.numbers("names.steps");
  if (steps.size() != (kNameLabels + 1) * kNameLabels + 1 || (out.rows_ & (out.rows_ - 1)) != 0) {
    reader.complain("the language model's name weights have no usable shape");
    out.rows_ = 0;
    return out;
  }
  // Signed numbers in the file's unsigned ones; bounded, so that no sum over a sentence can run over.
  const auto number = [&](std::size_t i) { return std::clamp(static_cast<std::int32_t>(steps[i]), -10'000, 10'000); };
  for (std::size_t from = 0; from <= kNameLabels; ++from) {
    for (std::size_t to = 0; to < kNameLabels; ++to) out.steps_[from][to] = number(from * kNameLabels + to);
  }
  out.repeated_ = std::clamp(number((kNameLabels + 1) * kNameLabels), 0, 1024);
  return out;
}

// Fills scratch.words_ with what the features are made of.
void NameFinder::look_up(const DocumentParts& parts, TokenSpan sentence, Scratch& scratch) const {
  Scratch& s = scratch;
  const std::uint32_t count = sentence.size();
  s.words_.assign(count, {});
  s.keys_.clear();
  s.key_starts_.clear();
  const std::string_view text = parts.text;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Token& token = parts.tokens[sentence.begin + i];
    Scratch::Word& word = s.words_[i];
    const std::string_view form = text.substr(token.span.begin, token.span.size());
    word.shape = shape_of(form);
    if (i > 0) s.keys_ += ' ';
    const std::size_t start = s.keys_.size();
    s.key_starts_.push_back(static_cast<std::uint32_t>(start));
    append_lowered(form, s.keys_);
    s.keys_.erase(std::remove(s.keys_.begin() + static_cast<std::ptrdiff_t>(start), s.keys_.end(), '.'), s.keys_.end());
    const std::string_view key = std::string_view(s.keys_).substr(start);
    word.key = fnv1a(4, key);
    word.prefix = fnv1a(5, key.substr(0, 3));
    word.suffix = fnv1a(6, key.substr(key.size() - std::min<std::size_t>(key.size(), 3)));
    word.tag = 1 + static_cast<std::uint32_t>(token.xpos);
    word.relation = 1 + static_cast<std::uint32_t>(token.relation);
    word.head = token.head ? token.head.index() - sentence.begin + 1 : 0;
  }
  s.key_starts_.push_back(static_cast<std::uint32_t>(s.keys_.size() + 1));
  for (std::uint32_t i = 0; i < count; ++i) {
    Scratch::Word& word = s.words_[i];
    if (word.relation == 1 + static_cast<std::uint32_t>(Deprel::kCase) && word.head > 0)
      s.words_[word.head - 1].marker = word.key;
  }
  std::uint32_t covered = 0;  // up to which word the last phrase reaches
  for (std::uint32_t i = 0; i < count; ++i) {
    if (s.words_[i].shape == kMark || s.words_[i].shape == kNumber) continue;
    std::uint32_t best = 0, best_classes = 0;
    for (std::uint32_t end = i + 1; end <= std::min(count, i + kLongestPhrase); ++end) {
      const std::string_view phrase =
          std::string_view(s.keys_).substr(s.key_starts_[i], s.key_starts_[end] - 1 - s.key_starts_[i]);
      const std::uint32_t found = lists_.find(phrase);
      if (found == StringTable::kNotFound) break;
      const std::uint32_t classes = classes_[found];
      if (end == i + 1) s.words_[i].classes = classes & ~kBegunPhrase;
      if (end > i + 1 && (classes & ~kBegunPhrase) != 0) {
        best = end;
        best_classes = classes & ~kBegunPhrase;
      }
      if ((classes & kBegunPhrase) == 0) break;
    }
    if (best <= covered) continue;
    for (std::uint32_t k = std::max(i, covered); k < best; ++k) {
      s.words_[k].phrase = best_classes;
      s.words_[k].place_in_phrase = k == i ? 0 : k + 1 == best ? 2 : 1;
    }
    covered = best;
  }
  // Runs of capitals, over a hyphen, "&" or "of" between two.
  for (std::uint32_t i = 0; i < count;) {
    if (!is_capital(s.words_[i].shape)) {
      ++i;
      continue;
    }
    std::uint32_t end = i + 1;
    while (end < count) {
      if (is_capital(s.words_[end].shape)) {
        ++end;
        continue;
      }
      const std::uint32_t at = s.key_starts_[end];
      const std::string_view key = std::string_view(s.keys_).substr(at, s.key_starts_[end + 1] - 1 - at);
      if (end + 1 < count && is_capital(s.words_[end + 1].shape) && (key == "-" || key == "&" || key == "of")) {
        end += 2;
      } else {
        break;
      }
    }
    for (std::uint32_t k = i; k < end; ++k) {
      s.words_[k].run_begin = i;
      s.words_[k].run_end = end;
    }
    i = end;
  }
}

void NameFinder::features(const DocumentParts& parts, TokenSpan sentence, std::uint32_t rows, Scratch& scratch,
                          std::vector<std::vector<std::uint32_t>>& out) const {
  look_up(parts, sentence, scratch);
  out.assign(sentence.size(), {});
  for (std::uint32_t i = 0; i < sentence.size(); ++i) {
    each_feature(scratch.words_, i, [&](std::uint32_t hash) { out[i].push_back(hash & (rows - 1)); });
  }
}

void NameFinder::label(const DocumentParts& parts, std::span<NameScores> scores, std::span<std::uint8_t> labels,
                       Scratch& scratch) const {
  Scratch& s = scratch;
  const auto mask = static_cast<std::uint32_t>(rows_ - 1);
  s.capital_keys_.assign(parts.tokens.size(), 0);
  for (const Sentence& sentence : parts.sentences) {
    look_up(parts, sentence.tokens, s);
    for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
      NameScores& sums = scores[sentence.tokens.begin + i];
      each_feature(s.words_, i, [&](std::uint32_t hash) {
        const std::int8_t* row = weights_ + std::size_t{hash & mask} * (kNameLabels + 1);
        for (std::size_t y = 0; y < kNameLabels; ++y) sums[y] += row[y];
      });
      if (is_capital(s.words_[i].shape)) s.capital_keys_[sentence.tokens.begin + i] = s.words_[i].key;
    }
  }
  share(scores, s);
  for (const Sentence& sentence : parts.sentences) decode(sentence.tokens, scores, labels, s);
}

// What a document writes again is mostly of one kind: each mention of a capital word gets a share of what the others have for
// each kind of name over no name.
void NameFinder::share(std::span<NameScores> scores, Scratch& scratch) const {
  Scratch& s = scratch;
  if (repeated_ == 0) return;
  std::size_t capitals = 0;
  for (const std::uint32_t key : s.capital_keys_) capitals += key != 0 ? 1 : 0;
  std::size_t size = 2;
  while (size < 2 * capitals) size *= 2;
  s.repeated_.assign(size, {});
  constexpr std::int32_t kBound = 8 * static_cast<std::int32_t>(kNameSteps);
  const auto over_none = [&](std::size_t i, std::size_t kind) {
    return std::clamp(std::max(scores[i][1 + 2 * kind], scores[i][2 + 2 * kind]) - scores[i][0], -kBound, kBound);
  };
  const auto entry = [&](std::uint32_t key) -> Scratch::Repeated& {
    std::size_t at = key & (size - 1);
    while (s.repeated_[at].count > 0 && s.repeated_[at].key != key) at = (at + 1) & (size - 1);
    return s.repeated_[at];
  };
  for (std::size_t i = 0; i < s.capital_keys_.size(); ++i) {
    if (s.capital_keys_[i] == 0) continue;
    Scratch::Repeated& all = entry(s.capital_keys_[i]);
    all.key = s.capital_keys_[i];
    ++all.count;
    for (std::size_t k = 0; k < kNameKinds; ++k) all.sums[k] += over_none(i, k);
  }
  for (std::size_t i = 0; i < s.capital_keys_.size(); ++i) {
    if (s.capital_keys_[i] == 0) continue;
    const Scratch::Repeated& all = entry(s.capital_keys_[i]);
    if (all.count < 2) continue;
    std::array<std::int32_t, kNameKinds> gains{};
    for (std::size_t k = 0; k < kNameKinds; ++k) gains[k] = (all.sums[k] - over_none(i, k)) / (all.count - 1) * repeated_ / 256;
    for (std::size_t k = 0; k < kNameKinds; ++k) {
      scores[i][1 + 2 * k] += gains[k];
      scores[i][2 + 2 * k] += gains[k];
    }
  }
}

void NameFinder::decode(TokenSpan sentence, std::span<const NameScores> scores, std::span<std::uint8_t> labels,
                        Scratch& scratch) const {
  Scratch& s = scratch;
  if (sentence.empty()) return;
  s.back_.resize(sentence.size());
  NameScores best{};
  for (std::size_t y = 0; y < kNameLabels; ++y) best[y] = scores[sentence.begin][y] + steps_[kNameLabels][y];
  for (std::uint32_t i = 1; i < sentence.size(); ++i) {
    NameScores next{};
    for (std::size_t y = 0; y < kNameLabels; ++y) {
      std::size_t from = 0;
      for (std::size_t x = 1; x < kNameLabels; ++x) {
        if (best[x] + steps_[x][y] > best[from] + steps_[from][y]) from = x;
      }
      s.back_[i][y] = static_cast<std::uint8_t>(from);
      next[y] = best[from] + steps_[from][y] + scores[sentence.begin + i][y];
    }
    best = next;
  }
  std::size_t y = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::uint32_t i = sentence.size(); i-- > 0;) {
    labels[sentence.begin + i] = static_cast<std::uint8_t>(y);
    if (i > 0) y = s.back_[i][y];
  }
}

}  // namespace attache
