#include "engine/answers_board.h"

#include "engine/quotations.h"
#include "record/answer.h"

namespace quoth {
namespace {

constexpr const char* kFilter =
    "FROM answered AS a JOIN records AS r ON r.number = a.record "
    "LEFT JOIN turns AS t ON t.record = a.record AND t.number = a.turn "
    "WHERE a.question IS NOT NULL AND (?1 = '' OR a.speaker = ?1) AND (?2 = '' OR a.clarity = ?2) ";

Result<std::vector<AnsweringSpeaker>> answering_speakers(Database& database) {
  QUOTH_TRY(Statement row,
            database.prepare("SELECT speaker, sum(clarity = 'clear reply'), sum(clarity = 'ambivalent'), "
                             "sum(clarity = 'clear non-reply') FROM answered "
                             "WHERE speaker IS NOT NULL AND question IS NOT NULL "
                             "GROUP BY speaker ORDER BY count(*) DESC, speaker"));
  std::vector<AnsweringSpeaker> speakers;
  QUOTH_TRY(bool more, row.first());
  while (more) {
    speakers.push_back({row.string(0), static_cast<std::size_t>(row.integer(1)),
                        static_cast<std::size_t>(row.integer(2)), static_cast<std::size_t>(row.integer(3))});
    QUOTH_TRY(more, row.next());
  }
  return speakers;
}

}  // namespace

Result<AnswerList> list_answers(Store& store, const BoardFilter& filter) {
  QUOTH_TRY(const std::size_t from, read_cursor(filter.after));
  if (!filter.clarity.empty() && !clarity_of(filter.clarity))
    return fail(ErrorCode::usage_invalid, "no answer is called " + filter.clarity,
                "clear reply, ambivalent or clear non-reply");
  Database& database = store.database();
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  AnswerList list;
  QUOTH_TRY(list.speakers, answering_speakers(database));
  QUOTH_TRY(Statement count, database.prepare(std::string("SELECT count(*) ") + kFilter));
  QUOTH_CHECK(count.first(filter.speaker, filter.clarity));
  list.total = static_cast<std::size_t>(count.integer(0));
  QUOTH_TRY(Statement row,
            database.prepare(
                std::string("SELECT a.record, r.sha256, coalesce(r.title, r.file_name), r.date, a.asked_by, "
                            "a.question, a.asked_in, a.speaker, t.text, a.turn, a.clarity, a.technique, "
                            "a.score, a.unsure, a.again IS NOT NULL ") +
                kFilter + "ORDER BY r.date DESC, a.record DESC, a.answer LIMIT ?3 OFFSET ?4"));
  QUOTH_TRY(bool more, row.first(filter.speaker, filter.clarity, filter.limit, from));
  while (more) {
    list.answers.push_back({.record = row.integer(0),
                            .sha256 = row.string(1),
                            .title = row.string(2),
                            .date = row.string(3),
                            .asked_by = row.string(4),
                            .question = row.string(5),
                            .asked_in = row.maybe_integer(6),
                            .speaker = row.string(7),
                            .reply = row.string(8),
                            .turn = row.maybe_integer(9),
                            .clarity = row.string(10),
                            .technique = row.string(11),
                            .score = row.real(12),
                            .unsure = row.integer(13) != 0,
                            .again = row.integer(14) != 0});
    QUOTH_TRY(more, row.next());
  }
  if (from + list.answers.size() < list.total && !list.answers.empty())
    list.next = std::to_string(from + list.answers.size());
  return list;
}

}  // namespace quoth
