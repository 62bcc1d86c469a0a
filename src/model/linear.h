#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/weight_file.h"

namespace quoth {

/// Rows of numbers in 8 bits with a step a row: what a Linear takes. May be used again for other rows.
class QuantisedRows {
 public:
  /// Requires: width is a multiple of kernels::kLanes.
  void set(const float* rows, std::size_t n_rows, std::size_t width);
  std::size_t size() const { return n_rows_; }

 private:
  friend class Linear;
  std::size_t n_rows_ = 0;
  std::vector<std::uint8_t> values_;  // rows up to a multiple of what a product takes at once
  std::vector<float> steps_;
  std::vector<std::int32_t> sums_;  // room for a product
  std::vector<char> scratch_;
};

/// One linear layer, or several over the same input side by side: y = weight x + bias, the products in whole numbers
/// (exact on every processor) by oneDNN, on the calling thread alone.
///
/// Outputs have `stride` columns, a multiple of kernels::kLanes; those past `width` are 0.
class Linear {
 public:
  enum class Then : std::uint8_t { nothing, relu, gelu };

  Linear();
  Linear(Linear&&) noexcept;
  Linear& operator=(Linear&&) noexcept;
  ~Linear();

  /// Layer `names` (NAME.weight, NAME.scale and, if it is there, NAME.bias) of `inputs` inputs; `widths` are their
  /// numbers of outputs. Errors: model.damaged.
  static Result<Linear> load(const WeightFile& file, const std::vector<std::string>& names,
                             std::size_t inputs, const std::vector<std::size_t>& widths);

  std::size_t width() const { return width_; }
  std::size_t stride() const { return stride_; }
  /// `out` has room for input.size() rows of `stride` floats.
  void apply(QuantisedRows& input, Then then, float* out) const;

 private:
  struct Products;
  std::size_t inputs_ = 0;
  std::size_t width_ = 0;
  std::size_t stride_ = 0;
  std::vector<float> scale_, bias_;
  std::vector<std::int32_t> correction_;  // what the 128 added to each input adds to each output
  std::unique_ptr<Products> products_;
};

}  // namespace quoth
