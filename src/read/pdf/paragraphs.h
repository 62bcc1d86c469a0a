#pragma once

#include <vector>

#include "read/pdf/columns.h"

namespace quoth::pdf {

/// Lines that are one paragraph, wherever columns and pages cut it.
struct Block {
  std::vector<Line> lines;
  bool note = false;  ///< at the foot of a page, smaller than the text
  bool small = false;
  bool centered = false;
  bool quotation = false;
  int heading = 0;  ///< its level, 1 the highest; 0: none
};

/// Puts lines together into paragraphs. A footnote follows the paragraph that the page ends with.
std::vector<Block> paragraphs_of(std::vector<Line> lines);

}  // namespace quoth::pdf
