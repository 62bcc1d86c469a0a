#pragma once

namespace quoth {

/// The step of the schema that makes the tables of reviews.
extern const char* const kReviewTables;

}  // namespace quoth
