#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/quote_rows.h"
#include "store/store.h"

namespace quoth {

/// Which reported words are listed. Empty: any. Never a speaker's own mind, nor words held at a distance.
struct QuoteFilter {
  std::string speaker;  ///< who reports; a name, whole
  std::string holder;   ///< whose words; a name, whole
  std::string after;    ///< a cursor that a list gave
  std::size_t limit = 50;
};

struct ListedQuote {
  std::int64_t record = 0;
  std::string sha256, title, date;
  std::optional<std::int64_t> turn;
  std::int64_t begin = 0, end = 0;  ///< code points of the record's text
  std::vector<std::string> chain;   ///< from who says it to whose words they are
  std::string text, kind, act;
  double score = 0;
};

struct QuoteList {
  std::vector<ListedQuote> quotes;  ///< the newest talk first, then as they stand in it
  std::size_t total = 0;
  std::string next;  ///< cursor; empty: nothing follows
};

/// Errors: usage.invalid (a cursor), store.*.
Result<QuoteList> list_quotes(Store& store, const QuoteFilter& filter);

/// A cursor is how many rows come before. Errors: usage.invalid.
Result<std::size_t> read_cursor(const std::string& cursor);

}  // namespace quoth
