#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// The sentences of one paragraph: sorted, apart, without white space at their ends, and together all that is
/// not white space. Line breaks end a sentence only where the lines are items, verse or captions
/// (sentence_lines.h). O(size).
std::vector<Span> split_sentences(std::string_view paragraph);

}  // namespace quoth
