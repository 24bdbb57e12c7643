// The network that tags, parses and finds names: inference for what train/network.py trains.
//
//   word -> dictionary vectors and hashed pieces -> dense, tanh -> bidirectional LSTM layers ->
//     tags (XPOS; UPOS with features) | names (BIO) | head scores (biaffine) | relation to the chosen head
//
// Every hidden value is an int8 in steps of 1/63, every matrix int8 with one scale per row, every sum an int32: the answer
// is the same on every processor (kernels.h). Reads only the model file; a Network is immutable and may be shared by threads,
// each with a Scratch of its own.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "language/kernels.h"
#include "language/model.h"
#include "language/word_features.h"

namespace attache {

/// Scores of the name labels (O, then B- and I- of person, organisation, place), in steps of 1 / kNameSteps.
inline constexpr std::size_t kNameLabels = 7;
inline constexpr float kNameSteps = 32;
using NameScores = std::array<std::int32_t, kNameLabels>;

/// What the network says of one word. The label numbers are those of the model's label lists.
struct WordReading {
  std::uint16_t xpos = 0;
  std::uint16_t morph = 0;
  std::uint16_t relation = 0;
  std::uint32_t head = 0;  ///< within the sentence: 0 is the root, else 1 + the governor's index
  NameScores names{};
};

class Network {
 public:
  /// `file` must outlive the network.
  static Result<Network> load(const ModelFile& file, const Kernels& kernels);

  /// Working memory; grows to the largest batch and is then reused.
  class Scratch;

  /// Reads a batch of sentences. `forms` holds their words one sentence after the other, `lengths` how many each has (none
  /// is 0); `out` is as long as `forms`. Every sentence gets a tree with exactly one root.
  void read(std::span<const std::string_view> forms, std::span<const std::uint32_t> lengths, std::span<WordReading> out,
            Scratch& scratch) const;

 private:
  /// A matrix with its row scales (which hold the input's 1/63) and bias. Rows are a multiple of 8.
  struct Dense {
    const std::int8_t* weights = nullptr;
    const float* scale = nullptr;
    const float* bias = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;
  };
  struct Lstm {
    const std::int8_t* input = nullptr;
    const std::int8_t* recurrent = nullptr;
    const float* scale = nullptr;
    const float* bias = nullptr;
    std::size_t width = 0;  ///< of the input
  };
  /// An embedding table of int8 with one scale.
  struct Table {
    const std::int8_t* values = nullptr;
    float scale = 0;
    std::size_t rows = 0;
    std::size_t width = 0;
  };

  static Dense dense(TensorReader& reader, const std::string& name, std::size_t columns);
  static Table table(TensorReader& reader, const std::string& name);

  /// Returns the word's row in the vectors.
  std::uint32_t encode(std::string_view form, std::int8_t* out, Scratch& scratch) const;
  void enter(std::span<const std::string_view> forms, Scratch& scratch) const;
  void run_layer(std::size_t layer, std::span<const std::uint32_t> lengths, Scratch& scratch) const;
  void run_dense(const Dense& layer, const std::vector<std::int8_t>& in, std::size_t count, Scratch& scratch) const;
  void tanh_layer(const Dense& layer, const std::vector<std::int8_t>& in, std::size_t count, std::vector<std::int8_t>& out,
                  Scratch& scratch) const;
  void linear_layer(const Dense& layer, const std::vector<std::int8_t>& in, std::size_t count, std::vector<float>& out,
                    Scratch& scratch) const;
  void score_names(std::span<const std::uint32_t> lengths, std::span<WordReading> out, Scratch& scratch) const;
  void choose_heads(std::span<const std::uint32_t> lengths, std::span<WordReading> out, Scratch& scratch) const;
  void choose_relations(std::span<const std::uint32_t> lengths, std::span<WordReading> out, Scratch& scratch) const;

  const Kernels* kernels_ = nullptr;
  StringTable dictionary_;
  std::span<const std::uint32_t> word_rows_;    // per dictionary entry
  std::span<const std::uint32_t> vector_rows_;  // likewise
  Table words_, vectors_, prefixes_, suffixes_, shapes_;
  const float* encoder_ = nullptr;  // [inputs][outputs]
  const float* encoder_bias_ = nullptr;
  std::size_t encoder_width_ = 0;
  std::size_t hidden_ = 0;
  std::vector<std::pair<Lstm, Lstm>> layers_;  // forward, backward
  Dense tag_hidden_, xpos_, morph_, name_hidden_, names_;
  Dense arc_dependent_, arc_head_, arc_, relation_dependent_, relation_head_, relation_;
  std::vector<std::int8_t> arc_root_;
  const float* relation_root_ = nullptr;
  std::size_t xpos_count_ = 0, morph_count_ = 0, relation_count_ = 0;
  std::size_t root_relation_ = 0;
};

class Network::Scratch {
 public:
  Scratch() = default;

  /// What the name layer read of the last batch's words, for its trainer: a row of numbers for each.
  [[nodiscard]] std::span<const std::int8_t> name_inputs() const { return name_inputs_; }

 private:
  friend class Network;
  // Words met before, by the hash of their form: one place each, the later displaces the earlier.
  static constexpr std::size_t kCacheSlots = 2048;
  static constexpr std::size_t kCacheFormBytes = 24;

  WordFeatures features_;
  std::vector<char> cache_forms_;             // kCacheSlots * (1 length byte + kCacheFormBytes)
  std::vector<std::int32_t> cache_sums_;      // kCacheSlots * both directions' gates of the first layer
  std::vector<std::uint32_t> cache_batches_;  // the batch that last used the slot
  std::uint32_t batch_ = 0;
  struct Missing {
    std::uint32_t word;
    std::int32_t* sums;
    std::uint32_t* vector;
  };
  std::vector<Missing> missing_;                 // words of the batch that the cache does not hold yet
  std::vector<const std::int32_t*> entry_sums_;  // per word of the batch: in the cache or in uncached_sums_
  std::vector<std::int32_t> uncached_sums_;
  std::vector<std::uint32_t> cache_vectors_, uncached_vectors_;  // rows of the vectors, beside the sums
  std::vector<const std::uint32_t*> entry_vectors_;
  std::vector<std::int8_t> name_inputs_;
  std::vector<float> encoder_in_, encoder_out_;
  std::vector<std::int8_t> in_, out_;  // of a layer
  std::vector<std::int32_t> sums_, recurrent_sums_;
  std::vector<float> cells_;
  std::vector<std::int8_t> states_;
  std::vector<std::uint32_t> order_, starts_;
  std::vector<std::int8_t> hidden_, arc_dependents_, arc_heads_, packed_, quantised_;
  std::vector<float> relation_dependents_, relation_heads_, scales_, scores_;
  std::vector<std::uint32_t> heads_;
};

}  // namespace attache
