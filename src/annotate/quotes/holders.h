#pragma once

#include <vector>

#include "annotate/quotes/trees.h"
#include "record/record.h"

namespace quoth {

/// Sets holder and self of each quote. First person is who speaks, or the holder of the words in whose quotation it
/// stands; second person who is spoken to; a name, a title or a pronoun the entity that it mentions, or the speaker
/// who that is; nobody is guessed. Requires: parents are set, and come before what stands in them.
void find_holders(const Record& record, const Trees& trees, std::vector<Quote>& quotes);

}  // namespace quoth
