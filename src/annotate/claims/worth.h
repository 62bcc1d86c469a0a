#pragma once

#include <string_view>
#include <vector>

#include "model/claims_head.h"
#include "record/record.h"

namespace quoth {

/// How much a checker would want a sentence, in log odds, by its words and by what the encoder reads in it; `logits` is null where
/// it did not. Above 0 is where ClaimBuster's readers call it worth checking. In talk of several people (`is_talk`) what
/// checkers of debates took up has a greater say.
double worth_checking(std::string_view text, const ClaimLogits* logits, bool is_talk);

/// The same for a clause of a sentence whose worth is known, by what is read in the clause alone, else more or less by its words.
double worth_of_clause(std::string_view clause, const ClaimLogits* logits, std::string_view sentence,
                       double worth_of_sentence, bool is_talk);

/// Between 0 and 1; from half on it is worth checking.
float as_score(double log_odds);

/// The score of a claim with such log odds: how many of a hundred sentences of debates like it readers call worth checking.
/// `has_vectors`: whether the encoder has read it.
float score_of_claim(double log_odds, bool is_talk, bool has_vectors);

/// The worth_checking of each sentence of a record with this text. Fills the column check_worthiness with the same as scores; in talk with what
/// checkers of debates would take up, which has a say in the other too, but less: of those who ask hardly anything. Reads
/// sentences, turns and speakers. `logits`: of each sentence, or empty.
std::vector<double> rate_sentences(std::string_view text, const std::vector<ClaimLogits>& logits,
                                   Record& record);

}  // namespace quoth
