#pragma once

#include "read/reader.h"

namespace quoth {

/// HTML by Gumbo: the article found among navigation, comments, notices and scripts.
Result<Document> read_html(const Source& source, const Limits& limits);

}  // namespace quoth
