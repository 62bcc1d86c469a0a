#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/emitter.h"
#include "read/lines.h"
#include "record/document.h"

namespace quoth {

/// How two lines of one paragraph are joined.
enum class Join : std::uint8_t {
  space,    ///< the line break was white space
  nothing,  ///< after a dash or a hyphen that belongs to the word
  hyphen,   ///< the hyphen at the line's end goes: it only divided a word
};

/// A paragraph of fixed-width text: the lines [first, last) of Layout::lines.
struct LayoutParagraph {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  ParagraphKind kind = ParagraphKind::text;
  bool centered = false;
};

/// What the lines of a text make.
struct Layout {
  std::vector<TextLine> lines;
  std::vector<Join> joins;  ///< of each line to the one before it, where both are of one paragraph
  std::vector<LayoutParagraph> paragraphs;
  std::size_t n_line_numbers = 0;
};

/// Finds out how `text` is laid out. A line break is a wrap where the next line's first word would not have fitted;
/// where lines are wrapped so, lines make paragraphs, which end at blank lines, changes of indentation, lines that
/// end early and lines that begin with a label. Elsewhere each line is a paragraph.
Layout find_layout(std::string_view text);

/// Decides which line breaks are wraps, from the widths of the lines around them.
class Wrapping {
 public:
  explicit Wrapping(const std::vector<TextLine>& lines);

  /// Whether the lines were wrapped at a width at all.
  bool wrapped() const { return width_ > 0; }
  std::uint32_t width() const { return width_; }
  /// The width is a guess from few lines: a line that ends a sentence may end a paragraph too.
  bool doubtful() const { return doubtful_; }
  /// Whether line `next` goes on where `line` had no room left.
  bool is_wrap(const TextLine& line, const TextLine& next) const;

 private:
  std::uint32_t width_ = 0;
  bool doubtful_ = false;
  std::vector<std::uint32_t> by_indent_;  // width of the lines with an indent; 0: that of all
};

/// Writes the paragraphs that `text`, a part of the emitter's source beginning at `offset`, is laid out in.
void emit_layout(std::string_view text, std::uint32_t offset, Emitter& emitter, DocumentBuilder& builder);

/// The paragraphs of a text that is kept to the character: the same, as spans of `text` as it is. Line breaks stand
/// in them, and page cuts are healed where nothing stands in between.
std::vector<Paragraph> find_paragraphs(std::string_view text);

}  // namespace quoth
