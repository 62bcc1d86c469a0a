#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace quoth::times {

/// A day of the proleptic Gregorian calendar; years count astronomically (0 is 1 BC).
struct Day {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
  bool operator==(const Day&) const = default;
};

/// Days since 1970-01-01 (Howard Hinnant's days_from_civil), and back.
std::int64_t number_of(const Day& day);
Day day_of(std::int64_t number);

int days_in_month(std::int64_t year, int month);
bool is_valid(const Day& day);
/// 1 is Monday, 7 Sunday.
int weekday_of(const Day& day);

struct Week {
  std::int64_t year = 0;
  int week = 0;
};
/// The week of ISO 8601.
Week week_of(const Day& day);

/// `months` later, the day kept within the month.
Day add_months(const Day& day, std::int64_t months);
inline Day add_days(const Day& day, std::int64_t days) { return day_of(number_of(day) + days); }

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
Day easter(std::int64_t year);
/// The `nth` such weekday of a month; -1 is the last.
Day nth_weekday(std::int64_t year, int month, int weekday, int nth);

/// What an ISO 8601 date says, as much as there is (2018, 2018-07, 2018-07-14, a time after it is looked past).
struct IsoDate {
  Day day;
  bool has_month = false;
  bool has_day = false;
};
std::optional<IsoDate> parse_iso(std::string_view text);

}  // namespace quoth::times
