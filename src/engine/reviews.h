#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "record/review.h"
#include "store/review_places.h"
#include "store/store.h"

namespace quoth {

/// "in place", "moved", "changed", "lost".
std::string_view to_string(Anchoring how);

/// What is empty is not asked for.
struct ReviewFilter {
  std::optional<ReviewState> state;
  std::string assignee;
  std::optional<std::int64_t> record;
  bool only_lost = false;  ///< whose words stand nowhere any more, or have been changed
};

/// What somebody took up: first what is being checked, then shortlisted, new, checked, dropped; of each in the order in
/// which it was taken up. A review is at home in the record with the bytes that it was bound to; where that is gone, in
/// one of the same file, or any other, that has its words in their context.
Result<std::vector<PlacedReview>> list_reviews(Store& store, const ReviewFilter& filter);

/// Errors: review.not_found.
Result<PlacedReview> find_review(Store& store, std::int64_t number);

/// The reviews whose words stand in this record, each with its place there: its own ones, and those of an older or newer
/// version of the same file. Errors: record.not_found.
Result<std::vector<PlacedReview>> reviews_in(Store& store, std::int64_t record);

/// What the program read where a review is at home: of a claim its kinds, of an answer its clarity and technique.
struct MachineReading {
  std::int64_t begin = 0, end = 0;  ///< code points
  std::string reading;              ///< words parted by commas
  double score = 1;                 ///< of a turn always 1
  std::string speaker;              ///< whose it is; empty: nobody whom the record names
};
/// None where the words do not stand there any more, and where the program finds nothing of this kind that is mostly the
/// same words. Errors: store.*.
Result<std::optional<MachineReading>> read_there(Store& store, const PlacedReview& item);

/// Words of a record; they need not be reviewed yet.
struct WordsOfRecord {
  std::int64_t record = 0;
  ReviewKind kind = ReviewKind::claim;
  std::int64_t begin = 0, end = 0;  ///< code points
};
/// The number of a review, or words.
using ReviewTarget = std::variant<std::int64_t, WordsOfRecord>;

/// What a user's reference names: `12` is a review; RECORD:c3, RECORD:a3 and RECORD:t3 are a claim, the question of an
/// answer and a turn by their numbers in the record's JSON; RECORD:c120-139, a120-139 and t120-139 the same by the characters
/// that they are, RECORD:120-139 words of one's own choice as a claim (RECORD as Store::find takes it).
/// Errors: review.invalid, review.not_found, record.*.
Result<ReviewTarget> review_target(Store& store, std::string_view reference);

/// The number of the review that a target names; none: nobody has taken up these words. Errors: record.not_found.
Result<std::optional<std::int64_t>> known_review(Store& store, const ReviewTarget& target);

/// What somebody wants to change.
struct ReviewChange {
  ReviewField field = ReviewField::state;
  std::string value;  ///< see ReviewEntry; of a span its words, as they stand in the record
  std::vector<VerdictEvidence> evidence;
  std::string author;
  std::string why;
};

/// Adds a change to the history of the review that the target names, and begins one for words that have none.
/// `version` is the one that the author saw (0: none yet); without it the change is made to whatever is there.
/// Errors: review.not_found, review.invalid (checked()), review.stale; review.lost, for a verdict or correction of words
/// that stand nowhere any more; record.not_found.
Result<PlacedReview> change_review(Store& store, const ReviewTarget& target,
                                   std::optional<std::int64_t> version, const ReviewChange& change);

/// Takes back an entry of a review, by another entry; without `entry`, the last one that holds and is no taking back.
/// Errors: as change_review.
Result<PlacedReview> undo_review(Store& store, std::int64_t number, std::optional<std::int64_t> version,
                                 std::optional<std::int64_t> entry, std::string_view author,
                                 std::string_view why);

}  // namespace quoth
