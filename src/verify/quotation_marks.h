#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// What stands between quotation marks in a text, in its order, the marks not included; of marks inside marks only the
/// outer. A quotation that is opened again at the start of each paragraph is one; one that is not closed ends with its
/// paragraph, and so does a mark that closes nothing. Apostrophes are told from marks by the letters around them.
std::vector<Span> quoted_spans(std::string_view text);

}  // namespace quoth
