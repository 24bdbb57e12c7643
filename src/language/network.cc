// Inference; see network.h.
#include "language/network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include "language/tree.h"

namespace attache {
namespace {

// The name layer reads the vectors of so many words on either side.
constexpr std::size_t kNameReach = 2;

constexpr std::size_t padded(std::size_t rows) { return (rows + 7) / 8 * 8; }

template <class T>
void grow(std::vector<T>& vector, std::size_t size) {
  if (vector.size() < size) vector.resize(size);
}

template <class T>
std::uint16_t largest(const T* values, std::size_t count) {
  return static_cast<std::uint16_t>(std::max_element(values, values + count) - values);
}

std::size_t line_count(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
}

std::size_t line_of(std::string_view text, std::string_view wanted) {
  for (std::size_t at = 0, line = 0; at <= text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (text.substr(at, end - at) == wanted) return line;
    at = end + 1;
  }
  return line_count(text);
}

}  // namespace

Network::Dense Network::dense(TensorReader& reader, const std::string& name, std::size_t columns) {
  Dense layer;
  layer.rows = reader.shape(name).first;
  layer.columns = columns;
  if (layer.rows % 8 != 0) reader.complain("the language model's '" + name + "' is not padded to 8 rows");
  layer.weights = reader.int8s(name, layer.rows, columns).data();
  layer.scale = reader.floats(name + ".scale", layer.rows).data();
  layer.bias = reader.floats(name + ".bias", layer.rows).data();
  return layer;
}

Network::Table Network::table(TensorReader& reader, const std::string& name) {
  Table out;
  std::tie(out.rows, out.width) = reader.shape(name);
  out.values = reader.int8s(name, out.rows, out.width).data();
  if (const auto scale = reader.floats(name + ".scale", 1); !scale.empty()) out.scale = scale[0];
  return out;
}

Result<Network> Network::load(const ModelFile& file, const Kernels& kernels) {
  TensorReader reader(file);
  Network n;
  n.kernels_ = &kernels;
  n.dictionary_ = StringTable(reader, "dictionary");
  n.word_rows_ = reader.numbers("dictionary.word");
  n.vector_rows_ = reader.numbers("dictionary.vector");
  n.words_ = table(reader, "words");
  n.vectors_ = table(reader, "vectors");
  n.prefixes_ = table(reader, "prefixes");
  n.suffixes_ = table(reader, "suffixes");
  n.shapes_ = table(reader, "shapes");
  const auto all_below = [](std::span<const std::uint32_t> rows, std::size_t limit) {
    return std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return row < limit; });
  };
  if (n.word_rows_.size() != n.dictionary_.size() || n.vector_rows_.size() != n.dictionary_.size() ||
      !all_below(n.word_rows_, n.words_.rows) || !all_below(n.vector_rows_, n.vectors_.rows) ||
      n.prefixes_.rows != kPrefixRows || n.suffixes_.rows != kSuffixRows || n.shapes_.rows != kShapeRows) {
    reader.complain("the language model's word tables do not fit together");
  }
  const std::size_t inputs = n.words_.width + n.vectors_.width + n.prefixes_.width + n.suffixes_.width + n.shapes_.width;
  n.encoder_width_ = reader.shape("encoder.weights").second;
  n.encoder_ = reader.floats("encoder.weights", inputs * n.encoder_width_).data();
  n.encoder_bias_ = reader.floats("encoder.bias", n.encoder_width_).data();

  std::size_t width = n.encoder_width_;
  for (std::size_t layer = 0; reader.has("layer." + std::to_string(layer) + ".forward.input"); ++layer) {
    const auto direction = [&](const std::string& which) {
      const std::string name = "layer." + std::to_string(layer) + "." + which;
      Lstm lstm;
      const std::size_t rows = reader.shape(name + ".input").first;
      if (n.hidden_ == 0) n.hidden_ = rows / 4;
      lstm.width = width;
      lstm.input = reader.int8s(name + ".input", 4 * n.hidden_, width).data();
      lstm.recurrent = reader.int8s(name + ".recurrent", 4 * n.hidden_, n.hidden_).data();
      lstm.scale = reader.floats(name + ".scale", 4 * n.hidden_).data();
      lstm.bias = reader.floats(name + ".bias", 4 * n.hidden_).data();
      return lstm;
    };
    const Lstm forward = direction("forward");
    n.layers_.emplace_back(forward, direction("backward"));
    width = 2 * n.hidden_;
  }
  if (n.layers_.empty() || n.hidden_ % 8 != 0 || n.encoder_width_ % 4 != 0) {
    reader.complain("the language model's layers have no usable shape");
  }
  n.tag_hidden_ = dense(reader, "tag_hidden", width);
  n.xpos_ = dense(reader, "xpos", n.tag_hidden_.rows);
  n.morph_ = dense(reader, "morph", n.tag_hidden_.rows);
  // The name layer reads the vectors about a word too, where it was trained by train/names.py.
  const std::size_t name_width = width + (2 * kNameReach + 1) * n.vectors_.width;
  const bool vectors_too = reader.has("name_hidden") && reader.shape("name_hidden").second == name_width;
  n.name_hidden_ = dense(reader, "name_hidden", vectors_too ? name_width : width);
  n.names_ = dense(reader, "names", n.name_hidden_.rows);
  n.arc_dependent_ = dense(reader, "arc_dependent", width);
  n.arc_head_ = dense(reader, "arc_head", width);
  n.arc_ = dense(reader, "arc", n.arc_dependent_.rows);
  n.relation_dependent_ = dense(reader, "relation_dependent", width);
  n.relation_head_ = dense(reader, "relation_head", width);
  n.relation_ = dense(reader, "relation", n.relation_dependent_.rows);
  const std::span<const float> arc_root = reader.floats("arc_root", n.arc_head_.rows);
  n.relation_root_ = reader.floats("relation_root", n.relation_head_.rows).data();
  const std::string_view relations = reader.text("labels.deprel");
  n.xpos_count_ = line_count(reader.text("labels.xpos"));
  n.morph_count_ = line_count(reader.text("labels.morph"));
  n.relation_count_ = line_count(relations);
  n.root_relation_ = line_of(relations, "root");
  if (n.arc_.rows != n.arc_head_.rows || n.relation_head_.rows != n.relation_dependent_.rows || n.xpos_count_ > n.xpos_.rows ||
      n.morph_count_ > n.morph_.rows || n.relation_count_ > n.relation_.rows || n.root_relation_ >= n.relation_count_ ||
      n.names_.rows < kNameLabels || n.xpos_count_ == 0 || n.morph_count_ == 0) {
    reader.complain("the language model's label lists and matrices do not fit together");
  }
  if (!reader.error().empty()) {
    return failure(Fault::kIncorrect, reader.error(), file.path(), "give a model file made by train/train.py");
  }
  n.arc_root_.resize(arc_root.size());
  const std::vector<float> zeros(arc_root.size());
  kernels.tanh_sum(arc_root.data(), zeros.data(), arc_root.size(), n.arc_root_.data());
  return n;
}

