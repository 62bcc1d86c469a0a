#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// A line of fixed-width text that is not blank.
struct TextLine {
  Span content;                  ///< without white space at its ends, and without a line number in the margin
  std::uint32_t indent = 0;      ///< columns before the content
  std::uint32_t width = 0;       ///< columns to the end of the content
  std::uint16_t first_word = 0;  ///< columns of the first word
  bool blank_before = false;     ///< a blank line or a page's end stands before it
  bool page_start = false;       ///< the first line after a form feed
  bool furniture = false;        ///< a page number, a page marker or a running head
};

/// The lines of `text` that are not blank; they end at LF, CR LF, CR, NEL and form feed. A tab goes to the next
/// multiple of eight columns.
std::vector<TextLine> split_lines(std::string_view text);

/// Measures `line` again after its content was changed.
void measure(std::string_view text, TextLine& line);

/// Finds what pages of paper leave in a text: line numbers down the margin (taken out of the lines; lines that hold
/// nothing else are removed), page numbers, page markers and running heads (marked as furniture). Returns the
/// number of line numbers taken out.
std::size_t find_furniture(std::string_view text, std::vector<TextLine>& lines);

/// Whether a line holds a page number and nothing else: "23", "- 23 -", "Page 23 of 80".
bool is_page_number(std::string_view line);

/// The number of words that white space sets apart.
std::size_t count_words(std::string_view text);

}  // namespace quoth
