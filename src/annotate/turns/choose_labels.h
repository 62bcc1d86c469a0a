#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "annotate/turns/labels.h"
#include "record/record.h"

namespace quoth {

/// A label that was chosen, without the strings of its parts.
struct Label {
  std::uint32_t line = 0;
  Span printed;
  std::uint32_t said = 0;
  Delimiter delimiter = Delimiter::colon;
  bool role = false;  ///< says a role, not a name
  bool titled = false;
  bool capitals = false;
};

/// Decides, over the whole document, which candidates are labels: at most one a line, in order of lines.
///
/// One model for all layouts. Each candidate has its look; a label that returns, that shares its style (delimiter,
/// bold, capitals, title) with others, or that the front matter names gains; one in a style that the document hardly
/// uses loses. Two rounds: the first finds the styles, the second judges by them. `skip[line]` marks the lines that
/// cannot bear a label (page furniture, metadata, lists of participants); `listed` are those whom such lists name.
std::vector<Label> choose_labels(const Document& document, const std::vector<Line>& lines,
                                 const std::vector<Participant>& listed, const std::vector<bool>& skip);

/// The parts of a chosen label. Requires: `label` is of choose_labels over the same document and lines.
LabelCandidate read_label(const Document& document, const std::vector<Line>& lines, const Label& label);

/// Where a label that returns through the document stands within a line, glued to what was said before it: "...
/// that,THE CHAIR. But ...". Positions of the label's first byte, with the line, in order.
///
/// Only labels in capitals of at least three occurrences are looked for, with their delimiter and a capital after it.
std::vector<std::pair<std::uint32_t, std::uint32_t>> find_glued_labels(const Document& document,
                                                                       const std::vector<Line>& lines,
                                                                       const std::vector<Label>& labels,
                                                                       const std::vector<bool>& skip);

}  // namespace quoth