std::uint32_t Network::encode(std::string_view form, std::int8_t* out, Scratch& scratch) const {
  Scratch& s = scratch;
  word_features(form, s.features_);
  const std::uint32_t found = dictionary_.find(s.features_.key);
  const bool known = found != StringTable::kNotFound;
  grow(s.encoder_in_, words_.width + vectors_.width + prefixes_.width + suffixes_.width + shapes_.width);
  grow(s.encoder_out_, encoder_width_);
  std::size_t filled = 0;
  const auto append = [&](const Table& table, std::span<const std::uint32_t> rows) {
    float* to = s.encoder_in_.data() + filled;
    for (std::size_t i = 0; i < table.width; ++i) {
      int sum = 0;
      for (const std::uint32_t row : rows) sum += table.values[row * table.width + i];
      to[i] = static_cast<float>(sum) * table.scale;
    }
    filled += table.width;
  };
  const std::uint32_t word_row = known ? word_rows_[found] : 0;
  const std::uint32_t vector_row = known ? vector_rows_[found] : 0;
  append(words_, {&word_row, 1});
  append(vectors_, {&vector_row, 1});
  append(prefixes_, s.features_.prefixes);
  append(suffixes_, s.features_.suffixes);
  append(shapes_, {&s.features_.shape, 1});
  std::copy_n(encoder_bias_, encoder_width_, s.encoder_out_.data());
  for (std::size_t i = 0; i < filled; ++i) {
    kernels_->add_scaled(s.encoder_in_[i], encoder_ + i * encoder_width_, encoder_width_, s.encoder_out_.data());
  }
  // tanh_sum wants a second summand: the inputs are used up, so their place serves as zeros where it is long enough.
  s.encoder_in_.assign(std::max(s.encoder_in_.size(), encoder_width_), 0.0F);
  kernels_->tanh_sum(s.encoder_out_.data(), s.encoder_in_.data(), encoder_width_, out);
  return vector_row;
}

