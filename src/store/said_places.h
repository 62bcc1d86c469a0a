#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace quoth {

/// The way between what is said in a turn and the text of its record, both counted in code points.
class SaidPlaces {
 public:
  static Result<SaidPlaces> of_turn(Database& database, std::int64_t record, std::int64_t turn);

  bool empty() const { return pieces_.empty(); }
  bool is_one_piece() const { return pieces_.size() == 1; }
  /// Ends are found by the last character, so that they do not fall on the start of the next piece: 1 more than the
  /// place of the character before. Requires: !empty().
  std::uint32_t place_of(std::uint32_t said) const;
  std::uint32_t said_of(std::uint32_t place) const;

 private:
  /// A span of the turn.
  struct Piece {
    std::uint32_t begin, end;  // in the record's text
    std::uint32_t said_begin;  // in what is said
  };
  const Piece& piece_at(std::uint32_t at, std::uint32_t Piece::*begin) const;

  std::vector<Piece> pieces_;
};

}  // namespace quoth
