#pragma once

#include <cstddef>
#include <vector>

namespace quoth {

/// A run of units with one kind of tag, half-open, and the least probability that one of its tags had.
struct TaggedRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t kind = 0;
  float score = 0;
};

/// Reads the best sequence of tags over `n` units in which inside follows only begin or inside of its kind (Viterbi).
/// `scores`: rows `stride` apart with outside, then begin and inside of each kind, as logarithms up to a constant a row.
std::vector<TaggedRun> best_runs(const float* scores, std::size_t stride, std::size_t n, std::size_t n_kinds);

}  // namespace quoth
