#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/reviews.h"
#include "store/claim_rows.h"
#include "store/store.h"

namespace quoth {

/// A claim in its context: what was asked, and the sentences around it, as they are said.
struct ClaimInContext {
  ListedClaim claim;
  std::string asked_by, question;  ///< the last turn that asks what its turn answers; empty: none
  std::string before, words, after;
};

struct ClaimQueue {
  std::vector<ClaimInContext> claims;
  std::size_t total = 0;
  std::array<std::size_t, 5> states = {};  ///< ClaimList
  std::string next;
};

/// What list_claims gives, in context. Errors: usage.invalid (a cursor), store.*.
Result<ClaimQueue> claim_queue(Store& store, const ClaimFilter& filter);

/// All that is known of one claim.
struct ClaimCase {
  std::optional<ClaimInContext> claim;  ///< none: its words stand nowhere any more, or were changed
  bool is_new = false;  ///< words that neither the program nor anybody took for a claim: it has no number
  std::optional<PlacedReview> review;  ///< none: nobody has taken it up
  std::vector<ListedClaim> same;       ///< where else the same is claimed
};

/// Errors: review.not_found; review.invalid, of a review that is of no claim, and of words that are none of the record or more
/// than a claim has; store.*.
Result<ClaimCase> claim_case(Store& store, const ReviewTarget& target);

}  // namespace quoth
