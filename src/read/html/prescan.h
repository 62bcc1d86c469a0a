#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoth {

/// Stands for the `<` of what is no tag; decode leaves this character out of every text.
inline constexpr char kLiteralAngle = '\x01';

/// `html` as the parser is given it, as long as the original. The parser takes time in the square of the depth and
/// recurses, so tags that nest deeper than `depth`, or that leave more than a few dozen formatting elements open, are
/// blanked out. A `<` that begins a word HTML does not know, such as <inaudible>, becomes kLiteralAngle: it is text.
/// O(size).
std::string prescan_html(std::string_view html, std::uint32_t depth);

/// The typesetter's symbol that a tag stands for, "•" for <bullet>; empty where there is none.
std::string_view symbol_of(std::string_view tag);

/// The encoding that the first bytes declare, in a <meta> element or an XML declaration; empty where none is.
std::string declared_encoding(std::string_view bytes);

}  // namespace quoth
