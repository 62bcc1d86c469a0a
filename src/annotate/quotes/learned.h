#pragma once

#include <vector>

#include "annotate/passage.h"
#include "annotate/quotes/reading.h"
#include "model/quotes_head.h"

namespace quoth {

/// The quotations whose cues the model sees in a passage; sources and contents may stand in others. Spans of whole
/// pieces, as the model reads them: quotes.cc sets them right.
std::vector<QuoteReading> read_learned(const Passage& passage, const QuotesHead& head);

}  // namespace quoth
