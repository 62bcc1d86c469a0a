#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// The lower-case name of the tag, opening or closing, that `text` begins with; empty where none does.
std::string tag_name(std::string_view text);

/// Whether HTML has an element of this lower-case name. A transcriber's <inaudible> is none: it is text.
bool is_html_tag(std::string_view name);

/// Whether the element begins and ends a line.
bool is_block_tag(std::string_view name);

}  // namespace quoth
