#include "model/calibration.h"

#include <algorithm>
#include <cmath>

#include <simdjson.h>

namespace quoth {

float Calibration::operator()(float probability) const {
  constexpr float kLeast = 1e-4F;
  const float p = std::clamp(probability, kLeast, 1 - kLeast);
  return 1 / (1 + std::exp(-(slope * std::log(p / (1 - p)) + shift)));
}

Result<MentionCalibration> MentionCalibration::of(const WeightFile& file) {
  MentionCalibration result;
  if (file.metadata("calibration").empty()) return result;
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  const simdjson::padded_string text(file.metadata("calibration"));
  bool good = parser.parse(text).get(json) == simdjson::SUCCESS;
  const auto read = [&](const char* pointer, float& to) {
    double value = 0;
    good = good && json.at_pointer(pointer).get(value) == simdjson::SUCCESS && std::isfinite(value);
    to = static_cast<float>(value);
  };
  read("/mention/0", result.mention.slope);
  read("/mention/1", result.mention.shift);
  read("/link/0", result.link.slope);
  read("/link/1", result.link.shift);
  read("/by_name", result.by_name);
  read("/by_words", result.by_words);
  if (!good) return fail(ErrorCode::model_damaged, "the calibration is not as it should be");
  return result;
}

}  // namespace quoth
