#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/span.h"

namespace quoth {

/// TIMEX3 of TimeML (docs/times.md).
enum class TimeType : std::uint8_t { date, time, duration, set };
std::string_view to_string(TimeType type);  ///< "DATE", ...
std::optional<TimeType> time_type_of(std::string_view word);

enum class TimeMod : std::uint8_t {
  none,
  approx,
  before,
  after,
  on_or_before,
  on_or_after,
  less_than,
  more_than,
  equal_or_less,
  equal_or_more,
  start,
  mid,
  end,
};
std::string_view to_string(TimeMod mod);  ///< "APPROX", ...; empty for none
std::optional<TimeMod> time_mod_of(std::string_view word);

/// When, for how long or how often, as said.
struct Time {
  Span span;
  TimeType type = TimeType::date;
  std::string
      value;  ///< ISO 8601 as TIMEX3 writes it; two ends are joined by a slash; empty: none can be given
  TimeMod mod = TimeMod::none;
  std::string from, to;  ///< first and last date of what has two ends that are known; else empty
};

/// The days that a value covers, both inclusive, as numbers YYYYMMDD; the last day of a month may be its 31st though it
/// has fewer. Years before Christ are negative and have no days.
struct DayRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
/// None where the value names no days (a duration, a set, XXXX, PAST_REF).
std::optional<DayRange> days_of(std::string_view value);

}  // namespace quoth
