#pragma once

#include <vector>

#include "record/quote.h"
#include "write/json_parts.h"

namespace quoth {

/// The member "quotes".
void write_quotes(JsonParts& parts, const std::vector<Quote>& quotes);

}  // namespace quoth
