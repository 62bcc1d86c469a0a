#pragma once

#include <cstddef>
#include <string_view>

#include "read/emitter.h"

namespace quoth {

/// Where the YAML front matter at the start of `text` ends, after its closing line; 0 where there is none.
std::size_t front_matter_end(std::string_view text);

/// Writes its lines as paragraphs of kind metadata, and hints from the keys whose meaning is beyond doubt.
/// Requires: the front matter is [0, end) of the emitter's source.
void emit_front_matter(std::size_t end, Emitter& emitter, DocumentBuilder& builder);

}  // namespace quoth
