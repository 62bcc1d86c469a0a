#pragma once

#include "read/pdf/page.h"

namespace quoth::pdf {

/// The measure that the lines of a column keep to.
struct Frame {
  float left = 0, right = 0;
  float width() const { return right - left; }
};

/// Words on one baseline of one column.
struct Line {
  std::vector<Word> words;
  Box box;                   ///< around the words of the main height
  float size = 0;            ///< main_height of the words
  std::uint32_t page = 0;    ///< counted from 1
  std::uint32_t region = 0;  ///< counts up with every column, and with every line that stands across them
  Frame frame;
};

/// The lines of all pages in the order in which they are read: down each column, from left to right; a line
/// that stands across the columns parts what is above it from what is below. O(pages * segments^2) at worst.
std::vector<Line> lines_in_order(std::vector<Page> pages);

}  // namespace quoth::pdf
