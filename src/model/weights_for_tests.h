#pragma once

#include <cstdlib>
#include <string>

#include "model/model.h"

namespace quoth::testing {

/// Where the tests find weights: QUOTH_WEIGHTS, or models/ of the sources.
inline std::string weights_path() {
  const char* named = std::getenv("QUOTH_WEIGHTS");
  return named != nullptr ? named : QUOTH_SOURCE_DIR "/models/quoth.safetensors";
}

/// The model; null where there are no weights.
inline const Model* weights() {
  static const auto model = Model::open(weights_path(), 2);
  return model ? model->get() : nullptr;
}

}  // namespace quoth::testing
