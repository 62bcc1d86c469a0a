#include "model/vector_model.h"

#include <algorithm>

#include "model/kernels.h"

namespace quoth {

Result<VectorModel> VectorModel::load(const WeightFile& file, const std::string& name, std::size_t n_inputs,
                                      std::size_t n_hidden, std::size_t n_outputs) {
  VectorModel model;
  QUOTH_TRY(const auto hidden, file.int8s(name + ".hidden.weight", {n_hidden, n_inputs}));
  QUOTH_TRY(model.hidden_scale_, file.floats(name + ".hidden.scale", {n_hidden}));
  QUOTH_TRY(model.hidden_bias_, file.floats(name + ".hidden.bias", {n_hidden}));
  QUOTH_TRY(model.out_, file.int8s(name + ".out.weight", {n_outputs, n_hidden}));
  QUOTH_TRY(model.out_scale_, file.floats(name + ".out.scale", {n_outputs}));
  QUOTH_TRY(model.out_bias_, file.floats(name + ".out.bias", {n_outputs}));
  model.hidden_.resize(hidden.size());
  for (std::size_t h = 0; h < n_hidden; ++h) {
    for (std::size_t i = 0; i < n_inputs; ++i)
      model.hidden_[i * n_hidden + h] = static_cast<float>(hidden[h * n_inputs + i]);
  }
  return model;
}

Matrix VectorModel::read(const Matrix& inputs) const {
  const std::size_t n_hidden = hidden_bias_.size(), n = inputs.rows();
  Matrix hidden(n, n_hidden), out(n, out_bias_.size());
  kernels::multiply(
      {inputs.values.data(), inputs.columns, hidden_.data(), n_hidden, hidden.values.data(), n_hidden}, n,
      inputs.columns, n_hidden);
  for (std::size_t r = 0; r < n; ++r) {
    float* row = hidden.row(r);
    for (std::size_t h = 0; h < n_hidden; ++h)
      row[h] = std::max(0.0F, row[h] * hidden_scale_[h] + hidden_bias_[h]);
    for (std::size_t k = 0; k < out.columns; ++k) {
      float sum = 0;
      for (std::size_t h = 0; h < n_hidden; ++h) sum += static_cast<float>(out_[k * n_hidden + h]) * row[h];
      out.row(r)[k] = sum * out_scale_[k] + out_bias_[k];
    }
  }
  return out;
}

}  // namespace quoth
