#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// A value of TIMEX3 as people write it: "17 May 2008", "winter 2016", "week 33 of 2008", "the 1970s", "5 hours, 40 minutes"; what it
/// does not know, as it is.
std::string time_words(std::string_view value);

}  // namespace quoth
