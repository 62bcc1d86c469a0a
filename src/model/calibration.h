#pragma once

#include "base/result.h"
#include "model/weight_file.h"

namespace quoth {

/// A probability as it turned out: the logistic of a line over the logit (Platt scaling), fitted on texts that the
/// weights were not trained on.
struct Calibration {
  float slope = 1;
  float shift = 0;

  float operator()(float probability) const;
};

/// What the scores of mentions and of their links stand for, and how often what rules decide is right.
struct MentionCalibration {
  Calibration mention;
  Calibration link;
  float by_name = 0.97F;  ///< links by a name or a speaker
  float by_words = 0.8F;  ///< links by the same words

  /// From the metadata `calibration` of the weights; as above where they have none. Errors: model.damaged.
  static Result<MentionCalibration> of(const WeightFile& file);
};

}  // namespace quoth
