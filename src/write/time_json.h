#pragma once

#include <vector>

#include "record/times.h"
#include "write/json_parts.h"

namespace quoth {

/// The member "times".
void write_times(JsonParts& parts, const std::vector<Time>& times);

}  // namespace quoth
