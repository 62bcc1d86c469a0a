#pragma once

#include <string>

namespace quoth {

/// Of the user who runs the program; "unknown" where the system does not say.
std::string user_name();

}  // namespace quoth
