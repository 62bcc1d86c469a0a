#pragma once

#include <string>

#include "engine/agreement.h"

namespace quoth {

/// An agreement as one line of JSON, without the line's end (docs/review.md).
std::string agreement_json(const Agreement& agreement, AgreementOn on);

}  // namespace quoth
