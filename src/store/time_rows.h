#pragma once

#include "record/record.h"
#include "store/database.h"
#include "text/offsets.h"

namespace quoth {

/// The rows of a record's times. Requires: a transaction; none of them is there.
Result<void> insert_times(Database& database, std::int64_t number, const Record& record,
                          const OffsetIndex& offsets);

/// Reads them again into a record that holds the rest.
Result<void> load_times(Database& database, std::int64_t number, const OffsetIndex& offsets, Record& record);

}  // namespace quoth
