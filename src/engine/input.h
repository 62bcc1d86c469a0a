#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace quoth {

/// All bytes of the file at `path`, which may be a pipe. A regular file longer than `limit` is not read at
/// all. Errors: input.not_found, input.is_folder, input.unreadable, input.too_large.
Result<std::string> read_file(const std::string& path, std::uint64_t limit);

}  // namespace quoth
