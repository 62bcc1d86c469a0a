#pragma once

#include <string>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// The times of the record in the order of the text: the value with its modifier and its two ends, and where it is said.
/// `quoth timeline` has them in the order in which things happened.
std::string render_times(const Record& record, const LayerPageOptions& options);

}  // namespace quoth
