// The kernels in plain C++, and the choice between the versions; see kernels.h.
#include "language/kernels.h"

#include "language/kernels_body.inc"

namespace attache {
namespace {

void multiply(const std::int8_t* weights, std::size_t rows, std::size_t columns, const std::int8_t* vectors,
              std::size_t stride, std::size_t count, std::int32_t* out, std::size_t out_stride) {
  for (std::size_t block = 0; block < rows; block += 8) {
    const std::int8_t* w = weights + block * columns;
    for (std::size_t v = 0; v < count; ++v) {
      const std::int8_t* x = vectors + v * stride;
      // One sum for each of the 8 rows and 4 columns of a group, added up at the end: loops that compilers vectorise.
      std::int32_t sums[32] = {};
      for (std::size_t k = 0; k < columns; k += 4) {
        std::int16_t twice[8];
        for (std::size_t i = 0; i < 8; ++i) twice[i] = x[k + i % 4];
        for (std::size_t pair = 0; pair < 32; pair += 8) {
          for (std::size_t i = 0; i < 8; ++i) {
            const auto weight = static_cast<std::int16_t>(w[k * 8 + pair + i]);
            sums[pair + i] += static_cast<std::int16_t>(weight * twice[i]);  // at most 127 * 127
          }
        }
      }
      for (std::size_t r = 0; r < 8; ++r) {
        out[v * out_stride + block + r] = sums[4 * r] + sums[4 * r + 1] + sums[4 * r + 2] + sums[4 * r + 3];
      }
    }
  }
}

}  // namespace

const Kernels& portable_kernels() {
  static constexpr Kernels kKernels{multiply, lstm_step, tanh_layer, tanh_sum, linear_layer, add_scaled, quantise};
  return kKernels;
}

const Kernels& best_kernels() {
  const Kernels* avx2 = avx2_kernels();
  return avx2 != nullptr ? *avx2 : portable_kernels();
}

}  // namespace attache
