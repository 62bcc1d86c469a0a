#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quoth {

/// How many columns of a terminal `text` takes: two for wide characters of East Asia, none for marks that combine and
/// for controls.
std::size_t columns_of(std::string_view text);

/// `text` cut to at most `columns`, the last of them "…" where something was cut. White space and controls are
/// spaces.
std::string cut_to_columns(std::string_view text, std::size_t columns);

/// The same, from the other end: the last characters, led by "…".
std::string cut_to_last_columns(std::string_view text, std::size_t columns);

/// The same as cut_to_columns, filled with spaces to exactly `columns`.
std::string fit_to_columns(std::string_view text, std::size_t columns);

}  // namespace quoth
