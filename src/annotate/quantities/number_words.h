#pragma once

#include <cstdint>
#include <string_view>

namespace quoth::quantities {

/// What a word can be in a number.
enum class NumberRole : std::uint8_t {
  unit,  ///< zero to nine
  teen,  ///< ten to nineteen
  tens,  ///< twenty to ninety
  hundred,
  scale,     ///< a power of ten from a thousand
  dozen,     ///< multiplies and ends the number
  ordinal,   ///< first, twentieth
  fraction,  ///< half, thirds, quarters
  vague,     ///< dozens, hundreds, thousands: many times the value
};

struct NumberWord {
  std::string_view word;
  NumberRole role;
  double value;  ///< of a fraction: what it divides by
};

/// The entry of a word in lower case, nullptr for most words.
const NumberWord* number_word(std::string_view word);

}  // namespace quoth::quantities
