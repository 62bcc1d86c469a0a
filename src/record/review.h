#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/anchor.h"

namespace quoth {

/// What people judge: words of a record, taken as a claim, as a question with its answer, or as a turn.
enum class ReviewKind : std::uint8_t { claim, answer, turn };
std::string_view to_string(ReviewKind kind);
std::optional<ReviewKind> review_kind_of(std::string_view word);

enum class ReviewState : std::uint8_t { new_, shortlisted, being_checked, checked, dropped };
std::string_view to_string(ReviewState state);
std::optional<ReviewState> review_state_of(std::string_view word);

/// What a person says of it.
enum class ReviewField : std::uint8_t {
  state,
  assignee,
  verdict,  ///< on a claim
  span,     ///< which words the claim is
  reading,  ///< of an answer: its technique, and with it its clarity
  speaker,  ///< who says the words
};
std::string_view to_string(ReviewField field);
std::optional<ReviewField> review_field_of(std::string_view word);

/// What a verdict rests on; one of the two may be empty.
struct VerdictEvidence {
  std::string url;
  std::string quotation;
};

/// One change. Nothing is ever overwritten: what does not hold any more is taken back by another entry.
struct ReviewEntry {
  std::int64_t version = 0;            ///< of the review after it: 1, 2, ...
  std::optional<ReviewField> field;    ///< none: it takes back another entry
  std::optional<std::int64_t> undoes;  ///< the version of that
  std::string value;           ///< state, assignee (empty: nobody), rating, technique, name of a speaker
  std::optional<Anchor> span;  ///< the words that are the claim
  std::vector<VerdictEvidence> evidence;
  std::string author;
  std::string why;   ///< of a verdict its explanation
  std::string made;  ///< UTC, 2021-03-04T17:05:00Z
};

/// All that people said of some words.
struct Review {
  std::int64_t number = 0;
  ReviewKind kind = ReviewKind::claim;
  std::string sha256;  ///< of the record that the words were bound to
  std::string path;    ///< of the same
  Anchor anchor;
  std::vector<ReviewEntry> history;  ///< in the order of their versions

  std::int64_t version() const { return static_cast<std::int64_t>(history.size()); }
};

/// What holds of a review, after all that was taken back.
struct ReviewStanding {
  ReviewState state = ReviewState::new_;
  std::string assignee;               ///< empty: nobody
  std::vector<ReviewEntry> verdicts;  ///< the last of each author, in the order in which they were made
  std::optional<ReviewEntry> span, reading, speaker;

  /// Whether there are two verdicts whose ratings differ (letter case aside).
  bool is_disputed() const;
  /// Whether anybody judged it: what has another state than new, a verdict, or of an answer a corrected reading.
  bool is_reviewed() const { return state != ReviewState::new_ || !verdicts.empty() || reading; }
};
ReviewStanding standing_of(const Review& review);

/// What holds of the review of a claim, an answer or a turn of a record. Its corrections are in the row itself already.
struct ReviewedRow {
  ReviewKind kind = ReviewKind::claim;
  std::uint32_t row = 0;
  std::int64_t review = 0, version = 0;
  ReviewState state = ReviewState::new_;
  std::string assignee;      ///< empty: nobody
  std::string verdicts;      ///< "Mostly wrong (Tom Hale); Right (Ann Reed)"
  bool disputed = false;     ///< two of them differ
  std::string corrected_by;  ///< who corrected it last; empty: nobody
  std::string json;          ///< the object `review` of docs/record.md
};

/// The row of a claim, an answer or a turn; null where nobody has taken it up. Lifetime: of `rows`.
const ReviewedRow* reviewed_row(const std::vector<ReviewedRow>& rows, ReviewKind kind, std::size_t row);

/// Which entries hold, one a row of the history: an entry does not where one that holds takes it back.
std::vector<bool> entries_that_hold(const std::vector<ReviewEntry>& history);

/// The same rating, name or reading, whatever the letter case.
bool is_same_value(std::string_view a, std::string_view b);

/// The entry with white space at its ends and in its names folded. Errors: review.invalid, for what is not allowed: an author
/// without a name, an unknown state or reading, a field that words of this kind do not have, a verdict or a correction
/// without a reason, a verdict without evidence, an address that is not of the web, hidden characters, longer texts than
/// anybody reads.
Result<ReviewEntry> checked(ReviewKind kind, ReviewEntry entry);

}  // namespace quoth
