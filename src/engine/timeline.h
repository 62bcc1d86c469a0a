#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/time_window.h"
#include "store/store.h"

namespace quoth {

/// Which of the times that are spoken of are listed. Empty: any.
struct TimeFilter {
  std::string from, to;  ///< years, months or days, both inclusive
  std::string by;        ///< whose words; a name, whole
  bool undated = false;  ///< those that name no day instead of those that do
  std::string after;     ///< a cursor that a list gave
  std::size_t limit = 100;
};

/// What is said about one time.
struct SpokenTime {
  std::int64_t record = 0;
  std::string sha256, title, date;
  std::optional<std::int64_t> turn;
  std::int64_t begin = 0, end = 0;                  ///< code points of the record's text
  std::string value;                                ///< TIMEX3
  std::optional<std::int64_t> first_day, last_day;  ///< YYYYMMDD
  std::string by;       ///< whose words: who is quoted, else who speaks; empty: nobody
  std::string told_by;  ///< who speaks, where that is another
  std::string before, words,
      after;  ///< the sentence: what stands before the time, the time, what stands after it
};

struct TimeList {
  std::vector<SpokenTime>
      times;  ///< by their first day, the narrower first; of those without one as they stand in the store
  std::size_t total = 0;
  std::size_t undated = 0;  ///< how many the filter would let through that name no day
  std::string next;
  std::vector<std::pair<std::string, std::size_t>>
      years;                        ///< how many begin in each year, in order, without from and to
  TimeWindow window;                ///< from and to, or all that there is where they are empty
  std::vector<std::size_t> counts;  ///< how many begin in each of its units
};

/// What is said to have happened when, over the store. Errors: usage.invalid (from, to, a cursor), store.*.
Result<TimeList> list_times(Store& store, const TimeFilter& filter);

}  // namespace quoth
