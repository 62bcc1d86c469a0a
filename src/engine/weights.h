#pragma once

#include <string>

namespace quoth {

/// The file of weights: what QUOTH_WEIGHTS names; else models/quoth.safetensors beside the folder of the program, where a
/// build finds it, or share/quoth/quoth.safetensors there, where an installation has it. The file need not exist.
std::string weights_path();

}  // namespace quoth
