#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/record.h"
#include "store/database.h"
#include "store/reading_rows.h"
#include "text/offsets.h"

namespace quoth {

/// The rows of a record's answers, and the marks by which the index finds their turns: those that have the evidence. Requires:
/// a transaction; the rows of its turns are there, and none of these.
Result<void> insert_answers(Database& database, std::int64_t number, const Record& record,
                            const OffsetIndex& offsets, const MarkAt& mark);

Result<void> load_answers(Database& database, std::int64_t number, const OffsetIndex& offsets,
                          Record& record);

/// What an answer is found by: reply, ambivalent or nonreply, its technique, unsure, again.
std::vector<std::string> answer_marks(const Answer& answer);

/// Which answers are counted or listed; what is empty is not asked for.
struct AnswerFilter {
  std::optional<std::int64_t> record;
  std::string speaker;  ///< words of the name of who answers
  std::string asker;    ///< of who asks
  std::optional<Clarity> clarity;
  std::string from, to;  ///< dates of the talk, as much as is known, both inclusive
};

struct ListedAnswer {
  std::int64_t record = 0, number = 0;
  std::string speaker, asker;  ///< corrected names
  Clarity clarity = Clarity::ambivalent;
};

/// In the order of records and texts.
Result<std::vector<ListedAnswer>> list_answers(Database& database, const AnswerFilter& filter);

}  // namespace quoth
