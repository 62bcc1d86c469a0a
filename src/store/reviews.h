#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/review.h"
#include "store/database.h"

namespace quoth {

/// What people say of the words of records, docs/review.md. It is bound to words and to the hash of the bytes that they
/// stand in, and so outlives both a new annotation and the record. Errors of all functions: store.*.

/// All reviews with their histories, in the order of their numbers.
Result<std::vector<Review>> load_reviews(Database& database);
/// Errors: review.not_found.
Result<Review> load_review(Database& database, std::int64_t number);

/// The number of the review of these very words, made where there is none; its own number and history are not looked at.
/// Requires: a transaction.
Result<std::int64_t> bind_review(Database& database, const Review& words);

/// Adds an entry after all others; its version and time are given here. `expected` is the version at which its author
/// looked; none: whatever it is. Requires: a transaction.
/// Errors: review.not_found; review.stale, where somebody has changed the review since; review.invalid (checked(), and
/// for taking back what is not there or does not hold any more).
Result<void> append_entry(Database& database, std::int64_t number, std::optional<std::int64_t> expected,
                          ReviewEntry entry);

/// A record in which words may stand.
struct ReviewedRecord {
  std::int64_t number = 0;
  std::string sha256;
  std::string path;
};
/// Records of the file that a review was bound to: first the one with its bytes, then those of its path, then those of
/// its file's name, of each kind the newest first.
Result<std::vector<ReviewedRecord>> records_of_review(Database& database, const Review& review);
/// Records in which all these words stand in one turn or block, the newest first.
Result<std::vector<ReviewedRecord>> records_with_words(Database& database, std::string_view words);
/// Errors: record.not_found.
Result<ReviewedRecord> reviewed_record(Database& database, std::int64_t number);
/// The text of a record. Errors: record.not_found.
Result<std::string> text_of_record(Database& database, std::int64_t number);

}  // namespace quoth
