#include "annotate/times/calendar.h"

#include <algorithm>

namespace quoth::times {
namespace {

constexpr bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// The number that `text` consists of; none where it has anything but digits.
std::optional<int> digits(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::int64_t number_of(const Day& day) {
  const std::int64_t year = day.year - (day.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Day day_of(std::int64_t number) {
  number += 719468;
  const std::int64_t era = (number >= 0 ? number : number - 146096) / 146097;
  const std::int64_t day = number - era * 146097;
  const std::int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  const std::int64_t of_year = day - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  Day out;
  out.day = static_cast<int>(of_year - (153 * month + 2) / 5 + 1);
  out.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  out.year = year + era * 400 + (out.month <= 2 ? 1 : 0);
  return out;
}

int days_in_month(std::int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

bool is_valid(const Day& day) {
  return day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= days_in_month(day.year, day.month);
}

int weekday_of(const Day& day) {
  const std::int64_t since_monday = (number_of(day) + 3) % 7;
  return static_cast<int>(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

Week week_of(const Day& day) {
  const Day thursday = add_days(day, 4 - weekday_of(day));
  const std::int64_t of_year = number_of(thursday) - number_of({thursday.year, 1, 1});
  return {thursday.year, static_cast<int>(of_year / 7) + 1};
}

Day add_months(const Day& day, std::int64_t months) {
  const std::int64_t all = day.year * 12 + (day.month - 1) + months;
  Day out;
  out.year = (all >= 0 ? all : all - 11) / 12;
  out.month = static_cast<int>(all - out.year * 12) + 1;
  out.day = std::min(day.day, days_in_month(out.year, out.month));
  return out;
}

Day easter(std::int64_t year) {
  const std::int64_t a = year % 19, b = year / 100, c = year % 100;
  const std::int64_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const std::int64_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const std::int64_t m = (a + 11 * h + 22 * l) / 451;
  const std::int64_t all = h + l - 7 * m + 114;
  return {year, static_cast<int>(all / 31), static_cast<int>(all % 31) + 1};
}

Day nth_weekday(std::int64_t year, int month, int weekday, int nth) {
  if (nth < 0) {
    const Day last{year, month, days_in_month(year, month)};
    return add_days(last, -((weekday_of(last) - weekday + 7) % 7));
  }
  const Day first{year, month, 1};
  return add_days(first, (weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1));
}

std::optional<IsoDate> parse_iso(std::string_view text) {
  IsoDate out;
  const auto year = digits(text.substr(0, 4));
  if (text.size() < 4 || !year) return std::nullopt;
  out.day.year = *year;
  if (text.size() < 7 || text[4] != '-') return out;
  const auto month = digits(text.substr(5, 2));
  if (!month || *month < 1 || *month > 12) return out;
  out.day.month = *month;
  out.has_month = true;
  if (text.size() < 10 || text[7] != '-') return out;
  const auto day = digits(text.substr(8, 2));
  if (!day || !is_valid({*year, *month, *day})) return out;
  out.day.day = *day;
  out.has_day = true;
  return out;
}

}  // namespace quoth::times
