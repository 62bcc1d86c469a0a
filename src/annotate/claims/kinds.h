#pragma once

#include <string_view>
#include <vector>

#include "annotate/claims/clauses.h"
#include "record/record.h"

namespace quoth {

/// What kinds of claim a clause makes, by its words and its tree; `has_quantity`: one stands in it.
std::vector<ClaimKind> kinds_of(std::string_view text, const Tokens& tokens, const Clause& clause,
                                bool has_quantity);

}  // namespace quoth
