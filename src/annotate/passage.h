#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/encoder.h"
#include "model/heads.h"
#include "model/pieces.h"

namespace quoth {

/// A run of whole sentences of a text whose pieces the encoder has read. What reads a head reads a passage at a time, on any
/// thread; what it finds in one passage must not depend on what it found in others.
struct Passage {
  /// Vectors are at hand of so many pieces before and after a passage, or to the ends of the text.
  static constexpr std::size_t kContext = 512;

  const Pieces& pieces;             ///< of the whole text
  std::span<const Boundary> marks;  ///< of the text's pieces as far as they are known, past `end`
  std::size_t begin, end;           ///< its pieces; a sentence begins at each, or the text ends
  const Matrix& rows;               ///< vectors of pieces from `first_row`
  std::size_t first_row;

  /// The pieces whose vectors are at hand.
  std::size_t rows_begin() const { return first_row; }
  std::size_t rows_end() const { return first_row + rows.rows(); }
  const float* row(std::size_t piece) const { return rows.row(piece - first_row); }

  /// The vectors of some pieces.
  Matrix gather(std::span<const std::size_t> of) const;
  /// The pieces from `from` to `to` that begin an atom.
  std::vector<std::size_t> atoms(std::size_t from, std::size_t to) const;
  /// The pieces of the passage that begin a word.
  std::vector<std::size_t> words() const;
};

}  // namespace quoth
