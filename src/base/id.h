#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace quoth {

/// An index into one layer that cannot be mistaken for an index into another.
template <typename Layer>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
  constexpr std::size_t index() const { return value; }
  auto operator<=>(const Id&) const = default;
};

}  // namespace quoth
