#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/record.h"
#include "record/review.h"
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

/// What an answer is found by: reply, ambivalent or nonreply, its technique, unsure, again; and each of these by a name, where
/// who answers has one: the number of that in the lexicon.
std::vector<std::string> answer_marks(const Answer& answer, std::optional<std::int64_t> holder);

/// Which answers are counted or listed; what is empty is not asked for.
struct AnswerFilter {
  std::optional<std::int64_t> record;
  std::string speaker;  ///< words of the name of who answers
  std::string asker;    ///< of who asks
  std::optional<Clarity> clarity;
  std::string from, to;          ///< dates of the talk, as much as is known, both inclusive
  std::optional<bool> reviewed;  ///< whether anybody judged the reading
};

/// An answer, without its words.
struct ListedAnswer {
  std::int64_t record = 0, number = 0;
  std::string speaker, asker;  ///< corrected names
  Clarity clarity = Clarity::ambivalent;
  bool asked_by_user = false;  ///< a question that stands in no record
};

/// The newest talk first, then as they stand in it.
Result<std::vector<ListedAnswer>> list_answers(Database& database, const AnswerFilter& filter);

/// The number of the answer to the question that stands there; none: there is none.
Result<std::optional<std::int64_t>> find_answer(Database& database, std::int64_t record, std::int64_t begin,
                                                std::int64_t end);

/// A question, with its words, and how it was answered.
struct AnswerInFull {
  std::int64_t record = 0, number = 0;
  std::string sha256, title, date;
  std::string asked_by, question;
  std::int64_t begin = 0, end = 0;       ///< code points of the record's text: the question
  std::optional<std::int64_t> asked_in;  ///< turn
  std::string speaker, reply;            ///< what is said in the turn that replies; empty: nobody does
  std::vector<Span> evidence;            ///< bytes of the reply, in their order, apart
  std::optional<std::int64_t> turn;
  std::string clarity, technique;
  double score = 0;
  bool unsure = false, again = false;  ///< again: the question was put before
  std::int64_t version = 0;            ///< of its review; 0: nobody has taken it up
  ReviewState state = ReviewState::new_;
  std::string assignee, corrected_by;
  std::string found_clarity, found_technique;  ///< what the program read; empty: nobody has taken it up
  std::string review_json;                     ///< ReviewedRow; empty: nobody has taken it up
};

/// Requires: the record has this answer, and it is no question of the user's.
Result<AnswerInFull> answer_in_full(Database& database, std::int64_t record, std::int64_t number);

}  // namespace quoth
