#pragma once

#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth {

/// The questions that the turns `asking` put, in the order of the text: each sentence that ends in a question mark, one of
/// them parted where it joins several ("Will you sign, and when?"), without openers and names of those addressed. Where
/// none does, the remark that calls for a reply: all of a short one, the last sentence of a long one.
std::vector<Span> find_questions(std::string_view text, const Sentences& sentences,
                                 const std::vector<TurnId>& asking);

}  // namespace quoth
