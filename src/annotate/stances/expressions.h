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

/// What a sentence replies to.
struct Reply {
  bool replies = false;  ///< it stands in the answer of an exchange
  std::vector<bool>
      asked;  ///< of each lemma, whether a verb of the question is one; empty where it replies to none
};

/// Its denials and other negations. Requires: `out` has the expressions of this sentence and nothing else; a negation
/// inside a denial of them is none of its own.
void find_negations(const Words& words, const Sentence& sentence, const Reply& reply,
                    std::vector<Expression>& out);

/// Whether the words from `i` on are `phrase` (lower case, one space between words), and the last word that is.
std::optional<std::size_t> phrase_at(const Words& words, const Sentence& sentence, std::size_t i,
                                     std::string_view phrase);

}  // namespace quoth::stances
