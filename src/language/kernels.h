// The arithmetic of the network, in a portable, an AVX2 and an AVX-512 (VNNI) version that give the same bits.
//
// Matrices are int8, sums are int32, so that no order of summation matters. Floating point is only used element by element,
// with additions, multiplications and divisions in one fixed order and without fused operations (-ffp-contract=off), so that
// a wider register gives the same result. kernels_body.inc and, for the matrix product, kernels_256.inc hold the code;
// kernels_portable.cc, kernels_avx2.cc and kernels_vnni.cc compile it.
//
// A matrix of R rows (a multiple of 8) and K columns (a multiple of 4) is packed as [R/8][K/4][8][4]: 32 bytes are 8 rows
// by 4 columns, which is what one AVX2 instruction multiplies by 4 values of the vector.
#pragma once

#include <cstddef>
#include <cstdint>

namespace attache {

/// Values of the network are whole steps of 1/kSteps. 63 and not 127: a weight, made unsigned, times such a value, twice, fits
/// 16 bits, so that AVX2 needs three instructions for 32 products and not four.
inline constexpr float kSteps = 63;

struct Kernels {
  /// out[v * out_stride + r] = sum over k of weights[r][k] * vectors[v * stride + k], for `count` vectors.
  /// Weights do not hold -128, vectors nothing beyond kSteps and -kSteps.
  void (*multiply)(const std::int8_t* weights, std::size_t rows, std::size_t columns, const std::int8_t* vectors,
                   std::size_t stride, std::size_t count, std::int32_t* out, std::size_t out_stride);
  /// One LSTM step of one sequence: gates in the order input, forget, cell, output, each `hidden` wide;
  /// preactivation = (a + b) * scale + bias. Updates `cell` and writes h * kSteps as int8.
  void (*lstm_step)(const std::int32_t* a, const std::int32_t* b, const float* scale, const float* bias, std::size_t hidden,
                    float* cell, std::int8_t* h);
  /// out[i] = tanh(sums[i] * scale[i] + bias[i]) * kSteps, rounded.
  void (*tanh_layer)(const std::int32_t* sums, const float* scale, const float* bias, std::size_t count, std::int8_t* out);
  /// out[i] = tanh(a[i] + b[i]) * kSteps, rounded.
  void (*tanh_sum)(const float* a, const float* b, std::size_t count, std::int8_t* out);
  /// out[i] = sums[i] * scale[i] + bias[i]
  void (*linear_layer)(const std::int32_t* sums, const float* scale, const float* bias, std::size_t count, float* out);
  /// out[i] += x * row[i]
  void (*add_scaled)(float x, const float* row, std::size_t count, float* out);
  /// Rounds values[i] * kSteps / max|values| to int8; returns max|values| / kSteps (0 for all zeros).
  float (*quantise)(const float* values, std::size_t count, std::int8_t* out);
};

[[nodiscard]] const Kernels& portable_kernels();
/// nullptr where the program was built for, or runs on, a processor without AVX2.
[[nodiscard]] const Kernels* avx2_kernels();
/// nullptr where the program was built for, or runs on, a processor without AVX-512 VL and VNNI.
[[nodiscard]] const Kernels* vnni_kernels();
/// The fastest that this processor has.
[[nodiscard]] const Kernels& best_kernels();

}  // namespace attache
