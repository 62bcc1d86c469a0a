#include "store/said_places.h"

#include <algorithm>

namespace quoth {

Result<SaidPlaces> SaidPlaces::of_turn(Database& database, std::int64_t record, std::int64_t turn) {
  QUOTH_TRY(Statement row, database.prepare("SELECT begin, end, said_begin FROM spans "
                                            "WHERE record = ?1 AND turn = ?2 ORDER BY position"));
  SaidPlaces places;
  QUOTH_TRY(bool more, row.first(record, turn));
  while (more) {
    const auto number = [&](int column) { return static_cast<std::uint32_t>(row.integer(column)); };
    places.pieces_.push_back({number(0), number(1), number(2)});
    QUOTH_TRY(more, row.next());
  }
  return places;
}

/// The last piece that begins at `at` or before, by the one or the other count; the first where there is none.
const SaidPlaces::Piece& SaidPlaces::piece_at(std::uint32_t at, std::uint32_t Piece::*begin) const {
  const auto after = std::partition_point(pieces_.begin(), pieces_.end(),
                                          [&](const Piece& piece) { return piece.*begin <= at; });
  return after == pieces_.begin() ? pieces_.front() : *(after - 1);
}

std::uint32_t SaidPlaces::place_of(std::uint32_t said) const {
  const Piece& piece = piece_at(said, &Piece::said_begin);
  return std::min(piece.end, piece.begin + (said - piece.said_begin));
}

std::uint32_t SaidPlaces::said_of(std::uint32_t place) const {
  const Piece& piece = piece_at(place, &Piece::begin);
  return piece.said_begin + std::min(place, piece.end) - std::min(place, piece.begin);
}

}  // namespace quoth
