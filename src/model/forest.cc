#include "model/forest.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace quoth {

Result<Forest> Forest::load(const WeightFile& file, const std::string& name, std::size_t n_numbers,
                            std::size_t n_outputs) {
  Forest forest;
  QUOTH_TRY(forest.n_trees_, file.int8s(name + ".count", {n_outputs}));
  QUOTH_TRY(forest.bias_, file.floats(name + ".bias", {n_outputs}));
  if (std::any_of(forest.n_trees_.begin(), forest.n_trees_.end(), [](std::int8_t n) { return n < 0; })) {
    return fail(ErrorCode::model_damaged, name + ": fewer trees than none");
  }
  const auto n_trees =
      static_cast<std::size_t>(std::accumulate(forest.n_trees_.begin(), forest.n_trees_.end(), 0));
  QUOTH_TRY(forest.number_, file.int8s(name + ".number", {n_trees, kNodes}));
  QUOTH_TRY(forest.down_, file.int8s(name + ".down", {n_trees, kNodes}));
  QUOTH_TRY(forest.value_, file.floats(name + ".value", {n_trees, kNodes}));
  if (!forest.is_sound(n_numbers)) return fail(ErrorCode::model_damaged, name + ": a tree makes no sense");
  return forest;
}

bool Forest::is_sound(std::size_t n_numbers) const {
  for (std::size_t i = 0; i < number_.size(); ++i) {
    if (number_[i] < 0) continue;
    const auto below = static_cast<std::size_t>(std::max<std::int8_t>(0, down_[i]));
    if (static_cast<std::size_t>(number_[i]) >= n_numbers || below <= i % kNodes || below + 1 >= kNodes) {
      return false;
    }
  }
  return true;
}

std::vector<double> Forest::read(std::span<const float> numbers) const {
  std::vector<double> out(bias_.begin(), bias_.end());
  std::size_t begin = 0;  // of a tree
  for (std::size_t k = 0; k < out.size(); ++k) {
    for (int tree = 0; tree < n_trees_[k]; ++tree, begin += kNodes) {
      std::size_t node = begin;
      while (number_[node] >= 0) {
        const bool is_first = numbers[static_cast<std::size_t>(number_[node])] <= value_[node];
        node = begin + static_cast<std::size_t>(down_[node]) + (is_first ? 0 : 1);
      }
      out[k] += static_cast<double>(value_[node]);
    }
  }
  return out;
}

}  // namespace quoth
