#include "read/text/text_reader.h"

#include "base/sha256.h"
#include "read/emitter.h"
#include "read/heal.h"
#include "read/layout.h"

namespace quoth {

Result<Document> read_text(const Source& source, const Limits& limits) {
  DocumentBuilder builder;
  QUOTH_TRY(const Decoded decoded, decode_source(source, limits, {}, builder.diagnostics));
  const std::string_view text = decoded.text.text();
  Emitter emitter(decoded.text, builder);
  emit_layout(text, 0, emitter, builder);
  if (builder.paragraphs.empty()) return fail(ErrorCode::input_empty, "it holds nothing but white space");
  heal_page_cuts(builder);
  return std::move(builder).seal(Format::plain_text, sha256_hex(source.bytes), source.name);
}

}  // namespace quoth
