// The kernels for AVX2; see kernels.h. This file alone is compiled with -mavx2 and its code is only reached after asking the
// processor. Without that flag (another architecture) it says that there is no such version.
#include "language/kernels.h"

#ifdef __AVX2__
#include <immintrin.h>

#include "language/kernels_body.inc"

namespace attache {
namespace {

// |w| * sign(x, w) = w * x, and the products of an unsigned with a signed byte are what maddubs sums in pairs: at most
// 2 * 127 * 127, which int16 holds.
inline __m256i add_products(__m256i sum, __m256i w_size, __m256i w, __m256i x) {
  const __m256i pairs = _mm256_maddubs_epi16(w_size, _mm256_sign_epi8(x, w));
  return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

inline __m256i four_of(const std::int8_t* x) {
  std::int32_t four;
  __builtin_memcpy(&four, x, sizeof four);
  return _mm256_set1_epi32(four);
}

/// Two blocks of 8 rows (kBlocks) times kVectors vectors at a time, all sums in registers.
template <int kBlocks, int kVectors>
void tile(const std::int8_t* w, std::size_t columns, const std::int8_t* x, std::size_t stride, std::int32_t* out,
          std::size_t out_stride) {
  __m256i sums[kBlocks][kVectors];
  for (int b = 0; b < kBlocks; ++b) {
    for (int v = 0; v < kVectors; ++v) sums[b][v] = _mm256_setzero_si256();
  }
  for (std::size_t k = 0; k < columns; k += 4) {
    __m256i weight[kBlocks];
    __m256i size[kBlocks];
    for (int b = 0; b < kBlocks; ++b) {
      weight[b] = _mm256_loadu_si256(
          reinterpret_cast<const __m256i*>(w + static_cast<std::size_t>(b) * 8 * columns + k * 8));
      size[b] = _mm256_abs_epi8(weight[b]);
    }
    for (int v = 0; v < kVectors; ++v) {
      const __m256i four = four_of(x + static_cast<std::size_t>(v) * stride + k);
      for (int b = 0; b < kBlocks; ++b) sums[b][v] = add_products(sums[b][v], size[b], weight[b], four);
    }
  }
  for (int b = 0; b < kBlocks; ++b) {
    for (int v = 0; v < kVectors; ++v) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + static_cast<std::size_t>(v) * out_stride + b * 8), sums[b][v]);
    }
  }
}

template <int kVectors>
void columns_of(const std::int8_t* weights, std::size_t rows, std::size_t columns, const std::int8_t* x, std::size_t stride,
                std::int32_t* out, std::size_t out_stride) {
  std::size_t r = 0;
  for (; r + 16 <= rows; r += 16) tile<2, kVectors>(weights + r * columns, columns, x, stride, out + r, out_stride);
  if (r < rows) tile<1, kVectors>(weights + r * columns, columns, x, stride, out + r, out_stride);
}

void multiply(const std::int8_t* weights, std::size_t rows, std::size_t columns, const std::int8_t* vectors,
              std::size_t stride, std::size_t count, std::int32_t* out, std::size_t out_stride) {
  std::size_t v = 0;
  for (; v + 4 <= count; v += 4) {
    columns_of<4>(weights, rows, columns, vectors + v * stride, stride, out + v * out_stride, out_stride);
  }
  for (; v + 2 <= count; v += 2) {
    columns_of<2>(weights, rows, columns, vectors + v * stride, stride, out + v * out_stride, out_stride);
  }
  if (v < count) columns_of<1>(weights, rows, columns, vectors + v * stride, stride, out + v * out_stride, out_stride);
}

}  // namespace

const Kernels* avx2_kernels() {
  static constexpr Kernels kKernels{multiply, lstm_step, tanh_layer, tanh_sum, linear_layer, add_scaled, quantise};
  return __builtin_cpu_supports("avx2") ? &kKernels : nullptr;
}

}  // namespace attache

#else

namespace attache {
const Kernels* avx2_kernels() { return nullptr; }
}  // namespace attache

#endif
