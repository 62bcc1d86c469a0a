#include "engine/time_window.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace quoth {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t kFirstYear = -9999, kLastYear = 9999;
constexpr std::int64_t kDaysOfDays = 93;      // up to so many, a window has days
constexpr std::int64_t kDaysOfMonths = 1830;  // up to so many, it has months

std::int64_t days_since_1970(std::int64_t year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{static_cast<int>(year)} / month / day}.time_since_epoch().count();
}
year_month_day date_of(std::int64_t days) { return year_month_day{sys_days{std::chrono::days{days}}}; }

std::optional<std::int64_t> digits_of(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// The first day of a unit of a window, or the day after its last one: since 1970, of years after Christ.
std::int64_t begin_of(TimeUnit unit, std::int64_t at) {
  switch (unit) {
    case TimeUnit::year: return days_since_1970(at, 1, 1);
    case TimeUnit::month: return days_since_1970(at / 12, static_cast<unsigned>(at % 12) + 1, 1);
    case TimeUnit::day: return at;
  }
  return at;
}

std::string text_of(TimeUnit unit, std::int64_t at) {
  switch (unit) {
    case TimeUnit::year: return at >= 0 ? fmt::format("{:04}", at) : std::to_string(at);
    case TimeUnit::month: return fmt::format("{:04}-{:02}", at / 12, at % 12 + 1);
    case TimeUnit::day: break;
  }
  const year_month_day date = date_of(at);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::int64_t unit_at(TimeUnit unit, std::int64_t days) {
  const year_month_day date = date_of(days);
  const std::int64_t year = static_cast<int>(date.year());
  if (unit == TimeUnit::year) return year;
  return unit == TimeUnit::month ? year * 12 + static_cast<unsigned>(date.month()) - 1 : days;
}

bool has_only_years(const TimeWindow& window) { return window.unit == TimeUnit::year && window.first < 1; }

/// The window from the one day up to and without the other.
TimeWindow of_days(std::int64_t begin, std::int64_t end) {
  const std::int64_t least = days_since_1970(1, 1, 1), most = days_since_1970(kLastYear, 12, 31);
  begin = std::clamp(begin, least, most);
  end = std::clamp(end, begin + 1, most + 1);
  const std::int64_t n = end - begin;
  const TimeUnit unit = n <= kDaysOfDays     ? TimeUnit::day
                        : n <= kDaysOfMonths ? TimeUnit::month
                                             : TimeUnit::year;
  return {unit, unit_at(unit, begin), unit_at(unit, end - 1)};
}

TimeWindow of_years(std::int64_t first, std::int64_t last) {
  return {TimeUnit::year, std::clamp(first, kFirstYear, kLastYear), std::clamp(last, kFirstYear, kLastYear)};
}

}  // namespace

TimeWindow TimeWindow::fitted() const {
  return has_only_years(*this) ? of_years(first, last)
                               : of_days(begin_of(unit, first), begin_of(unit, last + 1));
}

TimeWindow TimeWindow::zoomed(int numerator, int denominator) const {
  if (has_only_years(*this)) {
    const std::int64_t n = std::max<std::int64_t>(1, size() * numerator / denominator);
    const std::int64_t from = first + (size() - n) / 2;
    const TimeWindow window = of_years(from, from + n - 1);
    return has_only_years(window) ? window : window.fitted();
  }
  const std::int64_t begin = begin_of(unit, first), end = begin_of(unit, last + 1);
  const std::int64_t n = std::max<std::int64_t>(1, (end - begin) * numerator / denominator);
  const std::int64_t from = begin + (end - begin - n) / 2;
  return of_days(from, from + n);
}

TimeWindow TimeWindow::moved(int halves) const {
  const std::int64_t by = halves * std::max<std::int64_t>(1, size() / 2);
  const TimeWindow there{unit, first + by, last + by};
  if (unit == TimeUnit::year) return of_years(there.first, there.last);
  return there.fitted();
}

std::string TimeWindow::from() const { return text_of(unit, first); }
std::string TimeWindow::to() const { return text_of(unit, last); }

std::int64_t TimeWindow::first_day() const {
  if (unit == TimeUnit::year) return first * 10000;
  if (unit == TimeUnit::month) return first / 12 * 10000 + (first % 12 + 1) * 100;
  const year_month_day date = date_of(first);
  return static_cast<int>(date.year()) * 10000LL + static_cast<unsigned>(date.month()) * 100 +
         static_cast<unsigned>(date.day());
}

std::int64_t TimeWindow::last_day() const {
  if (unit == TimeUnit::day) return part(size() - 1).first_day();
  return part(size() - 1).first_day() + (unit == TimeUnit::year ? 9999 : 31);
}

std::optional<TimeWindow> time_window_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t dash = text.find('-');
  const auto year = digits_of(text.substr(0, dash));
  if (!year || *year > kLastYear || *year < 0) return std::nullopt;
  if (dash == std::string_view::npos) return of_years(negative ? -*year : *year, negative ? -*year : *year);
  if (negative || *year < 1) return std::nullopt;
  text.remove_prefix(dash + 1);
  const std::size_t second = text.find('-');
  const auto month = digits_of(text.substr(0, second));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  const std::int64_t at = *year * 12 + *month - 1;
  if (second == std::string_view::npos) return TimeWindow{TimeUnit::month, at, at};
  const auto day = digits_of(text.substr(second + 1));
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  const std::int64_t days = begin_of(TimeUnit::month, at) + *day - 1;
  if (days >= begin_of(TimeUnit::month, at + 1)) return std::nullopt;
  return TimeWindow{TimeUnit::day, days, days};
}

std::optional<TimeWindow> time_window_between(const TimeWindow& from, const TimeWindow& to) {
  if (has_only_years(from)) {
    const std::int64_t last =
        to.unit == TimeUnit::year ? to.last : unit_at(TimeUnit::year, begin_of(to.unit, to.last));
    if (last < from.first) return std::nullopt;
    return of_years(from.first, last);
  }
  if (has_only_years(to)) return std::nullopt;
  const std::int64_t begin = begin_of(from.unit, from.first), end = begin_of(to.unit, to.last + 1);
  if (end <= begin) return std::nullopt;
  return of_days(begin, end);
}

std::int64_t unit_of_day(TimeUnit unit, std::int64_t day) {
  const std::int64_t year = day / 10000, month = std::clamp<std::int64_t>(day / 100 % 100, 1, 12);
  if (unit == TimeUnit::year || year < 1) return year;
  const std::int64_t at = year * 12 + month - 1;
  return unit == TimeUnit::month ? at
                                 : begin_of(TimeUnit::month, at) + std::max<std::int64_t>(1, day % 100) - 1;
}

}  // namespace quoth
