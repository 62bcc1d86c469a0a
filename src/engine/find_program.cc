#include "engine/find_program.h"

#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

namespace quoth {

std::string find_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path != nullptr ? path : "";
  while (!folders.empty()) {
    const std::size_t colon = folders.find(':');
    const std::string program = fmt::format("{}/{}", folders.substr(0, colon), name);
    if (::access(program.c_str(), X_OK) == 0) return program;
    folders.remove_prefix(colon == std::string_view::npos ? folders.size() : colon + 1);
  }
  return {};
}

}  // namespace quoth
