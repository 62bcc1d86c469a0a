#include "annotate/tags.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace quoth {
namespace {

constexpr float kNever = -1e9F;

bool is_inside(std::size_t tag) { return tag > 0 && tag % 2 == 0; }

std::vector<std::size_t> best_path(const float* scores, std::size_t stride, std::size_t n,
                                   std::size_t n_tags) {
  std::vector<std::uint8_t> back(n * n_tags);
  std::vector<float> best(n_tags), next(n_tags);
  for (std::size_t t = 0; t < n_tags; ++t) best[t] = is_inside(t) ? kNever : scores[t];
  for (std::size_t i = 1; i < n; ++i) {
    const auto from_any = std::max_element(best.begin(), best.end()) - best.begin();
    for (std::size_t t = 0; t < n_tags; ++t) {
      auto from = static_cast<std::size_t>(from_any);
      if (is_inside(t)) from = best[t - 1] >= best[t] ? t - 1 : t;
      back[i * n_tags + t] = static_cast<std::uint8_t>(from);
      next[t] = best[from] + scores[i * stride + t];
    }
    best.swap(next);
  }
  std::vector<std::size_t> path(n);
  path[n - 1] = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = n - 1; i > 0; --i) path[i - 1] = back[i * n_tags + path[i]];
  return path;
}

float probability(const float* scores, std::size_t n_tags, std::size_t tag) {
  double sum = 0;
  for (std::size_t t = 0; t < n_tags; ++t) sum += std::exp(static_cast<double>(scores[t] - scores[tag]));
  return static_cast<float>(1.0 / sum);
}

}  // namespace

std::vector<TaggedRun> best_runs(const float* scores, std::size_t stride, std::size_t n,
                                 std::size_t n_kinds) {
  std::vector<TaggedRun> runs;
  if (n == 0) return runs;
  const std::size_t n_tags = 1 + 2 * n_kinds;
  const std::vector<std::size_t> path = best_path(scores, stride, n, n_tags);
  for (std::size_t i = 0; i < n; ++i) {
    if (path[i] == 0) continue;
    const float score = probability(scores + i * stride, n_tags, path[i]);
    if (is_inside(path[i])) {
      runs.back().end = i + 1;
      runs.back().score = std::min(runs.back().score, score);
    } else {
      runs.push_back({i, i + 1, (path[i] - 1) / 2, score});
    }
  }
  return runs;
}

}  // namespace quoth
