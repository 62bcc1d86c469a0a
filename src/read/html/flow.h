#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/emitter.h"
#include "read/html/text_run.h"
#include "record/document.h"

namespace quoth {

/// How text is set at a place of the page.
struct FlowStyle {
  std::uint8_t bits = 0;
  std::uint8_t level = 0;
  ParagraphKind kind = ParagraphKind::text;
  bool centered = false;
  std::uint16_t indent = 0;
  float font_size = 12;
};

/// Lays out the text of a page as paragraphs: white space collapses as in a browser; a line break is kept, and
/// begins a new paragraph where another follows, or where the next line is indented, begins in bold or with a label.
class Flow {
 public:
  Flow(Emitter& emitter, DocumentBuilder& builder) : emitter_(emitter), builder_(builder) {}

  void text(const TextPiece& piece, const FlowStyle& style);
  /// A <br> whose tag is `tag` in the source.
  void line_break(Span tag);
  /// Ends the paragraph, if one was begun.
  void end_paragraph();
  /// The layout of fixed-width text, `text` being read from the source like the rest.
  void fixed_width(const AlignedText& text, const std::vector<Style>& styles, const FlowStyle& style);

  /// Font sizes of the paragraphs written: the smallest in each.
  const std::vector<float>& font_sizes() const { return font_sizes_; }

 private:
  void words(std::string_view reading, Span source, bool verbatim, const FlowStyle& style);
  void begin(const FlowStyle& style);
  void push_paragraph(Span span, std::uint16_t indent);

  Emitter& emitter_;
  DocumentBuilder& builder_;
  std::vector<float> font_sizes_;
  FlowStyle style_;  // of the paragraph's beginning
  std::uint32_t begin_ = 0;
  bool begun_ = false;
  Span space_;  // white space before what comes next
  Span break_;  // a line break before what comes next
  bool after_break_ = false;
  std::uint16_t indent_ = 0;  // no-break spaces at the start of the line
  std::uint16_t first_indent_ = 0;
  float font_size_ = 0;
};

}  // namespace quoth
