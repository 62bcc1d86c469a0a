#pragma once

#include "record/record.h"
#include "store/database.h"
#include "text/offsets.h"

namespace quoth {

/// The rows of a record's tokens, entities, quotes and readings, and with them the marks by which the index finds its turns.
/// Requires: a transaction; the rows of its turns and sentences are there, and none of these.
Result<void> insert_language(Database& database, std::int64_t number, const Record& record,
                             const OffsetIndex& offsets);

/// Reads them again into a record that holds the rest; tokens only where they are `wanted`.
Result<void> load_language(Database& database, std::int64_t number, const OffsetIndex& offsets,
                           LayerSet wanted, Record& record);

/// Takes them out again, and from the lexicon what no record has any more. Requires: a transaction; the turns are not
/// in the index.
Result<void> delete_language(Database& database, std::int64_t number);

}  // namespace quoth