// What a word is to the first layer depends on its form alone, so that both directions' products with the input weights are
// kept with the word: for most words of running text they are made once.
void Network::enter(std::span<const std::string_view> forms, Scratch& scratch) const {
  Scratch& s = scratch;
  constexpr std::size_t kEntry = 1 + Scratch::kCacheFormBytes;
  const std::size_t gates = 4 * hidden_;
  const std::size_t width = 2 * gates;
  grow(s.cache_forms_, Scratch::kCacheSlots * kEntry);
  grow(s.cache_batches_, Scratch::kCacheSlots);
  grow(s.cache_sums_, Scratch::kCacheSlots * width);
  grow(s.uncached_sums_, forms.size() * width);
  grow(s.entry_sums_, forms.size());
  grow(s.cache_vectors_, Scratch::kCacheSlots);
  grow(s.uncached_vectors_, forms.size());
  grow(s.entry_vectors_, forms.size());
  s.missing_.clear();
  ++s.batch_;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const std::string_view form = forms[i];
    const std::size_t slot = fnv1a(0, form) % Scratch::kCacheSlots;
    char* entry = s.cache_forms_.data() + slot * kEntry;
    const bool fits = form.size() <= Scratch::kCacheFormBytes;
    const bool met =
        fits && static_cast<std::size_t>(entry[0]) == form.size() && std::memcmp(entry + 1, form.data(), form.size()) == 0;
    const bool in_use = s.cache_batches_[slot] == s.batch_;  // by another word of this batch, which points there
    const bool cached = met || (fits && !in_use);
    std::int32_t* sums = cached ? s.cache_sums_.data() + slot * width : s.uncached_sums_.data() + i * width;
    std::uint32_t* vector = cached ? &s.cache_vectors_[slot] : &s.uncached_vectors_[i];
    s.entry_sums_[i] = sums;
    s.entry_vectors_[i] = vector;
    if (cached) s.cache_batches_[slot] = s.batch_;
    if (met) continue;
    if (fits && !in_use) {
      entry[0] = static_cast<char>(form.size());
      std::memcpy(entry + 1, form.data(), form.size());
    }
    s.missing_.push_back({static_cast<std::uint32_t>(i), sums, vector});
  }
  const std::size_t missing = s.missing_.size();
  grow(s.in_, missing * encoder_width_);
  grow(s.sums_, missing * gates);
  for (std::size_t m = 0; m < missing; ++m) {
    *s.missing_[m].vector = encode(forms[s.missing_[m].word], s.in_.data() + m * encoder_width_, s);
  }
  const auto& [forward, backward] = layers_.front();
  for (const Lstm* lstm : {&forward, &backward}) {
    kernels_->multiply(lstm->input, gates, lstm->width, s.in_.data(), lstm->width, missing, s.sums_.data(), gates);
    for (std::size_t m = 0; m < missing; ++m) {
      std::copy_n(s.sums_.data() + m * gates, gates, s.missing_[m].sums + (lstm == &forward ? 0 : gates));
    }
  }
}

void Network::run_layer(std::size_t layer, std::span<const std::uint32_t> lengths, Scratch& scratch) const {
  Scratch& s = scratch;
  const std::size_t gates = 4 * hidden_;
  const std::size_t count = s.starts_.back();
  const std::size_t sentences = lengths.size();
  const std::array directions{&layers_[layer].first, &layers_[layer].second};
  grow(s.sums_, count * gates);
  grow(s.out_, count * 2 * hidden_);
  grow(s.recurrent_sums_, sentences * gates);
  for (std::size_t d = 0; d < 2; ++d) {
    const Lstm& lstm = *directions[d];
    if (layer > 0) kernels_->multiply(lstm.input, gates, lstm.width, s.in_.data(), lstm.width, count, s.sums_.data(), gates);
    s.states_.assign(sentences * hidden_, 0);
    s.cells_.assign(sentences * hidden_, 0.0F);
    // All sentences step together, the longest first in order_, so that those still running are the first ones.
    std::size_t active = sentences;
    for (std::uint32_t t = 0; active > 0; ++t) {
      while (active > 0 && lengths[s.order_[active - 1]] <= t) --active;
      kernels_->multiply(lstm.recurrent, gates, hidden_, s.states_.data(), hidden_, active, s.recurrent_sums_.data(), gates);
      for (std::size_t b = 0; b < active; ++b) {
        const std::uint32_t sentence = s.order_[b];
        const std::size_t token = s.starts_[sentence] + (d == 0 ? t : lengths[sentence] - 1 - t);
        std::int8_t* state = s.states_.data() + b * hidden_;
        const std::int32_t* from_below = layer == 0 ? s.entry_sums_[token] + d * gates : s.sums_.data() + token * gates;
        kernels_->lstm_step(from_below, s.recurrent_sums_.data() + b * gates, lstm.scale, lstm.bias, hidden_,
                            s.cells_.data() + b * hidden_, state);
        std::memcpy(s.out_.data() + token * 2 * hidden_ + d * hidden_, state, hidden_);
      }
    }
  }
  std::swap(s.in_, s.out_);
}

