#include "annotate/tree.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace quoth {
namespace {

bool is_tree(const std::vector<int>& heads) {
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  for (std::size_t word = 0; word < heads.size(); ++word) {
    int at = static_cast<int>(word);
    for (std::size_t steps = 0; at >= 0; ++steps) {
      if (steps > heads.size()) return false;
      at = heads[static_cast<std::size_t>(at)];
    }
  }
  return true;
}

float value_of(const ArcScores& scores, const std::vector<int>& heads) {
  float sum = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) sum += scores.row(d)[heads[d] + 1];
  return sum;
}

/// The best of all trees, by trying each.
float best_value(const ArcScores& scores) {
  std::vector<int> heads(scores.n_words, -1);
  float best = -1e9F;
  for (;;) {
    if (is_tree(heads)) best = std::max(best, value_of(scores, heads));
    std::size_t i = 0;
    while (i < heads.size() && ++heads[i] == static_cast<int>(scores.n_words)) heads[i++] = -1;
    if (i == heads.size()) return best;
  }
}

RC_GTEST_PROP(Tree, IsTheBestOfAll, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 6);
  const auto whole = *rc::gen::container<std::vector<int>>(n * (n + 1), rc::gen::inRange(-50, 50));
  const std::vector<float> values(whole.begin(), whole.end());
  const ArcScores scores{values.data(), n + 1, n};
  const std::vector<int> heads = best_tree(scores);
  RC_ASSERT(is_tree(heads));
  RC_ASSERT(value_of(scores, heads) == best_value(scores));
}

RC_GTEST_PROP(Tree, IsOneForLongSentences, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(20, 60);
  const auto whole = *rc::gen::container<std::vector<int>>(n * (n + 1), rc::gen::inRange(-50, 50));
  const std::vector<float> values(whole.begin(), whole.end());
  RC_ASSERT(is_tree(best_tree({values.data(), n + 1, n})));
}

}  // namespace
}  // namespace quoth
