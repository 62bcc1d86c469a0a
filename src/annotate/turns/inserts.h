#pragma once

#include <vector>

#include "record/record.h"

namespace quoth {

/// Parts `words` into what is said and what stands in it without being said: sounds and actions in brackets
/// ("[laughter]", "(inaudible)"), time stamps, item numbers, footnotes and their marks. Appends to both; what is said
/// has no white space at its ends, and inserts come out as blocks of their kind.
void part_inserts(const Document& document, Span words, std::vector<Span>& said, std::vector<Block>& inserts);

}  // namespace quoth
