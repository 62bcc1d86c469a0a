#include "model/claims_encoder.h"

#include <utility>

namespace quoth {
namespace {

constexpr std::size_t kLayers = 2, kInner = 512, kPositions = 128;
/// Pieces that go through the layers together: what is between them stays in the cache.
constexpr std::size_t kAtOnce = 256;

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
  for (std::size_t first = 0, row = 0; first < sentences.size();) {
    std::size_t last = first, some = 0;
    for (; last < sentences.size() && some < kAtOnce; ++last)
      some += sentences[last].end - sentences[last].begin;
    encoder_.read_apart(pieces, sentences.subspan(first, last - first), room, rows.row(row));
    first = last;
    row += some;
  }
  return rows;
}

}  // namespace quoth
