#pragma once

#include <vector>

#include "model/claims_head.h"
#include "record/record.h"

namespace quoth {

/// The claims of a record that are worth checking, in the order of the text: clauses that state something, rated from half on
/// by worth_checking. What is asked, promised, wished or ordered is none. `logits`: of each sentence, or empty. Reads
/// sentences, tokens, turns and, where they were made, quotes, times and quantities. A claim says the same as an earlier one where figures
/// and names are the same and most other words of weight.
std::vector<Claim> find_claims(const Document& document, const Record& record,
                               const std::vector<ClaimLogits>& logits);

}  // namespace quoth
