#pragma once

#include <string>
#include <vector>

namespace quoth {

/// One thing that was looked at.
struct Finding {
  std::string what;   ///< "pdftotext"
  std::string found;  ///< where, which version, how many
  bool wrong = false;
  std::string hint;  ///< what to do where it is wrong
};

/// Looks at all that the program stands on, and at the store at `path` (empty: the default one), which need not be
/// there. Changes nothing. Time grows with the store.
std::vector<Finding> examine(const std::string& path);

}  // namespace quoth
