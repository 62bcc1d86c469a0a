#include "model/claims_encoder.h"

#include <utility>

namespace quoth {
namespace {

constexpr std::size_t kLayers = 2, kInner = 512, kPositions = 128;

}  // namespace

Result<ClaimsEncoder> ClaimsEncoder::load(const WeightFile& readings, Measures measures,
                                          const WordVectors& words) {
  measures.layers = kLayers;
  measures.inner = kInner;
  measures.positions = kPositions;
  ClaimsEncoder out;
  QUOTH_TRY(out.encoder_, Encoder::load(readings, "claims.encoder", measures, words));
  QUOTH_TRY(out.pool_, ClaimsHead::load(readings, "claims", measures.width));
  return out;
}

Matrix ClaimsEncoder::read(const Pieces& pieces, std::span<const PieceRun> sentences) const {
  std::size_t n = 0;
  for (const PieceRun sentence : sentences) n += sentence.end - sentence.begin;
  Matrix rows(n, encoder_.width());
  Encoder::Room room;
  encoder_.read_apart(pieces, sentences, room, rows.values.data());
  return rows;
}

}  // namespace quoth
