#pragma once

#include <string>
#include <vector>

#include "annotate/turns/lines.h"
#include "annotate/turns/participant_lists.h"
#include "record/record.h"

namespace quoth {

/// What the lines before the first turn and after the last say about the talk.
struct FrontMatter {
  Meta meta;
  std::vector<bool> is_title;  ///< by line: the title stands there
  std::vector<Diagnostic> diagnostics;
};

/// Reads title, dates, place, outlets, participants, topics, regions and rights.
///
/// `head` and `tail` are the numbers of lines before the first label and from the first line of the boilerplate
/// below the talk. The date of the talk and that of publication are kept apart: a line's own words ("aired",
/// "published") decide, then the order of the outlets through which the text passed; the file's name is the last
/// resort, and meta.evidence says so.
FrontMatter read_front_matter(const Document& document, const std::vector<Line>& lines,
                              const ParticipantLists& listed, std::uint32_t head, std::uint32_t tail,
                              const Given& given);

}  // namespace quoth
