#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/linear.h"
#include "model/pieces.h"
#include "model/weight_file.h"

namespace quoth {

/// Floats in rows.
struct Matrix {
  std::size_t columns = 0;
  std::vector<float> values;

  Matrix() = default;
  Matrix(std::size_t n_rows, std::size_t n_columns) : columns(n_columns), values(n_rows * n_columns) {}
  std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
  float* row(std::size_t i) { return values.data() + i * columns; }
  const float* row(std::size_t i) const { return values.data() + i * columns; }
};

/// What a layer makes of each row. The result has the layer's stride.
Matrix apply(const Linear& linear, const Matrix& rows, Linear::Then then = Linear::Then::nothing);

/// A part of a text's pieces that is read at once, and those of them whose vectors are taken from it.
struct Window {
  std::size_t begin, end;
  std::size_t first, last;  ///< half-open
};

/// The windows over `n` pieces: at most 318 of them each, overlapping by 64; every piece is taken once, with 32
/// others at least on either side where there are that many.
std::vector<Window> windows(std::size_t n);

/// Pieces from begin to end that stand together: a sentence, a clause.
struct PieceRun {
  std::size_t begin = 0, end = 0;
};

/// What the metadata of a file say of an encoder: its sizes, and numbers of pieces.
struct Measures {
  std::size_t width = 0, layers = 0, heads = 0, inner = 0, positions = 0;
  float epsilon = 0;
  std::int32_t cls = 0, sep = 0, unknown = 0;
};

/// A vector of each piece of the vocabulary, which encoders share.
struct WordVectors {
  std::span<const std::int8_t> values;  ///< [piece, width]
  std::span<const float> scale;         ///< of a piece
};

/// A BERT without padding and masks: train/README.md, "Encoder". Whole-number products, float attention. The
/// vector of a piece depends on its window, or its sentence, alone.
class Encoder {
 public:
  static constexpr std::size_t kLongestWindow = 320;  ///< with the marks at its ends

  /// Reads the tensors NAME.*. Errors: model.damaged. Lifetime: reads from `file`, and from where the words are, as long
  /// as it lives.
  static Result<Encoder> load(const WeightFile& file, const std::string& name, const Measures& measures,
                              const WordVectors& words);

  std::size_t width() const { return measures_.width; }

  /// Room for the work on one window.
  struct Room {
    std::vector<float> x, qkv, mixed, scores, keys, values, part, inner;
    QuantisedRows quantised;
  };
  /// Writes a row for each of the pieces that `window` takes, to `out`.
  void read(const Pieces& pieces, const Window& window, Room& room, float* out) const;
  /// Reads each of some sentences as a text of its own, the longest in parts, and writes a row for each piece of each to
  /// `out`. The parts go through the layers together.
  void read_apart(const Pieces& pieces, std::span<const PieceRun> sentences, Room& room, float* out) const;

 private:
  struct Norm {
    std::span<const float> weight, bias;
  };
  struct Layer {
    Linear query_key_value, output, inner, outer;
    Norm norm, outer_norm;
  };

  static Result<Layer> load_layer(const WeightFile& file, const std::string& name, const Measures& measures);
  static Result<Norm> load_norm(const WeightFile& file, const std::string& name, std::size_t width);
  void embed(const Pieces& pieces, PieceRun run, Gap before, std::size_t at, Room& room) const;
  void attend(std::size_t at, std::size_t n, Room& room) const;
  void go_through(const Layer& layer, std::span<const PieceRun> rows, Room& room) const;

  Measures measures_;
  WordVectors words_;
  std::span<const float> positions_, cases_, gaps_;
  Norm norm_;
  std::vector<Layer> layers_;
};

}  // namespace quoth
