#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace quoth {

/// A word of a quotation, as it is compared.
struct QuotedWord {
  std::uint32_t id = 0;
  std::uint8_t weight = 4;      ///< what finding it is worth
  bool bracketed = false;       ///< may be the editor's own
  bool after_omission = false;  ///< words may be left out before it
};

/// A word of what was said, or a place between words.
struct SourceWord {
  enum Kind : std::uint8_t {
    word,
    bracketed,  ///< of who wrote it down: may be passed over
    gap,        ///< words of the passage that are not looked at stand here
    end,        ///< a passage ends here
  };
  std::uint32_t id = 0;
  Kind kind = word;
};

/// Where a quoted word is in the source.
struct AlignedWord {
  std::int32_t source = -1;  ///< -1: nowhere; else the word that it stands for
  bool same = false;         ///< the same word stands there
};

struct Alignment {
  std::int32_t score = 0;
  std::vector<AlignedWord> words;  ///< one for each of the quotation's
};

/// The best way to read a quotation as words of the source: words found count by their weight; a word that is another,
/// is added or left out costs a little, a gap inside a passage more, and going on anywhere else (backwards, in another
/// passage) most. A gap where the quotation marks an omission costs next to nothing. A Viterbi search over all pairs
/// of words; deterministic. Time and memory grow with the product of the two lengths, a byte a pair.
Alignment align(std::span<const QuotedWord> quote, std::span<const SourceWord> source);

}  // namespace quoth
