#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/reviews.h"

namespace quoth {

/// What somebody asks to be done with a review: a change, or taking one back.
struct ReviewRequest {
  std::optional<ReviewChange> change;  ///< none: something is taken back
  std::optional<std::int64_t> entry;   ///< what; none: the last that holds
  std::string author, why;             ///< of taking back; those of a change stand in it
};

/// Reads {"field", "value", "why", "evidence": [{"url", "quotation"}], "author"} or {"undo": version or null, "why", "author"}.
/// Errors: review.invalid, where it is neither.
Result<ReviewRequest> read_review_request(Store& store, std::string_view json);

/// Does it. `version`: which the author saw; none: whatever is there.
/// Errors: as change_review and undo_review.
Result<PlacedReview> do_review(Store& store, const ReviewTarget& target, std::optional<std::int64_t> version,
                               const ReviewRequest& request);

}  // namespace quoth
