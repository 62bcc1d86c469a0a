#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// A part of the source that reads as itself, or as `reading`.
struct AlignedPiece {
  Span source;
  std::string reading;  ///< empty: as the source has it
};

/// How a literal that a parser gave out was written; no pieces where it is not found.
struct Aligned {
  std::vector<AlignedPiece> pieces;
};

/// Finds the source of `literal` in source[begin, end): the same bytes, escapes (`\[`) and entities (`&amp;`) undone,
/// line breaks read as spaces, U+0001 standing for any byte. Looks from `begin` on past the markup that may stand
/// before it.
Aligned align(std::string_view source, std::uint32_t begin, std::uint32_t end, std::string_view literal);

}  // namespace quoth
