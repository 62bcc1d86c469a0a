#include "model/vector_model.h"

#include <algorithm>
#include <cmath>

namespace quoth {
namespace {

/// In eight sums side by side, which are added up at the end: the same on every processor.
float product(const std::int8_t* weights, const float* inputs, std::size_t n) {
  constexpr std::size_t kSums = 8;
  float sums[kSums] = {};
  std::size_t i = 0;
  for (; i + kSums <= n; i += kSums) {
    for (std::size_t k = 0; k < kSums; ++k) sums[k] += static_cast<float>(weights[i + k]) * inputs[i + k];
  }
  for (; i < n; ++i) sums[0] += static_cast<float>(weights[i]) * inputs[i];
  float total = 0;
  for (const float sum : sums) total += sum;
  return total;
}

}  // namespace

Result<VectorModel> VectorModel::load(const WeightFile& file, const std::string& name, std::size_t n_inputs,
                                      std::size_t n_hidden, std::size_t n_outputs) {
  VectorModel model;
  model.n_inputs_ = n_inputs;
  QUOTH_TRY(model.hidden_, file.int8s(name + ".hidden.weight", {n_hidden, n_inputs}));
  QUOTH_TRY(model.hidden_scale_, file.floats(name + ".hidden.scale", {n_hidden}));
  QUOTH_TRY(model.hidden_bias_, file.floats(name + ".hidden.bias", {n_hidden}));
  QUOTH_TRY(model.out_, file.int8s(name + ".out.weight", {n_outputs, n_hidden}));
  QUOTH_TRY(model.out_scale_, file.floats(name + ".out.scale", {n_outputs}));
  QUOTH_TRY(model.out_bias_, file.floats(name + ".out.bias", {n_outputs}));
  return model;
}

void VectorModel::read(std::span<const float> inputs, std::span<float> outputs) const {
  std::vector<float> hidden(hidden_bias_.size());
  for (std::size_t h = 0; h < hidden.size(); ++h) {
    const float sum = product(hidden_.data() + h * n_inputs_, inputs.data(), n_inputs_);
    hidden[h] = std::max(0.0F, sum * hidden_scale_[h] + hidden_bias_[h]);
  }
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const float sum = product(out_.data() + k * hidden.size(), hidden.data(), hidden.size());
    outputs[k] = sum * out_scale_[k] + out_bias_[k];
  }
}

}  // namespace quoth
