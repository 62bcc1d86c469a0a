#include "model/kernels.h"

#include <algorithm>
#include <cmath>

// Highway compiles what follows once for each kind of processor and chooses as it runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels.cc"  // NOLINT(readability-identifier-naming): Highway's
// clang-format off: this one includes all that follows again
#include <hwy/foreach_target.h>
// clang-format on
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace quoth::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::CappedTag<float, kLanes>;
using Ints = hn::RebindToSigned<Floats>;
using Vector = hn::Vec<Floats>;

constexpr Floats kFloats;
constexpr std::size_t kWide = hn::MaxLanes(kFloats);  // of one vector
constexpr std::size_t kParts = kLanes / kWide;        // vectors that hold kLanes

/// The sum of kLanes partial sums, in their order.
HWY_ATTR float in_order(const Vector* parts) {
  alignas(64) float lanes[kLanes];
  for (std::size_t p = 0; p < kParts; ++p) hn::Store(parts[p], kFloats, lanes + p * kWide);
  float sum = lanes[0];
  for (std::size_t i = 1; i < kLanes; ++i) sum += lanes[i];
  return sum;
}

HWY_ATTR float largest(const float* x, std::size_t width, bool magnitude) {
  Vector most = hn::LoadU(kFloats, x);
  if (magnitude) most = hn::Abs(most);
  for (std::size_t i = kWide; i < width; i += kWide) {
    const Vector v = hn::LoadU(kFloats, x + i);
    most = hn::Max(most, magnitude ? hn::Abs(v) : v);
  }
  return hn::GetLane(hn::MaxOfLanes(kFloats, most));
}

HWY_ATTR void quantise(const float* x, std::size_t rows, std::size_t width, std::uint8_t* q, float* step) {
  const hn::Rebind<std::uint8_t, Floats> bytes;
  const Ints ints;
  for (std::size_t r = 0; r < rows; ++r, x += width, q += width) {
    step[r] = std::max(largest(x, width, true), 1e-8F) / 127.0F;
    const Vector by = hn::Set(kFloats, step[r]);
    const auto zero = hn::Set(ints, 128);
    for (std::size_t i = 0; i < width; i += kWide) {
      const auto whole = hn::NearestInt(hn::Div(hn::LoadU(kFloats, x + i), by));
      hn::StoreU(hn::DemoteTo(bytes, hn::Add(whole, zero)), bytes, q + i);
    }
  }
}

/// erf(x) by the rational approximation of Eigen, good to 4e-7 (x is clamped to where the result is 1 in float).
HWY_ATTR Vector error_function(Vector v) {
  const Vector x = hn::Min(hn::Max(v, hn::Set(kFloats, -4.0F)), hn::Set(kFloats, 4.0F));
  const Vector s = hn::Mul(x, x);
  constexpr float kAbove[] = {-2.72614225801306e-10F, 2.77068142495902e-08F,  -2.10102402082508e-06F,
                              -5.69250639462346e-05F, -7.34990630326855e-04F, -2.95459980854025e-03F,
                              -1.60960333262415e-02F};
  constexpr float kBelow[] = {-1.45660718464996e-05F, -2.13374055278905e-04F, -1.68282697438203e-03F,
                              -7.37332916720468e-03F, -1.42647390514189e-02F};
  Vector above = hn::Set(kFloats, kAbove[0]);
  for (std::size_t i = 1; i < std::size(kAbove); ++i)
    above = hn::MulAdd(above, s, hn::Set(kFloats, kAbove[i]));
  Vector below = hn::Set(kFloats, kBelow[0]);
  for (std::size_t i = 1; i < std::size(kBelow); ++i)
    below = hn::MulAdd(below, s, hn::Set(kFloats, kBelow[i]));
  return hn::Div(hn::Mul(x, above), below);
}

