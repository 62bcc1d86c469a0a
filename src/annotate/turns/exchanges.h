#pragma once

#include <vector>

#include "record/record.h"

namespace quoth {

/// Which turns reply to which: the turns that put a question, or a remark that is replied to, with those that reply.
///
/// Who asks is known by role (interviewer, counsel, analyst, moderator); where nobody has such a role, a turn that
/// ends in a question asks. Greetings, thanks, the chair's and the operator's turns and statements that nobody asked
/// for belong to no exchange. A question that is interrupted and taken up again is one exchange with its answer; a
/// question that nobody replies to has no answer.
std::vector<Exchange> find_exchanges(const Document& document, const std::vector<Speaker>& speakers,
                                     const std::vector<Turn>& turns);

}  // namespace quoth
