#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace quoth {

/// The value of an enumeration that is called `word`, where `names` are those of its values in their order.
template <typename Enum, std::size_t n>
std::optional<Enum> value_named(const std::array<std::string_view, n>& names, std::string_view word) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace quoth
