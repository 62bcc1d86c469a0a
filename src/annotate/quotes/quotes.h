#pragma once

#include <vector>

#include "annotate/quotes/reading.h"
#include "record/record.h"

namespace quoth {

/// The reported speech of a record, from its turns, sentences, tokens and entities, and `learned`, what the model read.
/// Rules and model are merged: words in quotation marks by rule; clauses by the tree where talk is read, by the
/// model first where running text is. Requires: layers of `record` are of `document`. docs/stages.md says more.
std::vector<Quote> find_quotes(const Document& document, const Record& record,
                               const std::vector<QuoteReading>& learned);

}  // namespace quoth
