#include "model/quotes_head.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/kernels.h"

namespace quoth {
namespace {

constexpr std::size_t kTags = 4, kDepth = 64, kBuckets = 26;
constexpr std::size_t kCueTags = 3;
constexpr float kScale = 0.125F;  // 1 / sqrt(kDepth)

/// Of a distance in atoms: by one up to 4, then by half octaves; of those before apart from those after.
std::size_t bucket(std::ptrdiff_t distance) {
  constexpr std::size_t kExact = 4, kFar = 12;
  const auto n = static_cast<std::size_t>(std::abs(distance));
  std::size_t b = n;
  if (n > kExact) {
    b = kExact + static_cast<std::size_t>(2 * std::log2(static_cast<double>(n) / kExact));
  }
  return std::min(b, kFar) + (distance < 0 ? kFar + 1 : 0);
}

}  // namespace

Result<QuotesHead> QuotesHead::load(const WeightFile& file, std::size_t width) {
  QuotesHead head;
  const std::string name = "heads.quotes.";
  QUOTH_TRY(head.cue_, Linear::load(file, {name + "cue"}, width, {kCueTags}));
  QUOTH_TRY(head.ask_, Linear::load(file, {name + "ask"}, width, {kTags * kDepth}));
  QUOTH_TRY(head.answer_,
            Linear::load(file, {name + "answer", name + "alone"}, width, {kTags * kDepth, kTags}));
  QUOTH_TRY(const auto distance, file.floats(name + "distance.weight", {kBuckets, kTags}));
  head.distance_.assign(distance.begin(), distance.end());
  return head;
}

Matrix QuotesHead::cues(const Matrix& atoms) const { return apply(cue_, atoms); }
Matrix QuotesHead::answers(const Matrix& atoms) const { return apply(answer_, atoms); }
Matrix QuotesHead::asks(const Matrix& cues) const { return apply(ask_, cues); }

Matrix QuotesHead::tags(const Matrix& answers, const Matrix& asks, std::size_t number, std::size_t cue,
                        std::size_t low, std::size_t high) const {
  // One product for all tags: a column a tag, with that tag's question where its answers stand.
  std::vector<float> questions(kTags * kDepth * kernels::kLanes);
  for (std::size_t i = 0; i < kTags * kDepth; ++i) {
    questions[i * kernels::kLanes + 1 + i / kDepth] = asks.row(number)[i] * kScale;
  }
  Matrix out(high - low, kernels::kLanes);
  kernels::multiply({answers.row(low), answers.columns, questions.data(), kernels::kLanes, out.values.data(),
                     kernels::kLanes},
                    high - low, kTags * kDepth, kernels::kLanes);
  for (std::size_t a = low; a < high; ++a) {
    const float* alone = answers.row(a) + kTags * kDepth;
    const std::size_t b = bucket(static_cast<std::ptrdiff_t>(a) - static_cast<std::ptrdiff_t>(cue));
    for (std::size_t t = 0; t < kTags; ++t) out.row(a - low)[1 + t] += alone[t] + distance_[b * kTags + t];
  }
  return out;
}

}  // namespace quoth
