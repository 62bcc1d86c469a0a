#include "model/claims_head.h"

#include <algorithm>
#include <cmath>

namespace quoth {
namespace {

constexpr std::size_t kHidden = 128;

Matrix apply(const Linear& linear, const Matrix& rows, Linear::Then then) {
  QuantisedRows quantised;
  quantised.set(rows.values.data(), rows.rows(), rows.columns);
  Matrix out(rows.rows(), linear.stride());
  linear.apply(quantised, then, out.values.data());
  return out;
}

/// The sum of the rows begin to end by the softmax of their weights.
void pool(const Matrix& rows, const Matrix& attention, std::size_t begin, std::size_t end, float* out) {
  float most = attention.row(begin)[0];
  for (std::size_t i = begin; i < end; ++i) most = std::max(most, attention.row(i)[0]);
  double total = 0;
  std::vector<double> sums(rows.columns);
  for (std::size_t i = begin; i < end; ++i) {
    const double weight = std::exp(static_cast<double>(attention.row(i)[0] - most));
    total += weight;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += weight * static_cast<double>(rows.row(i)[k]);
  }
  for (std::size_t k = 0; k < sums.size(); ++k) out[k] = static_cast<float>(sums[k] / total);
}

}  // namespace

Result<ClaimsHead> ClaimsHead::load(const WeightFile& file, std::size_t width) {
  ClaimsHead head;
  QUOTH_TRY(head.attend_, Linear::load(file, {"heads.claims.attend"}, width, {1}));
  QUOTH_TRY(head.hidden_, Linear::load(file, {"heads.claims.hidden"}, width, {kHidden}));
  QUOTH_TRY(head.out_, Linear::load(file, {"heads.claims.out"}, kHidden, {2}));
  return head;
}

std::vector<ClaimLogits> ClaimsHead::read(const Matrix& pieces, std::span<const std::size_t> begins) const {
  std::vector<ClaimLogits> out(begins.size());
  if (begins.empty()) return out;
  const Matrix attention = apply(attend_, pieces, Linear::Then::nothing);
  Matrix pooled(begins.size(), pieces.columns);
  for (std::size_t s = 0; s < begins.size(); ++s) {
    const std::size_t end = s + 1 < begins.size() ? begins[s + 1] : pieces.rows();
    pool(pieces, attention, begins[s], end, pooled.row(s));
  }
  const Matrix logits = apply(out_, apply(hidden_, pooled, Linear::Then::relu), Linear::Then::nothing);
  for (std::size_t s = 0; s < out.size(); ++s) out[s] = {logits.row(s)[0], logits.row(s)[1]};
  return out;
}

}  // namespace quoth
