#pragma once

#include "read/reader.h"

namespace quoth {

/// Plain text: encoding, paragraphs (hard-wrapped lines joined), indentation, page cuts healed.
Result<Document> read_text(const Source& source, const Limits& limits);

}  // namespace quoth
