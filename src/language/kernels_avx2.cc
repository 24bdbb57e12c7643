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
inline __m256i prepared(__m256i w) { return _mm256_abs_epi8(w); }
inline std::int32_t start(const std::int8_t*, std::size_t) { return 0; }
inline __m256i add_products(__m256i sum, __m256i w_size, __m256i w, __m256i x) {
  const __m256i pairs = _mm256_maddubs_epi16(w_size, _mm256_sign_epi8(x, w));
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
