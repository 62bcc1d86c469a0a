#pragma once

#include <optional>
#include <string>

#include "engine/reviews.h"

namespace quoth {

/// A review as one line of JSON, without the line's end (docs/review.md).
std::string review_json(const PlacedReview& item);
/// The same with all its entries, and with what the program reads there.
std::string review_history_json(const PlacedReview& item, const std::optional<MachineReading>& machine);

}  // namespace quoth
