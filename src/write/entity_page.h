#pragma once

#include <string>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// Whom and what the record speaks of, by type, those with the most mentions first: how often, who of them speak, what
/// else they are called, and where each is first mentioned. Deterministic.
std::string render_entities(const Record& record, const LayerPageOptions& options);

}  // namespace quoth
