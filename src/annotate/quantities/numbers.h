#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/quantities/atoms.h"

namespace quoth::quantities {

enum class NumberKind : std::uint8_t { cardinal, ordinal, fraction, vague };

/// A number as it is written, in figures or words.
struct Number {
  std::size_t begin = 0;  ///< atoms, half-open
  std::size_t end = 0;
  NumberKind kind = NumberKind::cardinal;
  double value = 0;      ///< of a vague one: the least that it can be
  double high = 0;       ///< of a vague one: what it stays below
  std::string decimal;   ///< all digits, where a double does not hold the value
  bool figures = false;  ///< begins with digits
  bool scaled = false;   ///< a hundred, thousand, million ... stands in it
  bool rough = false;    ///< "a couple"
};

/// The number that begins at atom `at`, if one does, as long as it can be. Reads the grammar of English numbers: figures with
/// their scale ("2.5 million", "5bn", "1 1/2 billion", "3/4"), words ("two hundred and five", "twenty-first", "five point
/// two"), fractions ("two-thirds", "half a million", "one and a half"), what is left vague ("hundreds of thousands",
/// "a few dozen"). It does not ask whether the number is a quantity.
std::optional<Number> number_at(std::string_view text, const std::vector<Atom>& atoms, std::size_t at);

}  // namespace quoth::quantities
