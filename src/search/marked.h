#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/query.h"
#include "store/database.h"
#include "text/span.h"

namespace quoth {

/// The parts of a query that are no words: by which marks the index finds them, and where in a turn they stand.
class Marked {
 public:
  explicit Marked(Database& database) : database_(database) {}

  /// What to_fts5 asks for. Errors: query.too_deep (the name is one of too many).
  Result<std::vector<std::string>> marks_of(const Query& part, bool left_out);

  /// The places in a turn of all parts that were asked for and not left out, in code points of the record's text; in
  /// no order.
  Result<std::vector<Span>> places(std::int64_t record, std::int64_t turn);

 private:
  Result<void> add_places(std::string_view sql, std::string_view what, std::int64_t record, std::int64_t turn,
                          std::vector<Span>& places);

  Result<std::vector<std::string>> figure_marks(const Query& part, bool left_out);
  Result<std::vector<std::string>> time_marks(const Query& part, bool left_out);
  Result<std::vector<std::string>> stance_marks(const Query& part, bool left_out);
  Result<std::vector<std::string>> claim_marks(const Query& part, bool left_out);
  Result<std::vector<std::string>> claim_state_marks(const Query& part, bool left_out);
  Result<std::vector<std::string>> answer_marks(const Query& part, bool left_out);

  Database& database_;
  std::string lemmas_, names_, upos_, holders_;              // of those not left out, as lists in SQL
  std::string figures_, stances_, days_, claims_, answers_;  // as conditions in SQL
};

}  // namespace quoth
