#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace quoth {

/// Columns that a character takes on a terminal: two where it is wide (UAX 11), none for a mark that joins the one
/// before and for what is not seen.
int display_columns(char32_t code_point);
int display_columns(std::string_view text);

/// The bytes after which a line of `text` may end (UAX 14), the end of the text the last of them. Requires: UTF-8.
std::vector<std::uint32_t> line_breaks(std::string_view text);

}  // namespace quoth
