#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// A calendar date written out: "Tuesday, July 14, 2018", "14 July 2018", "04-May-2021", "2018-07-14".
struct WrittenDate {
  Span span;
  std::string iso;  ///< 2018-07-14, or 2018-07 where no day is written
};

/// The dates in `span` of `text`, in order. A numeric date with two numbers that could be the month is not read.
/// For the header of a transcript, where dates stand whole; times said in the talk are another stage's.
std::vector<WrittenDate> find_dates(std::string_view text, Span span);

/// A date that stands in a file's name: "2018-07-14_interview.txt", "clip_20180714.vtt"; empty: none.
std::string date_in_file_name(std::string_view name);

}  // namespace quoth
