#pragma once

namespace quoth {

/// The step of the schema that keeps what the numbers of permalinks mean (numbers.h).
extern const char* const kNumberTables;

}  // namespace quoth
