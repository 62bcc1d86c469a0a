#pragma once

#include <functional>
#include <string_view>

#include "record/record.h"
#include "store/database.h"
#include "text/offsets.h"

namespace quoth {

/// Notes a mark, and what it is of, at the turn in which byte `at` of the text stands, if it stands in one.
using MarkAt = std::function<void(std::uint32_t at, std::string_view mark, std::string_view what)>;

/// The rows of a record's quantities and stances, and the marks by which the index finds their turns. Requires: a
/// transaction; the rows of its turns are there, and none of these.
Result<void> insert_readings(Database& database, std::int64_t number, const Record& record,
                             const OffsetIndex& offsets, const MarkAt& mark);

/// Reads them again into a record that holds the rest.
Result<void> load_readings(Database& database, std::int64_t number, const OffsetIndex& offsets,
                           Record& record);

}  // namespace quoth
