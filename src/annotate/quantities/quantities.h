#pragma once

#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth {

/// The quantities in `said`, stretches of a sentence each. `tokens` may be empty; then `of`, `than` and `out_of` stay
/// empty, and what is a name or a pronoun is told by its letters and neighbours alone. What overlaps with `times`, or
/// belongs to a name among `entities`, is no quantity. In the order of the text. O(size of the text).
/// Requires: `said`, `times` and the tokens in the order of the text.
std::vector<Quantity> find_quantities(std::string_view text, const std::vector<Span>& said,
                                      const Tokens& tokens, const std::vector<Entity>& entities,
                                      const std::vector<Span>& times);

}  // namespace quoth
