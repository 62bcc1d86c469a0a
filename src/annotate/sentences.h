#pragma once

#include <optional>
#include <vector>

#include "record/record.h"

namespace quoth {

/// Text that is read for what it says: the words of a turn between two inserts, or a stretch of prose.
struct Stretch {
  Span span;
  std::optional<TurnId> turn;
};

/// The stretches of every turn; where there are no turns, of all the text but the boilerplate among `blocks`. In the
/// order of the text.
std::vector<Stretch> stretches_to_read(const Document& document, const std::vector<Block>& blocks,
                                       const std::vector<Turn>& turns);

/// The sentences of what is said, turn by turn; where there are no turns, those of every paragraph but the
/// boilerplate among `blocks`.
/// A sentence may run over a stage direction or footnote that stands in it (turn.spans) and then covers it;
/// it never runs over a turn's end, nor over a paragraph's unless such an insert cuts it there. White space
/// at its ends is left out. Rules: abbreviations, initials, numbers, quotation marks, brackets, ellipses,
/// list markers (sentence_splitter.h); checked against the golden rules of the pragmatic segmenter. Requires:
/// turns and their spans sorted and apart. O(size of the text).
Sentences find_sentences(const Document& document, const std::vector<Block>& blocks,
                         const std::vector<Turn>& turns);

}  // namespace quoth
