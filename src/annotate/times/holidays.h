#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "annotate/times/calendar.h"

namespace quoth::times {

struct Holiday {
  std::string_view pattern;  ///< as in rules.def
  int month = 0;             ///< 0: counted from Easter
  int day = 0;               ///< of the month, or days after Easter
  int weekday = 0, nth = 0;  ///< where the day is the nth such weekday
  int after = 0;             ///< so many days later
};

std::span<const Holiday> holidays();
Day day_of(const Holiday& holiday, std::int64_t year);

}  // namespace quoth::times
