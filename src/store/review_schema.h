#pragma once

namespace quoth {

/// The step of the schema that makes the tables of reviews.
extern const char* const kReviewTables;
/// The step after it, which makes the table of what holds of them in which record.
extern const char* const kReviewedTable;

}  // namespace quoth
