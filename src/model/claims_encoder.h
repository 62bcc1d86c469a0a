#pragma once

#include <span>

#include "base/result.h"
#include "model/claims_head.h"
#include "model/encoder.h"
#include "model/weight_file.h"

namespace quoth {

/// A small encoder of its own for what is worth checking, beside the encoder that all layers share: it knows its sentence
/// alone. train/README.md, "Readings".
class ClaimsEncoder {
 public:
  /// `measures`: of the encoder that all share, whose width, marks and words it has. Errors: model.damaged.
  /// Lifetime: reads from `readings`, and from where the words are, as long as it lives.
  static Result<ClaimsEncoder> load(const WeightFile& readings, Measures measures, const WordVectors& words);

  /// A row for each piece of each sentence.
  Matrix read(const Pieces& pieces, std::span<const PieceRun> sentences) const;
  /// One vector of each of some runs of these rows, as ClaimsHead::pool makes it. Requires: none is empty.
  Matrix pool(const Matrix& rows, std::span<const PieceRun> runs) const { return pool_.pool(rows, runs); }

 private:
  Encoder encoder_;
  ClaimsHead pool_;
};

}  // namespace quoth
