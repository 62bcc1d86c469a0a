#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotate/times/calendar.h"
#include "annotate/times/meaning.h"
#include "annotate/times/place.h"
#include "record/times.h"

namespace quoth::times {

enum class Tense : std::uint8_t { unknown, past, present, future };

/// What the value of an expression depends on beside its own words.
struct Situation {
  std::optional<Day> talk;  ///< the day of the talk; of a month or year its first day
  bool talk_has_day = true;
  bool narrative = false;  ///< a text that tells of another time than its own: its years go before the talk's
  bool talk_register = false;             ///< people talk; else it is written
  bool day_first = false;                 ///< 4/5/2018 is in May
  std::optional<Place> spoken;            ///< the place spoken of last
  std::optional<std::int64_t> near_year;  ///< a year named a moment ago that is not the talk's
  std::optional<std::int64_t>
      following_year;     ///< that of the date this one is joined with ("in April and June 1955")
  bool near_day = false;  ///< `spoken` is a day named a moment ago
};

enum class Problem : std::uint8_t { none, no_date, impossible, too_large };

struct Resolved {
  TimeType type = TimeType::date;
  std::string value;  ///< empty: none
  std::string from, to;
  TimeMod mod = TimeMod::none;
  std::optional<Place> place;  ///< what is spoken of now
  Problem problem = Problem::none;
};

/// The value of an expression. `arena` holds the first halves that it refers to.
Resolved resolve(const Meaning& meaning, const std::vector<Meaning>& arena, Tense tense,
                 const Situation& situation);

/// "P4M", "PT1M30S", "P7Y/P10Y", "PXD"; empty where the amount has no decimal text.
std::string duration_value(const Meaning& meaning, const std::vector<Meaning>& arena);

}  // namespace quoth::times
