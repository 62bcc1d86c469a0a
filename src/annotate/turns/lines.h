#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/document.h"

namespace quoth {

/// One line of the layout: a paragraph, or a part of it between two line breaks that the layout means. What the
/// turn finder walks over.
struct Line {
  Span span;                    ///< without white space at its ends; never empty
  std::uint32_t paragraph = 0;  ///< index into Document::paragraphs
  bool first = true;            ///< of its paragraph
  bool last = true;
  std::uint8_t all = 0;        ///< Style bits that every letter of the line has
  std::uint32_t bold_end = 0;  ///< end of the bold run that begins the line; span.begin: none
  std::uint32_t italic_end = 0;
  std::uint32_t style_end =
      0;  ///< where the bold or italic that the line begins with (or the lack of it) ends
};

std::vector<Line> find_lines(const Document& document);

/// Parts a line at byte `at`, which begins the second of the two.
void split_line(const Document& document, std::vector<Line>& lines, std::uint32_t line, std::uint32_t at);

/// Whether the line ends as a sentence does: . ? ! : ; a dash or an ellipsis, closing quotation marks and brackets
/// looked past.
bool has_final_punctuation(std::string_view line);

/// Whether the line is a rule that parts sections: nothing but dashes, underscores, stars, dots or equal signs.
bool is_divider(std::string_view line);

}  // namespace quoth
