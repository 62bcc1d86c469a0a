#pragma once

#include <vector>

#include "annotate/quotes/reading.h"
#include "annotate/quotes/trees.h"

namespace quoth {

/// Reported speech by trees and the lexicon of reporting words: clauses and infinitives under a verb, a noun or an adjective,
/// parentheses ("as Reed said"), "according to", predicates ("called it a disgrace"). Words in quotation marks that a
/// verb only stands beside are spoken.h's. docs/stages.md says what is left out.
std::vector<QuoteReading> read_clauses(const Trees& trees);

/// Whether the reporting word `word` is used as one: not as a discourse marker, an imperative, a question about the other's
/// own mind, or of what somebody might say.
bool is_report(const Trees& trees, Trees::Word word, bool of_mind);

}  // namespace quoth