void Network::run_dense(const Dense& layer, const std::vector<std::int8_t>& in, std::size_t count, Scratch& scratch) const {
  grow(scratch.sums_, count * layer.rows);
  kernels_->multiply(layer.weights, layer.rows, layer.columns, in.data(), layer.columns, count, scratch.sums_.data(),
                     layer.rows);
}

void Network::tanh_layer(const Dense& layer, const std::vector<std::int8_t>& in, std::size_t count,
                         std::vector<std::int8_t>& out, Scratch& scratch) const {
  run_dense(layer, in, count, scratch);
  grow(out, count * layer.rows);
  for (std::size_t i = 0; i < count; ++i) {
    kernels_->tanh_layer(scratch.sums_.data() + i * layer.rows, layer.scale, layer.bias, layer.rows,
                         out.data() + i * layer.rows);
  }
}

void Network::linear_layer(const Dense& layer, const std::vector<std::int8_t>& in, std::size_t count, std::vector<float>& out,
                           Scratch& scratch) const {
  run_dense(layer, in, count, scratch);
  grow(out, count * layer.rows);
  for (std::size_t i = 0; i < count; ++i) {
    kernels_->linear_layer(scratch.sums_.data() + i * layer.rows, layer.scale, layer.bias, layer.rows,
                           out.data() + i * layer.rows);
  }
}

void Network::read(std::span<const std::string_view> forms, std::span<const std::uint32_t> lengths, std::span<WordReading> out,
                   Scratch& scratch) const {
  Scratch& s = scratch;
  const std::size_t count = forms.size();
  if (count == 0) return;
  s.starts_.assign(lengths.size() + 1, 0);
  for (std::size_t i = 0; i < lengths.size(); ++i) s.starts_[i + 1] = s.starts_[i] + lengths[i];
  s.order_.resize(lengths.size());
  std::iota(s.order_.begin(), s.order_.end(), 0U);
  std::stable_sort(s.order_.begin(), s.order_.end(), [&](std::uint32_t a, std::uint32_t b) { return lengths[a] > lengths[b]; });

  enter(forms, s);
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) run_layer(layer, lengths, s);

  tanh_layer(tag_hidden_, s.in_, count, s.hidden_, s);
  linear_layer(xpos_, s.hidden_, count, s.scores_, s);
  for (std::size_t i = 0; i < count; ++i) out[i].xpos = largest(s.scores_.data() + i * xpos_.rows, xpos_count_);
  linear_layer(morph_, s.hidden_, count, s.scores_, s);
  for (std::size_t i = 0; i < count; ++i) out[i].morph = largest(s.scores_.data() + i * morph_.rows, morph_count_);
  score_names(lengths, out, s);
  choose_heads(lengths, out, s);
  choose_relations(lengths, out, s);
}

// The name layer's input is the word's state and the vectors of the words about it, as they stand in their table: what a name
// is like is learnt from the news at large, where the states are made for trees.
void Network::score_names(std::span<const std::uint32_t> lengths, std::span<WordReading> out, Scratch& scratch) const {
  Scratch& s = scratch;
  const std::size_t count = s.starts_.back();
  const std::size_t states = 2 * hidden_;
  const std::size_t width = name_hidden_.columns;
  s.name_inputs_.assign(count * width, 0);
  for (std::size_t sentence = 0; sentence < lengths.size(); ++sentence) {
    const std::size_t begin = s.starts_[sentence];
    const std::size_t end = s.starts_[sentence + 1];
    for (std::size_t i = begin; i < end; ++i) {
      std::int8_t* to = s.name_inputs_.data() + i * width;
      std::memcpy(to, s.in_.data() + i * states, states);
      if (width == states) continue;
      for (std::size_t k = 0; k <= 2 * kNameReach; ++k) {
        if (i + k < begin + kNameReach || i + k >= end + kNameReach) continue;
        const std::size_t row = *s.entry_vectors_[i + k - kNameReach];
        const std::int8_t* vector = vectors_.values + row * vectors_.width;
        std::int8_t* beside = to + states + k * vectors_.width;
        for (std::size_t x = 0; x < vectors_.width; ++x) beside[x] = static_cast<std::int8_t>(vector[x] / 2);  // within kSteps
      }
    }
  }
  tanh_layer(name_hidden_, s.name_inputs_, count, s.hidden_, s);
  linear_layer(names_, s.hidden_, count, s.scores_, s);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t y = 0; y < kNameLabels; ++y) {
      out[i].names[y] =
          static_cast<std::int32_t>(std::lrint(std::clamp(s.scores_[i * names_.rows + y] * kNameSteps, -1e4F, 1e4F)));
    }
  }
}

