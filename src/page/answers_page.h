#pragma once

#include <string_view>

#include "engine/answers_board.h"
#include "page/review_parts.h"
#include "page/site.h"

namespace quoth {

/// Each question beside what was said to it, the reading and the words that show it, and what people say of the reading.
Page render_answers(const Site& site, const Reviewer& reviewer, const BoardFilter& filter,
                    const AnswerList& list);

/// One question alone.
Page render_answer(const Site& site, const Reviewer& reviewer, const AnswerInFull& answer);

/// A sign for how far a question was answered; it differs by shape.
Html clarity_sign(std::string_view clarity);

}  // namespace quoth
