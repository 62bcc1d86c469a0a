#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/html.h"

namespace quoth {

/// A year, and what its bar tells.
struct YearBar {
  std::string year;
  double height = 0;  ///< in any measure, summed where a bar stands for several years
  std::string said;   ///< "12 places, 3.4 in 10,000 words"
};

/// How much there is of each year, as a picture with the same in words for who cannot see it. Years between the first and the
/// last that are not there have none. A bar leads to `timeline`, a page that takes from and to,
/// where that is not empty. Requires: years of four digits, in order.
Html year_bars(const std::vector<YearBar>& years, std::string_view caption, const std::string& timeline);
/// The same of counts.
Html year_bars(const std::vector<std::pair<std::string, std::size_t>>& years, std::string_view caption,
               const std::string& timeline);

}  // namespace quoth
