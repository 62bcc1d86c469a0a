#include "engine/weights.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace quoth {

std::string weights_path() {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("QUOTH_WEIGHTS"); named != nullptr && *named != '\0') return named;
  std::error_code none;
  const fs::path above = fs::read_symlink("/proc/self/exe", none).parent_path().parent_path();
  const fs::path installed = above / "share/quoth/quoth.safetensors";
  return fs::exists(installed, none) ? installed.string() : (above / "models/quoth.safetensors").string();
}

}  // namespace quoth
