#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// The words and marks of `text` in `span` by the default boundaries of Unicode (UAX 29; Chinese, Japanese, Thai and the like
/// by dictionary), without white space. O(size of the span).
std::vector<Span> words_in(std::string_view text, Span span);

}  // namespace quoth
