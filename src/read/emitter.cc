#include "read/emitter.h"

#include <fmt/format.h>

namespace quoth {

void Emitter::copy(Span span) {
  if (from_.map().source_of(span).begin < to_.text.source_end()) {
    insert(slice(from_.text(), span));
  } else {
    to_.text.append_slice(from_, span);
  }
}

void Emitter::unit(std::string_view text, Span span) {
  const Span source = from_.map().source_of(span);
  if (source.begin < to_.text.source_end()) return insert(text);
  to_.text.append_unit(text, source.begin, source.size());
}

namespace {

/// Says what was assumed and what could not be read.
void report_decoding(const Decoded& decoded, std::vector<Diagnostic>& diagnostics) {
  if (decoded.assumed) {
    diagnostics.push_back({"text.encoding_assumed", std::nullopt,
                           fmt::format("read as {}, by the look of its bytes", decoded.encoding)});
  }
  if (decoded.n_replaced > 0) {
    diagnostics.push_back({"text.ill_formed", std::nullopt,
                           fmt::format("{} ill-formed characters of {} are read as U+FFFD",
                                       decoded.n_replaced, decoded.encoding)});
  }
  if (decoded.n_repaired > 0) {
    diagnostics.push_back(
        {"text.mojibake_repaired", std::nullopt,
         fmt::format("{} characters had been written in two encodings at once", decoded.n_repaired)});
  }
  if (decoded.n_dropped > 0) {
    diagnostics.push_back({"text.control_characters", std::nullopt,
                           fmt::format("{} control characters are left out", decoded.n_dropped)});
  }
}

}  // namespace

Result<Decoded> decode_source(const Source& source, const Limits& limits, std::string_view declared,
                              std::vector<Diagnostic>& diagnostics) {
  QUOTH_TRY(Decoded decoded, decode(source.bytes, declared));
  if (decoded.text.size() > limits.text_bytes) return fail(ErrorCode::input_limit, "its text is too long");
  report_decoding(decoded, diagnostics);
  return decoded;
}

}  // namespace quoth
