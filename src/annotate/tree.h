#pragma once

#include <cstddef>
#include <vector>

namespace quoth {

/// Scores of the governors of the words of a sentence: `row(d)[h]` that of governor h for word d, where governor 0 is the
/// root and governor i + 1 is word i.
struct ArcScores {
  const float* values = nullptr;
  std::size_t stride = 0;  ///< from row to row
  std::size_t n_words = 0;

  const float* row(std::size_t d) const { return values + d * stride; }
};

/// The best tree in which one word alone hangs from the root: a head a word, -1 for the root's. The best governor of each
/// word where those form such a tree, which they mostly do; else a maximum spanning arborescence (Chu and Liu 1965,
/// Edmonds 1967) for each of the five likeliest words under the root. O(n^2), O(n^3) at worst.
std::vector<int> best_tree(const ArcScores& scores);

}  // namespace quoth
