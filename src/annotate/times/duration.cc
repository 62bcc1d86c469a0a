// Lengths of time as ISO 8601 writes them.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "annotate/times/resolve.h"

namespace quoth::times {
namespace {

/// What a unit is in the value: its letter, how many of them, below a day, and what a half of it is.
struct Letter {
  char letter;
  int times;
  bool below_day;
  std::string_view half;  ///< empty: none in smaller units
};
constexpr std::array<Letter, 17> kLetters = {{{'S', 1, true, ""},       // second
                                              {'M', 1, true, "30S"},    // minute
                                              {'H', 1, true, "30M"},    // hour
                                              {'D', 1, false, "T12H"},  // day
                                              {'W', 1, false, ""},      // week
                                              {'W', 2, false, ""},      // fortnight
                                              {'M', 1, false, ""},      // month
                                              {'M', 3, false, ""},      // quarter
                                              {'Y', 1, false, "6M"},    // year
                                              {'Y', 10, false, ""},     // decade
                                              {'Y', 100, false, ""},    // century
                                              {'Y', 1000, false, ""},   // millennium
                                              {'D', 2, false, ""},      // weekend
                                              {'D', 1, false, ""},      // night
                                              {'X', 1, false, ""},      // time
                                              {'M', 6, false, ""},      // half
                                              {'M', 3, false, ""}}};    // season

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
std::string amount_text(double n, bool with_half, Unit unit) {
  const Letter& letter = kLetters[static_cast<std::size_t>(unit)];
  n *= letter.times;
  if (with_half) n += letter.times / 2.0;
  const double whole = std::floor(n);
  const char* t = letter.below_day ? "T" : "";
  if (n - whole == 0.5 && !letter.half.empty()) {
    if (whole == 0)
      return letter.half[0] == 'T' || !letter.below_day ? std::string(letter.half)
                                                        : "T" + std::string(letter.half);
    return fmt::format("{}{}{}{}", t, whole, letter.letter, letter.half);
  }
  return fmt::format("{}{}{}", t, n, letter.letter);
}

std::string one_value(const Meaning& meaning, double n) {
  const auto unit = static_cast<Unit>(meaning.get(Slot::unit));
  if (meaning.low < 0 || (meaning.vague && meaning.low < 0)) return vague_value(unit);
  if (!(n < 1e15)) return {};
  return "P" + amount_text(n, meaning.with_half, unit);
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
