// See lemmatiser.h.
#include "language/lemmatiser.h"

#include <algorithm>

#include "language/word_features.h"

namespace attache {
namespace {

constexpr int kMaxEnding = 5;  // code points
constexpr std::size_t kMaxBytes = 80;  // longer words are their own lemmas

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
  if (l.added_starts_.size() != count + 1 || !std::is_sorted(l.added_starts_.begin(), l.added_starts_.end()) ||
      l.added_starts_.back() != l.added_.size() || l.whole_rules_.size() != l.whole_.size() ||
      l.ending_rules_.size() != l.endings_.size() || !in_range(l.whole_rules_) || !in_range(l.ending_rules_)) {
    reader.complain("the language model's lemma rules do not fit together");
  }
  if (!reader.error().empty()) {
    return failure(Fault::kIncorrect, reader.error(), file.path(), "give a model file made by train/train.py");
  }
  return l;
}

Lemmatiser::Rule Lemmatiser::rule(std::uint32_t number) const {
  return {rules_[2 * number] != 0, rules_[2 * number + 1],
          added_.substr(added_starts_[number], added_starts_[number + 1] - added_starts_[number])};
}

void Lemmatiser::append(std::string_view form, std::string_view xpos, std::string& key, std::string& out) const {
  if (form.size() > kMaxBytes) {
    out += form;
    return;
  }
  key.assign(xpos);
  key += '\t';
  const std::size_t word_at = key.size();
  append_lowered(form, key);
  Rule chosen{false, 0, {}};
  if (const std::uint32_t found = whole_.find(key); found != StringTable::kNotFound) {
    chosen = rule(whole_rules_[found]);
  } else {
    // Endings stand in the table as "TAG\tending": the tag is moved up against ever shorter endings, longest first.
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
      if (const std::uint32_t match = endings_.find(ending); match != StringTable::kNotFound) {
        chosen = rule(ending_rules_[match]);
        break;
      }
    }
  }
  const std::size_t begin = out.size();
  if (chosen.keeps_case) {
    append_plain(form, out);
  } else {
    out.append(key, word_at);
  }
  const std::size_t size = out.size() - begin;
  if (chosen.cut < size || !chosen.added.empty()) {
    out.resize(begin + size - std::min<std::size_t>(chosen.cut, size));
    out += chosen.added;
  }
}

}  // namespace attache
