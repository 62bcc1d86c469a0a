#include "engine/reviews.h"

namespace quoth {
namespace {

/// Begin, end, reading, score and speaker of what a review is of, as the program found it, of ?1, a record, and ?2, a review.
const char* found_there(ReviewKind kind) {
  switch (kind) {
    case ReviewKind::claim:
      return "SELECT v.machine ->> 'begin', v.machine ->> 'end', (SELECT group_concat(k.kind, ', ') FROM "
             "claim_kinds AS k "
             "WHERE k.record = v.record AND k.claim = v.number), c.score, v.machine ->> 'holder' FROM "
             "reviewed AS v "
             "JOIN claims AS c ON c.record = v.record AND c.number = v.number "
             "WHERE v.record = ?1 AND v.review = ?2 AND NOT v.own";
    case ReviewKind::answer:
      return "SELECT a.question_begin, a.question_end, (v.machine ->> 'clarity') || ', ' || (v.machine ->> "
             "'technique'), "
             "a.score, p.name FROM reviewed AS v JOIN answers AS a ON a.record = v.record AND a.number = "
             "v.number "
             "LEFT JOIN speakers AS s ON s.record = v.record AND s.number = v.machine ->> 'speaker' "
             "LEFT JOIN people AS p ON p.id = s.person WHERE v.record = ?1 AND v.review = ?2";
    case ReviewKind::turn: break;
  }
  return "SELECT t.begin, t.end, '', 1.0, p.name FROM reviewed AS v JOIN turns AS t ON t.record = v.record "
         "AND "
         "t.number = v.number LEFT JOIN speakers AS s ON s.record = v.record AND s.number = v.machine ->> "
         "'speaker' "
         "LEFT JOIN people AS p ON p.id = s.person WHERE v.record = ?1 AND v.review = ?2";
}

}  // namespace

Result<std::optional<MachineReading>> read_there(Store& store, const PlacedReview& item) {
  if (!item.place.record || !item.place.holds()) return std::nullopt;
  QUOTH_TRY(Statement row, store.database().prepare(found_there(item.review.kind)));
  QUOTH_TRY(const bool found, row.first(*item.place.record, item.review.number));
  if (!found) return std::nullopt;
  return MachineReading{.begin = row.integer(0),
                        .end = row.integer(1),
                        .reading = row.string(2),
                        .score = row.real(3),
                        .speaker = row.string(4)};
}

}  // namespace quoth
