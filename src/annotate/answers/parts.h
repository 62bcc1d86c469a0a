#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// Which sentences of an answer, spans of its text, belong to which of the questions that it replies to: a sentence goes to the
/// question that comes back most in it and beside it; one in which none does, with the sentence before. A question that has no
/// sentence of its own has none here: all of the answer may be its reply.
std::vector<std::vector<Span>> parts_of(const std::vector<std::string_view>& questions,
                                        std::string_view answer);

/// The answer without what gives the floor to the next who asks ("Yes, sir, go ahead.", "Next question?") at its end. Something is
/// always left.
std::string_view without_handing_over(std::string_view answer);

}  // namespace quoth
