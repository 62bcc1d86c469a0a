#pragma once

#include <vector>

#include "annotate/claims/clauses.h"
#include "record/record.h"

namespace quoth {

/// The claims of a record that are worth checking, in the order of the text: clauses that state something, rated from 0 on
/// by worth_of_clause; the score is score_of_claim. What is asked, promised, wished, demanded or ordered is none. `clauses`: those of the sentences in their order;
/// `worth`: of each sentence, by rate_sentences. Reads sentences, tokens, turns and, where they were made, quotes, times and quantities. A claim says the same as an earlier one where figures
/// and names are the same and most other words of weight.
std::vector<Claim> find_claims(const Document& document, const Record& record,
                               const std::vector<Clause>& clauses, const std::vector<double>& worth);

}  // namespace quoth
