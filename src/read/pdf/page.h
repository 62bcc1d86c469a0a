#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace quoth::pdf {

/// Points from the upper left corner of a page.
struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
};

/// The smallest box around both.
Box around(const Box& a, const Box& b);
/// The share of the lower one's height that both have in common.
float shared_height(const Box& a, const Box& b);

struct Word {
  std::string text;       ///< UTF-8, without white space and control characters; never empty
  Box box;                ///< its height goes with the size of the font
  std::uint8_t bits = 0;  ///< of Style: bold, italic, superscript
  bool glued = false;     ///< no space before it: the word before goes on in another font or size
};

/// Words on one baseline that belong together, as poppler sees it: a line, or the part of one in one column.
struct Segment {
  std::vector<Word> words;
  Box box;
};

struct Page {
  float width = 0, height = 0;
  std::vector<Segment> segments;
};

/// What the file says about itself, and its pages.
struct Pages {
  std::vector<Page> pages;
  std::string title, author, created;
  std::size_t n_repaired = 0;  ///< characters that had been written in two encodings at once
};

/// The height of most characters of `words`: the size of the font, but for a constant factor.
float main_height(const std::vector<Word>& words);

/// The words with a space between each two, where there is one.
std::string text_of(const std::vector<Word>& words);

}  // namespace quoth::pdf
