// The kernels in plain C++, and the choice between the versions; see kernels.h.
#include "language/kernels.h"
#include "language/kernels_body.inc"

namespace attache {
namespace {

// Small fixed vectors that GCC and clang map to whatever registers the target has.
using Bytes = std::int8_t __attribute__((vector_size(8)));
using Pair = std::int32_t __attribute__((vector_size(8)));
using Shorts = std::int16_t __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(32)));

/// Adds eight weights times eight values: at most 127 * 127 each, which 16 bits hold.
inline void add_products(const std::int8_t* weights, Shorts values, Ints& sums) {
  Bytes bytes;
  __builtin_memcpy(&bytes, weights, sizeof bytes);
  sums += __builtin_convertvector(__builtin_convertvector(bytes, Shorts) * values, Ints);
}

void multiply(const std::int8_t* weights, std::size_t rows, std::size_t columns, const std::int8_t* vectors, std::size_t stride,
              std::size_t count, std::int32_t* out, std::size_t out_stride) {
  for (std::size_t block = 0; block < rows; block += 8) {
    const std::int8_t* w = weights + block * columns;
    for (std::size_t v = 0; v < count; ++v) {
      const std::int8_t* x = vectors + v * stride;
      // Two rows by four columns in each; the columns are added up at the end.
      Ints sums0 = {}, sums1 = {}, sums2 = {}, sums3 = {};
      for (std::size_t k = 0; k < columns; k += 4) {
        std::int32_t values;
        __builtin_memcpy(&values, x + k, sizeof values);
        const Shorts four = __builtin_convertvector(reinterpret_cast<Bytes>(Pair{values, values}), Shorts);
        const std::int8_t* group = w + k * 8;
        add_products(group, four, sums0);
        add_products(group + 8, four, sums1);
        add_products(group + 16, four, sums2);
        add_products(group + 24, four, sums3);
      }
      const Ints sums[4] = {sums0, sums1, sums2, sums3};
      for (std::size_t r = 0; r < 8; ++r) {
        const Ints& s = sums[r / 2];
        const std::size_t first = r % 2 * 4;
        out[v * out_stride + block + r] = s[first] + s[first + 1] + s[first + 2] + s[first + 3];
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
  if (const Kernels* vnni = vnni_kernels()) return *vnni;
  if (const Kernels* avx2 = avx2_kernels()) return *avx2;
  return portable_kernels();
}

}  // namespace attache
