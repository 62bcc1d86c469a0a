#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// Words in quotation marks.
struct Marked {
  Span span;                ///< with the marks
  Span inner;               ///< without
  bool closed = true;       ///< false: the closing mark is missing, and span ends with the paragraph
  bool single = false;      ///< in single marks
  std::uint32_t depth = 0;  ///< how many others it lies in
};

/// The quotations in `region`, by their begins, the wider first. Straight, curly, low and angled marks, doubled ones, and pairs
/// that do not match; a mark at the begin of a paragraph goes on with the quotation of the paragraph before;
/// apostrophes are none. Deeper than kDeepestMarks none are found. O(size).
std::vector<Marked> find_marked(std::string_view text, Span region);

inline constexpr std::size_t kDeepestMarks = 24;

}  // namespace quoth
