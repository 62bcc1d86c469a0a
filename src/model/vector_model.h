#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/encoder.h"
#include "model/weight_file.h"

namespace quoth {

/// One hidden layer over vectors, in floats: outputs = out relu(hidden x). train/README.md, "Readings".
class VectorModel {
 public:
  VectorModel() = default;
  /// Reads the tensors NAME.*. Errors: model.damaged. Lifetime: reads from `file` as long as it lives.
  static Result<VectorModel> load(const WeightFile& file, const std::string& name, std::size_t n_inputs,
                                  std::size_t n_hidden, std::size_t n_outputs);

  /// The outputs for each row of inputs. Requires: as many inputs as were loaded. The order of each sum is fixed.
  Matrix read(const Matrix& inputs) const;

 private:
  std::vector<float> hidden_;         // [input, hidden]: the whole numbers of the file
  std::span<const std::int8_t> out_;  // [output, hidden]
  std::span<const float> hidden_scale_, hidden_bias_, out_scale_, out_bias_;
};

}  // namespace quoth
