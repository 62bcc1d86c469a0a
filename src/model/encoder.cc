#include "model/encoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "model/kernels.h"

namespace quoth {
namespace {

constexpr std::size_t kWindow = Encoder::kLongestWindow - 2;
constexpr std::size_t kMargin = 32;
constexpr std::size_t kCases = 5, kGaps = 4, kMarks = 2;  // the marks at a window's ends
/// Rows that go through a layer's products together, so that what is between them stays in the cache.
constexpr std::size_t kTile = 64;

void grow(std::vector<float>& values, std::size_t size) { values.resize(std::max(values.size(), size)); }

}  // namespace

Matrix apply(const Linear& linear, const Matrix& rows, Linear::Then then) {
  QuantisedRows quantised;
  quantised.set(rows.values.data(), rows.rows(), rows.columns);
  Matrix out(rows.rows(), linear.stride());
  linear.apply(quantised, then, out.values.data());
  return out;
}

std::vector<Window> windows(std::size_t n) {
  std::vector<Window> out;
  for (std::size_t begin = 0, first = 0; first < n;) {
    const std::size_t end = std::min(n, begin + kWindow);
    const std::size_t last = end == n ? n : end - kMargin;
    out.push_back({begin, end, first, last});
    first = last;
    begin = last - std::min(last, kMargin);
  }
  return out;
}

Result<Encoder::Norm> Encoder::load_norm(const WeightFile& file, const std::string& name, std::size_t width) {
  Norm norm;
  QUOTH_TRY(norm.weight, file.floats(name + ".weight", {width}));
  QUOTH_TRY(norm.bias, file.floats(name + ".bias", {width}));
  return norm;
}

Result<Encoder::Layer> Encoder::load_layer(const WeightFile& file, const std::string& name,
                                           const Measures& measures) {
  const std::size_t width = measures.width, inner = measures.inner;
  Layer layer;
  QUOTH_TRY(layer.query_key_value,
            Linear::load(file, {name + "query", name + "key", name + "value"}, width, {width, width, width}));
  QUOTH_TRY(layer.output, Linear::load(file, {name + "output"}, width, {width}));
  QUOTH_TRY(layer.inner, Linear::load(file, {name + "inner"}, width, {inner}));
  QUOTH_TRY(layer.outer, Linear::load(file, {name + "outer"}, inner, {width}));
  QUOTH_TRY(layer.norm, load_norm(file, name + "norm", width));
  QUOTH_TRY(layer.outer_norm, load_norm(file, name + "outer_norm", width));
  return layer;
}

Result<Encoder> Encoder::load(const WeightFile& file, const std::string& name, const Measures& measures,
                              const WordVectors& words) {
  const std::size_t width = measures.width;
  if (width == 0 || measures.heads == 0 || measures.layers == 0 || measures.inner == 0 ||
      measures.positions <= kMarks || width % (measures.heads * kernels::kLanes) != 0 ||
      measures.inner % kernels::kLanes != 0) {
    return fail(ErrorCode::model_damaged, "the measures of the encoder make no sense");
  }
  Encoder encoder;
  encoder.measures_ = measures;
  encoder.words_ = words;
  QUOTH_TRY(encoder.positions_, file.floats(name + ".positions.weight", {measures.positions, width}));
  QUOTH_TRY(encoder.cases_, file.floats(name + ".cases.weight", {kCases, width}));
  QUOTH_TRY(encoder.gaps_, file.floats(name + ".gaps.weight", {kGaps, width}));
  QUOTH_TRY(encoder.norm_, load_norm(file, name + ".norm", width));
  for (std::size_t i = 0; i < measures.layers; ++i) {
    QUOTH_TRY(Layer layer, load_layer(file, fmt::format("{}.layers.{}.", name, i), measures));
    encoder.layers_.push_back(std::move(layer));
  }
  return encoder;
}

/// Puts the rows of a run between its two marks, from row `at` on. `before`: what stands before its first piece.
void Encoder::embed(const Pieces& pieces, PieceRun run, Gap before, std::size_t at, Room& room) const {
  const std::size_t width = measures_.width, n = run.end - run.begin + kMarks;
  grow(room.x, (at + n) * width);
  grow(room.part, std::max(n, kTile) * width);
  const auto place = [&](std::size_t row, std::int32_t id, std::size_t letter_case, std::size_t gap) {
    const std::int8_t* word = words_.values.data() + static_cast<std::size_t>(id) * width;
    const float scale = words_.scale[static_cast<std::size_t>(id)];
    const float *position = positions_.data() + row * width, *cased = cases_.data() + letter_case * width,
                *gapped = gaps_.data() + gap * width;
    float *x = room.x.data() + (at + row) * width, *rest = room.part.data() + row * width;
    for (std::size_t i = 0; i < width; ++i) {
      x[i] = static_cast<float>(word[i]) * scale + position[i];
      rest[i] = cased[i] + gapped[i];
    }
  };
  place(0, measures_.cls, 0, 0);
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const Gap gap = i == run.begin ? before : pieces.gap[i];
    place(i - run.begin + 1, pieces.id[i], static_cast<std::size_t>(pieces.letter_case[i]),
          static_cast<std::size_t>(gap));
  }
  place(n - 1, measures_.sep, 0, 0);
  kernels::add_and_norm(room.x.data() + at * width, room.part.data(), n, width, norm_.weight.data(),
                        norm_.bias.data(), measures_.epsilon);
}

