#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/diagnostic.h"
#include "text/alignment.h"
#include "text/span.h"

namespace quoth {

enum class Format : std::uint8_t { plain_text, markdown, restructured_text, html, pdf, jsonl };
std::string_view to_string(Format format);

/// What a reader saw a stretch of text to be by its layout alone. Nothing here says who speaks.
enum class ParagraphKind : std::uint8_t {
  text,
  heading,  ///< markup or size say so
  list_item,
  quotation,  ///< a block quotation, or indented deeper than the running text
  table_cell,
  code,
  metadata,     ///< a header of the file itself: YAML front matter, a record's own fields
  boilerplate,  ///< navigation, cookie notice, comments, page furniture that was kept
};

/// One paragraph of the document. Paragraphs are sorted and do not overlap; between two there is only white
/// space. A line break inside a paragraph that the layout means (a <br>, a line of verse) is a '\n' in the text.
struct Paragraph {
  Span span;
  ParagraphKind kind = ParagraphKind::text;
  std::uint8_t level = 0;  ///< depth of a heading (1 is the highest) or of a list
  bool centered = false;
  std::uint16_t indent = 0;   ///< columns (points/6 in a PDF) by which the first line is moved right
  std::uint16_t hanging = 0;  ///< the same for the lines after the first
  std::uint32_t page = 0;     ///< counted from 1; 0 where there are no pages
};

/// How a stretch of text was set. Sorted by begin; may nest.
struct Style {
  enum Bit : std::uint8_t {
    bold = 1,
    italic = 2,
    link = 4,
    superscript = 8,
    small = 16,
    struck = 32,
    code = 64
  };
  Span span;
  std::uint8_t bits = 0;
};

/// Where a stretch of text stands on a page of a PDF, in points from the page's upper left corner.
struct PageBox {
  Span text;
  std::uint32_t page = 0;  ///< counted from 1
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

/// Something that a file says about itself outside its running text, or in a field of its own: an HTML <meta>
/// element, a line of YAML front matter, the title in a PDF's information dictionary. Keys are lower case:
/// "title", "date", "published", "author", "site", "url", "description", "language", "heading".
struct Hint {
  std::string key;
  std::string value;
  std::optional<Span> span;  ///< where in the text, if it is there
};

/// A source and what was read out of it: one text, its paragraphs, and the way back to the bytes of the file.
/// Sealed: nothing of it changes after the reader gives it out.
class Document {
 public:
  Document() = default;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// The text, valid UTF-8. Lifetime: the document's, also when the document is moved.
  std::string_view text() const& { return {text_.data(), text_.size()}; }
  std::string_view text() && = delete;
  std::string_view slice(Span span) const& { return quoth::slice(text(), span); }
  std::string_view slice(Span span) && = delete;

  Format format() const { return format_; }
  /// SHA-256 of the file's bytes (of the given text in UTF-8), 64 hexadecimal digits.
  const std::string& sha256() const& { return sha256_; }
  const std::vector<Paragraph>& paragraphs() const& { return paragraphs_; }
  const std::vector<Style>& styles() const& { return styles_; }
  const std::vector<Hint>& hints() const& { return hints_; }
  /// To bytes of the source; empty for a PDF, which has page boxes instead.
  const SourceMap& source_map() const& { return source_map_; }
  const std::vector<PageBox>& page_boxes() const& { return page_boxes_; }
  const std::vector<Diagnostic>& diagnostics() const& { return diagnostics_; }
  /// The name of the file, without folders; empty for text that has none.
  const std::string& file_name() const& { return file_name_; }

 private:
  friend class DocumentBuilder;
  // A vector, because a short std::string moves its bytes when it is moved.
  std::vector<char> text_;
  Format format_ = Format::plain_text;
  std::string sha256_;
  std::string file_name_;
  std::vector<Paragraph> paragraphs_;
  std::vector<Style> styles_;
  std::vector<Hint> hints_;
  SourceMap source_map_;
  std::vector<PageBox> page_boxes_;
  std::vector<Diagnostic> diagnostics_;
};

/// What a reader fills. `seal` checks the invariants of Document and gives it out.
class DocumentBuilder {
 public:
  AlignedText text;
  std::vector<Paragraph> paragraphs;
  std::vector<Style> styles;
  std::vector<Hint> hints;
  std::vector<PageBox> page_boxes;
  std::vector<Diagnostic> diagnostics;

  /// Ends the text so far with a blank line, unless it is empty or ends with one: what stands between two
  /// paragraphs. `source_at` is the place in the source that the blank line is said to stand at.
  void separate(std::size_t source_at);

  /// Requires: text is valid UTF-8; paragraphs sorted and apart; all spans within the text. A broken
  /// invariant is a defect of the reader and throws std::logic_error.
  Document seal(Format format, std::string sha256, std::string file_name) &&;
};

}  // namespace quoth
