#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/encoder.h"
#include "model/linear.h"
#include "model/weight_file.h"

namespace quoth {

/// Log odds of a sentence: that it is worth checking; that checkers of debates took it up; and that it is worth checking as the
/// shared encoder's vectors alone tell.
using ClaimLogits = std::array<float, 3>;

/// One vector of each sentence or clause, where what is worth checking in it weighs most: train/README.md, "claims".
class ClaimsHead {
 public:
  /// Reads the tensors NAME.attend.*. Errors: model.damaged.
  static Result<ClaimsHead> load(const WeightFile& file, const std::string& name, std::size_t width);

  /// Of each of some runs of pieces the mean of their rows, and beside it their sum by the head's weights. Requires: none
  /// is empty.
  Matrix pool(const Matrix& pieces, std::span<const PieceRun> runs) const;

 private:
  Linear attend_;
};

}  // namespace quoth
