#include "annotate/quantities/number_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace quoth::quantities {
namespace {

using enum NumberRole;

/// The words of English numbers. An ordinal from the third on also divides ("a third"); its plural always does.
constexpr NumberWord kWords[] = {
    {"zero", unit, 0},
    {"nought", unit, 0},
    {"naught", unit, 0},
    {"nil", unit, 0},
    {"one", unit, 1},
    {"two", unit, 2},
    {"three", unit, 3},
    {"four", unit, 4},
    {"five", unit, 5},
    {"six", unit, 6},
    {"seven", unit, 7},
    {"eight", unit, 8},
    {"nine", unit, 9},
    {"ten", teen, 10},
    {"eleven", teen, 11},
    {"twelve", teen, 12},
    {"thirteen", teen, 13},
    {"fourteen", teen, 14},
    {"fifteen", teen, 15},
    {"sixteen", teen, 16},
    {"seventeen", teen, 17},
    {"eighteen", teen, 18},
    {"nineteen", teen, 19},
    {"twenty", tens, 20},
    {"thirty", tens, 30},
    {"forty", tens, 40},
    {"fourty", tens, 40},
    {"fifty", tens, 50},
    {"sixty", tens, 60},
    {"seventy", tens, 70},
    {"eighty", tens, 80},
    {"ninety", tens, 90},
    {"hundred", hundred, 100},
    {"thousand", scale, 1e3},
    {"lakh", scale, 1e5},
    {"million", scale, 1e6},
    {"mil", scale, 1e6},
    {"mln", scale, 1e6},
    {"mn", scale, 1e6},
    {"crore", scale, 1e7},
    {"billion", scale, 1e9},
    {"bn", scale, 1e9},
    {"bln", scale, 1e9},
    {"milliard", scale, 1e9},
    {"trillion", scale, 1e12},
    {"tn", scale, 1e12},
    {"trn", scale, 1e12},
    {"quadrillion", scale, 1e15},
    {"quintillion", scale, 1e18},
    {"sextillion", scale, 1e21},
    {"septillion", scale, 1e24},
    {"dozen", dozen, 12},
    {"gross", dozen, 144},
    {"first", ordinal, 1},
    {"firstly", ordinal, 1},
    {"second", ordinal, 2},
    {"secondly", ordinal, 2},
    {"third", ordinal, 3},
    {"thirdly", ordinal, 3},
    {"fourth", ordinal, 4},
    {"fourthly", ordinal, 4},
    {"fifth", ordinal, 5},
    {"fifthly", ordinal, 5},
    {"sixth", ordinal, 6},
    {"seventh", ordinal, 7},
    {"eighth", ordinal, 8},
    {"ninth", ordinal, 9},
    {"tenth", ordinal, 10},
    {"eleventh", ordinal, 11},
    {"twelfth", ordinal, 12},
    {"thirteenth", ordinal, 13},
    {"fourteenth", ordinal, 14},
    {"fifteenth", ordinal, 15},
    {"sixteenth", ordinal, 16},
    {"seventeenth", ordinal, 17},
    {"eighteenth", ordinal, 18},
    {"nineteenth", ordinal, 19},
    {"twentieth", ordinal, 20},
    {"thirtieth", ordinal, 30},
    {"fortieth", ordinal, 40},
    {"fiftieth", ordinal, 50},
    {"sixtieth", ordinal, 60},
    {"seventieth", ordinal, 70},
    {"eightieth", ordinal, 80},
    {"ninetieth", ordinal, 90},
    {"hundredth", ordinal, 100},
    {"thousandth", ordinal, 1e3},
    {"millionth", ordinal, 1e6},
    {"billionth", ordinal, 1e9},
    {"trillionth", ordinal, 1e12},
    {"half", fraction, 2},
    {"halves", fraction, 2},
    {"thirds", fraction, 3},
    {"quarter", fraction, 4},
    {"quarters", fraction, 4},
    {"fourths", fraction, 4},
    {"fifths", fraction, 5},
    {"sixths", fraction, 6},
    {"sevenths", fraction, 7},
    {"eighths", fraction, 8},
    {"ninths", fraction, 9},
    {"tenths", fraction, 10},
    {"twelfths", fraction, 12},
    {"sixteenths", fraction, 16},
    {"twentieths", fraction, 20},
    {"hundredths", fraction, 100},
    {"thousandths", fraction, 1e3},
    {"millionths", fraction, 1e6},
    {"tens", vague, 10},
    {"dozens", vague, 12},
    {"scores", vague, 20},
    {"hundreds", vague, 100},
    {"thousands", vague, 1e3},
    {"lakhs", vague, 1e5},
    {"millions", vague, 1e6},
    {"crores", vague, 1e7},
    {"billions", vague, 1e9},
    {"trillions", vague, 1e12},
    {"zillions", vague, 1e12},
};

constexpr std::size_t kSlots = 512;
static_assert(std::size(kWords) * 2 < kSlots);

constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash ^ hash >> 15) % kSlots;
}

/// Open addressing: the number of an entry plus one, 0 where there is none.
constexpr auto kTable = [] {
  std::array<std::uint8_t, kSlots> table{};
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    std::size_t at = slot_of(kWords[i].word);
    while (table[at] != 0) at = (at + 1) % kSlots;
    table[at] = static_cast<std::uint8_t>(i + 1);
  }
  return table;
}();

constexpr bool words_are_distinct() {
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (kWords[i].word == kWords[j].word) return false;
    }
  }
  return std::size(kWords) < 255;
}
static_assert(words_are_distinct());

}  // namespace

const NumberWord* number_word(std::string_view word) {
  for (std::size_t at = slot_of(word); kTable[at] != 0; at = (at + 1) % kSlots) {
    const NumberWord& entry = kWords[kTable[at] - 1U];
    if (entry.word == word) return &entry;
  }
  return nullptr;
}

}  // namespace quoth::quantities
