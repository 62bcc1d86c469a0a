#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/quantities/number_words.h"
#include "text/span.h"

namespace quoth::quantities {

enum class AtomKind : std::uint8_t { word, figure, symbol };

/// The smallest piece that the grammar of numbers looks at: letters (with apostrophes and full stops inside), digits (with
/// the signs that group them and the decimal point), or one other character.
struct Atom {
  Span span;
  AtomKind kind = AtomKind::symbol;
  bool touches = false;                ///< nothing stands between it and the one before
  bool decimal = false;                ///< a figure with a decimal point
  bool odd = false;                    ///< a figure that is no number: "3.2.1", "10:30"
  const NumberWord* number = nullptr;  ///< what a word means in a number
};

/// The atoms of `text` in `span`, in order, added to `out`. O(size).
void append_atoms(std::string_view text, Span span, std::vector<Atom>& out);

}  // namespace quoth::quantities
