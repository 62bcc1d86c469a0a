#include "model/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include <gtest/gtest.h>
#include <hwy/targets.h>

namespace quoth {
namespace {

using Values = std::vector<float>;

Values random_values(std::size_t n, float scale, unsigned seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal(0.0F, scale);
  Values out(n);
  for (float& v : out) v = normal(engine);
  return out;
}

constexpr std::size_t kRows = 13, kWidth = 96;

/// Everything that the kernels give for some input.
Values all_results() {
  Values out;
  const auto keep = [&](const Values& values) { out.insert(out.end(), values.begin(), values.end()); };
  Values x = random_values(kRows * kWidth, 3.0F, 1), step(kRows);
  std::vector<std::uint8_t> q(x.size());
  kernels::quantise(x.data(), kRows, kWidth, q.data(), step.data());
  keep(Values(q.begin(), q.end()));
  keep(step);
  std::vector<std::int32_t> sums(x.size()), correction(kWidth, 128);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = static_cast<std::int32_t>(x[i] * 1000.0F);
  const Values scale = random_values(kWidth, 0.05F, 2), bias = random_values(kWidth, 1.0F, 3);
  Values y(x.size());
  const kernels::Scales scales{correction.data(), scale.data(), bias.data()};
  kernels::dequantise(sums.data(), kRows, kWidth, step.data(), scales, y.data());
  keep(y);
  kernels::dequantise_gelu(sums.data(), kRows, kWidth, step.data(), scales, y.data());
  keep(y);
  kernels::add_and_norm(x.data(), y.data(), kRows, kWidth, scale.data(), bias.data(), 1e-12F);
  keep(x);
  const Values b = random_values(kWidth * 32, 1.0F, 4);
  Values product(kRows * 32);
  kernels::multiply({x.data(), kWidth, b.data(), 32, product.data(), 32}, kRows, kWidth, 32);
  keep(product);
  kernels::softmax(product.data(), kRows, 32, 27, 0.3F);
  keep(product);
  return out;
}

TEST(Kernels, GiveTheSameBytesOnEveryProcessor) {
  const Values best = all_results();
  std::int64_t off = 0;
  int n_tried = 0;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::DisableTargets(off);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    const bool fused = target <= HWY_AVX2;  // numbers rise from the best to the plainest
    if (fused || !HWY_ARCH_X86) {
      const Values here = all_results();
      ASSERT_EQ(here.size(), best.size());
      EXPECT_EQ(std::memcmp(here.data(), best.data(), best.size() * sizeof(float)), 0)
          << hwy::TargetName(target);
      ++n_tried;
    }
    off |= target;
  }
  hwy::DisableTargets(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  EXPECT_GE(n_tried, 1);
}

TEST(Kernels, AreRight) {
  const Values x = random_values(kWidth, 4.0F, 5);
  std::vector<std::uint8_t> q(kWidth);
  float step = 0;
  kernels::quantise(x.data(), 1, kWidth, q.data(), &step);
  float most = 0;
  for (const float v : x) most = std::max(most, std::abs(v));
  EXPECT_FLOAT_EQ(step, most / 127.0F);
  for (std::size_t i = 0; i < kWidth; ++i) EXPECT_EQ(q[i], 128 + std::nearbyint(x[i] / step));

  const std::vector<std::int32_t> sums(q.begin(), q.end()), correction(kWidth, 128);
  const Values ones(kWidth, 1.0F), zeros(kWidth);
  Values y(kWidth);
  kernels::dequantise_gelu(sums.data(), 1, kWidth, &step, {correction.data(), ones.data(), zeros.data()},
                           y.data());
  for (std::size_t i = 0; i < kWidth; ++i) {
    const double v = static_cast<double>(sums[i] - 128) * static_cast<double>(step);
    EXPECT_NEAR(y[i], v * 0.5 * (1.0 + std::erf(v / std::sqrt(2.0))), 3e-6);
  }

  Values normed = x;
  kernels::add_and_norm(normed.data(), zeros.data(), 1, kWidth, ones.data(), zeros.data(), 1e-12F);
  double mean = 0, variance = 0;
  for (const float v : normed) mean += static_cast<double>(v) / kWidth;
  for (const float v : normed) variance += static_cast<double>(v) * static_cast<double>(v) / kWidth;
  EXPECT_NEAR(mean, 0.0, 1e-5);
  EXPECT_NEAR(variance, 1.0, 1e-5);

  Values shares = x;
  kernels::softmax(shares.data(), 1, kWidth, 50, 0.5F);
  double sum = 0;
  for (std::size_t i = 0; i < 50; ++i) sum += std::exp(static_cast<double>(x[i]) * 0.5);
  for (std::size_t i = 0; i < 50; ++i)
    EXPECT_NEAR(shares[i], std::exp(static_cast<double>(x[i]) * 0.5) / sum, 1e-5);
}

}  // namespace
}  // namespace quoth
