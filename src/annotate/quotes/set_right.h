#pragma once

#include <vector>

#include "annotate/quotes/marks.h"
#include "annotate/quotes/reading.h"
#include "annotate/quotes/trees.h"

namespace quoth {

/// Makes the spans of a reading what the text's structure allows: whole words of the cue's own turn, without "that" and the
/// full stop; a quotation in marks whole or not at all; never without the negation of its clause.
/// The content is left empty where nothing is left of it.
void set_right(const Trees& trees, const std::vector<Marked>& marked, QuoteReading& reading);

/// The closed quotations that overlap `span`.
std::vector<Marked> marked_in(const std::vector<Marked>& marked, Span span);

}  // namespace quoth
