#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/reader.h"
#include "record/document.h"
#include "text/encoding.h"

namespace quoth {

/// Writes a document out of a decoded source, keeping the map. What does not come in the source's order, as broken
/// HTML may have it, is written without a place in the source.
///
/// Lifetime: keeps references to both; they must outlive it.
class Emitter {
 public:
  Emitter(const AlignedText& from, DocumentBuilder& to) : from_(from), to_(to) {}

  std::string_view source() const { return from_.text(); }
  std::uint32_t size() const { return to_.text.size(); }

  /// The source's `span` as it is.
  void copy(Span span);
  /// `text` as the reading of all of the source's `span`: an entity, an escape, white space folded to one space.
  void unit(std::string_view text, Span span);
  /// Text that the source does not have, after what was written last.
  void insert(std::string_view text) { to_.text.append_inserted(text, to_.text.source_end()); }
  /// Ends a paragraph; see DocumentBuilder::separate.
  void separate() { to_.separate(to_.text.source_end()); }

 private:
  const AlignedText& from_;
  DocumentBuilder& to_;
};

/// The text of a source, within the limits. `declared` is the encoding that the source names, if it names one; what was
/// assumed and what could not be read is added to `diagnostics`.
/// Errors: input.binary, input.encoding, input.limit.
Result<Decoded> decode_source(const Source& source, const Limits& limits, std::string_view declared,
                              std::vector<Diagnostic>& diagnostics);

}  // namespace quoth
