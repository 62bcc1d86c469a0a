#pragma once

#include "server/message.h"

namespace quoth {

/// Makes of what an address answers what goes out: entity tag, 304 for what the asker has, the part that was asked for,
/// compression, and the fields of all answers.
void finish(Response& response, const Request& request);

}  // namespace quoth
