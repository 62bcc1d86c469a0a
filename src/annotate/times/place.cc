#include "annotate/times/place.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace quoth::times {
namespace {

constexpr std::array<std::string_view, 4> kSeasons = {"SP", "SU", "FA", "WI"};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return (a >= 0 ? a : a - b + 1) / b; }

std::string year_text(std::int64_t year) { return year > 0 ? padded(year, 4) : "BC" + padded(1 - year, 4); }

/// A quarter, half or season `n` of them later, `per` a year; `index` counts from 0.
Place moved_in_year(Place place, std::int64_t index, std::int64_t per, int first) {
  place.year += floor_div(index, per);
  place.index = static_cast<int>(index - floor_div(index, per) * per) + first;
  return place;
}

}  // namespace

std::string padded(std::int64_t number, std::size_t digits) {
  std::string out = std::to_string(number);
  if (out.size() < digits) out.insert(0, digits - out.size(), '0');
  return out;
}

int season_of(int month) { return month <= 2 ? 3 : (month - 3) / 3; }

Place place_of_day(const Day& day) { return {Grain::day, true, day.year, day.month, day.day, 0, 0}; }
Place place_of_month(std::int64_t year, int month) { return {Grain::month, true, year, month, 0, 0, 0}; }
Place place_of_year(std::int64_t year) { return {Grain::year, true, year, 0, 0, 0, 0}; }
Place place_of_week(const Day& day, Grain grain) {
  const Week week = week_of(day);
  return {grain, true, week.year, 0, 0, week.week, 0};
}
Place place_of_quarter(const Day& day) {
  return {Grain::quarter, true, day.year, 0, 0, (day.month - 1) / 3 + 1, 0};
}

Place place_around(const Day& day, Grain grain) {
  switch (grain) {
    case Grain::century: return {grain, true, floor_div(day.year, 100), 0, 0, 0, 0};
    case Grain::decade: return {grain, true, floor_div(day.year, 10), 0, 0, 0, 0};
    case Grain::half: return {grain, true, day.year, 0, 0, day.month <= 6 ? 1 : 2, 0};
    case Grain::quarter: return place_of_quarter(day);
    case Grain::season:
      return {grain, true, day.month <= 2 ? day.year - 1 : day.year, 0, 0, season_of(day.month), 0};
    case Grain::month: return place_of_month(day.year, day.month);
    case Grain::week:
    case Grain::weekend: return place_of_week(day, grain);
    case Grain::day: return place_of_day(day);
    default: return place_of_year(day.year);
  }
}

Place moved(const Place& place, std::int64_t n) {
  Place out = place;
  switch (place.grain) {
    case Grain::half: return moved_in_year(out, place.index - 1 + n, 2, 1);
    case Grain::quarter: return moved_in_year(out, place.index - 1 + n, 4, 1);
    case Grain::season: return moved_in_year(out, place.index + n, 4, 0);
    case Grain::month: {
      const Day day = add_months({place.year, place.month, 1}, n);
      return place_of_month(day.year, day.month);
    }
    case Grain::week:
    case Grain::weekend: return place_of_week(add_days(first_day(place), 7 * n), place.grain);
    case Grain::day: return place_of_day(add_days(first_day(place), n));
    default: out.year += n; return out;
  }
}

Day first_day(const Place& place) {
  switch (place.grain) {
    case Grain::century: return {place.year * 100, 1, 1};
    case Grain::decade: return {place.year * 10, 1, 1};
    case Grain::half: return {place.year, place.index == 1 ? 1 : 7, 1};
    case Grain::quarter: return {place.year, place.index * 3 - 2, 1};
    case Grain::season: return {place.year, place.index * 3 + 3, 1};
    case Grain::week:
    case Grain::weekend: {
      const Day fourth{place.year, 1, 4};
      const Day monday = add_days(fourth, 1 - weekday_of(fourth) + 7 * (place.index - 1));
      return place.grain == Grain::week ? monday : add_days(monday, 5);
    }
    default: return {place.year, std::max(place.month, 1), std::max(place.day, 1)};
  }
}

bool exists(const Place& place) {
  if (place.grain != Grain::day || place.month == 0 || place.day == 0) return true;
  // Without a year the 29th of February may be.
  return is_valid({place.year_known ? place.year : 2000, place.month, place.day});
}

std::string to_value(const Place& place) {
  const std::string year = place.year_known ? year_text(place.year) : "XXXX";
  switch (place.grain) {
    case Grain::none: return "XXXX-XX-XX";
    case Grain::century: return place.year >= 0 ? padded(place.year, 2) : "BC" + padded(-place.year - 1, 2);
    case Grain::decade: return place.year >= 0 ? padded(place.year, 3) : "BC" + padded(-place.year - 1, 3);
    case Grain::year: return year;
    case Grain::half: return year + "-H" + std::to_string(place.index);
    case Grain::quarter: return year + (place.index > 0 ? "-Q" + std::to_string(place.index) : "-QX");
    case Grain::season: return year + "-" + std::string(kSeasons[static_cast<std::size_t>(place.index)]);
    case Grain::month: return year + "-" + (place.month > 0 ? padded(place.month, 2) : "XX");
    case Grain::week: return year + "-W" + (place.index > 0 ? padded(place.index, 2) : "XX");
    case Grain::weekend: return year + "-W" + (place.index > 0 ? padded(place.index, 2) : "XX") + "-WE";
    case Grain::day: break;
  }
  if (place.weekday > 0 && place.day == 0) return year + "-WXX-" + std::to_string(place.weekday);
  return year + "-" + (place.month > 0 ? padded(place.month, 2) : "XX") + "-" +
         (place.day > 0 ? padded(place.day, 2) : "XX");
}

}  // namespace quoth::times
