#include "model/claims_head.h"

#include <algorithm>
#include <cmath>

namespace quoth {
namespace {

/// The mean of the rows begin to end, then their sum by the softmax of their weights.
void pool_rows(const Matrix& rows, const Matrix& attention, std::size_t begin, std::size_t end, float* out) {
  float most = attention.row(begin)[0];
  for (std::size_t i = begin; i < end; ++i) most = std::max(most, attention.row(i)[0]);
  double total = 0;
  std::vector<double> sums(rows.columns), weighted(rows.columns);
  for (std::size_t i = begin; i < end; ++i) {
    const double weight = std::exp(static_cast<double>(attention.row(i)[0] - most));
    const float* row = rows.row(i);
    total += weight;
    for (std::size_t k = 0; k < sums.size(); ++k) {
      const auto value = static_cast<double>(row[k]);
      sums[k] += value;
      weighted[k] += weight * value;
    }
  }
  const auto n = static_cast<double>(end - begin);
  for (std::size_t k = 0; k < sums.size(); ++k) {
    out[k] = static_cast<float>(sums[k] / n);
    out[rows.columns + k] = static_cast<float>(weighted[k] / total);
  }
}

}  // namespace

Result<ClaimsHead> ClaimsHead::load(const WeightFile& file, const std::string& name, std::size_t width) {
  ClaimsHead head;
  QUOTH_TRY(head.attend_, Linear::load(file, {name + ".attend"}, width, {1}));
  return head;
}

Matrix ClaimsHead::pool(const Matrix& pieces, std::span<const PieceRun> runs) const {
  if (runs.empty()) return {};
  const Matrix attention = apply(attend_, pieces);
  Matrix out(runs.size(), 2 * pieces.columns);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    pool_rows(pieces, attention, runs[i].begin, runs[i].end, out.row(i));
  }
  return out;
}

}  // namespace quoth
