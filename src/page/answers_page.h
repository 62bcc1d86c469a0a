#pragma once

#include "engine/answers_board.h"
#include "page/site.h"

namespace quoth {

/// Each question beside its answer, and for each who answers a strip: how many clear replies, ambivalent ones, none.
Page render_answers(const Site& site, const BoardFilter& filter, const AnswerList& list);

/// The sign of a clarity, told by its shape: a full circle, half of one, an empty one.
Html clarity_sign(std::string_view clarity);

}  // namespace quoth
