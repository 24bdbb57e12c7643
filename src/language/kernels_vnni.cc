// The kernels for AVX-512 with the vector neural network instructions, on registers of 256 bits (AVX-512VL): one instruction
// where AVX2 needs three. This file alone is compiled with these flags; its code is only reached after asking the processor.
#include "language/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
#include <immintrin.h>

#include "language/kernels_body.inc"

namespace attache {
namespace {

inline __m256i add_products(__m256i sum, __m256i w, __m256i x) { return _mm256_dpbusd_epi32(sum, w, x); }

#include "language/kernels_256.inc"

}  // namespace

const Kernels* vnni_kernels() {
  static constexpr Kernels kKernels{multiply, lstm_step, tanh_layer, tanh_sum, linear_layer, add_scaled, quantise};
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") ? &kKernels : nullptr;
}

}  // namespace attache

#else

namespace attache {
const Kernels* vnni_kernels() { return nullptr; }
}  // namespace attache

#endif
