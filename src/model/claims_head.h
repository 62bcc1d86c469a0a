#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "model/encoder.h"
#include "model/linear.h"
#include "model/weight_file.h"

namespace quoth {

/// Log odds of a sentence: that it is worth checking, and that checkers of debates took it up.
using ClaimLogits = std::array<float, 2>;

/// One vector of each sentence, where what is worth checking in it weighs most: train/README.md, "claims".
class ClaimsHead {
 public:
  /// Errors: model.damaged.
  static Result<ClaimsHead> load(const WeightFile& file, std::size_t width);

  /// Of each sentence the mean of its pieces' rows, and beside it their sum by the head's weights; `begins` are the rows that
  /// sentences begin with, each ends where the next begins.
  Matrix pool(const Matrix& pieces, std::span<const std::size_t> begins) const;

 private:
  Linear attend_;
};

}  // namespace quoth
