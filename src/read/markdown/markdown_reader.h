#pragma once

#include "read/reader.h"

namespace quoth {

/// Markdown by cmark-gfm; emphasis and links become styles, escapes are undone.
Result<Document> read_markdown(const Source& source, const Limits& limits);

}  // namespace quoth
