#pragma once

#include <vector>

#include "annotate/turns/lines.h"
#include "record/record.h"

namespace quoth {

/// The lists of those who take part that stand in a transcript's header, under a heading that says so: a name, and
/// who it is on the same line or on the next.
struct ParticipantLists {
  std::vector<Participant> participants;
  std::vector<Span> spans;      ///< where each stands
  std::vector<bool> is_listed;  ///< by line: part of a list
};

ParticipantLists find_participant_lists(const Document& document, const std::vector<Line>& lines);

}  // namespace quoth
