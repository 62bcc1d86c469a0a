#include "read/html/flow.h"

#include <algorithm>

#include "read/label.h"
#include "read/layout.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// White space that collapses.
bool is_white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
/// No-break space in UTF-8.
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

}  // namespace

void Flow::begin(const FlowStyle& style) {
  if (begun_) return;
  emitter_.separate();
  begun_ = true;
  begin_ = emitter_.size();
  style_ = style;
  font_size_ = style.font_size;
  first_indent_ = static_cast<std::uint16_t>(indent_ + style.indent);
}

void Flow::line_break(Span tag) {
  if (after_break_) {
    end_paragraph();
  } else if (begun_) {
    after_break_ = true;
    break_ = tag;
  }
  space_ = {};
  indent_ = 0;
}

void Flow::text(const TextPiece& piece, const FlowStyle& style) {
  const std::string_view reading = piece.reading;
  for (std::size_t i = 0; i < reading.size();) {
    const auto source = [&](std::size_t from, std::size_t to) {
      return piece.verbatim ? make_span(piece.source.begin + from, piece.source.begin + to) : piece.source;
    };
    if (is_white(reading[i])) {
      const std::size_t from = i;
      while (i < reading.size() && is_white(reading[i])) ++i;
      if (space_.empty()) space_ = source(from, i);
      continue;
    }
    const bool line_start = !begun_ || after_break_;
    if (line_start && reading.substr(i).starts_with(kNoBreakSpace)) {
      ++indent_;
      i += kNoBreakSpace.size();
      continue;
    }
    // Words up to white space that collapses to something else than itself.
    const std::size_t from = i;
    while (i < reading.size() && (!is_white(reading[i]) || (reading[i] == ' ' && i + 1 < reading.size() &&
                                                            !is_white(reading[i + 1])))) {
      ++i;
    }
    words(reading.substr(from, i - from), source(from, i), piece.verbatim, style);
  }
}

void Flow::words(std::string_view reading, Span source, bool verbatim, const FlowStyle& style) {
  if (after_break_) {
    const bool bold = (style.bits & Style::bold) != 0 && (style_.bits & Style::bold) == 0;
    if (indent_ >= 2 || bold || !label_of(reading).empty()) {
      end_paragraph();
    } else {
      emitter_.unit("\n", break_);
    }
    after_break_ = false;
  } else if (begun_ && !space_.empty()) {
    const bool same = space_.size() == 1 && emitter_.source()[space_.begin] == ' ';
    if (same) {
      emitter_.copy(space_);
    } else {
      emitter_.unit(" ", space_);
    }
  }
  space_ = {};
  begin(style);
  indent_ = 0;
  const std::uint32_t at = emitter_.size();
  if (verbatim) {
    emitter_.copy(source);
  } else {
    emitter_.unit(reading, source);
  }
  font_size_ = std::min(font_size_, style.font_size);
  if (style.bits == 0) return;
  // One stretch, if nothing but a space stands between.
  auto& styles = builder_.styles;
  if (!styles.empty() && styles.back().bits == style.bits && styles.back().span.end >= begin_ &&
      styles.back().span.end + 1 >= at && styles.back().span.begin >= begin_) {
    styles.back().span.end = emitter_.size();
  } else {
    styles.push_back({{at, emitter_.size()}, style.bits});
  }
}

void Flow::push_paragraph(Span span, std::uint16_t indent) {
  span = trim(builder_.text.text(), span);
  if (span.empty()) return;
  Paragraph paragraph;
  paragraph.span = span;
  paragraph.kind = style_.kind;
  paragraph.level = style_.level;
  paragraph.centered = style_.centered;
  paragraph.indent = indent;
  paragraph.hanging = style_.indent;
  builder_.paragraphs.push_back(paragraph);
  font_sizes_.push_back(font_size_);
}

void Flow::end_paragraph() {
  if (begun_) push_paragraph({begin_, emitter_.size()}, first_indent_);
  begun_ = after_break_ = false;
  space_ = {};
  indent_ = 0;
}

void Flow::fixed_width(const AlignedText& text, const std::vector<Style>& styles, const FlowStyle& style) {
  end_paragraph();
  const std::size_t first = builder_.paragraphs.size();
  Emitter emitter(text, builder_);
  emit_layout(text.text(), 0, emitter, builder_);
  for (std::size_t i = first; i < builder_.paragraphs.size(); ++i) {
    if (style.kind == ParagraphKind::boilerplate) builder_.paragraphs[i].kind = style.kind;
    font_sizes_.push_back(style.font_size);
  }
  // Where the styled text went is known by where it came from.
  for (const Style& from : styles) {
    const Span to = builder_.text.map().text_of(text.map().source_of(from.span));
    if (!to.empty()) builder_.styles.push_back({to, from.bits});
  }
}

}  // namespace quoth
