#pragma once

#include <string>

#include "engine/reviews.h"

namespace quoth {

/// A review as one line of JSON, without the line's end (docs/review.md); with all its entries where they are asked for.
std::string review_json(const PlacedReview& item, bool with_history);

}  // namespace quoth
