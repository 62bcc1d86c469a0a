#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "model/encoder.h"
#include "model/linear.h"
#include "model/weight_file.h"

namespace quoth {

/// Reported speech over atoms: cues, then for each cue which atoms are its source and its content. train/README.md, "quotes".
class QuotesHead {
 public:
  static constexpr std::size_t kReach = 256;  ///< atoms before and after a cue that it may ask

  static Result<QuotesHead> load(const WeightFile& file, std::size_t width);

  /// Scores of outside, begin and inside of a cue, a row of 16 columns an atom.
  Matrix cues(const Matrix& atoms) const;

  /// What atoms say of themselves to any cue.
  Matrix answers(const Matrix& atoms) const;
  /// What cues ask: their first atoms.
  Matrix asks(const Matrix& cues) const;

  /// For the atoms `low` to `high` and the cue `number` of `asks` at atom `cue`: outside, begin and inside of the source,
  /// begin and inside of the content, in 16 columns.
  Matrix tags(const Matrix& answers, const Matrix& asks, std::size_t number, std::size_t cue, std::size_t low,
              std::size_t high) const;

 private:
  Linear cue_, ask_, answer_;
  std::vector<float> distance_;  // a row of kTags a bucket
};

}  // namespace quoth
