#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoth {

/// What a timeline is divided into.
enum class TimeUnit : std::uint8_t { day, month, year };

/// A stretch of time in whole units: of years their numbers, negative before Christ; of months twelve times the year and the month
/// counted from 0; of days those since 1 January 1970.
struct TimeWindow {
  TimeUnit unit = TimeUnit::year;
  std::int64_t first = 0, last = 0;  ///< both inclusive

  std::int64_t size() const { return last - first + 1; }
  /// The same stretch, or what is left of it between the years -9999 and 9999, in the unit in which it has neither many parts nor
  /// few. Before the year 1 all is in years.
  TimeWindow fitted() const;
  /// `numerator / denominator` as long, about the same middle; at least a day.
  TimeWindow zoomed(int numerator, int denominator) const;
  /// Later by half of its length `halves` times; negative: earlier.
  TimeWindow moved(int halves) const;
  /// Of one of its units, counted from 0.
  TimeWindow part(std::int64_t index) const { return {unit, first + index, first + index}; }

  /// Its first and last unit as the fields of an address: "2008", "2008-05", "2008-05-17", "-44".
  std::string from() const;
  std::string to() const;
  /// Its first and last day as YYYYMMDD; of a month the last may be its 31st though it has fewer.
  std::int64_t first_day() const;
  std::int64_t last_day() const;

  bool operator==(const TimeWindow&) const = default;
};

/// What a field of an address names: a year, a month or a day. None for what is none of these.
std::optional<TimeWindow> time_window_of(std::string_view text);
/// From the begin of the one to the end of the other, fitted. None where it ends before it begins.
std::optional<TimeWindow> time_window_between(const TimeWindow& from, const TimeWindow& to);

/// The unit of a window in which a day YYYYMMDD lies, as `TimeWindow::first` counts.
std::int64_t unit_of_day(TimeUnit unit, std::int64_t day);

}  // namespace quoth
