#pragma once

#include <functional>

#include "record/record.h"
#include "store/database.h"
#include "text/offsets.h"

namespace quoth {

/// The rows of a record's quotes. `quotes_name` is told in which turns which name (lexicon.id) is quoted.
/// Requires: a transaction; the rows of turns, speakers and entities are there.
Result<void> insert_quotes(Database& database, std::int64_t number, const Record& record,
                           const OffsetIndex& offsets,
                           const std::function<void(TurnId turn, std::int64_t name)>& quotes_name);

Result<void> load_quotes(Database& database, std::int64_t number, const OffsetIndex& offsets, Record& record);

/// How often somebody in the store reports somebody's words. Empty: nobody whom a record names.
struct QuotedBy {
  std::string speaker;  ///< who reports
  std::string holder;   ///< whose words they are
  std::int64_t quotes = 0;
  std::int64_t records = 0;
};

/// Most quotes first, then by names; without what is a speaker's own mind and words held at a distance.
Result<std::vector<QuotedBy>> list_quoted(Database& database);

}  // namespace quoth
