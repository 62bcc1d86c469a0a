#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// `text` on one line and cut to at most `columns` of a terminal, the last of them "…" where something was cut. White
/// space and controls become spaces.
std::string cut_to_columns(std::string_view text, int columns);

/// The same, from the other end: the last characters, led by "…".
std::string cut_to_last_columns(std::string_view text, int columns);

/// The same as cut_to_columns, filled with spaces to exactly `columns`.
std::string fit_to_columns(std::string_view text, int columns);

}  // namespace quoth
