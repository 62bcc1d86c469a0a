#pragma once

#include <vector>

#include "record/quantities.h"
#include "write/json_parts.h"

namespace quoth {

/// The member "quantities".
void write_quantities(JsonParts& parts, const std::vector<Quantity>& quantities);

}  // namespace quoth
