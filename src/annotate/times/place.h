#pragma once

#include <cstdint>
#include <string>

#include "annotate/times/calendar.h"

namespace quoth::times {

/// How much of the calendar a date covers.
enum class Grain : std::uint8_t {
  none,
  century,
  decade,
  year,
  half,
  quarter,
  season,
  month,
  weekend,
  week,
  day
};

/// A place in the calendar: "the third quarter of 1974".
struct Place {
  Grain grain = Grain::none;
  bool year_known = false;
  std::int64_t year =
      0;            ///< of a century or decade its first two or three digits; of a week that of ISO 8601
  int month = 0;    ///< 0: not known
  int day = 0;      ///< 0: not known
  int index = 0;    ///< of the half, quarter or week from 1, of the season from 0
  int weekday = 0;  ///< of a day whose date is not known

  bool is_day() const { return grain == Grain::day && year_known && month > 0 && day > 0; }
};

Place place_of_day(const Day& day);
Place place_of_month(std::int64_t year, int month);
Place place_of_year(std::int64_t year);
Place place_of_week(const Day& day, Grain grain);
Place place_of_quarter(const Day& day);
/// The place of grain `grain` that `day` lies in.
Place place_around(const Day& day, Grain grain);
/// `n` places of its own grain later.
Place moved(const Place& place, std::int64_t n);
/// The first day of a place whose year is known.
Day first_day(const Place& place);
/// Whether the day is one that there is; true for what is longer.
bool exists(const Place& place);

/// As TIMEX3 writes it.
std::string to_value(const Place& place);
std::string padded(std::int64_t number, std::size_t digits);

/// The season of meteorologists in which a month lies, 0 spring; the winter of a year is its December and the two months
/// after it.
int season_of(int month);

}  // namespace quoth::times
