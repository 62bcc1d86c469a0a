#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/store.h"

namespace quoth {

/// The rows of a record in all tables but `records`. Requires: a transaction; none of them is there.
Result<void> insert_layers(Database& database, std::int64_t number, const NewRecord& record);

/// Takes them out again, the search index included. Requires: a transaction.
Result<void> delete_layers(Database& database, std::int64_t number);

/// Adds turns to the search index, or takes them out; `condition` selects among `turn_words`, with ?1.
/// Requires: a transaction; for taking out, nothing that turn_words shows of them has changed since they went in.
Result<void> index_turns(Database& database, std::string_view condition, std::int64_t argument);
Result<void> unindex_turns(Database& database, std::string_view condition, std::int64_t argument);

/// Ids of turns rise with the record and the turn, so that what the index gives in order of id is in order of `list`.
constexpr std::int64_t first_turn_id(std::int64_t record) { return record << 32; }

/// Runs of characters between white space that have a letter or a digit in them.
std::int64_t words_in(std::string_view text);

}  // namespace quoth