/// Of `n` rows from `at` on each to all of them.
void Encoder::attend(std::size_t at, std::size_t n, Room& room) const {
  const std::size_t width = measures_.width, head_width = width / measures_.heads, stride = 3 * width;
  const std::size_t n_columns = kernels::rounded_up(n);
  grow(room.scores, n * n_columns);
  grow(room.keys, head_width * n_columns);
  grow(room.values, n * head_width);
  const float factor = 1.0F / std::sqrt(static_cast<float>(head_width));
  for (std::size_t head = 0; head < measures_.heads; ++head) {
    const float* query = room.qkv.data() + at * stride + head * head_width;
    for (std::size_t i = 0; i < n; ++i) {
      const float *key = query + width + i * stride, *value = key + width;
      for (std::size_t k = 0; k < head_width; ++k) room.keys[k * n_columns + i] = key[k];
      std::copy_n(value, head_width, room.values.data() + i * head_width);
    }
    for (std::size_t k = 0; k < head_width; ++k) {
      std::fill_n(room.keys.data() + k * n_columns + n, n_columns - n, 0.0F);
    }
    kernels::multiply({query, stride, room.keys.data(), n_columns, room.scores.data(), n_columns}, n,
                      head_width, n_columns);
    kernels::softmax(room.scores.data(), n, n_columns, n, factor);
    kernels::multiply({room.scores.data(), n_columns, room.values.data(), head_width,
                       room.mixed.data() + at * width + head * head_width, width},
                      n, n, head_width);
  }
}

/// `rows`: those that attend to each other; they lie side by side from row 0 on.
void Encoder::go_through(const Layer& layer, std::span<const PieceRun> rows, Room& room) const {
  const std::size_t width = measures_.width, n = rows.back().end;
  grow(room.qkv, n * 3 * width);
  grow(room.mixed, n * width);
  room.quantised.set(room.x.data(), n, width);
  layer.query_key_value.apply(room.quantised, Linear::Then::nothing, room.qkv.data());
  for (const PieceRun run : rows) attend(run.begin, run.end - run.begin, room);
  grow(room.inner, kTile * measures_.inner);
  for (std::size_t at = 0; at < n; at += kTile) {
    const std::size_t n_rows = std::min(kTile, n - at);
    float* x = room.x.data() + at * width;
    room.quantised.set(room.mixed.data() + at * width, n_rows, width);
    layer.output.apply(room.quantised, Linear::Then::nothing, room.part.data());
    kernels::add_and_norm(x, room.part.data(), n_rows, width, layer.norm.weight.data(),
                          layer.norm.bias.data(), measures_.epsilon);
    room.quantised.set(x, n_rows, width);
    layer.inner.apply(room.quantised, Linear::Then::gelu, room.inner.data());
    room.quantised.set(room.inner.data(), n_rows, measures_.inner);
    layer.outer.apply(room.quantised, Linear::Then::nothing, room.part.data());
    kernels::add_and_norm(x, room.part.data(), n_rows, width, layer.outer_norm.weight.data(),
                          layer.outer_norm.bias.data(), measures_.epsilon);
  }
}

void Encoder::read(const Pieces& pieces, const Window& window, Room& room, float* out) const {
  const std::array<PieceRun, 1> rows = {PieceRun{0, window.end - window.begin + kMarks}};
  embed(pieces, {window.begin, window.end}, pieces.gap[window.begin], 0, room);
  for (const Layer& layer : layers_) go_through(layer, rows, room);
  std::copy_n(room.x.data() + (window.first - window.begin + 1) * measures_.width,
              (window.last - window.first) * measures_.width, out);
}

void Encoder::read_apart(const Pieces& pieces, std::span<const PieceRun> sentences, Room& room,
                         float* out) const {
  const std::size_t longest = measures_.positions - kMarks;
  std::vector<PieceRun> rows;
  std::size_t at = 0;
  for (const PieceRun sentence : sentences) {
    for (std::size_t begin = sentence.begin; begin < sentence.end; begin += longest) {
      const std::size_t end = std::min(begin + longest, sentence.end);
      embed(pieces, {begin, end}, Gap::paragraph, at, room);
      rows.push_back({at, at + end - begin + kMarks});
      at = rows.back().end;
    }
  }
  if (rows.empty()) return;
  for (const Layer& layer : layers_) go_through(layer, rows, room);
  for (const PieceRun run : rows) {
    const std::size_t size = (run.end - run.begin - kMarks) * measures_.width;
    std::copy_n(room.x.data() + (run.begin + 1) * measures_.width, size, out);
    out += size;
  }
}

}  // namespace quoth
