#include "engine/open_store.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace quoth {
namespace {

std::string home() {
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return home;
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_dir : "";
}

}  // namespace

std::string default_store_path() {
  const char* data = std::getenv("XDG_DATA_HOME");
  // The specification says that a relative path is to be passed over.
  const std::string folder = data != nullptr && *data == '/' ? data : home() + "/.local/share";
  return folder + "/quoth/quoth.db";
}

Result<Store> open_store(const std::string& path, OpenMode mode) {
  const std::string place = path.empty() ? default_store_path() : path;
  if (path.empty() && mode == OpenMode::create) {
    std::error_code error;
    const auto folder = std::filesystem::path(place).parent_path();
    std::filesystem::create_directories(folder, error);
    if (error) {
      return fail(ErrorCode::store_unwritable,
                  fmt::format("cannot make {}: {}", folder.string(), error.message()));
    }
  }
  return Store::open(place, {.mode = mode});
}

}  // namespace quoth
