#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace quoth {

/// A query as the user means it, after parsing. Words are matched whole, looking past case and diacritics; a phrase is
/// words next to each other, in order.
///
///     query  = clause { OR clause }
///     clause = [NOT] part { [AND] [NOT] part }     at least one part without NOT
///     part   = word | word* | "phrase" | "phrase pref"* | ( query )
struct Query {
  enum class Kind : unsigned char { words, all_of, any_of };
  Kind kind = Kind::words;
  std::string words;           ///< of a word or phrase, as typed
  bool prefix = false;         ///< the last word is the start of one
  std::vector<Query> parts;    ///< of all_of and any_of
  std::vector<Query> without;  ///< of all_of: none of these
};

/// How deep parentheses may nest, and how many words and phrases a query may have: what the parser of FTS5 can hold.
inline constexpr int kMaxQueryDepth = 10;
inline constexpr int kMaxQueryTerms = 256;

/// Errors: query.*, with the place (`Error::at`) where the query goes wrong.
Result<Query> parse_query(std::string_view text);

/// The query in the language of SQLite's FTS5, restricted to the column `text`.
std::string to_fts5(const Query& query);

}  // namespace quoth
