#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "record/times.h"

namespace quoth::times {

/// What a part of an expression can say. Words, rules and builtins fill slots; the resolution reads them.
enum class Slot : std::uint8_t {
  year,       ///< astronomical where era is BC, else as said
  two_digit,  ///< a year of two digits ('98)
  decade,     ///< its first three digits (197)
  century,    ///< its first two digits (19)
  month,
  day,
  weekday,  ///< 1 is Monday
  season,   ///< 0 spring, 1 summer, 2 autumn, 3 winter
  quarter,
  half,
  week,     ///< number of a week
  holiday,  ///< index into the table of holidays
  offset,   ///< days from today (yesterday is -1)
  part,     ///< of the day (Part)
  hour,
  minute,
  second,
  meridiem,  ///< 0 a.m., 1 p.m.
  zone,      ///< minutes east of Greenwich
  unit,      ///< Unit
  ordinal,   ///< "the third ..."
  era,       ///< 0 AD, 1 BC
};
inline constexpr int kSlots = 22;
inline constexpr std::int32_t kUnset = std::numeric_limits<std::int32_t>::min();

enum class Unit : std::uint8_t {
  second,
  minute,
  hour,
  day,
  week,
  fortnight,
  month,
  quarter,
  year,
  decade,
  century,
  millennium,
  weekend,
  night,
  time,    ///< a while: no unit is said
  half,    ///< of a year
  season,  ///< any: the word alone
};
enum class Part : std::uint8_t { morning, midday, afternoon, evening, night, daytime, noon, midnight };

/// How an expression gets its value (docs/times.md).
enum class Kind : std::uint8_t {
  none,
  keep,      ///< as its part has it
  calendar,  ///< a place in the calendar, with what is missing taken from the context
  shift,     ///< so many units from now or from the time spoken of
  duration,
  set,
  past,     ///< PAST_REF
  present,  ///< PRESENT_REF
  future,   ///< FUTURE_REF
};

/// Which one of those of its name.
enum class Rel : std::uint8_t {
  none,
  last,
  current,
  next,
  same,       ///< the one spoken of
  following,  ///< the one after the one spoken of
  prior,      ///< the one before it
  each,
};

/// Where a shift or a duration lies.
enum class Toward : std::uint8_t { none, past, future, before, after };

/// What is known of an expression before it is resolved.
struct Meaning {
  Kind kind = Kind::none;
  Rel rel = Rel::none;
  Toward toward = Toward::none;
  TimeMod mod = TimeMod::none;
  bool vague = false;          ///< the amount has no number ("several")
  bool plural = false;         ///< of a name: "Mondays"
  bool fiscal = false;         ///< of a year that is not the calendar's
  bool in_figures = false;     ///< month and day may be the other way round
  std::uint8_t quarters = 0;   ///< of a unit, beside the amount: 2 is "and a half"
  std::int16_t before = -1;    ///< the first half of what has two ends, in the arena of the match
  bool sum = false;            ///< the two halves add up, they are no range
  std::uint32_t divide = 0;    ///< the word that joins them
  double low = -1, high = -1;  ///< the amount; -1: none
  std::array<std::int32_t, kSlots> slots;

  constexpr Meaning() : slots() { slots.fill(kUnset); }
  constexpr bool has(Slot slot) const { return slots[static_cast<std::size_t>(slot)] != kUnset; }
  constexpr std::int32_t get(Slot slot) const { return slots[static_cast<std::size_t>(slot)]; }
  constexpr void set(Slot slot, std::int32_t value) { slots[static_cast<std::size_t>(slot)] = value; }
  bool is(Unit unit) const { return get(Slot::unit) == static_cast<std::int32_t>(unit); }
  /// Takes over what `part` says.
  void merge(const Meaning& part);
};

}  // namespace quoth::times
