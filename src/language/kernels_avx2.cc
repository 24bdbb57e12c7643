// The kernels for AVX2; see kernels.h. This file alone is compiled with -mavx2 and its code is only reached after asking the
// processor. Without that flag (another architecture) it says that there is no such version.
#include "language/kernels.h"

#ifdef __AVX2__
#include <immintrin.h>

#include "language/kernels_body.inc"

namespace attache {
namespace {

// The products are summed in pairs first: at most 2 * 255 * kSteps, which int16 holds.
inline __m256i add_products(__m256i sum, __m256i w, __m256i x) {
  const __m256i pairs = _mm256_maddubs_epi16(w, x);
  return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

#include "language/kernels_256.inc"

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
