#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace quoth {

/// Whether `word` is one of `words`, a fixed list.
template <typename Words>
constexpr bool is_among(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace quoth
