#pragma once

#include <vector>

#include "record/stances.h"
#include "write/json_parts.h"

namespace quoth {

/// The member "stances".
void write_stances(JsonParts& parts, const std::vector<Stance>& stances);

}  // namespace quoth
