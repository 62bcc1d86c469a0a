#pragma once

#include <string>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// The figures of the record in the order of the text: the value and unit, what is counted, and where it is said.
std::string render_quantities(const Record& record, const LayerPageOptions& options);

}  // namespace quoth
