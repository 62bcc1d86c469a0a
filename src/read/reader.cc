#include "read/reader.h"

#include <fmt/format.h>

#include "read/detect.h"
#include "read/html/html_reader.h"
#include "read/markdown/markdown_reader.h"
#include "read/pdf/pdf_reader.h"
#include "read/restructured_text/restructured_text_reader.h"
#include "read/text/text_reader.h"

namespace quoth {

Result<Document> read(const Source& source, const Limits& limits) {
  if (source.bytes.empty()) return fail(ErrorCode::input_empty, "the file is empty");
  if (source.bytes.size() > limits.bytes) {
    return fail(ErrorCode::input_too_large,
                fmt::format("it has {} bytes, of at most {}", source.bytes.size(), limits.bytes));
  }
  const Format format = detect_format(source);
  if (format == Format::pdf) return read_pdf(source, limits);
  if (const std::string_view name = unread_format(source); !name.empty()) {
    return fail(ErrorCode::input_format, fmt::format("it is {}, which no reader takes", name),
                name == "JSON" ? "JSON lines go to the standard input of quoth annotate" : "");
  }
  if (format == Format::html) return read_html(source, limits);
  if (format == Format::markdown) return read_markdown(source, limits);
  if (format == Format::restructured_text) return read_restructured_text(source, limits);
  return read_text(source, limits);
}

}  // namespace quoth
