#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/reviews.h"
#include "store/store.h"

namespace quoth {

/// The claims of a record as schema.org JSON-LD, one line without its end: {"@context", "@graph": [...]}, in the order of
/// the text. A claim is a ClaimReview for each person's verdict on it, with author, date, explanation and evidence, unless
/// it was dropped; any other is a Claim, which has no rating. Safe inside the <script> element of a page.
/// `only`: one claim, by its number in the record. Errors: record.not_found, review.not_found, store.*.
Result<std::string> claim_review_json(Store& store, std::int64_t record,
                                      std::optional<std::size_t> only = std::nullopt);

/// Claims with a verdict that leaves no house, since their words do not stand where they were judged: those at home in these
/// records, or of the whole store.
Result<std::vector<PlacedReview>> held_back(Store& store,
                                            const std::optional<std::vector<std::int64_t>>& records);

}  // namespace quoth
