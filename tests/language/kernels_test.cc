// The kernels: right against plain arithmetic, and every version of them the same bits.
#include "language/kernels.h"

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace attache {
namespace {

constexpr int kLargest = static_cast<int>(kSteps);

/// From -largest to largest.
std::vector<std::int8_t> random_bytes(std::size_t count, int largest, std::mt19937& random) {
  std::uniform_int_distribution<int> value(-largest, largest);
  std::vector<std::int8_t> out(count);
  for (std::int8_t& b : out) b = static_cast<std::int8_t>(value(random));
  return out;
}

std::vector<float> random_floats(std::size_t count, float size, std::mt19937& random) {
  std::uniform_real_distribution<float> value(-size, size);
  std::vector<float> out(count);
  for (float& f : out) f = value(random);
  return out;
}

std::vector<const Kernels*> versions() {
  std::vector<const Kernels*> out{&portable_kernels()};
  for (const Kernels* fast : {avx2_kernels(), vnni_kernels()}) {
    if (fast != nullptr) out.push_back(fast);
  }
  return out;
}

TEST(Kernels, MultiplyIsAMatrixProduct) {
  std::mt19937 random(1);
  for (const auto& [rows, columns, count] : {std::array<std::size_t, 3>{8, 4, 1}, {16, 64, 3}, {24, 128, 7}, {512, 192, 5}}) {
    const std::vector<std::int8_t> plain = random_bytes(rows * columns, 127, random);
    const std::vector<std::int8_t> vectors = random_bytes(count * columns, kLargest, random);
    std::vector<std::int8_t> packed(plain.size());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t k = 0; k < columns; ++k)
        packed[r / 8 * 8 * columns + k / 4 * 32 + r % 8 * 4 + k % 4] = plain[r * columns + k];
    }
    for (const Kernels* kernels : versions()) {
      std::vector<std::int32_t> out(count * rows);
      kernels->multiply(packed.data(), rows, columns, vectors.data(), columns, count, out.data(), rows);
      for (std::size_t v = 0; v < count; ++v) {
        for (std::size_t r = 0; r < rows; ++r) {
          std::int32_t sum = 0;
          for (std::size_t k = 0; k < columns; ++k) sum += plain[r * columns + k] * vectors[v * columns + k];
          ASSERT_EQ(out[v * rows + r], sum);
        }
      }
    }
  }
}

TEST(Kernels, ExtremeBytesDoNotSaturate) {
  const std::vector<std::int8_t> low(8 * 64, -127), high(64, kLargest);
  for (const Kernels* kernels : versions()) {
    std::vector<std::int32_t> out(8);
    kernels->multiply(low.data(), 8, 64, high.data(), 64, 1, out.data(), 8);
    for (const std::int32_t sum : out) EXPECT_EQ(sum, -127 * kLargest * 64);
  }
}

TEST(Kernels, TanhIsTanh) {
  for (const Kernels* kernels : versions()) {
    for (float x = -12; x < 12; x += 0.01F) {
      const float zero = 0;
      std::int8_t step = 0;
      kernels->tanh_sum(&x, &zero, 1, &step);
      EXPECT_NEAR(step, kSteps * std::tanh(x), 0.51) << x;
    }
  }
}

TEST(Kernels, QuantiseKeepsTheShape) {
  for (const Kernels* kernels : versions()) {
    const std::vector<float> values{0.5F, -2.0F, 0.0F, 1.0F};
    std::vector<std::int8_t> steps(4);
    EXPECT_FLOAT_EQ(kernels->quantise(values.data(), 4, steps.data()), 2.0F / kSteps);
    EXPECT_EQ(steps, (std::vector<std::int8_t>{16, -63, 0, 32}));
    const std::vector<float> zeros(4, 0.0F);
    EXPECT_EQ(kernels->quantise(zeros.data(), 4, steps.data()), 0.0F);
    EXPECT_EQ(steps, (std::vector<std::int8_t>{0, 0, 0, 0}));
  }
}

class Versions : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Kernels, Versions, ::testing::Values("AVX2", "AVX-512 VNNI"));

TEST_P(Versions, AgreeBitForBitWithThePortableOne) {
  const Kernels* fast = std::string_view(GetParam()) == "AVX2" ? avx2_kernels() : vnni_kernels();
  if (fast == nullptr) GTEST_SKIP() << "no " << GetParam() << " here";
  const Kernels& a = portable_kernels();
  const Kernels& b = *fast;
  std::mt19937 random(2);
  for (const std::size_t hidden : {8U, 96U, 128U, 192U, 13U}) {
    std::vector<std::int32_t> x(4 * hidden), y(4 * hidden);
    for (std::size_t i = 0; i < 4 * hidden; ++i) {
      x[i] = static_cast<std::int32_t>(random() % 400000) - 200000;
      y[i] = static_cast<std::int32_t>(random() % 400000) - 200000;
    }
    const std::vector<float> scale = random_floats(4 * hidden, 5e-5F, random);
    const std::vector<float> bias = random_floats(4 * hidden, 2, random);
    std::vector<float> cell_a = random_floats(hidden, 2, random);
    std::vector<float> cell_b = cell_a;
    std::vector<std::int8_t> h_a(hidden), h_b(hidden);
    a.lstm_step(x.data(), y.data(), scale.data(), bias.data(), hidden, cell_a.data(), h_a.data());
    b.lstm_step(x.data(), y.data(), scale.data(), bias.data(), hidden, cell_b.data(), h_b.data());
    EXPECT_EQ(0, std::memcmp(cell_a.data(), cell_b.data(), hidden * sizeof(float)));
    EXPECT_EQ(h_a, h_b);

    std::vector<std::int8_t> t_a(4 * hidden), t_b(4 * hidden);
    a.tanh_layer(x.data(), scale.data(), bias.data(), 4 * hidden, t_a.data());
    b.tanh_layer(x.data(), scale.data(), bias.data(), 4 * hidden, t_b.data());
    EXPECT_EQ(t_a, t_b);
    a.tanh_sum(bias.data(), scale.data(), 4 * hidden, t_a.data());
    b.tanh_sum(bias.data(), scale.data(), 4 * hidden, t_b.data());
    EXPECT_EQ(t_a, t_b);
    EXPECT_EQ(a.quantise(bias.data(), 4 * hidden, t_a.data()), b.quantise(bias.data(), 4 * hidden, t_b.data()));
    EXPECT_EQ(t_a, t_b);

    std::vector<float> l_a(4 * hidden), l_b(4 * hidden);
    a.linear_layer(x.data(), scale.data(), bias.data(), 4 * hidden, l_a.data());
    b.linear_layer(x.data(), scale.data(), bias.data(), 4 * hidden, l_b.data());
    a.add_scaled(0.37F, bias.data(), 4 * hidden, l_a.data());
    b.add_scaled(0.37F, bias.data(), 4 * hidden, l_b.data());
    EXPECT_EQ(0, std::memcmp(l_a.data(), l_b.data(), l_a.size() * sizeof(float)));
  }
}

}  // namespace
}  // namespace attache
