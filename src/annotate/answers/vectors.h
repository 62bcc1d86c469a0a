#pragma once

#include <string_view>
#include <vector>

#include "model/model.h"

namespace quoth {

/// What the encoder makes of each sentence of an answer, read behind the turns that ask. train/README.md, "Readings".
class AnswerVectors {
 public:
  /// Whether readings can be made of these weights' vectors: that they were fitted to them.
  static bool can_be_of(const Model* model) { return model != nullptr && model->reads_sentences(); }

  /// Requires: can_be_of(&model). Lifetime: the model's.
  AnswerVectors(const Model& model, std::string_view asked, std::string_view answer);

  /// Degrees, then techniques, of `question` beside some of the sentences (plain_sentences) of the answer. Requires: some.
  std::vector<double> read(std::string_view question, const std::vector<std::size_t>& some) const;

 private:
  const Model* model_;
  Matrix sentences_;
};

}  // namespace quoth