template <bool kGelu>
HWY_ATTR void dequantise_as(const std::int32_t* sums, std::size_t rows, std::size_t width, const float* step,
                            const Scales& scales, float* out) {
  const Ints ints;
  for (std::size_t r = 0; r < rows; ++r, sums += width, out += width) {
    const Vector by = hn::Set(kFloats, step[r]);
    for (std::size_t i = 0; i < width; i += kWide) {
      const auto sum = hn::Sub(hn::LoadU(ints, sums + i), hn::LoadU(ints, scales.correction + i));
      Vector y = hn::MulAdd(hn::Mul(hn::ConvertTo(kFloats, sum), by), hn::LoadU(kFloats, scales.scale + i),
                            hn::LoadU(kFloats, scales.bias + i));
      if constexpr (kGelu) {
        const Vector erf = error_function(hn::Mul(y, hn::Set(kFloats, 0.70710678118654752F)));
        const Vector half = hn::Mul(y, hn::Set(kFloats, 0.5F));
        y = hn::MulAdd(half, erf, half);
      }
      hn::StoreU(y, kFloats, out + i);
    }
  }
}

HWY_ATTR void dequantise(const std::int32_t* sums, std::size_t rows, std::size_t width, const float* step,
                         const Scales& scales, float* out) {
  dequantise_as<false>(sums, rows, width, step, scales, out);
}

HWY_ATTR void dequantise_gelu(const std::int32_t* sums, std::size_t rows, std::size_t width,
                              const float* step, const Scales& scales, float* out) {
  dequantise_as<true>(sums, rows, width, step, scales, out);
}

HWY_ATTR void add_and_norm(float* x, const float* y, std::size_t rows, std::size_t width, const float* weight,
                           const float* bias, float epsilon) {
  for (std::size_t r = 0; r < rows; ++r, x += width, y += width) {
    Vector sums[kParts];
    for (Vector& sum : sums) sum = hn::Zero(kFloats);
    for (std::size_t i = 0; i < width; i += kLanes) {
      for (std::size_t p = 0; p < kParts; ++p) {
        const std::size_t at = i + p * kWide;
        const Vector v = hn::Add(hn::LoadU(kFloats, x + at), hn::LoadU(kFloats, y + at));
        hn::StoreU(v, kFloats, x + at);
        sums[p] = hn::Add(sums[p], v);
      }
    }
    const Vector mean = hn::Set(kFloats, in_order(sums) / static_cast<float>(width));
    for (Vector& sum : sums) sum = hn::Zero(kFloats);
    for (std::size_t i = 0; i < width; i += kLanes) {
      for (std::size_t p = 0; p < kParts; ++p) {
        const Vector v = hn::Sub(hn::LoadU(kFloats, x + i + p * kWide), mean);
        sums[p] = hn::MulAdd(v, v, sums[p]);
      }
    }
    const float variance = in_order(sums) / static_cast<float>(width);
    const Vector by = hn::Set(kFloats, 1.0F / std::sqrt(variance + epsilon));
    for (std::size_t i = 0; i < width; i += kWide) {
      const Vector v = hn::Mul(hn::Sub(hn::LoadU(kFloats, x + i), mean), by);
      hn::StoreU(hn::MulAdd(v, hn::LoadU(kFloats, weight + i), hn::LoadU(kFloats, bias + i)), kFloats, x + i);
    }
  }
}

/// kRows rows of a product; each element is summed from the first term to the last.
template <std::size_t kRows>
HWY_ATTR void multiply_rows(const Matrices& m, std::size_t depth, std::size_t columns) {
  for (std::size_t j = 0; j < columns; j += kLanes) {
    Vector sums[kRows][kParts];
    for (auto& row : sums) {
      for (Vector& sum : row) sum = hn::Zero(kFloats);
    }
    const float* b = m.b + j;
    for (std::size_t k = 0; k < depth; ++k, b += m.b_stride) {
      Vector parts[kParts];
      for (std::size_t p = 0; p < kParts; ++p) parts[p] = hn::LoadU(kFloats, b + p * kWide);
      for (std::size_t r = 0; r < kRows; ++r) {
        const Vector a = hn::Set(kFloats, m.a[r * m.a_stride + k]);
        for (std::size_t p = 0; p < kParts; ++p) sums[r][p] = hn::MulAdd(a, parts[p], sums[r][p]);
      }
    }
    for (std::size_t r = 0; r < kRows; ++r) {
      for (std::size_t p = 0; p < kParts; ++p) {
        hn::StoreU(sums[r][p], kFloats, m.out + r * m.out_stride + j + p * kWide);
      }
    }
  }
}

