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

/// The rows from begin to end of pieces that stand together: a sentence, a clause.
struct PieceRun {
  std::size_t begin = 0, end = 0;
};

/// One vector of each sentence or clause, where what is worth checking in it weighs most: train/README.md, "claims".
class ClaimsHead {
 public:
  /// Errors: model.damaged.
  static Result<ClaimsHead> load(const WeightFile& file, std::size_t width);

  /// Of each of some runs of pieces the mean of their rows, and beside it their sum by the head's weights. Requires: none
  /// is empty.
  Matrix pool(const Matrix& pieces, std::span<const PieceRun> runs) const;

 private:
  Linear attend_;
};

}  // namespace quoth
