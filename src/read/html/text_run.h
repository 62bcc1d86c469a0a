#pragma once

#include <string_view>

#include "text/span.h"

namespace quoth {

/// A part of a text node: bytes of the source that read as themselves, or as `reading`.
struct TextPiece {
  Span source;
  std::string_view reading;  ///< equal to the source's bytes where `verbatim`
  bool verbatim = true;
};

/// Goes through a text node's `decoded` text and the `raw` source that the parser read it from, which begins at
/// `begin`: entities and symbols are pieces of their own, line breaks and tags that the parser passed over are found.
/// Lifetime: views of both.
class TextRun {
 public:
  TextRun(std::string_view raw, std::uint32_t begin, std::string_view decoded)
      : raw_(raw), begin_(begin), decoded_(decoded) {}

  /// The next piece; false at the end.
  bool next(TextPiece& piece);

 private:
  std::size_t reference_length(std::size_t& n_decoded) const;

  std::string_view raw_;
  std::uint32_t begin_;
  std::string_view decoded_;
  std::size_t at_ = 0;        // in raw_
  std::size_t read_ = 0;      // in decoded_
  std::size_t followed_ = 0;  // in raw_: before it all is read
};

}  // namespace quoth
