#include "record/times.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "record/names_of_values.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 4> kTypes = {"DATE", "TIME", "DURATION", "SET"};
constexpr std::array<std::string_view, 13> kMods = {
    "",          "APPROX",        "BEFORE",        "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN",
    "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID",          "END"};

/// The number that `text` is; none where it has anything but digits.
std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 6) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

DayRange months(std::int64_t year, int first, int last) {
  return {(year * 100 + first) * 100 + 1, (year * 100 + last) * 100 + 31};
}

/// The week of ISO 8601, or its weekend.
DayRange week(int year, int number, bool weekend) {
  using std::chrono::days;
  const std::chrono::sys_days fourth = std::chrono::year{year} / 1 / 4;
  const auto since_monday = static_cast<int>(std::chrono::weekday(fourth).iso_encoding()) - 1;
  const std::chrono::sys_days monday = fourth - days(since_monday) + days(7 * (number - 1));
  const auto day = [](std::chrono::sys_days at) {
    const std::chrono::year_month_day date(at);
    return (static_cast<std::int64_t>(static_cast<int>(date.year())) * 100 +
            static_cast<unsigned>(date.month())) *
               100 +
           static_cast<unsigned>(date.day());
  };
  return {day(monday + days(weekend ? 5 : 0)), day(monday + days(6))};
}

/// What stands after the year: "-08", "-08-14", "-SU", "-Q3", "-H1", "-W08", "-W08-WE".
std::optional<DayRange> days_in_year(int year, std::string_view rest) {
  if (rest.empty()) return months(year, 1, 12);
  if (rest.size() < 3 || rest[0] != '-') return std::nullopt;
  rest.remove_prefix(1);
  const char kind = rest[0];
  if (kind == 'Q' || kind == 'H') {
    const auto index = number(rest.substr(1));
    const int length = kind == 'Q' ? 3 : 6;
    if (!index || *index < 1 || *index * length > 12) return std::nullopt;
    return months(year, (*index - 1) * length + 1, *index * length);
  }
  if (rest == "SP") return months(year, 3, 5);
  if (rest == "SU") return months(year, 6, 8);
  if (rest == "FA") return months(year, 9, 11);
  if (rest == "WI") return DayRange{months(year, 12, 12).first, months(year + 1, 2, 2).last};
  if (kind == 'W') {
    const auto index = number(rest.substr(1, 2));
    if (!index || *index < 1 || *index > 53) return std::nullopt;
    return week(year, *index, rest.substr(3) == "-WE");
  }
  const auto month = number(rest.substr(0, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (rest.size() < 5) return rest.size() == 2 ? std::optional(months(year, *month, *month)) : std::nullopt;
  const auto day = number(rest.substr(3, 2));
  if (!day || (rest.size() > 5 && rest[5] != 'T')) return std::nullopt;
  const std::int64_t at = (static_cast<std::int64_t>(year) * 100 + *month) * 100 + *day;
  return DayRange{at, at};
}

std::optional<DayRange> days_of_one(std::string_view value) {
  if (value.substr(0, 2) == "BC") {
    const auto year = number(value.substr(2, 4));
    if (!year || value.size() < 6) return std::nullopt;
    return DayRange{-static_cast<std::int64_t>(*year) * 10000,
                    -static_cast<std::int64_t>(*year) * 10000 + 9999};
  }
  std::size_t digits = 0;
  while (digits < value.size() && value[digits] >= '0' && value[digits] <= '9') ++digits;
  const auto head = number(value.substr(0, digits));
  if (!head) return std::nullopt;
  if (digits == 4) return days_in_year(*head, value.substr(4));
  if (digits != value.size()) return std::nullopt;
  if (digits == 2)
    return DayRange{months(*head * 100LL, 1, 12).first, months(*head * 100LL + 99, 1, 12).last};
  if (digits == 3) return DayRange{months(*head * 10LL, 1, 12).first, months(*head * 10LL + 9, 1, 12).last};
  return std::nullopt;
}

}  // namespace

std::optional<DayRange> days_of(std::string_view value) {
  const std::size_t slash = value.find('/');
  const auto first = days_of_one(value.substr(0, slash));
  if (slash == std::string_view::npos || !first) return first;
  const auto last = days_of_one(value.substr(slash + 1));
  if (!last) return std::nullopt;
  return DayRange{std::min(first->first, last->first), std::max(first->last, last->last)};
}

std::string_view to_string(TimeType type) { return kTypes[static_cast<std::size_t>(type)]; }
std::string_view to_string(TimeMod mod) { return kMods[static_cast<std::size_t>(mod)]; }
std::optional<TimeType> time_type_of(std::string_view word) { return value_named<TimeType>(kTypes, word); }
std::optional<TimeMod> time_mod_of(std::string_view word) { return value_named<TimeMod>(kMods, word); }

}  // namespace quoth
