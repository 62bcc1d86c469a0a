#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/html.h"

namespace quoth {

/// How much there is of each year, as a picture with the same in words for who cannot see it. Years between the first and the
/// last that are not there have none. A bar leads to `timeline`, a page that takes from and to,
/// where that is not empty. Requires: years of four digits, in order.
Html year_bars(const std::vector<std::pair<std::string, std::size_t>>& years, std::string_view caption,
               const std::string& timeline);

}  // namespace quoth