void Network::choose_heads(std::span<const std::uint32_t> lengths, std::span<WordReading> out, Scratch& scratch) const {
  Scratch& s = scratch;
  const std::size_t count = s.starts_.back();
  const std::size_t width = arc_.rows;
  tanh_layer(arc_head_, s.in_, count, s.arc_heads_, s);
  tanh_layer(arc_dependent_, s.in_, count, s.arc_dependents_, s);
  linear_layer(arc_, s.arc_dependents_, count, s.scores_, s);
  grow(s.quantised_, count * width);
  grow(s.scales_, count);
  for (std::size_t i = 0; i < count; ++i) {
    s.scales_[i] = kernels_->quantise(s.scores_.data() + i * width, width, s.quantised_.data() + i * width);
  }
  for (std::size_t sentence = 0; sentence < lengths.size(); ++sentence) {
    const std::size_t n = lengths[sentence];
    const std::size_t begin = s.starts_[sentence];
    const std::size_t rows = padded(n + 1);
    // The candidates, root first, become a packed matrix.
    grow(s.packed_, rows * width);
    std::fill_n(s.packed_.begin(), rows * width, std::int8_t{0});
    for (std::size_t head = 0; head <= n; ++head) {
      const std::int8_t* values = head == 0 ? arc_root_.data() : s.arc_heads_.data() + (begin + head - 1) * width;
      std::int8_t* to = s.packed_.data() + head / 8 * 8 * width + head % 8 * 4;
      for (std::size_t k = 0; k < width; k += 4) std::memcpy(to + k * 8, values + k, 4);
    }
    grow(s.sums_, n * rows);
    kernels_->multiply(s.packed_.data(), rows, width, s.quantised_.data() + begin * width, width, n, s.sums_.data(), rows);
    s.heads_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      std::int32_t* row = s.sums_.data() + i * rows;
      row[i + 1] = INT32_MIN;  // no word governs itself
      s.heads_[i] = largest(row, n + 1);
    }
    if (!is_tree(s.heads_)) {
      grow(s.scores_, n * (n + 1));
      for (std::size_t i = 0; i < n; ++i) {
        const float scale = s.scales_[begin + i] / kSteps;
        for (std::size_t head = 0; head <= n; ++head) {
          s.scores_[i * (n + 1) + head] = static_cast<float>(s.sums_[i * rows + head]) * scale;
        }
      }
      best_tree(std::span<const float>(s.scores_).first(n * (n + 1)), s.heads_);
    }
    for (std::size_t i = 0; i < n; ++i) out[begin + i].head = s.heads_[i];
  }
}

void Network::choose_relations(std::span<const std::uint32_t> lengths, std::span<WordReading> out, Scratch& scratch) const {
  Scratch& s = scratch;
  const std::size_t count = s.starts_.back();
  const std::size_t width = relation_dependent_.rows;
  linear_layer(relation_dependent_, s.in_, count, s.relation_dependents_, s);
  linear_layer(relation_head_, s.in_, count, s.relation_heads_, s);
  grow(s.hidden_, count * width);
  for (std::size_t sentence = 0; sentence < lengths.size(); ++sentence) {
    const std::size_t begin = s.starts_[sentence];
    for (std::size_t i = begin; i < s.starts_[sentence + 1]; ++i) {
      const std::uint32_t head = out[i].head;
      const float* by_head = head == 0 ? relation_root_ : s.relation_heads_.data() + (begin + head - 1) * width;
      kernels_->tanh_sum(s.relation_dependents_.data() + i * width, by_head, width, s.hidden_.data() + i * width);
    }
  }
  linear_layer(relation_, s.hidden_, count, s.scores_, s);
  for (std::size_t i = 0; i < count; ++i) {
    float* scores = s.scores_.data() + i * relation_.rows;
    scores[root_relation_] = -1e30F;  // the root's own relation is for the root alone
    out[i].relation = out[i].head == 0 ? static_cast<std::uint16_t>(root_relation_) : largest(scores, relation_count_);
  }
}

}  // namespace attache
