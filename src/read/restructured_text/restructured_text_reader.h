#pragma once

#include "read/reader.h"

namespace quoth {

/// reStructuredText as transcripts use it: headings, inline markup, directives, indented blocks.
Result<Document> read_restructured_text(const Source& source, const Limits& limits);

}  // namespace quoth
