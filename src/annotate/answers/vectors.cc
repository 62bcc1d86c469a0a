#include "annotate/answers/vectors.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/plain_words.h"
#include "model/word_model.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using Vector = std::vector<double>;

/// The sentences of a text without white space at their ends, a space between; where each begins is added to `begins`.
void append_sentences(std::string_view text, std::string& out, std::vector<std::size_t>& begins) {
  const std::size_t first = begins.size();
  for (const Span span : plain_sentences(text)) {
    std::string_view sentence = slice(text, span);
    while (!sentence.empty() && is_space(static_cast<unsigned char>(sentence.front())))
      sentence.remove_prefix(1);
    while (!sentence.empty() && is_space(static_cast<unsigned char>(sentence.back())))
      sentence.remove_suffix(1);
    if (begins.size() > first) out += ' ';
    begins.push_back(out.size());
    out += sentence;
  }
}

/// Of each run of the pieces of `text`, which begin at these bytes, the mean vector from what all training answers have in
/// common; 0 where there is no piece.
Matrix means_of(const Model& model, const std::string& text, const std::vector<std::size_t>& begins) {
  Pieces pieces;
  model.vocabulary().cut(text, make_span(0, text.size()), Gap::paragraph, pieces);
  Matrix rows(pieces.size(), model.width()), out(begins.size(), model.width());
  Encoder::Room room;
  for (const Window& window : windows(pieces.size()))
    model.encode(pieces, window, room, rows.row(window.first));
  const std::span<const float> common = Readings::get().answer_center();
  std::size_t piece = 0;
  for (std::size_t s = 0; s < begins.size(); ++s) {
    const std::size_t end = s + 1 < begins.size() ? begins[s + 1] : text.size();
    Vector sum(model.width());
    double n = 0;
    while (piece < pieces.size() && pieces.span[piece].begin < begins[s]) ++piece;
    for (; piece < pieces.size() && pieces.span[piece].begin < end; ++piece, ++n) {
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += static_cast<double>(rows.row(piece)[k]);
    }
    if (n == 0) continue;
    for (std::size_t k = 0; k < sum.size(); ++k) {
      out.row(s)[k] = static_cast<float>(sum[k] / n) - common[k];
    }
  }
  return out;
}

double product(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += static_cast<double>(a[k]) * static_cast<double>(b[k]);
  return sum;
}

double cosine(std::span<const float> a, std::span<const float> b) {
  constexpr double kLeast = 1e-6;
  return product(a, b) / ((std::sqrt(product(a, a)) + kLeast) * (std::sqrt(product(b, b)) + kLeast));
}

}  // namespace

AnswerVectors::AnswerVectors(const Model& model, std::string_view asked, std::string_view answer)
    : model_(&model) {
  std::string text;
  std::vector<std::size_t> begins;
  append_sentences(asked, text, begins);
  if (!text.empty()) text += "\n\n";
  begins.clear();
  append_sentences(answer, text, begins);
  sentences_ = means_of(model, text, begins);
}

std::vector<double> AnswerVectors::read(std::string_view question,
                                        const std::vector<std::size_t>& some) const {
  constexpr double kSharpness = 4;
  const std::size_t width = model_->width();
  const Matrix asked = means_of(*model_, std::string(question), {0});
  const std::span<const float> q(asked.row(0), width);
  Vector mean(width), near(width);
  double all = 0;
  for (const std::size_t s : some) {
    const std::span<const float> sentence(sentences_.row(s), width);
    const double weight = std::exp(kSharpness * cosine(sentence, q));
    all += weight;
    for (std::size_t k = 0; k < width; ++k) {
      mean[k] += static_cast<double>(sentence[k]);
      near[k] += static_cast<double>(sentence[k]) * weight;
    }
  }
  std::vector<float> inputs(q.begin(), q.end());
  inputs.insert(inputs.end(), sentences_.row(some[0]), sentences_.row(some[0]) + width);
  for (const double value : mean)
    inputs.push_back(static_cast<float>(value / static_cast<double>(some.size())));
  for (const double value : near) inputs.push_back(static_cast<float>(value / all));
  return Readings::get().read_answer_vectors(inputs);
}

}  // namespace quoth
