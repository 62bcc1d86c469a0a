#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/review.h"
#include "store/database.h"

namespace quoth {

/// What people say of words, written into the rows of the claims, answers and turns that have these words: corrections take
/// the place of what the program found, which is kept beside them (table `reviewed`), and the index finds what holds.
/// Requires, of all functions: a transaction. Errors: store.*, record.not_found.

/// After the rows of a record are new.
Result<void> settle_record(Database& database, std::int64_t record);

/// After something was said: in all records in which the review may stand.
Result<void> settle_reviews(Database& database, const std::vector<std::int64_t>& reviews);

/// The reviews that are settled in a record.
Result<std::vector<std::int64_t>> reviews_settled_in(Database& database, std::int64_t record);

/// What is settled in a record, by kind and row. No transaction is needed.
Result<std::vector<ReviewedRow>> load_reviewed(Database& database, std::int64_t record);

/// The record's JSON with the object `review` in each claim, answer and turn that people have taken up.
Result<std::string> with_reviews(Database& database, std::int64_t number, std::string json);

}  // namespace quoth
