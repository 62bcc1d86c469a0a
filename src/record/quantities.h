#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/span.h"

namespace quoth {

enum class QuantityKind : std::uint8_t { number, money, percent, measure, ratio, ordinal, range };
std::string_view to_string(QuantityKind kind);
std::optional<QuantityKind> quantity_kind_of(std::string_view word);

enum class QuantityModifier : std::uint8_t { approx, at_least, at_most, more_than, less_than };
std::string_view to_string(QuantityModifier modifier);
std::optional<QuantityModifier> quantity_modifier_of(std::string_view word);

/// A figure, in digits or in words, and what it is a figure of.
struct Quantity {
  Span span;  ///< the number with its modifier and its unit or currency; not what is counted
  QuantityKind kind = QuantityKind::number;
  std::optional<double> value;  ///< in full ("2 million": 2000000); none of a range and of a vague multiple
  std::string decimal;  ///< the digits of a value that a double does not hold; then `value` is not set
  std::string unit;     ///< ISO 4217 code, "percent", "times" or the unit's name; empty: none
  std::optional<QuantityModifier> modifier;
  std::optional<double> low;   ///< of a range, or the floor of a vague multiple ("dozens")
  std::optional<double> high;  ///< of a range, or what a vague multiple stays below
  std::optional<Span> of;      ///< what is counted, without its determiner
  std::optional<Span> than;    ///< what it is compared with
  std::optional<Span> out_of;  ///< the set that it is a part of

  bool operator==(const Quantity&) const = default;
};

}  // namespace quoth
