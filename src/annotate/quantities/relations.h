#pragma once

#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth::quantities {

/// Finds what each quantity counts, what it is compared with and what it is a part of, in the trees of the tokens.
/// Requires: the quantities and the tokens in the order of the text. Without tokens nothing is found.
void add_relations(std::string_view text, const Tokens& tokens, std::vector<Quantity>& quantities);

}  // namespace quoth::quantities
