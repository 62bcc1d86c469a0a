#pragma once

#include <string_view>
#include <vector>

#include "model/claims_head.h"
#include "record/record.h"

namespace quoth {

/// How much a checker would want a sentence or a clause, 0 to 1, by its words and by what the encoder reads in it; `logits`
/// is null where it did not. Half is where ClaimBuster's readers call it worth checking.
float worth_checking(std::string_view text, const ClaimLogits* logits);

/// Fills the column check_worthiness. `logits`: of each sentence, or empty.
void rate_sentences(std::string_view text, const std::vector<ClaimLogits>& logits, Sentences& sentences);

}  // namespace quoth
