#pragma once

#include <string>

#include "base/result.h"
#include "store/store.h"

namespace quoth {

/// `quoth/quoth.db` in the user's data folder ($XDG_DATA_HOME, else ~/.local/share).
std::string default_store_path();

/// Opens the store at `path`, the default one where it is empty. With OpenMode::create the folder of the default
/// store is made too. Errors: store.*.
Result<Store> open_store(const std::string& path, OpenMode mode);

}  // namespace quoth
