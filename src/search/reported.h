#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/query.h"
#include "store/database.h"

namespace quoth {

/// The parts of a query that ask for words somebody reports: `said:`, and the `by:` beside it. The index finds turns that have
/// the words and quote the name; whether the words are in what is quoted, and are that name's, is asked here.
class Reported {
 public:
  explicit Reported(Database& database) : database_(database) {}

  /// Takes the parts of `query`. Errors: query.syntax, where said: stands under OR or NOT.
  Result<void> take(const Query& query);

  /// Whether one quotation of the turn has all of them.
  Result<bool> holds(std::int64_t record, std::int64_t turn);

 private:
  Database& database_;
  std::vector<std::string> said_;                   // folded
  std::vector<std::vector<std::int64_t>> holders_;  // the names of each `by:`, any of which will do
};

}  // namespace quoth
