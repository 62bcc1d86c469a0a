#pragma once

#include <cstdint>

#include "base/result.h"
#include "record/record.h"
#include "store/database.h"

namespace quoth {

/// A record as Store::load gives it. Tokens, of which there are many rows, come only where they are `wanted`.
/// Errors: record.not_found, store.*.
Result<Record> load_record(Database& database, std::int64_t number, LayerSet wanted);

}  // namespace quoth
