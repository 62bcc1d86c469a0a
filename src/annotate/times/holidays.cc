#include "annotate/times/holidays.h"

namespace quoth::times {
namespace {

#define QUOTH_ON_DATE(pattern, month, day) Holiday{pattern, month, day, 0, 0, 0},
#define QUOTH_ON_WEEKDAY(pattern, month, weekday, nth, after) Holiday{pattern, month, 0, weekday, nth, after},
#define QUOTH_FROM_EASTER(pattern, days) Holiday{pattern, 0, days, 0, 0, 0},
constexpr Holiday kHolidays[] = {
#include "annotate/times/holidays.def"
};

constexpr bool are_sound() {
  for (const Holiday& h : kHolidays) {
    if (h.pattern.empty() || h.month < 0 || h.month > 12 || h.day > 366 || h.weekday < 0 || h.weekday > 7 ||
        h.nth > 5)
      return false;
    if (h.month > 0 && (h.weekday == 0) == (h.day == 0)) return false;
  }
  return true;
}
static_assert(are_sound(), "a row of holidays.def names no day");

}  // namespace

std::span<const Holiday> holidays() { return kHolidays; }

Day day_of(const Holiday& holiday, std::int64_t year) {
  if (holiday.month == 0) return add_days(easter(year), holiday.day);
  if (holiday.weekday == 0) return {year, holiday.month, holiday.day};
  return add_days(nth_weekday(year, holiday.month, holiday.weekday, holiday.nth), holiday.after);
}

}  // namespace quoth::times
