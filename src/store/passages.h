#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace quoth {

/// The index by which a quotation finds where it may come from. A passage is a turn, or a block of words that no turn
/// has; the index holds a token for each of its words and for each two neighbours (src/text/words.h says what a word
/// is), from which nothing can be read back.

/// All tokens of a text, parted by spaces.
std::string passage_tokens(std::string_view text);
/// The token of a word, or of two neighbours, by their keys.
std::string passage_token(std::string_view word);
std::string passage_token(std::string_view word, std::string_view next);

/// A passage's number in the index: that of the turn in `turns`, or one beyond the turns of the record.
constexpr std::int64_t kFirstBlockOfRecord = std::int64_t{1} << 31;

/// Adds the passages of a record to the index, or takes them out. Requires: a transaction; for taking out, that the
/// turns and blocks are still there.
Result<void> index_passages(Database& database, std::int64_t record);
Result<void> unindex_passages(Database& database, std::int64_t record);

}  // namespace quoth
