#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/pdf/columns.h"

namespace quoth::pdf {

/// Says how the last word of a line and the first of the next belong together, by the words of the document:
/// a hyphen at the end of a line is undone where the document writes the word without one elsewhere, or where
/// its halves are no words; "well-known" keeps its own.
class LineJoins {
 public:
  enum class Join : unsigned char { space, nothing, without_hyphen };

  /// O(words).
  explicit LineJoins(const std::vector<Line>& lines);

  Join between(std::string_view last, std::string_view first) const;

 private:
  bool is_word(std::string_view lower) const { return n_of(lower) > 0; }
  std::size_t n_of(std::string_view lower) const;
  /// Whether the word stands without its hyphen elsewhere (+), with it (-), or neither (0).
  int evidence(std::string_view before, std::string_view after) const;
  /// Whether the second half is no word but an ending: "-tion".
  bool is_ending(std::string_view after) const;
  void learn_words(const std::vector<Line>& lines);
  void learn_habits(const std::vector<Line>& lines);

  std::unordered_map<std::string, std::size_t> words_;  ///< in lower case, those that no line end touches
  bool hyphenates_ = false;                             ///< a program cut words at line ends, with "-"
  bool true_hyphens_ = false;  ///< the author writes U+2010 inside lines too; else only programs do
};

}  // namespace quoth::pdf
