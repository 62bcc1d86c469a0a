#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/times/lexicon.h"
#include "text/span.h"

namespace quoth::times {

/// A run of letters, a run of digits or a mark, as the grammar sees it.
struct Word {
  Span span;
  WordId id = kUnknown;
  std::uint8_t n_digits = 0;  ///< 255: that many or more
  bool capital = false;       ///< its first letter is
  bool space_before = false;
  std::uint64_t number = 0;  ///< of digits; of more than 18 of them the first 18
};

/// Appends the words of `span`. An apostrophe between letters goes with the word ("o'clock"), but "'s" is a word of its
/// own; single letters with full stops between are one word ("p.m", known without its last full stop). O(span).
void scan(std::string_view text, Span span, const Lexicon& lexicon, std::vector<Word>& out);

}  // namespace quoth::times