HWY_ATTR void multiply(const Matrices& matrices, std::size_t rows, std::size_t depth, std::size_t columns) {
  constexpr std::size_t kBlock = 6;  // with kLanes columns, what the registers of AVX2 hold
  Matrices m = matrices;
  while (rows > 0) {
    const std::size_t n = rows >= kBlock ? kBlock : 1;
    if (n == kBlock) {
      multiply_rows<kBlock>(m, depth, columns);
    } else {
      multiply_rows<1>(m, depth, columns);
    }
    m.a += n * m.a_stride;
    m.out += n * m.out_stride;
    rows -= n;
  }
}

HWY_ATTR void softmax(float* x, std::size_t rows, std::size_t stride, std::size_t n, float factor) {
  const std::size_t width = rounded_up(n);
  for (std::size_t r = 0; r < rows; ++r, x += stride) {
    std::fill(x + n, x + width, -1e30F);
    const Vector most = hn::Set(kFloats, largest(x, width, false));
    const Vector by = hn::Set(kFloats, factor);
    Vector sums[kParts];
    for (Vector& sum : sums) sum = hn::Zero(kFloats);
    for (std::size_t i = 0; i < width; i += kLanes) {
      for (std::size_t p = 0; p < kParts; ++p) {
        float* at = x + i + p * kWide;
        const Vector e = hn::Exp(kFloats, hn::Mul(hn::Sub(hn::LoadU(kFloats, at), most), by));
        hn::StoreU(e, kFloats, at);
        sums[p] = hn::Add(sums[p], e);
      }
    }
    const Vector share = hn::Set(kFloats, 1.0F / in_order(sums));
    for (std::size_t i = 0; i < width; i += kWide) {
      hn::StoreU(hn::Mul(hn::LoadU(kFloats, x + i), share), kFloats, x + i);
    }
  }
}

}  // namespace quoth::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quoth::kernels {

HWY_EXPORT(quantise);
HWY_EXPORT(dequantise);
HWY_EXPORT(dequantise_gelu);
HWY_EXPORT(add_and_norm);
HWY_EXPORT(multiply);
HWY_EXPORT(softmax);

void quantise(const float* x, std::size_t rows, std::size_t width, std::uint8_t* q, float* step) {
  HWY_DYNAMIC_DISPATCH(quantise)(x, rows, width, q, step);
}

void dequantise(const std::int32_t* sums, std::size_t rows, std::size_t width, const float* step,
                const Scales& scales, float* out) {
  HWY_DYNAMIC_DISPATCH(dequantise)(sums, rows, width, step, scales, out);
}

void dequantise_gelu(const std::int32_t* sums, std::size_t rows, std::size_t width, const float* step,
                     const Scales& scales, float* out) {
  HWY_DYNAMIC_DISPATCH(dequantise_gelu)(sums, rows, width, step, scales, out);
}

void add_and_norm(float* x, const float* y, std::size_t rows, std::size_t width, const float* weight,
                  const float* bias, float epsilon) {
  HWY_DYNAMIC_DISPATCH(add_and_norm)(x, y, rows, width, weight, bias, epsilon);
}

void multiply(const Matrices& matrices, std::size_t rows, std::size_t depth, std::size_t columns) {
  HWY_DYNAMIC_DISPATCH(multiply)(matrices, rows, depth, columns);
}

void softmax(float* x, std::size_t rows, std::size_t stride, std::size_t n, float factor) {
  HWY_DYNAMIC_DISPATCH(softmax)(x, rows, stride, n, factor);
}

void relu(float* x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) x[i] = std::max(x[i], 0.0F);
}

}  // namespace quoth::kernels
#endif  // HWY_ONCE
