#pragma once

#include <string>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// The stances of the record in the order of the text: what kind, whose, and where. Deterministic.
std::string render_stances(const Record& record, const LayerPageOptions& options);

}  // namespace quoth
