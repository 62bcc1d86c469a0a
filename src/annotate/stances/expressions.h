#pragma once

#include <cstddef>
#include <vector>

#include "annotate/stances/words.h"

namespace quoth::stances {

/// Words first to last that carry a stance, and what they cover.
struct Expression {
  std::size_t first = 0;
  std::size_t last = 0;
  StanceKind kind = StanceKind::hedge;
  Span scope;
};

/// Hedges, boosters, evidentials, commitments and demands of a sentence, in the order of their triggers.
void find_expressions(const Words& words, const Sentence& sentence, std::vector<Expression>& out);

/// Its denials and other negations. `replies`: the sentence opens a reply. Requires: the expressions of the sentence are
/// in `out` from index `from` on; a negation inside a denial of them is none of its own.
void find_negations(const Words& words, const Sentence& sentence, bool replies, std::size_t from,
                    std::vector<Expression>& out);

/// Whether the words from `i` on are `phrase` (lower case, one space between words), and the last word that is.
std::optional<std::size_t> phrase_at(const Words& words, const Sentence& sentence, std::size_t i,
                                     std::string_view phrase);

}  // namespace quoth::stances
