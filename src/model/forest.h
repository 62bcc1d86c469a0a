#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/weight_file.h"

namespace quoth {

/// Boosted trees: each output is a sum of what its trees say of a few numbers. train/README.md, "Readings".
class Forest {
 public:
  static constexpr std::size_t kNodes = 19;  ///< of a tree: ten leaves at most

  /// Reads the tensors NAME.*. Errors: model.damaged, also where a tree would not come to a leaf or asks for a number that
  /// there is not. Lifetime: reads from `file` as long as it lives.
  static Result<Forest> load(const WeightFile& file, const std::string& name, std::size_t n_numbers,
                             std::size_t n_outputs);

  /// Requires: as many numbers as were loaded.
  std::vector<double> read(std::span<const float> numbers) const;

 private:
  bool is_sound(std::size_t n_numbers) const;

  std::span<const std::int8_t> n_trees_;  // of each output
  std::span<const std::int8_t> number_,
      down_;  // of each node: what it asks, -1 at a leaf; the first of the two below it
  std::span<const float> value_,
      bias_;  // of a node: the most that goes to the first; of a leaf: what it adds
};

}  // namespace quoth
