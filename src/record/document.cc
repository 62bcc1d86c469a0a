#include "record/document.h"

#include <algorithm>
#include <stdexcept>

#include "text/unicode.h"

namespace quoth {

std::string_view to_string(Format format) {
  switch (format) {
    case Format::plain_text: return "text";
    case Format::markdown: return "markdown";
    case Format::restructured_text: return "restructuredtext";
    case Format::html: return "html";
    case Format::pdf: return "pdf";
    case Format::jsonl: return "jsonl";
  }
  return "";
}

void DocumentBuilder::separate(std::size_t source_at) {
  if (text.size() == 0 || text.text().ends_with("\n\n")) return;
  text.append_inserted("\n\n", source_at);
}

Document DocumentBuilder::seal(Format format, std::string sha256, std::string file_name) && {
  const std::uint32_t size = text.size();
  std::stable_sort(styles.begin(), styles.end(),
                   [](const Style& a, const Style& b) { return a.span.begin < b.span.begin; });
  std::uint32_t end = 0;
  for (const Paragraph& paragraph : paragraphs) {
    if (paragraph.span.empty() || paragraph.span.begin < end || paragraph.span.end > size) {
      throw std::logic_error("a reader gave paragraphs that are empty, out of order or outside the text");
    }
    end = paragraph.span.end;
  }
  for (const Style& style : styles) {
    if (style.span.end > size) throw std::logic_error("a reader gave a style outside the text");
  }
  Document document;
  document.text_.assign(text.text().begin(), text.text().end());
  if (!is_valid_utf8(document.text())) throw std::logic_error("a reader gave text that is not UTF-8");
  if (format != Format::pdf) {  // a PDF has page boxes instead
    document.source_map_ = std::move(text).take_map();
    document.source_map_.shrink();
  }
  document.format_ = format;
  document.sha256_ = std::move(sha256);
  document.file_name_ = std::move(file_name);
  document.paragraphs_ = std::move(paragraphs);
  document.styles_ = std::move(styles);
  document.hints_ = std::move(hints);
  document.page_boxes_ = std::move(page_boxes);
  document.diagnostics_ = std::move(diagnostics);
  return document;
}

}  // namespace quoth
