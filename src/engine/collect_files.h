#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace quoth {

/// The files that paths stand for.
struct CollectedFiles {
  std::vector<std::string> paths;  ///< as given, or the folder as given and the way to the file in it
  std::vector<Error> errors;       ///< of paths and folders that could not be read
};

/// A folder stands for all files in it and in its folders, in the order of their names; those whose names begin with a
/// dot are left out, and links to folders are not followed. "-" is standard input. A path that was met before is
/// left out.
CollectedFiles collect_files(const std::vector<std::string>& paths);

}  // namespace quoth
