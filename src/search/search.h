#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/query.h"
#include "store/store.h"
#include "text/span.h"

namespace quoth {

/// What to look for, and where.
struct SearchRequest {
  Query query;
  std::string speaker;       ///< as find_people understands it; empty: anybody
  std::optional<Role> role;  ///< of who speaks, in that record
  std::string from, to;      ///< ISO 8601 dates of the talk, as much as is known, both inclusive; empty: any
  std::size_t limit = 50;
};

/// A turn in which the query matches.
struct Hit {
  std::int64_t record = 0;
  std::string sha256;
  std::string path;
  std::string title;
  std::string date;
  std::int64_t turn = 0;
  std::string speaker;  ///< corrected name; empty: nobody
  std::string role;
  std::string text;                  ///< what is said in the turn
  std::vector<Span> matches;         ///< bytes of `text`, sorted, apart, at least one
  std::vector<Span> places;          ///< the same as code points of the record's text
  std::optional<std::int64_t> page;  ///< of the first match, counted from 1, where there are pages
};

struct SearchResult {
  std::vector<Hit> hits;  ///< in the order of `list`, then of turns
  bool more = false;      ///< there are more than `limit`
};

/// Whether `date` can be asked for by `option`: empty, or a date as much as is known. Errors: usage.invalid.
Result<void> check_date(std::string_view option, std::string_view date);

/// The turns that satisfy the query. Time grows with how often the rarest of its words occurs and with the limit, not
/// with the store; where the query has a part `entity:`, with how many names the store has too.
/// Errors: person.not_found, query.too_deep (a name that too many have), usage.invalid (a date), store.*.
Result<SearchResult> search(Store& store, const SearchRequest& request);

}  // namespace quoth
