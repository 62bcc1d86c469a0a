#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/span.h"

namespace quoth {

/// How the letters of a piece are written.
enum class LetterCase : std::uint8_t { none, lower, capital, upper, mixed };
/// What stands before a piece: nothing, white space, one line break, more of them (or the start of the text).
enum class Gap : std::uint8_t { none, space, line, paragraph };

/// Word pieces of a text, one column a property. An atom is what no word boundary lies in but at its start; its
/// pieces after the first have Gap::none.
struct Pieces {
  std::vector<std::int32_t> id;  ///< number in the vocabulary
  std::vector<LetterCase> letter_case;
  std::vector<Gap> gap;
  std::vector<std::uint8_t> begins_atom;
  std::vector<Span> span;  ///< bytes of the text; sorted by begin

  std::size_t size() const { return id.size(); }
};

/// BERT's uncased WordPiece with offsets. A text is cut at white space, around punctuation marks, and inside the
/// few words that Universal Dependencies splits ("do|n't", "can|not"); each such atom is lower-cased, stripped of
/// accents and cut from the left into the longest pieces of the vocabulary. The same pieces as train/pieces.py.
class Vocabulary {
 public:
  Vocabulary() = default;
  /// The pieces in the order of their numbers, one a line. `unknown` stands for what has no pieces.
  Vocabulary(std::string_view lines, std::int32_t unknown);

  std::size_t size() const { return number_.size(); }
  /// Adds the pieces of `text` in `span`; the first has the gap `before`. O(size of the span).
  void cut(std::string_view text, Span span, Gap before, Pieces& pieces) const;

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name is the standard's
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  using Numbers = std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>>;

  void cut_atom(std::string_view text, Span atom, Gap before, Pieces& pieces) const;
  const std::int32_t* find(std::string_view piece, bool inside) const;

  Numbers number_;  // pieces that begin an atom
  Numbers inside_;  // those that go on with one, without their ##
  std::size_t longest_ = 0;
  std::int32_t unknown_ = 0;
};

}  // namespace quoth
