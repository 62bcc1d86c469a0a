#pragma once

#include <vector>

#include "record/answer.h"
#include "record/claim.h"
#include "write/json_parts.h"

namespace quoth {

/// The member "claims".
void write_claims(JsonParts& parts, const std::vector<Claim>& claims);
/// The member "answers".
void write_answers(JsonParts& parts, const std::vector<Answer>& answers);

}  // namespace quoth
