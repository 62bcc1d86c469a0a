#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/weight_file.h"

namespace quoth {

/// One hidden layer over a vector, in floats: outputs = out relu(hidden x). train/README.md, "Readings".
class VectorModel {
 public:
  VectorModel() = default;
  /// Reads the tensors NAME.*. Errors: model.damaged. Lifetime: reads from `file` as long as it lives.
  static Result<VectorModel> load(const WeightFile& file, const std::string& name, std::size_t n_inputs,
                                  std::size_t n_hidden, std::size_t n_outputs);

  std::size_t n_inputs() const { return n_inputs_; }
  std::size_t n_outputs() const { return out_bias_.size(); }
  /// Requires: as many inputs and outputs as were loaded. The order of each sum is fixed.
  void read(std::span<const float> inputs, std::span<float> outputs) const;

 private:
  std::size_t n_inputs_ = 0;
  std::span<const std::int8_t> hidden_, out_;  // [hidden, input], [output, hidden]
  std::span<const float> hidden_scale_, hidden_bias_, out_scale_, out_bias_;
};

}  // namespace quoth
