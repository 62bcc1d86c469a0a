// Lengths of time as ISO 8601 writes them.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "annotate/times/resolve.h"

namespace quoth::times {
namespace {

/// What a unit is in the value: its letter, how many of them, below a day, and what a quarter of it is in smaller units.
struct Letter {
  char letter;
  int times;
  bool below_day;
  int quarter;  ///< 0: none in whole ones
  char smaller;
  bool smaller_below_day;
};
constexpr std::array<Letter, 17> kLetters = {{{'S', 1, true, 0, ' ', false},      // second
                                              {'M', 1, true, 15, 'S', true},      // minute
                                              {'H', 1, true, 15, 'M', true},      // hour
                                              {'D', 1, false, 6, 'H', true},      // day
                                              {'W', 1, false, 0, ' ', false},     // week
                                              {'W', 2, false, 0, ' ', false},     // fortnight
                                              {'M', 1, false, 0, ' ', false},     // month
                                              {'M', 3, false, 0, ' ', false},     // quarter
                                              {'Y', 1, false, 3, 'M', false},     // year
                                              {'Y', 10, false, 0, ' ', false},    // decade
                                              {'Y', 100, false, 0, ' ', false},   // century
                                              {'Y', 1000, false, 0, ' ', false},  // millennium
                                              {'D', 2, false, 0, ' ', false},     // weekend
                                              {'D', 1, false, 0, ' ', false},     // night
                                              {'X', 1, false, 0, ' ', false},     // time
                                              {'M', 6, false, 0, ' ', false},     // half
                                              {'M', 3, false, 0, ' ', false}}};   // season

std::string vague_value(Unit unit) {
  switch (unit) {
    case Unit::time: return "PXX";
    case Unit::quarter: return "PXQ";
    case Unit::decade: return "PXDE";
    case Unit::century: return "PXCE";
    case Unit::millennium: return "PXML";
    case Unit::fortnight: return "PXW";
    default: break;
  }
  const Letter& letter = kLetters[static_cast<std::size_t>(unit)];
  return fmt::format("P{}X{}", letter.below_day ? "T" : "", letter.letter);
}

/// The amount of one unit without the P: "T1M30S".
std::string amount_text(double n, int quarters, Unit unit) {
  const Letter& letter = kLetters[static_cast<std::size_t>(unit)];
  n = n * letter.times + letter.times * quarters / 4.0;
  const double whole = std::floor(n), parts = (n - whole) * 4;
  std::string out = letter.below_day ? "T" : "";
  if (letter.quarter == 0 || parts == 0 || parts != std::floor(parts)) {
    return out + fmt::format("{}{}", n, letter.letter);
  }
  if (whole > 0) out += fmt::format("{}{}", whole, letter.letter);
  if (letter.smaller_below_day && !letter.below_day) out += 'T';
  return out + fmt::format("{}{}", static_cast<int>(parts) * letter.quarter, letter.smaller);
}

std::string one_value(const Meaning& meaning, double n) {
  const auto unit = static_cast<Unit>(meaning.get(Slot::unit));
  if (meaning.low < 0 || (meaning.vague && meaning.low < 0)) return vague_value(unit);
  if (!(n < 1e15)) return {};
  return "P" + amount_text(n, meaning.quarters, unit);
}

}  // namespace

std::string duration_value(const Meaning& meaning, const std::vector<Meaning>& arena) {
  if (!meaning.has(Slot::unit)) return "PXX";
  std::string value;
  if (meaning.before >= 0) {
    const Meaning& first = arena[static_cast<std::size_t>(meaning.before)];
    const std::string head = duration_value(first, arena), tail = one_value(meaning, meaning.low);
    if (!meaning.sum) return head + "/" + tail;
    // "P3M" and "P2W", "PT2H" and "PT30M"
    const bool both_below = head.find('T') != std::string::npos && tail.size() > 1 && tail[1] == 'T';
    return tail.empty() ? head : head + tail.substr(both_below ? 2 : 1);
  }
  if (meaning.low >= 0 && meaning.vague)
    return one_value(meaning, meaning.low) + "/" + one_value(meaning, meaning.low + 1);
  if (meaning.low >= 0 && meaning.high > meaning.low) {
    return one_value(meaning, meaning.low) + "/" + one_value(meaning, meaning.high);
  }
  return one_value(meaning, meaning.low);
}

}  // namespace quoth::times
