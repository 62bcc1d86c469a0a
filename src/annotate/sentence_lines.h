#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// What stands before an item of a list: a bullet, "3.", "3)", "3.)", "c.", "iv)".
struct ListMarker {
  std::uint32_t size = 0;   ///< bytes, with a bullet and the space after it, without the space after a number
  bool bullet = false;      ///< a bullet stands in it
  std::string_view number;  ///< the digits or letters; empty where there is a bullet only
  std::string_view punctuation;  ///< what closes the number: ".", ")", ".)"
};

/// The marker that `text` begins with, if it does and white space or a letter follows it.
std::optional<ListMarker> list_marker_at(std::string_view text);
/// The length of the bullet that `text` begins with, 0 if none. Signs that are only ever bullets; no dashes.
std::uint32_t bullet_at(std::string_view text);
/// The markers that may follow this one in its list, numbers with their punctuation ("4.", "d.", "ii.").
std::vector<std::string> next_markers(const ListMarker& marker);

/// Cuts a paragraph at the line breaks that end a sentence whatever the punctuation says: empty lines, items
/// of a list, lines of verse, captions, recognised speech without punctuation. Breaks of a text that was only
/// filled to a width stay. Covers the paragraph. O(size).
std::vector<Span> cut_at_lines(std::string_view paragraph);

}  // namespace quoth
