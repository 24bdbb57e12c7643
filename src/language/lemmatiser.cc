// See lemmatiser.h.
#include "language/lemmatiser.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "language/word_features.h"

namespace attache {
namespace {

constexpr int kMaxEnding = 5;          // code points
constexpr std::size_t kMaxBytes = 80;  // longer words are their own lemmas
constexpr int kManyCapitals = 5;       // that many letters, all of them capitals, are rather shouted than an abbreviation

constexpr char32_t upper(char32_t c) {
  // The scripts that lower() knows, by what lower() undoes.
  for (const char32_t step : {32U, 80U, 1U}) {
    if (c >= step && lower(c - step) == c && c - step != c) return c - step;
  }
  return c;
}

/// What a word's capitals add to its tag, 0 for nothing: '!' many of them and nothing else, '*' one after a small letter in a
/// word of letters, '^' one that begins a word inside a sentence.
char mark_of(std::string_view form, bool inside) {
  int length = 0;
  bool all = true, letters = true, mixed = false, first = false, small = false;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint c = decode_utf8(form, at);
    at += c.length;
    const bool capital = lower(c.value) != c.value;
    if (length++ == 0) first = capital;
    all = all && capital;
    letters = letters && is_letter(c.value);
    mixed = mixed || (small && capital);
    small = !capital;
  }
  if (all && length >= kManyCapitals) return '!';
  if (mixed && letters) return '*';
  return inside && first ? '^' : '\0';
}

}  // namespace

Result<Lemmatiser> Lemmatiser::load(const ModelFile& file) {
  TensorReader reader(file);
  Lemmatiser l;
  l.rules_ = reader.numbers("lemma.rules");
  l.added_ = reader.text("lemma.added.text");
  l.added_starts_ = reader.numbers("lemma.added.starts");
  l.whole_ = StringTable(reader, "lemma.whole");
  l.whole_rules_ = reader.numbers("lemma.whole.rule");
  l.endings_ = StringTable(reader, "lemma.endings");
  l.ending_rules_ = reader.numbers("lemma.endings.rule");
  const std::size_t count = l.rules_.size() / 2;
  const auto in_range = [&](std::span<const std::uint32_t> numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t n) { return n < count; });
  };
  bool known_writings = l.rules_.size() % 2 == 0;
  for (std::size_t i = 0; i < l.rules_.size(); i += 2) {
    known_writings = known_writings && l.rules_[i] <= static_cast<std::uint32_t>(Writing::kWithoutCommas);
  }
  if (l.added_starts_.size() != count + 1 || !std::is_sorted(l.added_starts_.begin(), l.added_starts_.end()) ||
      l.added_starts_.back() != l.added_.size() || l.whole_rules_.size() != l.whole_.size() ||
      l.ending_rules_.size() != l.endings_.size() || !in_range(l.whole_rules_) || !in_range(l.ending_rules_) ||
      !known_writings) {
    reader.complain("the language model's lemma rules do not fit together");
  }
  if (!reader.error().empty()) {
    return failure(Fault::kIncorrect, reader.error(), file.path(), "give a model file made by train/train.py");
  }
  return l;
}

Lemmatiser::Rule Lemmatiser::rule(std::uint32_t number) const {
  return {static_cast<Writing>(rules_[2 * number]), rules_[2 * number + 1],
          added_.substr(added_starts_[number], added_starts_[number + 1] - added_starts_[number])};
}

Lemmatiser::Rule Lemmatiser::choose(std::string_view xpos, char mark, std::string& key, std::size_t word_at) const {
  std::uint32_t found = StringTable::kNotFound;
  if (mark != 0) {
    key.insert(xpos.size(), 1, mark);
    found = whole_.find(key);
    key.erase(xpos.size(), 1);
  }
  if (found == StringTable::kNotFound) found = whole_.find(key);
  if (found == StringTable::kNotFound && mark != 0) {
    char unknown[16];  // a marked tag without a word: what holds for all unknown ones
    const std::size_t size = xpos.copy(unknown, sizeof unknown - 2);
    unknown[size] = mark;
    unknown[size + 1] = '\t';
    found = whole_.find({unknown, size + 2});
  }
  if (found != StringTable::kNotFound) return rule(whole_rules_[found]);

  // Endings stand in the table as "TAG\tending": the tag is set before ever shorter endings, longest first.
  std::size_t starts[kMaxEnding + 1];
  int count = 0;
  starts[count++] = key.size();
  for (std::size_t at = key.size(); at > word_at && count <= kMaxEnding;) {
    do --at;
    while (at > word_at && (static_cast<unsigned char>(key[at]) & 0xC0U) == 0x80U);
    starts[count++] = at;
  }
  const std::string_view word = std::string_view(key).substr(word_at);
  std::string ending;  // short enough to need no allocation in most words
  while (count-- > 0) {
    ending.assign(xpos);
    ending += '\t';
    ending += word.substr(starts[count] - word_at);
    if (const std::uint32_t match = endings_.find(ending); match != StringTable::kNotFound) return rule(ending_rules_[match]);
  }
  return {Writing::kLower, 0, {}};
}

void Lemmatiser::append(std::string_view form, std::string_view xpos, bool inside, std::string& key, std::string& out) const {
  if (form.size() > kMaxBytes) {
    out += form;
    return;
  }
  key.assign(xpos);
  key += '\t';
  const std::size_t word_at = key.size();
  append_lowered(form, key);
  const Rule chosen = choose(xpos, mark_of(form, inside), key, word_at);
  const std::size_t begin = out.size();
  switch (chosen.writing) {
    case Writing::kAsWritten:
      append_plain(form, out);
      break;
    case Writing::kCapitalised: {
      const CodePoint first = decode_utf8(key, word_at);
      append_utf8(out, upper(first.value));
      out.append(key, word_at + first.length);
      break;
    }
    case Writing::kWithoutCommas:
      std::copy_if(key.begin() + static_cast<std::ptrdiff_t>(word_at), key.end(), std::back_inserter(out),
                   [](char c) { return c != ','; });
      break;
    case Writing::kLower:
      out.append(key, word_at);
  }
  const std::size_t size = out.size() - begin;
  if (chosen.cut < size || !chosen.added.empty()) {
    out.resize(begin + size - std::min<std::size_t>(chosen.cut, size));
    out += chosen.added;
  }
}

}  // namespace attache
