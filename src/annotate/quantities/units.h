#pragma once

#include <cstdint>
#include <string_view>

namespace quoth::quantities {

enum class UnitSort : std::uint8_t {
  measure,    ///< of length, mass, volume, energy ...
  container,  ///< a measure after a fraction only ("half a tank"); else what is counted ("two tanks")
  currency,
  small_money,  ///< a hundredth of a currency: cents, pence
  percent,
  time,  ///< what is counted in it is a time, not a quantity
};

struct Unit {
  UnitSort sort = UnitSort::measure;
  std::string_view name;  ///< as a quantity has it: ISO 4217 code, CLDR's name of the unit, "percent"
  std::string_view ucum;  ///< its code in UCUM; empty where it has none
};

/// The unit that `words` name: a word or several with one space between, in lower case ("miles", "cubic feet",
/// "percentage points"); nullptr for other words.
const Unit* unit_of_words(std::string_view words);

/// The unit of a symbol as it is written ("km", "%", "GW", "$", "US$"), nullptr for others. `alone`: it stands apart from
/// the figure, where letters that are words too ("m", "in", "A") are none.
const Unit* unit_of_symbol(std::string_view symbol, bool alone);

/// The currency that a symbol or code before a figure names ("$", "US$", "EUR"), nullptr for others.
const Unit* currency_before(std::string_view symbol);

/// The most words that the name of a unit has.
inline constexpr int kLongestUnit = 4;

}  // namespace quoth::quantities
