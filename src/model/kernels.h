#pragma once

#include <cstddef>
#include <cstdint>

/// The arithmetic of the encoder and its heads that is not a product of whole numbers. Vectors of the processor at
/// hand; every sum runs in the same order on all that multiply and add in one step (AVX2, AVX-512, NEON), so
/// that the same bytes come out. Matrices are row-major; a `width` or number of columns is a multiple of kLanes.
namespace quoth::kernels {

inline constexpr std::size_t kLanes = 16;
constexpr std::size_t rounded_up(std::size_t n, std::size_t to = kLanes) { return (n + to - 1) / to * to; }

/// q = 128 + x / step rounded half to even, with step[row] = the largest |x| of the row / 127.
void quantise(const float* x, std::size_t rows, std::size_t width, std::uint8_t* q, float* step);

/// out = (sum - correction[column]) * step[row] * scale[column] + bias[column].
struct Scales {
  const std::int32_t* correction;
  const float* scale;
  const float* bias;
};
void dequantise(const std::int32_t* sums, std::size_t rows, std::size_t width, const float* step,
                const Scales& scales, float* out);
/// The same, and of that the Gaussian error linear unit (by the error function).
void dequantise_gelu(const std::int32_t* sums, std::size_t rows, std::size_t width, const float* step,
                     const Scales& scales, float* out);

/// x = layer_norm(x + y) * weight + bias, row by row.
void add_and_norm(float* x, const float* y, std::size_t rows, std::size_t width, const float* weight,
                  const float* bias, float epsilon);

/// out[rows, columns] = a[rows, depth] b[depth, columns], `*_stride` apart from row to row. out is not a or b.
struct Matrices {
  const float* a;
  std::size_t a_stride;
  const float* b;
  std::size_t b_stride;
  float* out;
  std::size_t out_stride;
};
void multiply(const Matrices& matrices, std::size_t rows, std::size_t depth, std::size_t columns);

/// x = softmax(x * factor) over the first n columns of each row; those after become 0.
void softmax(float* x, std::size_t rows, std::size_t stride, std::size_t n, float factor);

void relu(float* x, std::size_t n);

}  // namespace quoth::kernels
