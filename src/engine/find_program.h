#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// Where the shell would find a program; empty: nowhere.
std::string find_program(std::string_view name);

}  // namespace quoth
