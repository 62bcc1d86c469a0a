#include "read/text/text_reader.h"

#include <algorithm>

#include "base/sha256.h"
#include "read/emitter.h"
#include "text/unicode.h"

namespace quoth {

Result<Document> read_text(const Source& source, const Limits& limits) {
  QUOTH_TRY(const Decoded decoded, decode(source.bytes));
  DocumentBuilder builder;
  report_decoding(decoded, builder.diagnostics);
  Emitter emitter(decoded.text, builder);
  const std::string_view text = decoded.text.text();
  if (text.size() > limits.text_bytes) return fail(ErrorCode::input_limit, "its text is too long");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span line = trim(text, make_span(at, end));
    at = end + 1;
    if (line.empty()) continue;
    emitter.separate();
    const std::uint32_t begin = emitter.size();
    emitter.copy(line);
    builder.paragraphs.push_back({{begin, emitter.size()}});
  }
  if (builder.paragraphs.empty()) return fail(ErrorCode::input_empty, "it holds nothing but white space");
  return std::move(builder).seal(Format::plain_text, sha256_hex(source.bytes), source.name);
}

}  // namespace quoth
