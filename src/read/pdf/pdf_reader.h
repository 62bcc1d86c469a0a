#pragma once

#include "read/reader.h"

namespace quoth {

/// PDF by pdftotext -bbox-layout, run as a process of its own under the limits.
Result<Document> read_pdf(const Source& source, const Limits& limits);

}  // namespace quoth
