#pragma once

#include <vector>

#include "record/record.h"

namespace quoth {

/// The sentences of what is said, turn by turn; of running prose (`turns` empty) those of every paragraph.
/// A sentence may run over a stage direction or footnote that stands in it (turn.spans), never over a turn's end
/// or a paragraph's. White space at its ends is left out. Rules: abbreviations, initials, numbers, quotation
/// marks, brackets, ellipses, list markers; checked against the golden rules of the pragmatic segmenter.
Sentences find_sentences(const Document& document, const std::vector<Block>& blocks,
                         const std::vector<Turn>& turns);

}  // namespace quoth
